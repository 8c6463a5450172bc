/* dag.c -- the node table: interning, leaves, walks, rewriting. */
#include "dag.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct dag *dag_make(void)
{
    struct dag *g = calloc(1, sizeof *g);
    struct node none = {0};

    if (!g)
        abort();
    vec_push(&g->nodes, none);
    vec_push(&g->origin, ((struct span){0, 0}));
    vec_push(&g->texts, NULL);
    return g;
}

void dag_expect(struct dag *g, size_t nodes)
{
    vec_reserve(&g->nodes, nodes);
    vec_reserve(&g->origin, nodes);
}

void dag_free(struct dag *g)
{
    if (!g)
        return;
    vec_free(&g->nodes);
    vec_free(&g->origin);
    vec_free(&g->hint);
    vec_free(&g->texts);
    vec_free(&g->stamp);
    vec_free(&g->todo);
    vec_free(&g->below);
    vec_free(&g->array_phase);
    vec_free(&g->array_degree);
    free(g->table);
    free(g);
}

/* ---- interning -------------------------------------------------------- */

static bool has_payload(unsigned op)
{
    return op == DAG_CONST || op == DAG_INT || op == DAG_INDEX ||
           op == DAG_SIZE || op == DAG_LOCAL;
}

unsigned dag_children(const struct node *n, Expr out[3])
{
    unsigned k = 0;

    if (has_payload(n->op))
        return 0;
    if (n->op == DAG_LOAD) {
        if (n->b)
            out[k++] = (Expr){n->b};
        return k;
    }
    if (n->a)
        out[k++] = (Expr){n->a};
    if (n->b)
        out[k++] = (Expr){n->b};
    if (n->c)
        out[k++] = (Expr){n->c};
    return k;
}

/* The text of a constant is no part of its identity: only its bits are. */
static uint32_t node_hash(const struct node *n)
{
    uint64_t h = n->op * 0x9E3779B97F4A7C15u + n->type;

    h = (h ^ n->a) * 0xBF58476D1CE4E5B9u;
    h = (h ^ (h >> 29) ^ n->b) * 0x94D049BB133111EBu;
    if (n->op != DAG_CONST)
        h = (h ^ (h >> 31) ^ n->c) * 0x9E3779B97F4A7C15u;
    return (uint32_t)(h ^ (h >> 32));
}

static bool node_same(const struct node *x, const struct node *y)
{
    return x->op == y->op && x->type == y->type && x->a == y->a &&
           x->b == y->b && (x->op == DAG_CONST || x->c == y->c);
}

/*
 * Nodes that are made one after the other are looked for one after the other:
 * a node belongs in a line of slots beside that of the node before its latest
 * child.  Where the line is full, it goes anywhere.
 */
enum { LINE = 8, CHILDREN_A_LINE = 4 };

static size_t line_of(const struct node *n, uint32_t hash)
{
    uint32_t latest = n->a > n->b ? n->a : n->b;

    if (n->op == DAG_CONST)
        return hash;
    if (has_payload(n->op) || (n->op == DAG_LOAD && !n->b))
        return n->a / CHILDREN_A_LINE + n->op * (size_t)0x9E3779B9;
    if (n->op == DAG_LOAD)
        latest = n->b;
    return (latest > n->c ? latest : n->c) / CHILDREN_A_LINE;
}

/* The slot with the node; where it is not in the table, that for it. */
static struct dag_slot *table_find(const struct dag *g, const struct node *n,
                                   uint32_t hash)
{
    size_t mask = g->table_size - 1, at = line_of(n, hash) * LINE & mask;

    for (size_t end = at + LINE; at < end; at++)
        if (!g->table[at].node ||
            (g->table[at].hash == hash &&
             node_same(&g->nodes.at[g->table[at].node], n)))
            return &g->table[at];
    at = hash & mask;
    while (g->table[at].node &&
           (g->table[at].hash != hash ||
            !node_same(&g->nodes.at[g->table[at].node], n)))
        at = (at + (hash | 1)) & mask;
    return &g->table[at];
}

