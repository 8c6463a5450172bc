/*
 * Link: runtime/host/[a-z]*.c runtime/core/[a-z]*.c -lm
 *
 * The driver on programs written by hand as a compiler would write them: a
 * straight line through a data file, a system with a free direction, and an
 * evaluation.  Each case gives a command line, the exit code, and what must be
 * said on standard output and standard error.
 */
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../../runtime/core/solvers.h"
#include "../../runtime/host/eqh.h"

/* ---- a straight line: data x[n], y[n]; y ~ scale*(a*x + b) ------------- */

typedef struct line {
    size_t n;
    const eqr_real *x, *y;
    eqr_real scale, limit;
    eqr_real lower[2], upper[2];
    int closed;
    long until_interrupt;    /* evaluations until a SIGINT comes; 0: none */
} line;

static line line_self;

static int line_structure(void *user, size_t lo, size_t hi, size_t *start,
                          size_t *col)
{
    (void)user;
    for (size_t k = lo; k < hi; k++) {
        start[k - lo] = 2 * (k - lo);
        col[2 * (k - lo)] = 0;
        col[2 * (k - lo) + 1] = 1;
    }
    start[hi - lo] = 2 * (hi - lo);
    return 0;
}

static int line_values(void *user, const eqr_real *x, size_t lo, size_t hi,
                       eqr_real *r, eqr_real *jac)
{
    const line *l = user;

    for (size_t k = lo; k < hi; k++) {
        if (r != NULL)
            r[k - lo] = l->y[k] - l->scale * (x[0] * l->x[k] + x[1]);
        if (jac != NULL) {
            jac[2 * (k - lo)] = -l->scale * l->x[k];
            jac[2 * (k - lo) + 1] = -l->scale;
        }
    }
    return 0;
}

static int line_gradient(void *user, const eqr_real *x, eqr_real *f,
                         eqr_real *g)
{
    const line *l = user;
    eqr_real sum = 0, a = 0, b = 0;

    if (line_self.until_interrupt > 0 && --line_self.until_interrupt == 0)
        raise(SIGINT);
    for (size_t k = 0; k < l->n; k++) {
        eqr_real r = l->y[k] - l->scale * (x[0] * l->x[k] + x[1]);

        sum += r * r;
        a -= 2 * r * l->scale * l->x[k];
        b -= 2 * r * l->scale;
    }
    if (f != NULL)
        *f = sum;
    if (g != NULL) {
        g[0] = a;
        g[1] = b;
    }
    return 0;
}

static int line_loss(void *user, const eqr_real *x, eqr_real *f)
{
    return line_gradient(user, x, f, NULL);
}

/* show -b/a as zero; */
static int line_show_structure(void *user, size_t lo, size_t hi,
                               size_t *start, size_t *col)
{
    return line_structure(user, lo, hi, start, col);
}

static int line_show(void *user, const eqr_real *x, size_t lo, size_t hi,
                     eqr_real *r, eqr_real *jac)
{
    (void)user;
    (void)lo;
    (void)hi;
    if (r != NULL)
        r[0] = -x[1] / x[0];
    if (jac != NULL) {
        jac[0] = x[1] / (x[0] * x[0]);
        jac[1] = -1 / x[0];
    }
    return 0;
}

static int line_shapes(void *self, const eqh_int *sizes, eqh_shape *out,
                       size_t *bad)
{
    (void)self;
    (void)bad;
    memset(out, 0, 8 * sizeof *out);
    for (int i = 0; i < 8; i++)
        out[i].count = 1;
    for (int i = 4; i < 8; i += i == 5 ? 2 : 1) {   /* x, y and the family */
        out[i].lo[0] = 1;
        out[i].hi[0] = sizes[0];
        out[i].count = (size_t)sizes[0];
    }
    return 0;
}

static void line_defaults(void *self, size_t k, eqr_real *out, size_t count)
{
    (void)self;
    (void)count;
    *out = k == 0 ? 1 : (eqr_real)INFINITY;
}

static int line_spread(void *self, eqr_real *total)
{
    const line *l = self;
    eqr_real mean = 0;

    for (size_t k = 0; k < l->n; k++)
        mean += l->y[k] / (eqr_real)l->n;
    *total = 0;
    for (size_t k = 0; k < l->n; k++)
        *total += (l->y[k] - mean) * (l->y[k] - mean);
    return 0;
}


