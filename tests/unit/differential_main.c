/*
 * differential_main.c -- stands in for the driver of a generated program (it
 * is compiled with eqh_main as this function's name): prints what its C
 * computes, as `test_differential --print` does for the interpreter.
 */
#include <stdlib.h>

#include "differential_bound.h"

int differential_main(const eqh_program *host, int argc, char **argv);

/* argv: the file's name, the seed, the last point. */
int differential_main(const eqh_program *host, int argc, char **argv)
{
    struct bound b;

    if (argc != 4 || bound_open(&b, host, stderr) != 0)
        return 1;
    printf("program %s\n", argv[1]);
    bound_print(&b, (unsigned)strtoul(argv[2], NULL, 10),
                (unsigned)strtoul(argv[3], NULL, 10), stdout);
    bound_close(&b);
    return 0;
}