static void table_grow(struct dag *g)
{
    free(g->table);
    g->table_size = g->table_size ? g->table_size * 2 : 1024;
    g->table = calloc(g->table_size, sizeof *g->table);
    if (!g->table)
        abort();
    for (uint32_t k = 1; k < g->nodes.n; k++) {
        const struct node *n = &g->nodes.at[k];
        uint32_t hash = node_hash(n);

        *table_find(g, n, hash) = (struct dag_slot){hash, k};
    }
}

static uint64_t node_free(const struct dag *g, const struct node *n)
{
    Expr kid[3];
    uint64_t mask = 0;

    if (n->op == DAG_INDEX)
        return (uint64_t)1 << n->a;
    for (unsigned k = dag_children(n, kid); k-- > 0;)
        mask |= g->nodes.at[kid[k].i].free;
    return mask;
}

/* Degree of a product is the sum; of anything not affine, 2. */
unsigned dag_degree(const struct node *n, const unsigned of[3],
                    unsigned loaded)
{
    unsigned a = of[0], b = of[1], c = of[2];

    if (n->op == DAG_LOAD)
        return b ? 2 : loaded;
    if (n->type != TYPE_REAL)
        return a + b + c ? 2 : 0;
    if (n->op == DAG_SELECT)
        return a ? 2 : b > c ? b : c;
    if (n->op == DAG_OF(OP_Add) || n->op == DAG_OF(OP_Sub) ||
        n->op == DAG_OF(OP_Neg))
        return a > b ? a : b;
    if (n->op == DAG_OF(OP_Mul))
        return a + b > 2 ? 2 : a + b;
    if (n->op == DAG_OF(OP_Div) && b == 0)
        return a;
    return a + b ? 2 : 0;
}

static unsigned node_degree(const struct dag *g, const struct node *n)
{
    const struct node *at = g->nodes.at;
    unsigned of[3] = {0}, loaded = 0;

    if (n->op == DAG_LOAD) {
        of[1] = at[n->b].degree;
        loaded = g->array_degree.at[n->a];
    } else if (!has_payload(n->op)) {
        of[0] = at[n->a].degree;
        of[1] = at[n->b].degree;
        of[2] = at[n->c].degree;
    }
    return dag_degree(n, of, loaded);
}

static unsigned node_phase(const struct dag *g, const struct node *n)
{
    Expr kid[3];
    unsigned phase = n->op == DAG_SIZE ? PHASE_SETUP : PHASE_CONST;

    if (n->op == DAG_LOAD)
        phase = g->array_phase.at[n->a];
    if (n->op == DAG_LOCAL)
        phase = PHASE_POINT;
    for (unsigned k = dag_children(n, kid); k-- > 0;)
        if (g->nodes.at[kid[k].i].phase > phase)
            phase = g->nodes.at[kid[k].i].phase;
    return phase;
}

Expr dag_node(struct dag *g, unsigned op, enum dag_type type, uint32_t a,
              uint32_t b, uint32_t c)
{
    struct node n = {(uint8_t)op, (uint8_t)type, 0, 0, a, b, c, 0};
    uint32_t hash = node_hash(&n);
    struct dag_slot *slot;

    if (g->nodes.n * 3 >= g->table_size * 2)
        table_grow(g);
    slot = table_find(g, &n, hash);
    if (slot->node)
        return (Expr){slot->node};
    n.free = node_free(g, &n);
    n.degree = (uint8_t)node_degree(g, &n);
    n.phase = (uint8_t)node_phase(g, &n);
    *slot = (struct dag_slot){hash, (uint32_t)g->nodes.n};
    vec_push(&g->nodes, n);
    vec_push(&g->origin, g->here);
    return (Expr){slot->node};
}

struct span dag_origin(const struct dag *g, Expr e)
{
    return g->origin.at[e.i];
}

