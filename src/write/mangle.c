/* mangle.c -- the user's names where C would misread them; see mangle.h. */
#include "mangle.h"

#include <string.h>

#include "../base/arena.h"

/*
 * Keywords of C99 to C23 and C++98 to C++23, and object-like macros of their
 * standard headers and of common platforms, without those that start with
 * `_`: no name that starts so is used as it stands.  Sorted by strcmp.
 */
static const char *const reserved[] = {
    "BUFSIZ", "CHAR_BIT", "CHAR_MAX", "CHAR_MIN", "CLOCKS_PER_SEC", "DBL_DIG",
    "DBL_EPSILON", "DBL_MANT_DIG", "DBL_MAX", "DBL_MAX_EXP", "DBL_MIN",
    "DBL_MIN_EXP", "DBL_TRUE_MIN", "DOMAIN", "E2BIG", "EACCES", "EAGAIN",
    "EBADF", "EBUSY", "ECHO", "EDOM", "EEXIST", "EFAULT", "EFBIG", "EILSEQ",
    "EINTR", "EINVAL", "EIO", "EISDIR", "EMFILE", "EMLINK", "ENFILE",
    "ENODEV", "ENOENT", "ENOMEM", "ENOSPC", "ENOTDIR", "ENOTTY", "ENXIO",
    "EOF", "EPERM", "EPIPE", "ERANGE", "EROFS", "ERROR", "ESPIPE", "ESRCH",
    "EXDEV", "EXIT_FAILURE", "EXIT_SUCCESS", "FALSE", "FILENAME_MAX",
    "FLT_DIG", "FLT_EPSILON", "FLT_EVAL_METHOD", "FLT_MANT_DIG", "FLT_MAX",
    "FLT_MAX_EXP", "FLT_MIN", "FLT_MIN_EXP", "FLT_RADIX", "FLT_ROUNDS",
    "FLT_TRUE_MIN", "FOPEN_MAX", "FP_FAST_FMA", "FP_ILOGB0", "FP_ILOGBNAN",
    "FP_INFINITE", "FP_NAN", "FP_NORMAL", "FP_SUBNORMAL", "FP_ZERO", "HUGE",
    "HUGE_VAL", "HUGE_VALF", "HUGE_VALL", "I", "IN", "INFINITY", "INT16_MAX",
    "INT16_MIN", "INT32_MAX", "INT32_MIN", "INT64_MAX", "INT64_MIN",
    "INT8_MAX", "INT8_MIN", "INTMAX_MAX", "INTMAX_MIN", "INTPTR_MAX",
    "INTPTR_MIN", "INT_MAX", "INT_MIN", "LC_ALL", "LC_COLLATE", "LC_CTYPE",
    "LC_MONETARY", "LC_NUMERIC", "LC_TIME", "LDBL_EPSILON", "LDBL_MAX",
    "LDBL_MIN", "LLONG_MAX", "LLONG_MIN", "LONG_MAX", "LONG_MIN", "L_tmpnam",
    "MATH_ERREXCEPT", "MATH_ERRNO", "MAXFLOAT", "MB_CUR_MAX", "MB_LEN_MAX",
    "M_1_PI", "M_2_PI", "M_2_SQRTPI", "M_E", "M_LN10", "M_LN2", "M_LOG10E",
    "M_LOG2E", "M_PI", "M_PI_2", "M_PI_4", "M_SQRT1_2", "M_SQRT2", "NAN",
    "NULL", "OPTIONAL", "OUT", "OVERFLOW", "PI", "PLOSS", "PTRDIFF_MAX",
    "PTRDIFF_MIN", "RAND_MAX", "SCHAR_MAX", "SCHAR_MIN", "SEEK_CUR",
    "SEEK_END", "SEEK_SET", "SHRT_MAX", "SHRT_MIN", "SIGABRT", "SIGFPE",
    "SIGILL", "SIGINT", "SIGSEGV", "SIGTERM", "SIG_DFL", "SIG_ERR",
    "SIG_IGN", "SING", "SIZE_MAX", "TIME_UTC", "TLOSS", "TMP_MAX", "TRUE",
    "UCHAR_MAX", "UINT16_MAX", "UINT32_MAX", "UINT64_MAX", "UINT8_MAX",
    "UINTMAX_MAX", "UINTPTR_MAX", "UINT_MAX", "ULLONG_MAX", "ULONG_MAX",
    "UNDERFLOW", "USHRT_MAX", "WCHAR_MAX", "WCHAR_MIN", "WEOF", "alignas",
    "alignof", "and", "and_eq", "asm", "assert", "auto", "bitand", "bitor",
    "bool", "break", "case", "catch", "char", "char16_t", "char32_t",
    "char8_t", "class", "co_await", "co_return", "co_yield", "compl",
    "complex", "concept", "const", "const_cast", "consteval", "constexpr",
    "constinit", "continue", "decltype", "default", "delete", "do", "double",
    "dynamic_cast", "else", "enum", "errno", "explicit", "export", "extern",
    "false", "far", "float", "for", "fortran", "friend", "goto", "hyper",
    "i386", "if", "imaginary", "inline", "int", "interface", "jmp_buf",
    "linux", "long", "math_errhandling", "mips", "mutable", "namespace",
    "near", "new", "noexcept", "noreturn", "not", "not_eq", "nullptr",
    "offsetof", "operator", "or", "or_eq", "pascal", "private", "protected",
    "public", "register", "reinterpret_cast", "requires", "restrict",
    "return", "setjmp", "short", "signed", "signgam", "sizeof", "small",
    "static", "static_assert", "static_cast", "stderr", "stdin", "stdout",
    "struct", "sun", "switch", "template", "this", "thread_local", "throw",
    "true", "try", "typedef", "typeid", "typename", "typeof",
    "typeof_unqual", "union", "unix", "unsigned", "using", "va_arg",
    "va_copy", "va_end", "va_start", "vax", "virtual", "void", "volatile",
    "wchar_t", "while", "xor", "xor_eq",
};

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_word(char c)
{
    return is_letter(c) || (c >= '0' && c <= '9') || c == '_';
}

