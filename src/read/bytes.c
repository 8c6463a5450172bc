/*
 * bytes.c -- is the file text at all?  NUL bytes and what is not UTF-8 are
 * errors with a place, found before the scanner sees them: for parse.c.
 */
#include "scan.h"

/* Enough to see what is wrong; a picture would give thousands. */
enum { REPORTED = 5 };

static bool is_utf16(const struct source *src, struct span all)
{
    const unsigned char *p = (const unsigned char *)src->text + all.lo;

    return all.hi - all.lo >= 2 && ((p[0] == 0xFF && p[1] == 0xFE) ||
                                    (p[0] == 0xFE && p[1] == 0xFF));
}

static void report(const struct source *src, struct span all, struct diag *d,
                   size_t at)
{
    const unsigned char *p = (const unsigned char *)src->text;
    struct span span = {(uint32_t)at, (uint32_t)at + 1};
    int m;

    if (p[at] == 0) {
        diag_add(d, "E0101", span, "a NUL byte in the text");
        return;
    }
    m = diag_add(d, "E0102", span, "byte 0x%02X is not UTF-8", p[at]);
    diag_help(d, m, is_utf16(src, all)
              ? "the file looks like UTF-16; save it as UTF-8"
              : "save the file as UTF-8");
}

void check_bytes(const struct source *src, struct span all, struct diag *d)
{
    const unsigned char *p = (const unsigned char *)src->text;
    int reported = 0, most = is_utf16(src, all) ? 1 : REPORTED;

    for (size_t i = all.lo; i < all.hi && reported < most; ) {
        size_t n = source_char_length(src->text + i, all.hi - i);

        if (n == 0 || p[i] == 0) {
            report(src, all, d, i);
            reported++;
        }
        i += n > 0 ? n : 1;
    }
}
