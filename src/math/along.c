/*
 * along.c -- derivatives along a direction: forward mode.
 *
 * The tangent of an array that a loop computes is an array computed by the
 * same loop with another body: the body's derivative, node by node,
 *     d f(a, b) = f_a da + f_b db,
 * each node once, however many loops it stands in.  The tangent of an unknown
 * is the direction.  Since a gradient is loops too, its tangent is H v.
 */
#include "deriving.h"

#include <stdlib.h>
#include <string.h>

struct moved { Expr by; bool known; };       /* by: none where it stands still */

struct along {
    struct derive *d;
    struct moved *of;        /* per node */
    size_t nodes;
    VEC(uint32_t) tangent;   /* per array: its tangent + 1, or 0 */
    VEC(uint32_t) todo;
};

struct along *along_make(struct derive *d)
{
    struct along *a = calloc(1, sizeof *a);

    if (!a)
        abort();
    a->d = d;
    return a;
}

void along_free(struct along *a)
{
    free(a->of);
    vec_free(&a->tangent);
    vec_free(&a->todo);
    free(a);
}

/* ---- expressions -------------------------------------------------------- */

static void room(struct along *a)
{
    size_t n = a->d->g->nodes.n;

    if (n <= a->nodes)
        return;
    n += n / 2;
    a->of = realloc(a->of, n * sizeof *a->of);
    if (!a->of)
        abort();
    memset(a->of + a->nodes, 0, (n - a->nodes) * sizeof *a->of);
    a->nodes = n;
}

static uint32_t tangent_of_array(const struct along *a, uint32_t array)
{
    return array < a->tangent.n ? a->tangent.at[array] : 0;
}

static Expr of_load(struct along *a, Expr load)
{
    uint32_t t = tangent_of_array(a, dag_at(a->d->g, load)->a);
    Expr idx[PROGRAM_RANK];
    unsigned rank = dag_load_index(a->d->g, load, idx);

    return t ? dag_load(a->d->g, t - 1, idx, rank) : EXPR_NONE;
}

static Expr of_select(struct along *a, const struct node *n)
{
    Expr yes = a->of[n->b].by, no = a->of[n->c].by, zero;

    if (!yes.i && !no.i)
        return EXPR_NONE;
    zero = dag_num(a->d->g, 0);
    return dag_select(a->d->g, (Expr){n->a}, yes.i ? yes : zero,
                      no.i ? no : zero);
}

static Expr of_op(struct along *a, const struct node *n, Expr y)
{
    struct dag *g = a->d->g;
    Expr kid[2] = {{n->a}, {n->b}}, sum = EXPR_NONE;

    for (unsigned k = 0; k < op_row(OP_OF(n->op))->arity; k++) {
        Expr by = a->of[kid[k].i].by, slope, part;
        if (!by.i)
            continue;
        slope = op_slope(g, OP_OF(n->op), k, kid[0], kid[1], y);
        if (dag_is_num(g, slope, 0))
            continue;
        part = dag_scale(g, by, slope);
        sum = sum.i ? dag_op2(g, OP_Add, sum, part) : part;
    }
    return sum;
}

static Expr of_node(struct along *a, uint32_t i)
{
    struct node n = a->d->g->nodes.at[i];
    struct span here = a->d->g->here;
    Expr e = {i}, by = EXPR_NONE;

    if (n.type != TYPE_REAL)
        return EXPR_NONE;
    a->d->g->here = dag_origin(a->d->g, e);
    if (n.op == DAG_LOAD)
        by = of_load(a, e);
    else if (n.op == DAG_SELECT)
        by = of_select(a, &n);
    else if (n.op >= DAG_FIRST_OP)
        by = of_op(a, &n, e);
    a->d->g->here = here;
    return by;
}

/* The children of node i that are not known yet go on the list. */
static bool waits(struct along *a, uint32_t i)
{
    const struct node *n = &a->d->g->nodes.at[i];
    size_t before = a->todo.n;
    Expr kid[3];

    if (n->op == DAG_LOAD || n->type != TYPE_REAL)
        return false;
    for (unsigned k = dag_children(n, kid); k-- > 0;)
        if (!a->of[kid[k].i].known)
            vec_push(&a->todo, kid[k].i);
    return a->todo.n > before;
}