static int line_bind(void *self, const eqh_inputs *in, eqr_problem *p,
                     eqr_real *start)
{
    line *l = self;

    l->n = (size_t)in->sizes[0];
    l->x = in->data[0];
    l->y = in->data[1];
    l->scale = in->params[0][0];
    l->upper[0] = in->params[1][0];
    l->upper[1] = (eqr_real)INFINITY;
    l->lower[0] = l->lower[1] = -(eqr_real)INFINITY;
    p->version = EQR_VERSION;
    p->cls = EQR_CLASS_LEAST_SQUARES;
    p->flags = EQR_LINEAR;
    p->user = l;
    p->n = 2;
    p->lower = l->lower;
    p->upper = l->upper;
    p->residual.count = l->n;
    p->residual.width = 2;
    p->residual.structure = line_structure;
    p->residual.values = line_values;
    p->loss = line_loss;
    p->gradient = line_gradient;
    p->show.count = 1;
    p->show.width = 2;
    p->show.structure = line_show_structure;
    p->show.values = line_show;
    p->spread = line_spread;
    start[0] = 1;
    start[1] = 1;
    return 0;
}

static void line_close(void *self)
{
    ((line *)self)->closed++;
}

/* ---- four unknowns, rank 3 --------------------------------------------- */

static const eqr_real square_rows[4][4] = {
    {1, 1, 0, 0}, {0, 0, 1, -1}, {1, 0, 1, 0}, {0, 1, 0, -1}
};
static eqr_real square_right[4] = {9, 1, 8, 2};

static int square_structure(void *user, size_t lo, size_t hi, size_t *start,
                            size_t *col)
{
    size_t n = 0;

    (void)user;
    for (size_t k = lo; k < hi; k++) {
        start[k - lo] = n;
        for (size_t j = 0; j < 4; j++) {
            if (square_rows[k][j] > 0 || square_rows[k][j] < 0)
                col[n++] = j;
        }
    }
    start[hi - lo] = n;
    return 0;
}

static int square_values(void *user, const eqr_real *x, size_t lo, size_t hi,
                         eqr_real *r, eqr_real *jac)
{
    size_t n = 0;

    (void)user;
    for (size_t k = lo; k < hi; k++) {
        eqr_real sum = -square_right[k];

        for (size_t j = 0; j < 4; j++) {
            sum += square_rows[k][j] * x[j];
            if (jac != NULL && (square_rows[k][j] > 0 || square_rows[k][j] < 0))
                jac[n++] = square_rows[k][j];
        }
        if (r != NULL)
            r[k - lo] = sum;
    }
    return 0;
}

static int square_magnitude(void *user, const eqr_real *x, size_t lo,
                            size_t hi, eqr_real *m)
{
    (void)user;
    for (size_t k = lo; k < hi; k++) {
        m[k - lo] = square_right[k] < 0 ? -square_right[k] : square_right[k];
        for (size_t j = 0; j < 4; j++) {
            eqr_real v = square_rows[k][j] * x[j];

            m[k - lo] += v < 0 ? -v : v;
        }
    }
    return 0;
}

/* unknown A, w[2..3], D */
static int square_shapes(void *self, const eqh_int *sizes, eqh_shape *out,
                         size_t *bad)
{
    (void)self;
    (void)sizes;
    (void)bad;
    memset(out, 0, 7 * sizeof *out);
    for (int i = 0; i < 7; i++)
        out[i].count = 1;
    out[1].lo[0] = 2;
    out[1].hi[0] = 3;
    out[1].count = 2;
    return 0;
}

static int square_bind(void *self, const eqh_inputs *in, eqr_problem *p,
                       eqr_real *start)
{
    (void)self;
    (void)in;
    p->version = EQR_VERSION;
    p->cls = EQR_CLASS_SYSTEM;
    p->flags = EQR_LINEAR;
    p->n = 4;
    p->residual.count = 4;
    p->residual.width = 2;
    p->residual.structure = square_structure;
    p->residual.values = square_values;
    p->magnitude = square_magnitude;
    for (size_t k = 0; k < 4; k++)
        start[k] = 1;
    return 0;
}

