/*
 * separable.c -- unknowns in which all rows are affine, jointly, whatever the
 * others are: least squares solves those in one step (variable projection:
 * Golub, Pereyra, SIAM Journal on Numerical Analysis 10, 1973).
 *
 * Taken one by one, in the order of the file: of a*b, a is.  An array counts
 * as a whole.  One whose start the user wrote is not taken: the search begins
 * there; see docs/decisions/0026.
 */
#include "planning.h"

#include "../../runtime/core/eqr.h"

/* Work that is worth a start: trials times nodes and loops. */
enum { SEPARABLE_WORK = 20000000 };

struct separable {
    const struct program *p;
    struct dag *g;
    uint32_t *nodes;         /* below all rows and loops, children first */
    size_t n;
    uint8_t *node, *array;   /* degrees in the unknowns taken so far */
};

static size_t roots_of(const struct program *p, Expr *out)
{
    size_t n = 0;

    for (size_t k = 0; k < p->families.n; k++)
        out[n++] = p->families.at[k].row;
    for (size_t k = 0; k < p->loops.n; k++)
        n += loop_roots(p, &p->loops.at[k], out + n);
    return n;
}

static void find_nodes(struct separable *s)
{
    const struct program *p = s->p;
    Expr *roots = calloc(p->families.n + p->loops.n * LOOP_ROOTS + 1,
                         sizeof *roots);

    if (!roots)
        abort();
    s->n = dag_reach(s->g, roots, roots_of(p, roots), &s->nodes);
    free(roots);
}

static void set_nodes(struct separable *s)
{
    for (size_t k = 0; k < s->n; k++) {
        const struct node *n = &s->g->nodes.at[s->nodes[k]];
        unsigned of[3] = {0}, loaded = 0;
        Expr kid[3];

        if (n->op == DAG_LOAD) {
            of[1] = s->node[n->b];
            loaded = s->array[n->a];
        } else if (dag_children(n, kid) > 0) {
            of[0] = s->node[n->a];
            of[1] = s->node[n->b];
            of[2] = s->node[n->c];
        }
        s->node[s->nodes[k]] = (uint8_t)dag_degree(n, of, loaded);
    }
}

/* The body's; 2 where it is not summed, or decides where it goes. */
static unsigned loop_degree(const struct separable *s, const struct loop *l)
{
    unsigned body = s->node[l->body.i];
    bool sums = l->effect == EFFECT_DEFINE || l->effect == EFFECT_SUM;

    if (l->domain.guard.i && s->node[l->domain.guard.i])
        return 2;
    return sums || body == 0 ? body : 2;
}

/* Did any array's degree rise? */
static bool set_arrays(struct separable *s)
{
    bool risen = false;

    for (size_t k = 0; k < s->p->loops.n; k++) {
        const struct loop *l = &s->p->loops.at[k];
        unsigned degree = loop_degree(s, l);

        risen |= degree > s->array[l->array];
        if (degree > s->array[l->array])
            s->array[l->array] = (uint8_t)degree;
    }
    return risen;
}

/* Degrees from none but those of the unknowns: up, until they stand still. */
static bool all_affine(struct separable *s)
{
    for (uint32_t a = 0; a < s->p->arrays.n; a++)
        if (s->p->arrays.at[a].kind != ARRAY_UNKNOWN)
            s->array[a] = 0;
    do
        set_nodes(s);
    while (set_arrays(s));
    for (size_t k = 0; k < s->p->families.n; k++)
        if (s->node[s->p->families.at[k].row.i] > 1)
            return false;
    return true;
}

static void take_affine(struct separable *s, bool *separable)
{
    size_t work = 0, each = s->n + s->p->loops.n + s->p->arrays.n;

    for (uint32_t a = 0; a < s->p->arrays.n; a++) {
        if (s->p->arrays.at[a].kind != ARRAY_UNKNOWN ||
            s->p->arrays.at[a].started)
            continue;
        if ((work += each) > SEPARABLE_WORK)
            return;
        s->array[a] = 1;
        separable[a] = all_affine(s);
        s->array[a] = separable[a];
    }
}

static bool *find_separable(const struct program *p)
{
    struct separable s = {.p = p, .g = p->dag};
    bool *separable = calloc(p->arrays.n + 1, sizeof *separable);

    s.node = calloc(p->dag->nodes.n, 1);
    s.array = calloc(p->arrays.n + 1, 1);
    if (!separable || !s.node || !s.array)
        abort();
    find_nodes(&s);
    take_affine(&s, separable);
    free(s.nodes);
    free(s.node);
    free(s.array);
    return separable;
}

/* The numbers of its elements among all unknowns. */
static void write_array(struct writer *w, struct dag *g, Expr first, Expr size)
{
    Expr number = dag_iadd(g, first, dag_index(g, plan_var(0)));

    writer_for(w, plan_var(0), size);
    writer_emit(w, PLAN_COUNT, TYPE_INT, STREAM_COL, writer_value(w, number),
                0);
    writer_end(w);
}

static void write_separable(struct plan *plan)
{
    const struct program *p = plan->program;
    struct function *f = &plan->functions[FUNCTION_SEPARABLE];
    bool *contracted = calloc(p->arrays.n + 1, 1);
    struct writer *w;
    Expr first = dag_int(p->dag, 0);

    if (!contracted)
        abort();
    w = writer_make(plan, f, contracted, NULL);
    for (uint32_t a = 0; a < p->arrays.n; a++) {
        if (p->arrays.at[a].kind != ARRAY_UNKNOWN)
            continue;
        if (plan->separable[a])
            write_array(w, p->dag, first, program_size(p, a));
        first = dag_iadd(p->dag, first, program_size(p, a));
    }
    writer_free(w);
    free(contracted);
    steps_count_uses(f);
}

void plan_separable(struct plan *plan)
{
    const struct program *p = plan->program;

    plan->separable_count = dag_int(p->dag, 0);
    if (plan->cls != EQR_CLASS_LEAST_SQUARES || (plan->flags & EQR_LINEAR) ||
        !(plan->needs & EQR_ROWS))
        return;
    plan->separable = find_separable(p);
    for (uint32_t a = 0; a < p->arrays.n; a++)
        if (plan->separable[a])
            plan->separable_count = dag_iadd(p->dag, plan->separable_count,
                                             program_size(p, a));
    if (!expr_same(plan->separable_count, dag_int(p->dag, 0)))
        write_separable(plan);
}