Expr along_expr(struct along *a, Expr e)
{
    room(a);
    vec_push(&a->todo, e.i);
    while (a->todo.n > 0) {
        uint32_t i = a->todo.at[a->todo.n - 1];
        Expr by;
        if (a->of[i].known || !waits(a, i)) {
            a->todo.n--;
            if (a->of[i].known)
                continue;
            by = of_node(a, i);
            room(a);
            a->of[i] = (struct moved){by, true};
        }
    }
    return a->of[e.i].by;
}

/* ---- loops -------------------------------------------------------------- */

void along_set(struct along *a, uint32_t array, uint32_t tangent)
{
    while (a->tangent.n <= array)
        vec_push(&a->tangent, 0);
    a->tangent.at[array] = tangent + 1;
}

void along_unknowns(struct along *a)
{
    const struct program *p = a->d->p;
    uint32_t direction = 0;

    while (p->arrays.at[direction].kind != ARRAY_DIRECTION)
        direction++;
    for (uint32_t k = 0; k < a->d->arrays; k++)
        if (p->arrays.at[k].kind == ARRAY_UNKNOWN)
            along_set(a, k, direction++);
}

void along_into(struct along *a, uint32_t first, uint32_t n,
                enum array_kind kind)
{
    for (uint32_t k = 0; k < n; k++) {
        const struct array of = a->d->p->arrays.at[first + k];
        along_set(a, first + k,
                    program_array(a->d->p, kind, of.name, of.rank, of.lo,
                                  of.count, PHASE_POINT, 2));
    }
}

static uint32_t new_tangent(struct along *a, uint32_t array)
{
    const struct array of = a->d->p->arrays.at[array];
    uint32_t t = tangent_of_array(a, array);

    if (t)
        return t - 1;
    t = program_array(a->d->p, ARRAY_ALONG, NULL, of.rank, NULL, of.count,
                      PHASE_POINT, 2);
    along_set(a, array, t);
    return t;
}

static struct loop loop_at(const struct along *a, enum along_list list,
                           size_t k)
{
    const struct program *p = a->d->p;

    return list == ALONG_LOOPS     ? p->loops.at[k]
           : list == ALONG_HELPERS ? p->helpers.at[k]
                                   : p->adjoint.at[k];
}

/* Where a tangent must exist, what stands still is 0. */
static void along_loop(struct along *a, struct loop loop, bool needed,
                       uint32_t number)
{
    struct derive *d = a->d;
    Expr body = along_expr(a, loop.body);
    bool define = loop.effect == EFFECT_DEFINE;

    if (!body.i && !needed)
        return;
    if (!define && body.i)
        body = dag_scale(d->g, body, reduction_factor(d, &loop));
    loop.array = new_tangent(a, loop.array);
    loop.body = body.i ? body : dag_num(d->g, 0);
    loop.effect = define ? EFFECT_DEFINE : EFFECT_SUM;
    if (loop.group)
        loop.group = group_number(d, loop.group, number);
    vec_push(&d->p->adjoint, loop);
}

static bool moves(const struct along *a, uint32_t array)
{
    return a->d->g->array_degree.at[array] > 0;
}

/* The arrays of a group read one another: all get their tangents first. */
static void begin_group(struct along *a, enum along_list list, size_t k,
                        size_t hi)
{
    uint32_t group = loop_at(a, list, k).group;

    for (; k < hi && loop_at(a, list, k).group == group; k++)
        if (moves(a, loop_at(a, list, k).array))
            new_tangent(a, loop_at(a, list, k).array);
}

/* How many loops define an array, up to 2. */
static uint8_t *count_parts(const struct along *a, enum along_list list,
                            size_t lo, size_t hi)
{
    uint8_t *parts = calloc(a->d->p->arrays.n + 1, sizeof *parts);

    if (!parts)
        abort();
    for (size_t k = lo; k < hi; k++) {
        struct loop loop = loop_at(a, list, k);
        if (loop.effect == EFFECT_DEFINE && parts[loop.array] < 2)
            parts[loop.array]++;
    }
    return parts;
}

void along_loops(struct along *a, enum along_list list, size_t lo, size_t hi,
                 uint32_t number)
{
    uint8_t *parts = count_parts(a, list, lo, hi);
    uint32_t group = 0;

    for (size_t k = lo; k < hi; k++) {
        struct loop loop = loop_at(a, list, k);
        if (loop.group && loop.group != group)
            begin_group(a, list, k, hi);
        group = loop.group;
        if (moves(a, loop.array))
            along_loop(a, loop, loop.group || parts[loop.array] > 1, number);
    }
    free(parts);
}
