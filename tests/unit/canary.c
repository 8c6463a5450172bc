/* A planted bug: a sanitizer build must stop here, and nowhere else. */
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
    int *p = malloc(4 * sizeof *p);
    (void)argv;
    if (!p)
        return 0;
    p[0] = argc;
    free(p);
    printf("%d\n", p[argc - 1]);
    return 0;
}
