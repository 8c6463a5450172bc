/* words.c -- nearest names and quoted text; see words.h. */
#include "words.h"

#include <string.h>

enum { WORDS_MAX = 64, WORDS_FAR = 1000, WORDS_QUOTED = 40 };

void eqh_nearest_start(eqh_nearest *n, const char *want, size_t length)
{
    n->want = want;
    n->want_length = length;
    n->best = NULL;
    n->best_length = 0;
    n->distance = WORDS_FAR;
}

static int words_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
}

static int words_least(int a, int b, int c)
{
    int least = a < b ? a : b;

    return least < c ? least : c;
}

/*
 * The edits that turn a into b: insert, delete, replace or swap neighbours;
 * two for each, and one where only the case differs.
 */
static int words_distance(const char *a, size_t m, const char *b, size_t n)
{
    int rows[3][WORDS_MAX + 1];
    int *before = rows[0], *above = rows[1], *row = rows[2], *spare;

    for (size_t j = 0; j <= n; j++)
        above[j] = 2 * (int)j;
    for (size_t i = 1; i <= m; i++) {
        row[0] = 2 * (int)i;
        for (size_t j = 1; j <= n; j++) {
            int same = words_lower(a[i - 1]) == words_lower(b[j - 1]);
            int change = a[i - 1] == b[j - 1] ? 0 : same ? 1 : 2;

            row[j] = words_least(above[j] + 2, row[j - 1] + 2,
                                 above[j - 1] + change);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]
                && before[j - 2] + 2 < row[j])
                row[j] = before[j - 2] + 2;
        }
        spare = before;
        before = above;
        above = row;
        row = spare;
    }
    return above[n];
}

void eqh_nearest_try(eqh_nearest *n, const char *name, size_t length)
{
    size_t longer = length > n->want_length ? length : n->want_length;
    int most = longer > 5 ? 2 * (int)(longer / 3) : 2;
    int distance;

    if (longer > WORDS_MAX || length == 0 || n->want_length == 0)
        return;
    distance = words_distance(n->want, n->want_length, name, length);
    if (distance < (int)(2 * longer) && distance <= most &&
        distance < n->distance) {
        n->best = name;
        n->best_length = length;
        n->distance = distance;
    }
}

void eqh_nearest_print(const eqh_nearest *n, FILE *out)
{
    if (n->best == NULL)
        return;
    fputs("; did you mean ", out);
    eqh_quote(out, n->best, n->best_length);
    fputc('?', out);
}

void eqh_quote(FILE *out, const char *text, size_t length)
{
    size_t shown = length > WORDS_QUOTED ? WORDS_QUOTED : length;

    /* Do not cut a UTF-8 sequence in two. */
    while (shown > 0 && shown < length &&
           ((unsigned char)text[shown] & 0xc0) == 0x80)
        shown--;
    fputc('"', out);
    for (size_t i = 0; i < shown; i++) {
        unsigned char c = (unsigned char)text[i];

        fputc(c < 0x20 || c == 0x7f ? '?' : c, out);
    }
    fputs(shown < length ? "...\"" : "\"", out);
}
