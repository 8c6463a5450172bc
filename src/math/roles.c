/*
 * roles.c -- unknowns that play the same part; see roles.h.
 *
 * A program's hash does not depend on the order of equations, terms and
 * factors.  With unknown i marked, it is the same as with j marked where the
 * two may be alike (colour refinement: Weisfeiler, Leman 1968); marking a third
 * one, too, says who goes along with them, which gives the exchange to try.
 */
#include "roles.h"

#include <math.h>
#include <stdlib.h>

enum { ROLES_MOST = 32, ROLES_WORK = 20000000, ROLES_PASSES = 20 };

struct hashing {
    const struct program *p;
    const struct dag *g;
    struct roles *out;
    uint32_t *nodes;         /* below all that counts, children first */
    size_t n;
    uint64_t *node, *array;  /* colours; of sums and products: below */
    uint64_t *sum;           /* of terms, or of factors */
    uint64_t *seed;          /* per item */
    uint32_t *item;          /* per node: 1 + number of the item, or 0 */
};

static uint64_t mix(uint64_t h)      /* Steele, Lea, Flood 2014: splitmix64 */
{
    h += 0x9e3779b97f4a7c15u;
    h = (h ^ (h >> 30)) * 0xbf58476d1ce4e5b9u;
    h = (h ^ (h >> 27)) * 0x94d049bb133111ebu;
    return h ^ (h >> 31);
}

static uint64_t join(uint64_t a, uint64_t b)
{
    return mix(a + 3 * mix(b));
}

/* ---- the hash of a node -------------------------------------------------- */

enum kind { PLAIN, TERMS, FACTORS, EITHER_WAY };

static enum kind kind_of(unsigned op)
{
    switch (op) {
    case DAG_OF(OP_Add): case DAG_OF(OP_Sub): case DAG_OF(OP_Neg):
        return TERMS;
    case DAG_OF(OP_Mul): case DAG_OF(OP_Div):
        return FACTORS;
    case DAG_OF(OP_Min): case DAG_OF(OP_Max): case DAG_OF(OP_Hypot):
    case DAG_EQ: case DAG_AND: case DAG_OR: case DAG_IADD: case DAG_IMUL:
        return EITHER_WAY;
    default:
        return PLAIN;
    }
}

/* What a child adds to a sum, or a product, above it. */
static uint64_t part(const struct hashing *h, uint32_t child, enum kind kind)
{
    return kind_of(h->g->nodes.at[child].op) == kind ? h->sum[child]
                                                     : h->node[child];
}

static uint64_t parts(const struct hashing *h, const struct node *n,
                      enum kind kind)
{
    switch (n->op) {
    case DAG_OF(OP_Neg):
        return 0 - part(h, n->a, kind);
    case DAG_OF(OP_Sub): case DAG_OF(OP_Div):
        return part(h, n->a, kind) - part(h, n->b, kind);
    default:
        return part(h, n->a, kind) + part(h, n->b, kind);
    }
}

static uint64_t plain(const struct hashing *h, const struct node *n)
{
    uint64_t hash = n->op;
    Expr kid[3];
    unsigned kids = dag_children(n, kid);

    if (n->op == DAG_LOAD)
        return join(h->array[n->a], h->node[n->b]);
    for (unsigned k = 0; k < kids; k++)
        hash = join(hash, h->node[kid[k].i]);
    if (kids == 0)           /* what a and b say */
        hash = join(join(hash, n->a), n->b);
    return hash;
}

static void set_node(struct hashing *h, uint32_t at)
{
    const struct node *n = &h->g->nodes.at[at];
    enum kind kind = kind_of(n->op);

    if (h->item[at]) {
        h->node[at] = h->seed[h->item[at] - 1];
    } else if (kind == TERMS || kind == FACTORS) {
        h->sum[at] = parts(h, n, kind);
        h->node[at] = join((uint64_t)kind << 32, h->sum[at]);
    } else if (kind == EITHER_WAY) {
        h->node[at] = join(n->op, h->node[n->a] + h->node[n->b]);
    } else {
        h->node[at] = plain(h, n);
    }
}

