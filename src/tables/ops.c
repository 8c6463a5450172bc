/* ops.c -- the rows of ops.def as data, and their values. */
#include "ops.h"

#include <math.h>
#include <string.h>

#include "../../runtime/core/special.h"

static const struct op_row rows[] = {
#define OP1(tag, name, prec, value, da, c, tex, where, range, kink, help)     \
    {name, 1, prec, c, tex, #where, kink, help},
#define OP2(tag, name, prec, value, da, db, c, tex, where, range, kink, help) \
    {name, 2, prec, c, tex, #where, kink, help},
#include "ops.def"
};

static const struct {
    const char *name;
    enum op op;
} aliases[] = {
#define ALIAS(name, tag) {name, OP_##tag},
#include "ops.def"
};

const struct op_row *op_row(enum op op)
{
    return &rows[op];
}

static bool same(const char *row, const char *name, size_t len)
{
    return row[0] == name[0] && strlen(row) == len &&
           memcmp(row, name, len) == 0;
}

int op_find(const char *name, size_t len)
{
    for (int i = 0; i < OP_COUNT; i++)
        if (rows[i].help[0] != '\0' && same(rows[i].name, name, len))
            return i;
    for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++)
        if (same(aliases[i].name, name, len))
            return (int)aliases[i].op;
    return -1;
}

#define F(name) name

double op_value1(enum op op, double a)
{
    switch (op) {
#define OP1(tag, name, prec, value, ...)                                      \
    case OP_##tag:                                                            \
        return value;
#include "ops.def"
    default:
        return (double)NAN;
    }
}

double op_value2(enum op op, double a, double b)
{
    switch (op) {
#define OP2(tag, name, prec, value, ...)                                      \
    case OP_##tag:                                                            \
        return value;
#include "ops.def"
    default:
        return (double)NAN;
    }
}