void dag_name(struct dag *g, Expr e, Name name)
{
    while (name && g->hint.n <= e.i)
        vec_push(&g->hint, NULL);
    if (name && !g->hint.at[e.i])
        g->hint.at[e.i] = name;
}

Name dag_hint(const struct dag *g, Expr e)
{
    return e.i && e.i < g->hint.n ? g->hint.at[e.i] : NULL;
}

/* ---- leaves ----------------------------------------------------------- */

static Expr leaf64(struct dag *g, enum dag_op op, enum dag_type type,
                   uint64_t bits, uint32_t c)
{
    return dag_node(g, op, type, (uint32_t)bits, (uint32_t)(bits >> 32), c);
}

static uint64_t bits64(const struct node *n)
{
    return (uint64_t)n->b << 32 | n->a;
}

Expr dag_num_text(struct dag *g, double v, Name text)
{
    uint64_t bits;
    uint32_t c = 0;

    memcpy(&bits, &v, sizeof bits);
    if (text) {
        vec_push(&g->texts, text);
        c = (uint32_t)(g->texts.n - 1);
    }
    return leaf64(g, DAG_CONST, TYPE_REAL, bits, c);
}

Expr dag_num(struct dag *g, double v)
{
    return dag_num_text(g, v, NULL);
}

Expr dag_int(struct dag *g, int64_t v)
{
    bool few = v >= 0 && v < DAG_FEW;
    Expr e = few ? g->few[v] : EXPR_NONE;

    if (!e.i)
        e = leaf64(g, DAG_INT, TYPE_INT, (uint64_t)v, 0);
    if (few)
        g->few[v] = e;
    return e;
}

Expr dag_index(struct dag *g, unsigned var)
{
    assert(var < DAG_INDEX_VARS);
    return dag_node(g, DAG_INDEX, TYPE_INT, var, 0, 0);
}

Expr dag_size(struct dag *g, unsigned size)
{
    return dag_node(g, DAG_SIZE, TYPE_INT, size, 0, 0);
}

Expr dag_local(struct dag *g, unsigned number)
{
    return dag_node(g, DAG_LOCAL, TYPE_REAL, number, 0, 0);
}

Expr dag_load(struct dag *g, uint32_t array, const Expr *idx, unsigned rank)
{
    Expr list = EXPR_NONE;

    for (unsigned k = rank; k-- > 0;)
        list = dag_node(g, DAG_LIST, TYPE_INT, idx[k].i, list.i, 0);
    return dag_node(g, DAG_LOAD, TYPE_REAL, array, list.i, 0);
}

Expr dag_segment(struct dag *g, Expr first, Expr x, Expr count)
{
    return dag_node(g, DAG_SEGMENT, TYPE_INT, first.i, x.i, count.i);
}

unsigned dag_load_index(const struct dag *g, Expr load, Expr *idx)
{
    unsigned rank = 0;

    for (uint32_t l = dag_at(g, load)->b; l; l = g->nodes.at[l].b)
        idx[rank++] = (Expr){g->nodes.at[l].a};
    return rank;
}

double dag_value(const struct dag *g, Expr e)
{
    uint64_t bits = bits64(dag_at(g, e));
    double v;

    memcpy(&v, &bits, sizeof v);
    return v;
}

int64_t dag_int_value(const struct dag *g, Expr e)
{
    return (int64_t)bits64(dag_at(g, e));
}

bool dag_is_const(const struct dag *g, Expr e)
{
    return dag_at(g, e)->op == DAG_CONST;
}

bool dag_is_costly(const struct dag *g, const struct node *n)
{
    if (n->op == DAG_OF(OP_Div))
        return !dag_is_const(g, (Expr){n->b});
    return n->op >= DAG_FIRST_OP && op_row(OP_OF(n->op))->precedence == 9;
}

bool dag_is_int(const struct dag *g, Expr e)
{
    return dag_at(g, e)->op == DAG_INT;
}