/* ---- the hash of a program ----------------------------------------------- */

static uint64_t domain_hash(const struct hashing *h, const struct domain *d)
{
    uint64_t hash = join(d->rank, h->node[d->guard.i]);

    for (unsigned k = 0; k < d->rank; k++)
        hash = join(join(hash, d->var[k]), h->node[d->count[k].i]);
    return hash;
}

static uint64_t loop_hash(const struct hashing *h, const struct loop *l)
{
    uint64_t hash = join(l->effect, domain_hash(h, &l->domain));

    for (unsigned k = 0; k < h->p->arrays.at[l->array].rank; k++)
        hash = join(hash, h->node[l->at[k].i]);
    return join(hash, h->node[l->body.i]);
}

/* Is the hash of some array another one than before? */
static bool set_arrays(struct hashing *h)
{
    const struct program *p = h->p;
    uint64_t *now = calloc(p->arrays.n + 1, sizeof *now);
    bool changed = false;

    if (!now)
        abort();
    for (size_t k = 0; k < p->loops.n; k++)
        now[p->loops.at[k].array] += loop_hash(h, &p->loops.at[k]);
    for (size_t a = 0; a < p->arrays.n; a++) {
        uint64_t hash = now[a] ? mix(now[a]) : mix(a + 1);

        changed |= hash != h->array[a];
        h->array[a] = hash;
    }
    free(now);
    return changed;
}

static uint64_t family_hash(const struct hashing *h, const struct family *f)
{
    uint64_t row = part(h, f->row.i, TERMS);
    uint64_t hash = join(f->kind, f->kind == FAMILY_CONSTRAINT ? f->sense : 0);

    if (f->kind != FAMILY_CONSTRAINT || f->sense == SENSE_EQUAL)
        row = mix(row) + mix(0 - row);       /* left and right may change */
    hash = join(join(hash, row), h->node[f->scale.i]);
    hash = join(join(hash, h->node[f->rho.i]), h->node[f->rho_weight.i]);
    return join(hash, domain_hash(h, &f->domain));
}

/* 0: it does not come to rest, as where arrays need themselves. */
static uint64_t hash_of(struct hashing *h)
{
    const struct program *p = h->p;
    uint64_t hash = 0;
    int pass = 0;

    do
        for (size_t k = 0; k < h->n; k++)
            set_node(h, h->nodes[k]);
    while (set_arrays(h) && ++pass < ROLES_PASSES);
    if (pass == ROLES_PASSES)
        return 0;
    for (size_t k = 0; k < p->families.n; k++)
        hash += family_hash(h, &p->families.at[k]);
    for (size_t k = 0; k < p->constraints.n; k++)
        hash += family_hash(h, &p->constraints.at[k]);
    if (p->loss != UINT32_MAX)
        hash += h->array[p->loss];
    return mix(hash) | 1;
}

/* ---- who is alike ---------------------------------------------------------- */

static uint64_t own_seed(const struct role *i)
{
    union { double d; uint64_t u; } low = {i->low}, high = {i->high};

    return join(low.u, high.u);
}

static void unmark(struct hashing *h)
{
    for (size_t k = 0; k < h->out->items.n; k++)
        h->seed[k] = own_seed(&h->out->items.at[k]);
}

static uint64_t marked(struct hashing *h, size_t i, size_t k)
{
    unmark(h);
    h->seed[k] = join(h->seed[k], 1);
    h->seed[i] = join(h->seed[i], 2);
    return hash_of(h);
}

/* Exchange k for to[k]: is the program the same? */
static bool is_exchange(struct hashing *h, const size_t *to)
{
    uint64_t before;

    unmark(h);
    for (size_t k = 0; k < h->out->items.n; k++)
        h->seed[k] = join(h->seed[k], k + 3);
    before = hash_of(h);
    unmark(h);
    for (size_t k = 0; k < h->out->items.n; k++)
        h->seed[to[k]] = join(h->seed[to[k]], k + 3);
    return before == hash_of(h);
}

