/*
 * recurrence_circle.c -- who needs whom, in the names of the text, where no
 * order of a recurrence was found.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "lowering.h"

enum { SHOWN = 6 };

struct circle {
    struct lower *l;
    const struct loop *const *loops;
    size_t n;
};

static bool in_name(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

/* "y[i]", as the text of the loop has it next after *at (NULL: first). */
static const char *next_text(const struct circle *c, const struct loop *loop,
                             Name name, const char **at)
{
    const char *begin = c->l->t->src->text + loop->span.lo;
    const char *end = c->l->t->src->text + loop->span.hi, *stop;
    size_t len = strlen(name);

    for (*at = *at ? *at + 1 : begin; *at + len < end; ++*at) {
        if (memcmp(*at, name, len) != 0 || (*at)[len] != '[' ||
            (*at > begin && in_name((*at)[-1])))
            continue;
        stop = memchr(*at, ']', (size_t)(end - *at));
        return stop ? arena_printf(c->l->arena, "%.*s", (int)(stop + 1 - *at),
                                   *at) : NULL;
    }
    return NULL;
}

static const char *load_text(const struct circle *c, const struct loop *loop,
                             Expr load)
{
    Name name = c->l->p->arrays.at[dag_at(c->l->g, load)->a].name;
    const char *at = NULL, *text = NULL;

    if (name)
        text = next_text(c, loop, name, &at);
    return text ? text : name;
}

static Expr absolute(const struct circle *c, uint32_t array, Expr idx,
                     unsigned k)
{
    return dag_iadd(c->l->g, idx, c->l->p->arrays.at[array].lo[k]);
}

/* Is the load of the very element that the loop defines, of its own array or
 * of another? */
static bool same_element(const struct circle *c, const struct loop *loop,
                         Expr load)
{
    Expr idx[PROGRAM_RANK];
    unsigned rank = dag_load_index(c->l->g, load, idx);

    for (unsigned k = 0; k < rank; k++) {
        Expr read = absolute(c, dag_at(c->l->g, load)->a, idx[k], k);
        Expr made = absolute(c, loop->array, loop->at[k], k);
        if (!expr_same(read, made))
            return false;
    }
    return true;
}

static size_t writer_of(const struct circle *c, Expr load)
{
    size_t k = 0;

    while (k < c->n && c->loops[k]->array != dag_at(c->l->g, load)->a)
        k++;
    return k;
}

/* The loop that loop k needs in the same turn, and by which load; or n. */
static size_t needed(const struct circle *c, size_t k, Expr *load)
{
    uint32_t *list;
    size_t n = dag_reach(c->l->g, &c->loops[k]->body, 1, &list), to = c->n;

    for (size_t i = 0; i < n && to == c->n; i++) {
        Expr e = {list[i]};
        if (dag_at(c->l->g, e)->op != DAG_LOAD ||
            !same_element(c, c->loops[k], e))
            continue;
        to = writer_of(c, e);
        *load = e;
    }
    free(list);
    return to;
}

/* From any loop that is in a circle, once around. */
static const char *around(const struct circle *c, size_t start)
{
    size_t at = start, end;
    const char *text, *name;
    Expr load;

    for (size_t k = 0; k < c->n; k++)
        if ((at = needed(c, at, &load)) == c->n)
            return NULL;
    end = at;
    text = c->l->p->arrays.at[c->loops[at]->array].name;
    text = arena_printf(c->l->arena, "`%s`", text ? text : "this");
    for (size_t k = 0; k == 0 || (at != end && k < SHOWN); k++) {
        size_t from = at;
        at = needed(c, from, &load);
        name = load_text(c, c->loops[from], load);
        if (name)
            text = arena_printf(c->l->arena, "%s%sneeds `%s`", text,
                                k == 0 ? " " : ", which ", name);
    }
    return text;
}

/* The elements of the group that one loop names: "`x[k-1]` and `x[k+1]`". */
static const char *wants(const struct circle *c, size_t k)
{
    const char *text = "", *at, *one;
    size_t shown = 0;

    for (size_t j = 0; j < c->n; j++) {
        Name name = c->l->p->arrays.at[c->loops[j]->array].name;
        bool again = false;
        for (size_t i = 0; i < j; i++)
            again |= c->loops[i]->array == c->loops[j]->array;
        at = NULL;
        while (name && !again && shown < SHOWN &&
               (one = next_text(c, c->loops[k], name, &at)))
            text = arena_printf(c->l->arena, "%s%s`%s`", text,
                                shown++ ? " and " : "", one);
    }
    return text[0] ? text : "others";
}

void say_circle(struct lower *l, int m, const struct loop *const *loops,
                size_t n, size_t start)
{
    struct circle c = {l, loops, n};
    const char *text = around(&c, start);

    if (text)
        diag_note(l->d, m, loops[start]->span, "%s", text);
    else
        diag_note(l->d, m, loops[start]->span, "here an element needs %s: not "
                  "all of that is surely earlier", wants(&c, start));
}