bool dag_is_num(const struct dag *g, Expr e, double v)
{
    return dag_is_const(g, e) && dag_value(g, e) == v;
}

/* ---- walks ------------------------------------------------------------ */

static bool first_visit(struct dag *g, uint32_t i)
{
    while (g->stamp.n < g->nodes.n)
        vec_push(&g->stamp, 0);
    if (g->stamp.at[i] == g->turn)
        return false;
    g->stamp.at[i] = g->turn;
    return true;
}

/*
 * Sort the visited nodes: where they stand close together, by looking which
 * numbers of their range are stamped; else by comparing.
 */
static void sort_reached(const struct dag *g, uint32_t *list, size_t n)
{
    uint32_t lo = UINT32_MAX, hi = 0;
    size_t k = 0;

    for (size_t i = 0; i < n; i++) {
        lo = list[i] < lo ? list[i] : lo;
        hi = list[i] > hi ? list[i] : hi;
    }
    if (n < 2 || (hi - lo) / 16 > n) {
        sort_numbers(list, n);
        return;
    }
    for (uint32_t i = lo; i <= hi; i++)
        if (g->stamp.at[i] == g->turn)
            list[k++] = i;
}

/* Into g->below; `among`: only through nodes that use one of these indices; 0:
   through all. */
static void visit(struct dag *g, const Expr *roots, size_t n, uint64_t among)
{
    Expr kid[3];

    g->turn++;
    g->todo.n = g->below.n = 0;
    for (size_t k = 0; k < n; k++)
        if (roots[k].i && first_visit(g, roots[k].i))
            vec_push(&g->todo, roots[k].i);
    while (g->todo.n > 0) {
        uint32_t i = g->todo.at[--g->todo.n];

        vec_push(&g->below, i);
        for (unsigned k = dag_children(&g->nodes.at[i], kid); k-- > 0;)
            if ((!among || g->nodes.at[kid[k].i].free & among) &&
                first_visit(g, kid[k].i))
                vec_push(&g->todo, kid[k].i);
    }
}

static size_t reach(struct dag *g, const Expr *roots, size_t n, uint64_t among,
                    uint32_t **list)
{
    visit(g, roots, n, among);
    n = g->below.n;
    *list = n ? malloc(n * sizeof **list) : NULL;
    if (!n)
        return 0;
    if (!*list)
        abort();
    memcpy(*list, g->below.at, n * sizeof **list);
    sort_reached(g, *list, n);
    return n;
}

size_t dag_reach(struct dag *g, const Expr *roots, size_t n, uint32_t **list)
{
    return reach(g, roots, n, 0, list);
}

size_t dag_below(struct dag *g, const Expr *roots, size_t n,
                 const uint32_t **list)
{
    visit(g, roots, n, 0);
    *list = g->below.at;
    return g->below.n;
}

size_t dag_place(const uint32_t *list, size_t n, Expr node)
{
    size_t lo = 0, hi = n;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (list[mid] < node.i)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo < n && list[lo] == node.i ? lo : n;
}

Expr dag_fold(struct dag *g, Expr e,
              Expr (*node)(void *caller, Expr e, const Expr of[3]),
              void *caller)
{
    uint32_t *list;
    size_t n = dag_reach(g, &e, 1, &list);
    Expr *made = calloc(n, sizeof *made), out;

    if (!made)
        abort();
    for (size_t k = 0; k < n; k++) {
        Expr kid[3], of[3] = {{0}, {0}, {0}};
        unsigned kids = dag_children(&g->nodes.at[list[k]], kid);
        for (unsigned j = 0; j < kids; j++)
            of[j] = made[dag_place(list, k, kid[j])];
        made[k] = node(caller, (Expr){list[k]}, of);
    }
    out = made[n - 1];
    free(made);
    free(list);
    return out;
}

