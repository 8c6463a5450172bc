/* What PREFIX_explain says of points where some value goes wrong. */
#include <stdio.h>
#include <stdlib.h>

#include "probe.h"
#include "total.h"

static void say(const char *name, int code, int line, int column,
                const char *what, const double *operand, double value,
                ptrdiff_t row, ptrdiff_t turn, int derivative)
{
    printf("%s: %d", name, code);
    if (code != 0)
        printf(" %d:%d %s(%g, %g) %s row %d turn %d%s", line, column, what,
               operand[0], operand[1], value != value ? "nan" : "inf",
               (int)row, (int)turn, derivative ? " derivative" : "");
    puts("");
}

static double work[PROBE_WORK_SIZE / sizeof(double)];

static void probe(const char *name, double a, double b, double c,
                  double shift)
{
    probe_params p = PROBE_PARAMS;
    probe_unknowns u = PROBE_START;
    unsigned marks[PROBE_MARKS(NULL)];
    probe_fault f;
    int code;

    u.a = a;
    u.b = b;
    u.c = c;
    p.shift = shift;
    code = probe_explain(&u, &p, NULL, work, marks, &f);
    say(name, code, f.line, f.column, f.what, f.operand, f.value, f.row,
        f.turn, f.derivative);
}

static void total(const char *name, double x, double k, double last)
{
    double t[6] = {1, 2, 3, 4, 5, 6};
    total_data d;
    total_memory s;
    total_unknowns u = TOTAL_START;
    total_fault f;
    unsigned *marks;
    int code;

    t[5] = last;
    d.d = 6;
    d.t = t;
    total_setup(&s, NULL, &d, malloc(total_setup_size(&d)));
    s.work = malloc(s.work_size);
    marks = (unsigned *)malloc(TOTAL_MARKS(&d) * sizeof *marks);
    u.x = x;
    u.k = k;
    code = total_explain(&u, NULL, &d, &s, marks, &f);
    say(name, code, f.line, f.column, f.what, f.operand, f.value, f.row,
        f.turn, f.derivative);
    free(marks);
    free(s.work);
    free(s.memory);
}

int main(void)
{
    probe("nothing", 1, 0.5, 0.1, 0);
    probe("logarithm in row 0", 1, 1.5, 0.1, 0);
    probe("root of a let, from a param", 1, 0.5, 0.1, 3);
    probe("an unknown", HUGE_VAL, 0.5, 0.1, 0);
    probe("a root", 1, 0.5, -1, 0);
    probe("division in a result", 1, 0.25, 0.1, 0);
    probe("a slope only", 1, 0.5, 0, 0);
    total("nothing", 10, 0.1, 6);
    total("logarithm in a sum", 5.5, 0.1, 6);
    total("overflow in a recurrence", 10, 400, 6);
    total("data", 10, 0.1, HUGE_VAL);
    return 0;
}