/* An exchange that takes i to j: others stay where they can. */
static bool exchange(const uint64_t *a, const uint64_t *b, size_t n, size_t *to)
{
    bool used[ROLES_MOST] = {false}, set[ROLES_MOST] = {false};

    for (size_t k = 0; k < n; k++)
        if (a[k] == b[k]) {
            to[k] = k;
            used[k] = set[k] = true;
        }
    for (size_t k = 0; k < n; k++)
        for (size_t l = 0; l < n && !set[k]; l++)
            if (!used[l] && a[k] == b[l]) {
                to[k] = l;
                used[l] = set[k] = true;
            }
    for (size_t k = 0; k < n; k++)
        if (!set[k])
            return false;
    return true;
}

static bool are_alike(struct hashing *h, size_t i, size_t j)
{
    uint64_t a[ROLES_MOST], b[ROLES_MOST];
    size_t to[ROLES_MOST], n = h->out->items.n;

    for (size_t k = 0; k < n; k++) {
        a[k] = marked(h, i, k);
        b[k] = marked(h, j, k);
    }
    return exchange(a, b, n, to) && to[i] == j && is_exchange(h, to);
}

static void find_classes(struct hashing *h)
{
    struct role *at = h->out->items.at;
    uint64_t alone[ROLES_MOST];

    for (size_t k = 0; k < h->out->items.n; k++) {
        alone[k] = marked(h, k, k);
        at[k].first = k;
        for (size_t i = 0; alone[k] && i < k && at[k].first == k; i++)
            if (at[i].first == i && alone[i] == alone[k] &&
                are_alike(h, i, k))
                at[k].first = i;
    }
}

/* ---- the items --------------------------------------------------------------- */

static bool number(const struct program *p, const struct loop *loops,
                   size_t n, uint32_t array, double *value)
{
    for (size_t k = 0; k < n; k++)
        if (loops[k].array == array && dag_is_const(p->dag, loops[k].body)) {
            *value = dag_value(p->dag, loops[k].body);
            return true;
        }
    return false;
}

static bool bounds(const struct program *p, struct role *i)
{
    if (p->has_bounds)
        return number(p, p->lowers.at, p->lowers.n, i->array, &i->low) &&
               number(p, p->uppers.at, p->uppers.n, i->array, &i->high);
    i->low = -HUGE_VAL;
    i->high = HUGE_VAL;
    return true;
}

/* The flat number of an element at constant indices; false: they are not. */
static bool element_of(const struct program *p, uint32_t load, size_t *out)
{
    const struct array *a = &p->arrays.at[p->dag->nodes.at[load].a];
    Expr idx[PROGRAM_RANK];
    unsigned rank = dag_load_index(p->dag, (Expr){load}, idx);

    *out = 0;
    for (unsigned k = 0; k < rank; k++) {
        if (!dag_is_int(p->dag, idx[k]) || !dag_is_int(p->dag, a->count[k]))
            return false;
        *out = *out * (size_t)dag_int_value(p->dag, a->count[k]) +
               (size_t)dag_int_value(p->dag, idx[k]);
    }
    return true;
}

static bool add_item(struct hashing *h, uint32_t load)
{
    const struct program *p = h->p;
    struct role i = {.load = load, .array = h->g->nodes.at[load].a};

    if (!element_of(p, load, &i.element) ||
        !number(p, p->starts.at, p->starts.n, i.array, &i.start) ||
        !bounds(p, &i))
        return false;
    vec_push(&h->out->items, i);
    return true;
}

static bool of_array(const struct hashing *h, uint32_t node, uint32_t array)
{
    const struct node *n = &h->g->nodes.at[node];

    return n->op == DAG_LOAD && n->a == array;
}

