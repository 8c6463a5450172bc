/* losses.c -- looking up losses.def. */
#include "losses.h"

#include "../base/arena.h"

#include <string.h>

static const struct loss_row rows[] = {
#define LOSS(name, param, rho, help) {#name, rho, help, 1, {param, NULL}},
#include "losses.def"
#undef LOSS
};

enum { COUNT = sizeof rows / sizeof *rows };

const struct loss_row *loss_at(size_t k)
{
    return k < COUNT ? &rows[k] : NULL;
}

const struct loss_row *loss_find(const char *name)
{
    for (size_t k = 0; k < COUNT; k++)
        if (strcmp(rows[k].name, name) == 0)
            return &rows[k];
    return NULL;
}

const char *loss_names(struct arena *a)
{
    const char *text = rows[0].name;

    for (size_t k = 1; k < COUNT; k++)
        text = arena_printf(a, "%s%s%s", text,
                            k + 1 < COUNT ? ", " : " and ", rows[k].name);
    return text;
}