/* ---- an evaluation ----------------------------------------------------- */

/* param p[2, 2]; show 1/p[1,1] as inverse; */
static int value_of(void *user, const eqr_real *x, size_t lo, size_t hi,
                    eqr_real *r, eqr_real *jac)
{
    (void)x;
    (void)lo;
    (void)hi;
    (void)jac;
    *r = 1 / *(eqr_real *)user;
    return 0;
}

static int value_shapes(void *self, const eqh_int *sizes, eqh_shape *out,
                        size_t *bad)
{
    (void)self;
    (void)sizes;
    (void)bad;
    memset(out, 0, 2 * sizeof *out);
    out[0].lo[0] = out[0].lo[1] = 1;
    out[0].hi[0] = out[0].hi[1] = 2;
    out[0].count = 4;
    out[1].count = 1;
    return 0;
}

static void value_defaults(void *self, size_t k, eqr_real *out, size_t count)
{
    (void)self;
    (void)k;
    for (size_t i = 0; i < count; i++)
        out[i] = (eqr_real)NAN;
}

static int value_bind(void *self, const eqh_inputs *in, eqr_problem *p,
                      eqr_real *start)
{
    (void)start;
    *(eqr_real *)self = in->params[0][0];
    p->version = EQR_VERSION;
    p->cls = EQR_CLASS_EVALUATION;
    p->user = self;
    p->show.count = 1;
    p->show.values = value_of;
    return 0;
}

/* ---- the programs ------------------------------------------------------ */

static const eqr_solver *const solvers[] = {&eqr_linear, &eqr_lm, &eqr_sgd,
                                            NULL};
static eqr_real value_self;

static eqh_program line_program(void)
{
    static const char *const sizes[] = {"n"};
    static const char *const x[] = {"x"}, *const y[] = {"y"};
    static eqh_item unknowns[2], params[2], data[2], shows[1], family[1];
    eqh_program p;

    memset(&p, 0, sizeof p);
    unknowns[0].name = "a";
    unknowns[0].line = 3;
    unknowns[0].column = 9;
    unknowns[0].given = 1;
    unknowns[1].name = "b";
    unknowns[1].inferred = 1;
    params[0].name = "scale";
    params[1].name = "limit";
    data[0].name = "x";
    data[1].name = "y";
    data[0].file = data[1].file = "test_host_driver.csv";
    data[0].line = data[1].line = 2;
    data[0].column = 6;
    data[1].column = 12;
    data[0].rank = data[1].rank = 1;
    data[0].columns = x;
    data[1].columns = y;
    data[0].column_count = data[1].column_count = 1;
    shows[0].name = "zero";
    family[0].text = "y ~ scale*(a*x + b)";
    family[0].line = 4;
    family[0].rank = 1;
    p.file = "line.eq";
    p.folder = "";
    p.class_text = "least squares";
    p.size_names = sizes;
    p.size_count = 1;
    p.unknowns.items = unknowns;
    p.unknowns.count = 2;
    p.params.items = params;
    p.params.count = 2;
    p.data.items = data;
    p.data.count = 2;
    p.shows.items = shows;
    p.shows.count = 1;
    p.families.items = family;
    p.families.count = 1;
    p.solvers = solvers;
    p.solver = "lm";
    p.options = eqr_options_default();
    p.self = &line_self;
    p.shapes = line_shapes;
    p.defaults = line_defaults;
    p.bind = line_bind;
    p.close = line_close;
    return p;
}

static eqh_program square_program(void)
{
    static eqh_item unknowns[3], families[4];
    static const char *const texts[] = {"A + w[2] = 9", "w[3] - D = 1",
                                        "A + w[3] = 8", "w[2] - D = 2"};
    eqh_program p;

    memset(&p, 0, sizeof p);
    unknowns[0].name = "A";
    unknowns[1].name = "w";
    unknowns[1].rank = 1;
    unknowns[2].name = "D";
    for (int i = 0; i < 4; i++) {
        families[i].text = texts[i];
        families[i].line = i + 1;
        families[i].column = 1;
    }
    families[3].name = "last";
    p.file = "square.eq";
    p.folder = "";
    p.class_text = "linear system";
    p.unknowns.items = unknowns;
    p.unknowns.count = 3;
    p.families.items = families;
    p.families.count = 4;
    p.solvers = solvers;
    p.solver = "linear";
    p.options = eqr_options_default();
    p.shapes = square_shapes;
    p.bind = square_bind;
    return p;
}

