/*
 * indexed.c -- work of a row that depends on its indices through one entry of
 * an index table only is done once for each value of the entry [exact].
 *
 * In rows over k, sin(a[cam[k]]) is the same for all rows of one camera: an
 * array T[j] = sin(a[j]) is computed once a point, and rows load T[cam[k]].
 * The same operations on the same values, fewer times where rows outnumber
 * the elements; cheap ones (sums, products) stay where they are.
 */
#include "deriving.h"

#include <stdlib.h>

/*
 * How a node depends on the row: through no index, or through integer node
 * `entry` alone, which says which of `count` elements is meant, or otherwise.
 */
struct dependence {
    enum { DEPENDS_NOT, DEPENDS_ENTRY, DEPENDS_OTHERWISE } how;
    Expr entry, count;
    bool costly;             /* a function, a quotient: worth an array */
};

/* An array that has been made, and what its elements are. */
struct made { Expr body; uint32_t array; };

struct indexed {
    struct derive *d;
    struct dag *g;
    uint32_t *list;          /* nodes below the roots of a family */
    size_t n;
    struct dependence *at;   /* per node of the list */
    bool *needed;            /* ... must the row know its value? */
    VEC(struct same) pairs;
    VEC(struct made) made;   /* of all families */
    Expr rows;               /* how many the family has */
};

static const struct dependence otherwise = {.how = DEPENDS_OTHERWISE};

static void join(struct dependence *to, const struct dependence *part)
{
    bool clash = part->how == DEPENDS_ENTRY && to->how == DEPENDS_ENTRY &&
                 (!expr_same(to->entry, part->entry) ||
                  !expr_same(to->count, part->count));
    bool costly = to->costly || part->costly;

    if (clash || part->how == DEPENDS_OTHERWISE ||
        to->how == DEPENDS_OTHERWISE)
        *to = otherwise;
    else if (part->how == DEPENDS_ENTRY)
        *to = *part;
    to->costly = costly;
}

/* Arrays whose elements are known before rows are. */
static bool is_input(const struct array *a)
{
    return a->kind <= ARRAY_LET && !a->integer;
}

static struct dependence of_load(const struct indexed *x, uint32_t node)
{
    const struct array *a = &x->d->p->arrays.at[dag_at(x->g, (Expr){node})->a];
    Expr idx[PROGRAM_RANK];
    unsigned rank = dag_load_index(x->g, (Expr){node}, idx);
    struct dependence all = {.how = DEPENDS_NOT};

    for (unsigned k = 0; k < rank; k++) {
        struct dependence one = {DEPENDS_ENTRY, idx[k], a->count[k], false};
        if (!dag_at(x->g, idx[k])->free)
            continue;
        if (!is_input(a) || !dag_loads(x->g, idx[k]))
            return otherwise;
        join(&all, &one);
    }
    return all;
}

static struct dependence dependence_of(const struct indexed *x, size_t k)
{
    struct node n = x->g->nodes.at[x->list[k]];
    struct dependence all = {.how = DEPENDS_NOT};
    Expr kid[3];

    if (n.op == DAG_LOAD)
        return of_load(x, x->list[k]);
    if (n.free && (n.type == TYPE_INT || n.op == DAG_LIST ||
                   n.op == DAG_SEGMENT))
        return otherwise;
    for (unsigned j = dag_children(&n, kid); j-- > 0;)
        join(&all, &x->at[dag_place(x->list, k, kid[j])]);
    all.costly |= dag_is_costly(x->g, &n);
    return all;
}

/* As far as is known here: are there fewer elements than rows? */
static bool fewer(const struct indexed *x, Expr elements)
{
    return !dag_is_int(x->g, elements) || !dag_is_int(x->g, x->rows) ||
           dag_int_value(x->g, elements) < dag_int_value(x->g, x->rows);
}

static bool is_lifted(const struct indexed *x, size_t k)
{
    return x->at[k].how == DEPENDS_ENTRY && x->at[k].costly &&
           x->g->nodes.at[x->list[k]].type == TYPE_REAL &&
           fewer(x, x->at[k].count);
}

