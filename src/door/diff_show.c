/*
 * diff_show.c -- derivatives as people read them: subscripts as in the text,
 * reductions written out as sums, letters for indices.
 *
 * An expression is rewritten into the one to be printed: index variables
 * become letters minus their lower bound, subscripts get the bound back, and
 * the load of a reduction becomes the load of a nameless number whose name is
 * the text of the sum.
 */
#include "diff_show.h"

#include <stdlib.h>
#include <string.h>

/* Beyond this many sums in one line, or in one another, it is (...). */
enum { LETTERS = 10, SUMS_DEEP = 6, SUMS_MOST = 60 };

static const char letters[] = "ijklmnpqrs";

static bool is_name(const struct diff *d, char letter)
{
    const struct model *m = d->job->model;

    for (size_t k = 0; k < m->symbols.n; k++)
        if (m->symbols.at[k].name[0] == letter && !m->symbols.at[k].name[1])
            return true;
    return false;
}

/* The next letter that is no name in the file, as the printer's variable. */
unsigned show_letter(struct shown *s)
{
    while (s->used < LETTERS && is_name(s->d, letters[s->used]))
        s->used++;
    return DAG_ELEMENT_DIMS + s->used++;
}

const char *show_plain(struct diff *d, Expr e)
{
    struct dag_names names = program_names(d->p);
    char *text = NULL;
    const char *kept;
    size_t n;
    FILE *f = open_memstream(&text, &n);

    if (!f)
        base_no_memory();
    dag_print(d->g, e, &names, f);
    fclose(f);
    kept = arena_strndup(d->job->arena, text, n);
    free(text);
    return kept;
}

enum { LINE_MOST = 4000 };

static bool in_name(char c)
{
    return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z');
}

/* The text with each use of a name replaced by (value). */
static const char *replaced(struct diff *d, const char *text, const char *name,
                            const char *value)
{
    const char *out = "", *from = text, *at = text;
    size_t n = strlen(name);

    while ((at = strstr(at, name)) != NULL) {
        if (in_name(at[n]) || (at > text && in_name(at[-1]))) {
            at += n;
            continue;
        }
        out = arena_printf(d->job->arena, "%s%.*s(%s)", out, (int)(at - from),
                           from, strlen(out) < LINE_MOST ? value : "...");
        from = at += n;
    }
    return arena_printf(d->job->arena, "%s%s", out, from);
}

/*
 * The printer gives what is large and used twice a line of its own before.
 * Inside a sum there is no place for it: it is put back where it is used.
 */
static const char *one_line(struct diff *d, const char *text)
{
    const char *end;

    while ((end = strchr(text, '\n')) != NULL) {
        const char *equals = strstr(text, " = ");
        size_t name = (size_t)(equals - text);
        const char *value = arena_strndup(d->job->arena, equals + 3,
                                          (size_t)(end - equals) - 3);
        text = replaced(d, end + 1, arena_strndup(d->job->arena, text, name),
                        value);
    }
    return text;
}

Expr show_shift(struct dag *g, unsigned var, Expr lo)
{
    return dag_isub(g, dag_index(g, var), lo);
}

/* ---- sums --------------------------------------------------------------- */

/* The loop that makes an array to be written out; *word: its function. */
static const struct loop *reduction(struct diff *d, uint32_t array,
                                    const char **word)
{
    static const char *const words[] = {"", "sum", "prod", "min", "max",
                                        "logsumexp"};
    const struct loop *loop = loop_of(d, array);

    if (d->p->arrays.at[array].kind != ARRAY_TEMP ||
        d->p->arrays.at[array].name)
        return NULL;
    for (size_t k = 0; k < d->winners.n; k++)
        if (d->winners.at[k].array == array) {
            *word = d->winners.at[k].loop.effect == EFFECT_MIN ? "argmin"
                                                               : "argmax";
            return &d->winners.at[k].loop;
        }
    if (loop)
        *word = words[loop->effect];
    return loop;
}