static eqh_program value_program(void)
{
    static eqh_item params[1], shows[1];
    eqh_program p;

    memset(&p, 0, sizeof p);
    params[0].name = "p";
    params[0].rank = 2;
    params[0].line = 1;
    params[0].column = 7;
    shows[0].name = "inverse";
    p.file = "value.eq";
    p.folder = "";
    p.class_text = "evaluation";
    p.params.items = params;
    p.params.count = 1;
    p.shows.items = shows;
    p.shows.count = 1;
    p.solvers = solvers;
    p.options = eqr_options_default();
    p.self = &value_self;
    p.shapes = value_shapes;
    p.defaults = value_defaults;
    p.bind = value_bind;
    return p;
}

/* ---- running them ------------------------------------------------------ */

static int failures;
static char said[2][8000];       /* on standard output and standard error */

/* Run with descriptors 1 and 2 in files; the exit code. */
static int run(const eqh_program *p, int argc, char **argv)
{
    int kept[2], code;
    FILE *files[2];

    for (int i = 0; i < 2; i++) {
        fflush(i == 0 ? stdout : stderr);
        kept[i] = dup(i + 1);
        files[i] = tmpfile();
        if (files[i] == NULL || dup2(fileno(files[i]), i + 1) < 0)
            exit(2);
    }
    code = eqh_main(p, argc, argv);
    for (int i = 0; i < 2; i++) {
        fflush(i == 0 ? stdout : stderr);
        dup2(kept[i], i + 1);
        close(kept[i]);
        rewind(files[i]);
        said[i][fread(said[i], 1, sizeof said[i] - 1, files[i])] = '\0';
        fclose(files[i]);
    }
    return code;
}

/*
 * A command line in words, and what must come of it; out and err: texts that
 * must occur, separated by '|'.
 */
static void expect(const eqh_program *p, const char *command, int code,
                   const char *out, const char *err)
{
    static char words[400], wanted[1000];
    char *argv[20], *word;
    int argc = 0, got;

    strcpy(words, command);
    for (word = strtok(words, " "); word != NULL; word = strtok(NULL, " "))
        argv[argc++] = word;
    argv[argc] = NULL;
    got = run(p, argc, argv);
    for (int i = 0; i < 2; i++) {
        strcpy(wanted, i == 0 ? out : err);
        if (*wanted == '\0' && said[i][0] != '\0')
            got = -1;
        for (word = strtok(wanted, "|"); word != NULL;
             word = strtok(NULL, "|")) {
            if (strstr(said[i], word) == NULL) {
                fprintf(stderr, "not said: %s\n", word);
                got = -1;
            }
        }
    }
    if (got == code)
        return;
    failures++;
    fprintf(stderr, "FAILED: %s: exit %d, wanted %d\n--- out\n%s--- err\n%s",
            command, got, code, said[0], said[1]);
}

static void write_file(const char *name, const char *text)
{
    FILE *out = fopen(name, "wb");

    if (out == NULL || fputs(text, out) < 0 || fclose(out) != 0)
        exit(2);
}