/* The array of the values of `body`, in which `var` is the element. */
static uint32_t array_of(struct indexed *x, Expr body, unsigned var, Expr count)
{
    struct program *p = x->d->p;
    struct node n = *dag_at(x->g, body);
    struct loop loop = {.effect = EFFECT_DEFINE, .body = body,
                        .span = dag_origin(x->g, body)};

    for (size_t k = 0; k < x->made.n; k++)
        if (expr_same(x->made.at[k].body, body))
            return x->made.at[k].array;
    loop.domain.rank = 1;
    loop.domain.var[0] = var;
    loop.domain.count[0] = count;
    loop.at[0] = dag_index(x->g, var);
    loop.array = program_array(p, ARRAY_TEMP, NULL, 1, NULL, &count,
                               (enum phase)n.phase, n.degree);
    p->arrays.at[loop.array].indexed = true;
    vec_push(&p->helpers, loop);
    vec_push(&x->made, ((struct made){body, loop.array}));
    return loop.array;
}

static void lift(struct indexed *x, size_t k)
{
    enum { VAR = DAG_ELEMENT_DIMS };
    struct dependence d = x->at[k];
    Expr e = {x->list[k]}, body = e;
    struct same entry = {d.entry, dag_index(x->g, VAR)};
    uint32_t array;

    replace(x->g, &body, 1, &entry, 1);
    array = array_of(x, body, VAR, d.count);
    vec_push(&x->pairs, ((struct same){e, dag_load(x->g, array, &d.entry, 1)}));
}

/* From the roots down: the largest that depend on one entry are lifted. */
static void find_lifted(struct indexed *x, const Expr *roots, size_t n)
{
    for (size_t k = 0; k < n; k++)
        if (roots[k].i)
            x->needed[dag_place(x->list, x->n, roots[k])] = true;
    for (size_t k = x->n; k-- > 0;) {
        Expr kid[3];
        if (!x->needed[k])
            continue;
        if (is_lifted(x, k)) {
            lift(x, k);
            continue;
        }
        for (unsigned j = dag_children(&x->g->nodes.at[x->list[k]], kid);
             j-- > 0;)
            x->needed[dag_place(x->list, k, kid[j])] = true;
    }
}

static void lift_below(struct indexed *x, Expr *roots, size_t n)
{
    x->pairs.n = 0;
    x->n = dag_reach(x->g, roots, n, &x->list);
    x->at = calloc(x->n + 1, sizeof *x->at);
    x->needed = calloc(x->n + 1, sizeof *x->needed);
    if (!x->at || !x->needed)
        abort();
    for (size_t k = 0; k < x->n; k++)
        x->at[k] = dependence_of(x, k);
    find_lifted(x, roots, n);
    replace(x->g, roots, n, x->pairs.at, x->pairs.n);
    free(x->list);
    free(x->at);
    free(x->needed);
}

/* A family's row and its entries, which share what they have in common. */
static void lift_family(struct indexed *x, struct family *f,
                          struct entry *entries, size_t n)
{
    Expr *roots = malloc((n + 1) * sizeof *roots);

    if (!roots)
        abort();
    x->rows = domain_size(x->g, &f->domain);
    roots[0] = f->row;
    for (size_t k = 0; k < n; k++)
        roots[k + 1] = entries[k].value;
    lift_below(x, roots, n + 1);
    f->row = roots[0];
    for (size_t k = 0; k < n; k++)
        entries[k].value = roots[k + 1];
    free(roots);
}

static size_t entries_of(const struct entry *entries, size_t n, size_t family)
{
    size_t k = 0;

    while (k < n && entries[k].family == family)
        k++;
    return k;
}

void derive_indexed(struct derive *d)
{
    struct program *p = d->p;
    struct indexed x = {.d = d, .g = d->g};
    size_t next = 0;

    for (size_t k = 0, n; k < p->families.n; k++, next += n) {
        struct entry *entries = p->entries.at + next;
        n = entries_of(entries, p->entries.n - next, k);
        if (p->families.at[k].domain.rank > 0)
            lift_family(&x, &p->families.at[k], entries, n);
    }
    vec_free(&x.pairs);
    vec_free(&x.made);
}