/* The first index of people's in dimension k of an array with a name, or of a
   derivative of one; else none. */
static Expr lowest(const struct diff *d, uint32_t array, unsigned k)
{
    const struct tangent *t = tangent_at(d, array);
    unsigned rank = t ? d->p->arrays.at[t->of].rank : 0;

    if (t)
        return k < rank ? d->p->arrays.at[t->of].lo[k]
                        : d->p->arrays.at[t->by].lo[k - rank];
    return d->p->arrays.at[array].name ? d->p->arrays.at[array].lo[k]
                                       : EXPR_NONE;
}

/* Where an inner index begins for people: as in an array it runs through. */
static Expr lower_bound(struct diff *d, Expr body, unsigned var)
{
    uint32_t *list;
    size_t n = dag_reach(d->g, &body, 1, &list);
    Expr lo = dag_int(d->g, 1), idx[PROGRAM_RANK], own;

    for (size_t k = 0; k < n; k++) {
        const struct node *at = &d->g->nodes.at[list[k]];
        unsigned rank = at->op == DAG_LOAD
                            ? dag_load_index(d->g, (Expr){list[k]}, idx) : 0;
        for (unsigned i = 0; i < rank; i++)
            if (expr_same(idx[i], dag_index(d->g, var)) &&
                (own = lowest(d, at->a, i)).i)
                lo = own;
    }
    free(list);
    return lo;
}

/* `count` as it is displayed. */
const char *show_range(struct diff *d, unsigned var, Expr lo, Expr count)
{
    Expr hi = dag_range_end(d->g, lo, count);
    const char *name = show_plain(d, dag_index(d->g, var));
    const char *from = show_plain(d, lo), *to = show_plain(d, hi);

    return arena_printf(d->job->arena, "%s in %s..%s", name, from, to);
}

static Expr display(struct shown *s, Expr e, const Expr *to);

/* dy/dx for single letters, else d loss/d a. */
const char *diff_quotient(struct diff *d, const char *y, const char *x)
{
    const char *gap = strlen(y) == 1 && strlen(x) == 1 ? "" : " ";

    return arena_printf(d->job->arena, "d%s%s/d%s%s", gap, y, gap, x);
}

Expr as_name(struct diff *d, const char *text)
{
    uint32_t a = program_array(d->p, ARRAY_TEMP, text, 0, NULL, NULL,
                               PHASE_POINT, 2);

    return dag_load(d->g, a, NULL, 0);
}

const char *show_tidied(struct shown *s, Expr e, const Expr *to)
{
    struct diff *d = s->d;

    return one_line(d, show_plain(d, tidy(d->g, display(s, e, to))));
}

/* " if ..." of a domain, or "" */
const char *show_condition(struct shown *s, const struct domain *domain,
                             const Expr *to)
{
    return domain->guard.i ? arena_printf(s->d->job->arena, " if %s",
                                          show_tidied(s, domain->guard, to))
                           : "";
}

/* What a reduction without a turn is. */
static const char *of_none(unsigned effect)
{
    return effect == EFFECT_PROD ? "1" : effect == EFFECT_MIN ? "inf"
           : effect == EFFECT_MAX || effect == EFFECT_LOGSUMEXP ? "-inf" : "0";
}