static int compare(const char *word, const char *name, size_t n)
{
    int order = strncmp(word, name, n);

    return order ? order : word[n] != '\0';
}

/* Is the name, without the `_` at its end, in the table? */
static bool in_table(const char *name)
{
    size_t lo = 0, hi = sizeof reserved / sizeof *reserved, n = strlen(name);

    while (n > 0 && name[n - 1] == '_')
        n--;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        int order = compare(reserved[mid], name, n);

        if (order == 0)
            return true;
        if (order < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return false;
}

bool mangle_reserved(const char *name)
{
    size_t n = strlen(name);

    return name[0] == '_' || (name[n - 1] != '_' && in_table(name));
}

const char *mangle_member(struct arena *a, const char *name)
{
    if (name[0] == '_')
        return arena_printf(a, "%s_u", name);
    if (in_table(name))
        return arena_printf(a, "%s_", name);
    return name;
}

static char upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

const char *mangle_upper(struct arena *a, const char *name)
{
    char *s = arena_strndup(a, name, strlen(name));

    for (char *c = s; *c; c++)
        *c = upper(*c);
    return s;
}

static bool same_upper(const char *x, const char *y)
{
    while (*x && upper(*x) == upper(*y)) {
        x++;
        y++;
    }
    return upper(*x) == upper(*y);
}

const char *mangle_macro(struct arena *a, const char *name,
                         const char *const *names, size_t count)
{
    for (size_t k = 0; k < count; k++)
        if (strcmp(name, names[k]) != 0 && same_upper(name, names[k]))
            return name;
    return mangle_upper(a, name);
}

static const char *base_name(const char *file)
{
    const char *base = file;

    for (; *file; file++)
        if (*file == '/' || *file == '\\')
            base = file + 1;
    return base;
}

const char *mangle_prefix(struct arena *a, const char *file)
{
    const char *base = base_name(file), *dot = strrchr(base, '.');
    size_t n = dot && dot != base ? (size_t)(dot - base) : strlen(base);
    char *s = arena_strndup(a, base, n);

    for (size_t k = 0; k < n; k++)
        if (!is_word(s[k]))
            s[k] = '_';
    if (n == 0 || !is_letter(s[0]) || in_table(s) || strncmp(s, "eqr", 3) == 0)
        return arena_printf(a, "eq_%s", s);
    return s;
}
