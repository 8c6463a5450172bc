/* messages.c -- the rows of messages.def, for `eqc explain`. */
#include "messages.h"

#include <stdbool.h>

static const struct message_row rows[] = {
#define M(code, meaning, page) {code, meaning, page},
#include "messages.def"
#undef M
};

static char upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

static bool same_code(const char *row, const char *asked)
{
    while (*row != '\0' && *row == upper(*asked)) {
        row++;
        asked++;
    }
    return *row == '\0' && *asked == '\0';
}

const struct message_row *message_find(const char *code)
{
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        if (same_code(rows[k].code, code))
            return &rows[k];
    }
    return NULL;
}

const struct message_row *message_at(size_t k)
{
    return k < sizeof rows / sizeof *rows ? &rows[k] : NULL;
}
