/* compiler.c -- see compiler.h. */
#include "compiler.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "../base/vec.h"
#include "files.h"

enum { MOST_SHOWN = 4000 };      /* bytes of the compiler's messages */

struct call { VEC(char *) argv; };

/* ---- the command -------------------------------------------------------- */

static const char *compiler_name(void)
{
    const char *cc = getenv("CC");

    return cc && cc[strspn(cc, " ")] ? cc : "cc";
}

static void add(struct call *c, struct arena *a, const char *word)
{
    vec_push(&c->argv, arena_strndup(a, word, strlen(word)));
}

/* "ccache gcc -m64": blanks part words, and nothing else does. */
static void add_compiler(struct call *c, struct arena *a)
{
    const char *s = compiler_name();

    for (s += strspn(s, " "); *s; s += strspn(s, " ")) {
        size_t n = strcspn(s, " ");

        vec_push(&c->argv, arena_strndup(a, s, n));
        s += n;
    }
}

static void add_flags(struct call *c, struct job *j, const char *level)
{
    const char *fp = j->options->value[OPT_FP];
    const char *real = j->options->value[OPT_REAL];

    add(c, j->arena, "-std=c99");
    add(c, j->arena, level);
    add(c, j->arena, "-w");      /* the warnings are our matter, in our tests */
    add(c, j->arena, "-D_POSIX_C_SOURCE=200809L");
    if (fp && strcmp(fp, "strict") == 0) {
        add(c, j->arena, "-ffp-contract=off");
        add(c, j->arena, "-fno-builtin");
    }
    if (real && strcmp(real, "float") == 0)
        add(c, j->arena, "-DEQR_REAL=float");
}

/* A file of that name in PATH: where, how long and from when, as ccache tells
 * compilers apart; "" of none. */
static const char *file_of(struct arena *a, const char *name)
{
    const char *path = getenv("PATH");
    struct stat s;

    for (path = path ? path : ""; ; path++) {
        size_t n = strcspn(path, ":");
        const char *file = strchr(name, '/') ? name
            : arena_printf(a, "%.*s/%s", (int)n, path, name);

        if (stat(file, &s) == 0)
            return arena_printf(a, "(%s, %lld, %lld)", file,
                                (long long)s.st_size, (long long)s.st_mtime);
        path += n;
        if (*path == '\0')
            return "";
    }
}

const char *compiler_words(struct job *j, const char *level)
{
    struct call c = {{0}};
    const char *text = "";
    size_t words;

    add_compiler(&c, j->arena);
    words = c.argv.n;
    add_flags(&c, j, level);
    for (size_t k = 0; k < c.argv.n; k++)
        text = arena_printf(j->arena, "%s %s%s", text, c.argv.at[k],
                            k < words ? file_of(j->arena, c.argv.at[k]) : "");
    vec_free(&c.argv);
    return text;
}

static struct running begin(struct job *j, const struct workdir *w,
                            const struct compile *what, const char *log)
{
    struct call c = {{0}};
    struct running r;

    add_compiler(&c, j->arena);
    add_flags(&c, j, what->level);
    add(&c, j->arena, "-I");
    add(&c, j->arena, workdir_file(w, j->arena, "core"));
    if (!what->link)
        add(&c, j->arena, "-c");
    if (what->explain)
        add(&c, j->arena, "-DEQR_EXPLAIN");
    for (const char *const *input = what->inputs; *input; input++)
        add(&c, j->arena, *input);
    add(&c, j->arena, "-o");
    add(&c, j->arena, what->output);
    if (what->link)
        add(&c, j->arena, "-lm");
    vec_push(&c.argv, NULL);
    r = process_start(NULL, c.argv.at, log);
    vec_free(&c.argv);
    return r;
}

static struct ended call(struct job *j, const struct workdir *w,
                         const struct compile *what, const char *log)
{
    struct running r = begin(j, w, what, log);

    return process_wait(&r);
}