static void line_cases(void)
{
    eqh_program p = line_program();

    expect(&p, "fit", 0, "line.eq: least squares, solver lm|a = 2 +- 0.|"
           "b = 1|zero = -0.5|R^2|degrees of freedom|residual standard|"
           "LEAST_SQUARES|taken as unknowns: b|start: a = 1, b = 1 (not given)",
           "");
    expect(&p, "fit --json", 0, "{\"file\": \"line.eq\", \"class\": "
           "\"least squares\", \"solver\": \"lm\", \"verdict\": "
           "\"LEAST_SQUARES\", \"exit\": 0, \"unknowns\": {\"a\": |"
           "\"inferred\": [\"b\"], \"start\": {\"a\": 1.0, \"b\": 1.0}|"
           "\"std_error\"|\"degrees_of_freedom\": 3|\"start_given\": {\"a\": "
           "true, \"b\": false}, \"rank\": 2, \"show\": {\"zero\"|"
           "\"show_std_error\"|\"hessian\": 0}|\"warnings\": []}\n", "");
    expect(&p, "fit --solver linear", 0, "solver linear|a = 2", "");
    expect(&p, "fit --solver=lm(tol=1e-9,max_steps=50)", 0, "solver lm", "");
    expect(&p, "fit --set scale=2", 0, "a = 1 +-", "");
    expect(&p, "fit --set scale=1:2:0.5", 0, "scale |verdict|1.5|"
           "LEAST_SQUARES\n2 ", "");
    expect(&p, "fit --set scale=1:2:0.5 --json", 0,
           "\"set\": {\"scale\": 1.5}|\"set\": {\"scale\": 2.0}", "");
    expect(&p, "fit --trace 1", 0, "a = 2", "step 0: loss ");
    expect(&p, "fit --data test_host_other.csv", 0, "a = 3", "");
    expect(&p, "fit --data test_host_driver.csv=test_host_other.csv", 0,
           "a = 3", "");
    expect(&p, "fit --start a=0.5 --start b=2", 0, "start: a = 0.5, b = 2\n",
           "");
    expect(&p, "fit --set limit=1.5", 0, "a = 1.5|LEAST_SQUARES", "");
    expect(&p, "fit --help", 0, "usage: fit|--set NAME=VALUE|unknowns: a b|"
           "solvers: linear lm sgd", "");
    expect(&p, "fit --set limit=0.5", 1, "",
           "line.eq:3:9: error: start a = 1 is outside its bounds [-inf, 0.5]"
           " [E0411]");
    expect(&p, "fit --set limit=2 --start a=3", 2, "", "start a = 3|E0411");
    expect(&p, "fit --set limit=2 --solver sgd", 2, "", "cannot keep the");
    expect(&p, "fit --set scal=2", 2, "", "did you mean \"scale\"?");
    expect(&p, "fit --set a=2", 2, "", "is an unknown|--start");
    expect(&p, "fit --start scale=2", 2, "", "is a param; use --set");
    expect(&p, "fit --set x=2", 2, "", "is data");
    expect(&p, "fit --set scale=two", 2, "", "\"two\" is not a number");
    expect(&p, "fit --set scale=nan", 2, "", "NaN is no value");
    expect(&p, "fit --set scale=1e999", 2, "", "too large");
    expect(&p, "fit --set scale", 2, "", "wanted name=value");
    expect(&p, "fit --set scale[1]=2", 2, "", "is a number and has no");
    expect(&p, "fit --set scale=[1]", 2, "", "not a number");
    expect(&p, "fit --set scale=1:2:-1", 2, "", "1 to 1000000 points");
    expect(&p, "fit --set scale=1:2 --set limit=1:2", 2, "", "one param");
    expect(&p, "fit --set", 2, "", "needs a value");
    expect(&p, "fit --jsn", 2, "", "did you mean --json?");
    expect(&p, "fit --json=yes", 2, "", "takes no value");
    expect(&p, "fit --trace 0", 2, "", "wanted a number of steps");
    expect(&p, "fit new.csv", 2, "", "what is \"new.csv\"?");
    expect(&p, "fit --solver newton", 2, "", "there is linear, lm, sgd");
    expect(&p, "fit --solver lm(tul=1)", 2, "", "did you mean \"tol\"?");
    expect(&p, "fit --solver lm(tol=x)", 2, "", "wanted NAME(option=number");
    expect(&p, "fit --solver lm(max_steps=1.5)", 2, "", "no value for");
    expect(&p, "fit --data none.csv", 2, "", "none.csv: error: there is no"
           " such file; x is to be read from it (line.eq:2) [E0401]");
    expect(&p, "fit --data test_host_bad.csv", 1, "",
           "test_host_bad.csv:3:3: error: row 2, column \"y\": \"?\" is not");
    if (line_self.closed == 0 || failures > 0)
        failures++;
}