Expr dag_rebuild(struct dag *g, const struct node *n, const Expr kid[3])
{
    struct node old = *n;

    switch (old.op) {
    case DAG_LIST:
        return dag_node(g, DAG_LIST, TYPE_INT, kid[0].i, kid[1].i, 0);
    case DAG_LOAD:
        return dag_node(g, DAG_LOAD, old.type, old.a, kid[0].i, 0);
    case DAG_REAL:
        return dag_real(g, kid[0]);
    case DAG_IADD:
        return dag_iadd(g, kid[0], kid[1]);
    case DAG_IMUL:
        return dag_imul(g, kid[0], kid[1]);
    case DAG_IDIV: case DAG_IMOD:
        return dag_int2(g, old.op, kid[0], kid[1]);
    case DAG_ILT: case DAG_ILE: case DAG_IEQ:
    case DAG_LT: case DAG_LE: case DAG_EQ:
        return dag_compare(g, old.op, kid[0], kid[1]);
    case DAG_AND: case DAG_OR: case DAG_NOT:
        return dag_logic(g, old.op, kid[0], kid[1]);
    case DAG_SELECT:
        return dag_select(g, kid[0], kid[1], kid[2]);
    case DAG_SEGMENT:
        return dag_segment(g, kid[0], kid[1], kid[2]);
    default:
        if (op_row(OP_OF(old.op))->arity == 1)
            return dag_op1(g, OP_OF(old.op), kid[0]);
        return dag_op2(g, OP_OF(old.op), kid[0], kid[1]);
    }
}

static uint64_t replaced(const struct dag_rewrite *how)
{
    uint64_t mask = 0;

    if (how->to)
        for (unsigned v = 0; v < DAG_INDEX_VARS; v++)
            if (how->to[v].i)
                mask |= (uint64_t)1 << v;
    return mask;
}

bool dag_loads(struct dag *g, Expr e)
{
    const uint32_t *list;
    size_t n = dag_below(g, &e, 1, &list);
    bool found = false;

    for (size_t k = 0; k < n; k++)
        found |= g->nodes.at[list[k]].op == DAG_LOAD;
    return found;
}

static bool is_leaf(const struct node *n)
{
    return n->op == DAG_LOAD || n->op == DAG_LOCAL;
}

/* The new node for list[at], given those of all nodes before it. */
static Expr rewrite_one(struct dag *g, uint32_t i, const Expr *done,
                        const uint32_t *list, size_t at,
                        const struct dag_rewrite *how)
{
    struct node n = g->nodes.at[i];
    Expr kid[3] = {{0}, {0}, {0}}, same[3], e;
    unsigned kids = dag_children(&n, same);
    bool changed = false;

    if (n.op == DAG_INDEX && how->to && how->to[n.a].i)
        return how->to[n.a];
    for (unsigned k = 0; k < kids; k++) {
        size_t p = dag_place(list, at, same[k]);
        kid[k] = p < at ? done[p] : same[k];
        changed |= kid[k].i != same[k].i;
    }
    e = (Expr){i};
    if (changed) {
        g->here = dag_origin(g, e);
        e = dag_rebuild(g, &n, kid);
        dag_name(g, e, dag_hint(g, (Expr){i}));
    }
    if (how->load && is_leaf(dag_at(g, e))) {
        Expr other = how->load(how->caller, g, e);
        e = other.i ? other : e;
    }
    return e;
}

Expr dag_rewrite(struct dag *g, Expr e, const struct dag_rewrite *how)
{
    struct span here = g->here;
    uint32_t *list;
    Expr *done, result = e;
    size_t n;

    if (!e.i || (!how->load && !(dag_at(g, e)->free & replaced(how))))
        return e;
    n = reach(g, &e, 1, how->load ? 0 : replaced(how), &list);
    g->work += n;
    done = malloc(n * sizeof *done);
    if (!done)
        abort();
    for (size_t k = 0; k < n; k++)
        done[k] = rewrite_one(g, list[k], done, list, k, how);
    result = done[n - 1];
    free(done);
    free(list);
    g->here = here;
    return result;
}