/* ---- what went wrong ---------------------------------------------------- */

static void show_log(struct job *j, const char *log)
{
    size_t n;
    const char *text = file_read(j->arena, log, &n);

    if (!text)
        return;
    fwrite(text, 1, n < MOST_SHOWN ? n : MOST_SHOWN, stderr);
    if (n > MOST_SHOWN)
        fputs("\n...\n", stderr);
    else if (n && text[n - 1] != '\n')
        fputc('\n', stderr);
}

static void hint(void)
{
    fputs("  Install one (Debian, Ubuntu: apt install gcc libc6-dev), or name "
          "yours\n  in the environment: CC=clang.  `eqc run` without "
          "--engine=cc and\n  --real=float needs none.\n", stderr);
}

static int no_compiler(const char *what)
{
    fprintf(stderr, "eqc: no C compiler: %s: %s\n", compiler_name(), what);
    hint();
    return EXIT_NO_CC;
}

/* Can it compile anything?  A compiler without libc's headers cannot. */
static bool works(struct job *j, const struct workdir *w, const char *log)
{
    const char *inputs[] = {workdir_file(w, j->arena, "probe.c"), NULL};
    struct compile probe = {inputs, workdir_file(w, j->arena, "probe"), "-O0",
                            true, false};
    static const char text[] =
        "#include <math.h>\n#include <stdio.h>\n#include <unistd.h>\n"
        "int main(int n, char **v)\n"
        "{ (void)v; printf(\"%g\", sqrt(n)); return (int)getpid() < 0; }\n";
    FILE *f = fopen(inputs[0], "wb");
    bool written = f && fputs(text, f) >= 0;
    struct ended how;

    if (f && fclose(f) != 0)
        written = false;
    if (!written)
        return true;             /* not the compiler's fault */
    how = call(j, w, &probe, log);
    return how.error == EINTR ||
           (how.error == 0 && how.signal == 0 && how.code == 0);
}

static int refused(struct job *j, const struct workdir *w, const char *log)
{
    if (!works(j, w, workdir_file(w, j->arena, "probe.log"))) {
        fprintf(stderr, "eqc: the C compiler does not work: %s\n",
                compiler_name());
        show_log(j, workdir_file(w, j->arena, "probe.log"));
        hint();
        return EXIT_NO_CC;
    }
    fprintf(stderr, "eqc: %s: bug: the C compiler (%s) refused the generated "
            "C; please report it:\n", j->source->name, compiler_name());
    show_log(j, log);
    return EXIT_BUG;
}

static int ended(struct job *j, const struct workdir *w, const char *log,
                 struct ended how)
{
    if (how.error == EINTR)
        return EXIT_USAGE;       /* workdir_close ends us */
    if (how.error)
        return no_compiler(strerror(how.error));
    if (how.signal == 0 && how.code == 0)
        return EXIT_DONE;
    if (how.code == 127)         /* what a shell, or an old spawn, says */
        return no_compiler(strerror(ENOENT));
    return refused(j, w, log);
}

static const char *log_of(struct job *j, const struct workdir *w, size_t k)
{
    return workdir_file(w, j->arena, arena_printf(j->arena, "cc%zu.log", k));
}

int compiler_run_all(struct job *j, const struct workdir *w,
                     const struct compile *what, size_t n)
{
    struct running r[PROCESSES];
    struct ended how[PROCESSES];
    int exit = EXIT_DONE;

    for (size_t k = 0; k < n; k++)
        r[k] = begin(j, w, &what[k], log_of(j, w, k));
    for (size_t k = 0; k < n; k++)
        how[k] = process_wait(&r[k]);
    for (size_t k = 0; k < n && exit == EXIT_DONE; k++)
        exit = ended(j, w, log_of(j, w, k), how[k]);
    return exit;
}

int compiler_run(struct job *j, const struct workdir *w,
                 const struct compile *what)
{
    return compiler_run_all(j, w, what, 1);
}