/* All elements of an array, or none. */
static void add_items(struct hashing *h, uint32_t array)
{
    size_t before = h->out->items.n;

    for (size_t k = 0; k < h->n; k++)
        if (of_array(h, h->nodes[k], array) && !add_item(h, h->nodes[k])) {
            h->out->items.n = before;
            return;
        }
}

static bool may_be_item(const struct hashing *h, uint32_t node)
{
    const struct node *n = &h->g->nodes.at[node];

    return n->op == DAG_LOAD && h->p->arrays.at[n->a].kind == ARRAY_UNKNOWN &&
           !h->p->arrays.at[n->a].started;
}

/* Array by array; where there are too many elements, none. */
static void find_items(struct hashing *h)
{
    uint32_t arrays[ROLES_MOST];
    size_t n = 0;

    for (size_t k = 0; k < h->n; k++) {
        if (!may_be_item(h, h->nodes[k]))
            continue;
        if (n == ROLES_MOST)
            return;
        arrays[n++] = h->g->nodes.at[h->nodes[k]].a;
    }
    if (n)
        sort_numbers(arrays, n);
    for (size_t k = 0; k < n; k++)
        if (k == 0 || arrays[k] != arrays[k - 1])
            add_items(h, arrays[k]);
}

static void push_domain(Expr *roots, size_t *n, const struct domain *d)
{
    for (unsigned k = 0; k < d->rank; k++)
        roots[(*n)++] = d->count[k];
    roots[(*n)++] = d->guard;
}

static void push_family(Expr *roots, size_t *n, const struct family *f)
{
    roots[(*n)++] = f->row;
    roots[(*n)++] = f->scale;
    roots[(*n)++] = f->rho;
    roots[(*n)++] = f->rho_weight;
    push_domain(roots, n, &f->domain);
}

static void find_nodes(struct hashing *h)
{
    const struct program *p = h->p;
    size_t n = 0, kept = 0, each = 2 * PROGRAM_RANK + 8;
    Expr *roots = calloc((p->families.n + p->constraints.n + p->loops.n + 1) *
                             each, sizeof *roots);

    if (!roots)
        abort();
    for (size_t k = 0; k < p->families.n; k++)
        push_family(roots, &n, &p->families.at[k]);
    for (size_t k = 0; k < p->constraints.n; k++)
        push_family(roots, &n, &p->constraints.at[k]);
    for (size_t k = 0; k < p->loops.n; k++) {
        const struct loop *l = &p->loops.at[k];

        roots[n++] = l->body;
        for (unsigned d = 0; d < p->arrays.at[l->array].rank; d++)
            roots[n++] = l->at[d];
        push_domain(roots, &n, &l->domain);
    }
    for (size_t k = 0; k < n; k++)
        if (roots[k].i)
            roots[kept++] = roots[k];
    h->n = dag_reach(p->dag, roots, kept, &h->nodes);
    free(roots);
}

static void *cells(size_t n, size_t size)
{
    void *out = calloc(n + 1, size);

    if (!out)
        abort();
    return out;
}

void roles_find(const struct program *p, struct roles *out)
{
    struct hashing h = {.p = p, .g = p->dag, .out = out};
    size_t m, nodes = p->dag->nodes.n;

    find_nodes(&h);
    find_items(&h);
    m = out->items.n;
    if (m > ROLES_MOST || m * m * h.n > ROLES_WORK)
        m = out->items.n = 0;
    h.node = cells(nodes, sizeof *h.node);
    h.sum = cells(nodes, sizeof *h.sum);
    h.item = cells(nodes, sizeof *h.item);
    h.array = cells(p->arrays.n, sizeof *h.array);
    h.seed = cells(m, sizeof *h.seed);
    for (size_t k = 0; k < m; k++)
        h.item[out->items.at[k].load] = (uint32_t)k + 1;
    find_classes(&h);
    free(h.nodes);
    free(h.node);
    free(h.sum);
    free(h.item);
    free(h.array);
    free(h.seed);
}
