/*
 * emit_c_vector.c -- functions of libm that glibc has for vectors, too.
 *
 * gcc calls those of libmvec where a declaration says that they exist, without
 * -ffast-math: the same loops, results within 4 units in the last place.  The
 * declarations stand before <math.h>, for gcc, C, x86-64 and a glibc that has
 * them; elsewhere, and in strict mode, they are not there.
 */
#include "emit_c_own.h"

#include <string.h>

/* The first glibc 2.x with the function in libmvec, and how it is declared. */
static const struct { const char *name; unsigned since; bool two; } rows[] = {
    {"exp", 22, false},   {"log", 22, false},   {"sin", 22, false},
    {"cos", 22, false},   {"pow", 22, true},    {"tanh", 35, false},
    {"exp2", 35, false},  {"expm1", 35, false}, {"log1p", 35, false},
    {"log2", 35, false},  {"log10", 35, false}, {"tan", 35, false},
    {"atan", 35, false},  {"atan2", 35, true},  {"asin", 35, false},
    {"acos", 35, false},  {"sinh", 35, false},  {"cosh", 35, false},
    {"asinh", 35, false}, {"acosh", 35, false}, {"atanh", 35, false},
    {"cbrt", 35, false},  {"erf", 35, false},   {"erfc", 35, false},
    {"hypot", 35, true},
};
enum { ROWS = sizeof rows / sizeof *rows };

static bool is_word(char c)
{
    return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z');
}

static void mark(const char *word, size_t n, bool *used)
{
    for (unsigned k = 0; k < ROWS; k++)
        if (strlen(rows[k].name) == n && memcmp(rows[k].name, word, n) == 0)
            used[k] = true;
}

/* Which rows the text calls; eqr_sigmoid and eqr_softplus call some, too. */
static bool find_used(const struct emit *e, const char *text, bool *used)
{
    bool any = false;

    for (const char *s = text; *s;) {
        size_t n = 0;
        while (is_word(s[n]))
            n++;
        if (n > 1 && s[n] == '(')
            mark(s, n - (e->f[0] && s[n - 1] == 'f'), used);
        s += n ? n : 1;
    }
    if (strstr(text, "eqr_sigmoid(") || strstr(text, "eqr_softplus("))
        mark("exp", 3, used);
    for (unsigned k = 0; k < ROWS; k++)
        any |= used[k];
    return any;
}

static void declare(const struct emit *e, const bool *used, unsigned since,
                    struct out *o)
{
    const char *second = e->f[0] ? ", float" : ", double";

    for (unsigned k = 0; k < ROWS; k++)
        if (used[k] && rows[k].since == since)
            out_fmt(o, "EQR_VECTOR %s %s%s(%s%s);\n", e->real, rows[k].name,
                    e->f, e->real, rows[k].two ? second : "");
}

static bool any_since(const bool *used, unsigned since)
{
    for (unsigned k = 0; k < ROWS; k++)
        if (used[k] && rows[k].since == since)
            return true;
    return false;
}

void emit_vector_math(struct emit *e, const char *text, struct out *o)
{
    bool used[ROWS] = {false};

    if (!find_used(e, text, used))
        return;
    out_str(o, "/* gcc may call glibc's functions for vectors: within 4 units "
            "in the last place.\n * -DEQR_NO_VECTOR_MATH: it may not. */\n"
            "#include <limits.h>\n"
            "#if defined(__GLIBC__) && defined(__x86_64__) && \\\n"
            "    defined(__GNUC__) && !defined(__clang__) && "
            "!defined(__cplusplus) && \\\n"
            "    !defined(EQR_NO_VECTOR_MATH)\n"
            "#define EQR_VECTOR \\\n"
            "    __attribute__((simd(\"notinbranch\"), const, nothrow)) extern"
            "\n");
    declare(e, used, 22, o);
    if (any_since(used, 35)) {
        out_str(o, "#if __GLIBC_PREREQ(2, 35)\n");
        declare(e, used, 35, o);
        out_str(o, "#endif\n");
    }
    out_str(o, "#endif\n\n");
}