static Expr write_reduction(const struct shown *outer, struct loop loop,
                            const char *word, const Expr *idx)
{
    struct diff *d = outer->d;
    struct shown s = {d, outer->used, outer->deep + 1};
    Expr to[DAG_INDEX_VARS] = {{0}};
    unsigned rank = d->p->arrays.at[loop.array].rank;
    const char *ranges = "", *when, *body;

    if (s.deep > SUMS_DEEP || d->sums++ > SUMS_MOST)
        return d->ellipsis;
    for (unsigned k = 0; k < rank; k++)
        to[loop.domain.var[k]] = idx[k];
    for (unsigned k = rank; k < loop.domain.rank; k++) {
        unsigned var = show_letter(&s);
        Expr lo = lower_bound(d, loop.body, loop.domain.var[k]);
        Expr count = display(&s, loop.domain.count[k], to);
        to[loop.domain.var[k]] = show_shift(d->g, var, lo);
        ranges = arena_printf(d->job->arena, "%s%s%s", ranges,
                              k > rank ? ", " : "",
                              show_range(d, var, lo, count));
    }
    when = show_condition(&s, &loop.domain, to);
    body = show_tidied(&s, loop.body, to);
    if (!ranges[0] && !when[0])
        return as_name(d, arena_printf(d->job->arena, "(%s)", body));
    if (!ranges[0])
        return as_name(d, arena_printf(d->job->arena, "(%s then %s else %s)",
                                       when + 1, body, of_none(loop.effect)));
    return as_name(d, arena_printf(d->job->arena, "%s(%s%s: %s)", word, ranges,
                                   when, body));
}

/* "y[i]", of an element */
static const char *element(struct diff *d, uint32_t array, const Expr *from)
{
    unsigned rank = d->p->arrays.at[array].rank;
    Expr idx[PROGRAM_RANK];

    for (unsigned k = 0; k < rank; k++)
        idx[k] = dag_iadd(d->g, from[k], d->p->arrays.at[array].lo[k]);
    return show_plain(d, dag_load(d->g, array, idx, rank));
}

/* "(d y[i - 1]/d x)", which is said at y. */
static Expr write_tangent(struct diff *d, const struct tangent *t,
                          const Expr *idx)
{
    const char *y = element(d, t->of, idx);
    const char *x = element(d, t->by, idx + d->p->arrays.at[t->of].rank);

    return as_name(d, arena_printf(d->job->arena, "(%s)",
                                   diff_quotient(d, y, x)));
}

/* The indices are rewritten already: 0-based, in letters. */
static Expr show_load(void *caller, struct dag *g, Expr load)
{
    struct shown *s = caller;
    struct diff *d = s->d;
    uint32_t array = dag_at(g, load)->a;
    const char *word = "";
    const struct loop *loop = reduction(d, array, &word);
    const struct tangent *t = tangent_at(d, array);
    Expr idx[PROGRAM_RANK];
    unsigned rank = dag_load_index(g, load, idx);

    if (t && d->p->arrays.at[t->of].name)
        return write_tangent(d, t, idx);
    if (loop)
        return write_reduction(s, *loop, word, idx);
    for (unsigned k = 0; k < rank; k++)
        idx[k] = dag_iadd(g, idx[k], d->p->arrays.at[array].lo[k]);
    return rank ? dag_load(g, array, idx, rank) : EXPR_NONE;
}

/* Recursion only into a reduction's body, SUMS_DEEP at most. */
static Expr display(struct shown *s, Expr e, const Expr *to)
{
    struct dag_rewrite how = {to, show_load, s};

    return dag_rewrite(s->d->g, cases(s->d->g, e), &how);
}

/* ---- for lines and steps ------------------------------------------------ */

Expr head_display(struct head *h, Expr e)
{
    return display(&h->s, e, h->to);
}

const char *diff_text(struct diff *d, Expr displayed)
{
    return one_line(d, show_plain(d, displayed));
}

bool head_enter(struct head *h, Expr load, struct loop *loop,
                const char **word)
{
    struct diff *d = h->s.d;
    const struct loop *found = reduction(d, dag_at(d->g, load)->a, word);
    Expr idx[PROGRAM_RANK];
    unsigned rank = dag_load_index(d->g, load, idx);

    if (!found)
        return false;
    *loop = *found;
    for (unsigned k = 0; k < rank; k++)
        idx[k] = head_display(h, idx[k]);
    for (unsigned k = 0; k < loop->domain.rank; k++) {
        unsigned var = loop->domain.var[k], v;
        if (k < rank) {
            h->to[var] = idx[k];
            continue;
        }
        v = show_letter(&h->s);
        h->to[var] = show_shift(d->g, v, lower_bound(d, loop->body, var));
    }
    h->s.deep++;
    return true;
}