/* An interruption keeps the best point; a full disk is no success. */
static void failing_cases(void)
{
    eqh_program p = line_program();
    char *argv[] = {"fit", NULL};
    FILE *full = fopen("/dev/full", "w");
    int kept = dup(1), code;

    line_self.until_interrupt = 20;
    expect(&p, "fit --solver sgd", 130, "CANCELLED: cancelled|a = ",
           "line.eq: interrupted");
    line_self.until_interrupt = 20;
    expect(&p, "fit --set scale=1:9 --solver sgd --json", 130, "CANCELLED",
           "interrupted");
    if (full == NULL) {
        fputs("no /dev/full here: not tested\n", stderr);
        return;
    }
    fflush(stdout);
    dup2(fileno(full), 1);
    code = eqh_main(&p, 1, argv);
    clearerr(stdout);
    dup2(kept, 1);
    close(kept);
    fclose(full);
    if (code != 2 && failures++ >= 0)
        fprintf(stderr, "FAILED: a full disk: exit %d\n", code);
}

static void square_cases(void)
{
    eqh_program p = square_program();

    expect(&p, "square", 0, "linear system, solver linear|  A       = |"
           "w[2..3] = |4 unknowns, rank 3: 1 degree of freedom; the solutions"
           " are|(A, w[2], w[3], D) = (|) + t*(1, -1, -1, -1)|ROOT: every", "");
    expect(&p, "square --json", 0, "\"w\": [|\"rank\": 3, \"free\": [{\"A\": "
           "1.0, \"w[2]\": -1.0, \"w[3]\": -1.0, \"D\": -1.0}], \"iter", "");
    expect(&p, "square --determined", 4, "UNDERDETERMINED|+ t*(1", "");
    expect(&p, "square --start w=[1,2] --start w[3]=5", 0,
           "start: A = 1 (not given), w = 1, 5, D = 1 (not given)", "");
    expect(&p, "square --start w=3", 0, "w = 3, 3", "");
    expect(&p, "square --start w=[1,2,3]", 2, "", "needs a list of 2 numbers");
    expect(&p, "square --start w=[1]", 2, "", "needs a list of 2 numbers");
    expect(&p, "square --start w=[1,x]", 2, "", "\"x\" is not a number");
    expect(&p, "square --start w[1]=0", 2, "", "index 1 is outside 2..3");
    expect(&p, "square --data d.csv", 2, "", "reads no data file");
    square_right[3] = 3;
    expect(&p, "square", 4, "INCONSISTENT|equations that do not hold|"
           "square.eq:4: last: w[2] - D = 2  (left - right = ", "");
    square_right[3] = 2;
}

static void value_cases(void)
{
    eqh_program p = value_program();

    expect(&p, "value --set p=[[4,1],[2,3]]", 0,
           "inverse = 0.25|EVALUATED: evaluated", "");
    expect(&p, "value --set p=4 --json", 0, "\"class\": \"evaluation\", "
           "\"verdict\": \"EVALUATED\", \"exit\": 0, \"show\": "
           "{\"inverse\": 0.25}, \"seconds\"", "");
    expect(&p, "value --set p=1 --set p[1,1]=8", 0, "inverse = 0.125", "");
    expect(&p, "value --set p=1 --set p[1,1]=1:2", 0, "p[1,1] |\n2 ", "");
    expect(&p, "value --set p[1,1]=4", 1, "", "value.eq:1:7: error: param "
           "p[1,2] has no value; give it with --set p=[...]");
    expect(&p, "value", 1, "", "param p[1,1] has no value");
    expect(&p, "value --set p=[4,1,2,3]", 2, "", "a list of 2 x 2 numbers");
    expect(&p, "value --set p=[[4,1],[2,3]", 2, "", "a list of 2 x 2");
    expect(&p, "value --set p=[[4,1],[2,3]]]", 2, "", "a list of 2 x 2");
    expect(&p, "value --set p[1]=4", 2, "", "p has 2 indices");
    expect(&p, "value --set p=0", 5, "DOMAIN", "value.eq: error: a value");
}

int main(void)
{
    write_file("test_host_driver.csv",
               "x,y\n0,1.1\n1,2.9\n2,5\n3,6.9\n4,9.1\n");
    write_file("test_host_other.csv",
               "x,y\n0,1.1\n1,3.9\n2,7\n3,9.9\n4,13.1\n");
    write_file("test_host_bad.csv", "x,y\n0,1\n1,?\n");
    line_cases();
    failing_cases();
    square_cases();
    value_cases();
    remove("test_host_driver.csv");
    remove("test_host_other.csv");
    remove("test_host_bad.csv");
    return failures > 0;
}
