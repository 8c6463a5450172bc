/*
 * Link: runtime/host/[a-z]*.c runtime/core/[a-z]*.c -lm
 *
 * The driver on programs written by hand as a compiler would write them: a
 * straight line through a data file, a system with a free direction, and an
 * evaluation.  Each case gives a command line, the exit code, and what must be
 * said on standard output and standard error.
 */
#include "host_programs.h"

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
           "\"least squares\", \"solver\": \"lm\", \"matrix\": "
           "\"dense\", \"verdict\": "
           "\"LEAST_SQUARES\", \"exit\": 0, \"unknowns\": {\"a\": |"
           "\"inferred\": [\"b\"], \"start\": {\"a\": 1.0, \"b\": 1.0}|"
           "\"std_error\"|\"degrees_of_freedom\": 3|\"start_given\": {\"a\": "
           "true, \"b\": false}, \"rank\": 2, \"show\": {\"zero\"|"
           "\"show_std_error\"|\"hessian\": 0}|\"warnings\": []}\n", "");
    expect(&p, "fit --report full --confidence=0.5", 0, "(50 %: |condition "
           "(scaled)|correlations, row by row|  1   b\n", "");
    expect(&p, "fit --time-limit 0.01 --solver sgd(lr=1e-9,steps=1000000000)",
           3, "BUDGET: a limit on steps, evaluations or time", "");
    expect(&p, "fit --time-limit 60", 0, "a = 2", "");
    expect(&p, "fit --time-limit 0", 2, "", "--time-limit 0: wanted seconds");
    expect(&p, "fit --sensitivity", 0, "a = 2", "no sensitivities: the "
           "params decide tables, indices or data");
    expect(&p, "fit --report all", 2, "", "--report all: wanted short or full");
    expect(&p, "fit --confidence 95", 2, "", "--confidence 95: wanted a "
           "probability between 0 and 1");
    expect(&p, "fit --confidence=nan", 2, "", "wanted a probability");
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
    char fit[] = "fit", *argv[] = {fit, NULL};
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

/* Other starts are tried; an interruption there keeps what they found. */
static void retry_cases(void)
{
    eqh_program p = rough_program();

    expect(&p, "fit", 3, "STALLED|start: a = 100", "");
    if (strstr(said[0], "starts tried") != NULL && failures++ >= 0)
        fputs("FAILED: of starts that lead nowhere the one given is told\n",
              stderr);
    rough_interrupt_at = 10;             /* a tenth of the start */
    expect(&p, "fit", 130, "start: a = 100|from the start given: "
           "STALLED|2 starts tried: none led to an answer|CANCELLED", "rough.eq: interrupted");
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
    expect(&p, "square", 4, "INCONSISTENT|equations that cannot hold together|"
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
    expect(&p, "value --set p=0", 5, "DOMAIN", "inverse = inf is no number");
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
    retry_cases();
    square_cases();
    value_cases();
    remove("test_host_driver.csv");
    remove("test_host_other.csv");
    remove("test_host_bad.csv");
    return failures > 0;
}
