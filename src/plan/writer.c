/*
 * writer.c -- from expressions and nests to steps.
 *
 * Each node is written once per scope and then shared.  Before a loop opens,
 * everything its body needs that does not change in it is written outside
 * [exact: the same operations on the same values, fewer times].
 */
#include "writing.h"

#include <math.h>
#include <string.h>

struct writer *writer_make(struct plan *plan, struct function *f,
                           const bool *contracted, const bool *in_memory)
{
    struct writer *w = calloc(1, sizeof *w);

    if (!w)
        abort();
    w->plan = plan;
    w->f = f;
    w->p = plan->program;
    w->g = plan->program->dag;
    w->contracted = contracted;
    w->in_memory = in_memory;
    w->var = calloc(w->p->arrays.n + 1, sizeof *w->var);
    w->value = calloc(w->p->arrays.n + 1, sizeof *w->value);
    w->total = calloc(w->p->arrays.n + 1, sizeof *w->total);
    w->mark = calloc(w->p->arrays.n + 1, sizeof *w->mark);
    if (!w->var || !w->value || !w->total || !w->mark)
        abort();
    f->present = true;
    return w;
}

void writer_free(struct writer *w)
{
    vec_free(&w->undo);
    vec_free(&w->scopes);
    vec_free(&w->pending);
    vec_free(&w->counted);
    vec_free(&w->todo);
    vec_free(&w->order);
    free(w->reg);
    free(w->var);
    free(w->value);
    free(w->total);
    free(w->mark);
    free(w);
}

uint32_t writer_step(struct writer *w, unsigned op, enum dag_type type,
                         uint32_t a, uint32_t b, uint32_t c, Expr e)
{
    struct step s = {.op = (uint8_t)op, .type = (uint8_t)type, .a = a, .b = b,
                     .c = c, .expr = e};

    vec_push(&w->f->steps, s);
    return (uint32_t)(w->f->steps.n - 1);
}

uint32_t writer_emit(struct writer *w, unsigned op, enum dag_type type,
                     uint32_t a, uint32_t b, uint32_t c)
{
    return writer_step(w, op, type, a, b, c, EXPR_NONE);
}

/* ---- registers -------------------------------------------------------- */

static void reg_room(struct writer *w)
{
    size_t n = w->g->nodes.n;

    if (n <= w->nodes)
        return;
    n = n + n / 2 + 64;
    w->reg = realloc(w->reg, n * sizeof *w->reg);
    if (!w->reg)
        abort();
    memset(w->reg + w->nodes, 0, (n - w->nodes) * sizeof *w->reg);
    w->nodes = n;
}

bool writer_has(struct writer *w, uint32_t node)
{
    return node < w->nodes && w->reg[node] != 0;
}

void writer_set(struct writer *w, uint32_t node, uint32_t step)
{
    reg_room(w);
    w->reg[node] = step + 1;
    vec_push(&w->undo, node);
}

/* ---- single nodes ----------------------------------------------------- */

/* x^n for a whole n, |n| <= 64, by repeated squaring: x * x, not pow. */
static bool small_power(const struct dag *g, const struct node *n, long *power)
{
    double v;

    if (n->op != DAG_OF(OP_Pow) || !dag_is_const(g, (Expr){n->b}))
        return false;
    v = dag_value(g, (Expr){n->b});
    if (v != floor(v) || fabs(v) > 64)
        return false;
    *power = (long)v;
    return true;
}

static uint32_t write_power(struct writer *w, uint32_t x, long n, Expr e)
{
    unsigned long m = (unsigned long)(n < 0 ? -n : n);
    uint32_t square = x, product = 0, one;
    bool have = false;

    for (; m > 0; m >>= 1) {
        if (m & 1) {
            product = have ? writer_step(w, DAG_OF(OP_Mul), TYPE_REAL, product,
                                      square, 0, e) : square;
            have = true;
        }
        if (m > 1)
            square = writer_step(w, DAG_OF(OP_Mul), TYPE_REAL, square, square, 0,
                              e);
    }
    if (n > 0)
        return product;
    one = writer_step(w, DAG_CONST, TYPE_REAL, 0, 0, 0, dag_num(w->g, 1));
    return writer_step(w, DAG_OF(OP_Div), TYPE_REAL, one, product, 0, e);
}

static uint32_t write_load(struct writer *w, Expr e)
{
    uint32_t array = dag_at(w->g, e)->a;
    Expr idx[PROGRAM_RANK];

    if (w->value[array])
        return w->value[array] - 1;
    if (w->var[array])
        return writer_step(w, PLAN_GET, TYPE_REAL, w->var[array] - 1, 0, 0, e);
    if (w->total[array])                 /* its store comes at the end */
        return w->total[array] - 1;
    dag_load_index(w->g, e, idx);
    return writer_step(w, DAG_LOAD, (enum dag_type)dag_at(w->g, e)->type, array,
                    writer_value(w, program_offset(w->p, array, idx)), 0, e);
}

static uint32_t write_node(struct writer *w, uint32_t i)
{
    struct node n = w->g->nodes.at[i];
    Expr kid[3];
    uint32_t r[3] = {0, 0, 0};
    unsigned kids = dag_children(&n, kid);
    long power;

    if (n.op == DAG_LOAD)
        return write_load(w, (Expr){i});
    for (unsigned k = 0; k < kids; k++)
        r[k] = w->reg[kid[k].i] - 1;
    if (small_power(w->g, &n, &power))
        return write_power(w, r[0], power, (Expr){i});
    if (kids == 0) {
        r[0] = n.op == DAG_INDEX || n.op == DAG_SIZE || n.op == DAG_LOCAL
                   ? n.a : 0;
        kids = 1;
    }
    return writer_step(w, n.op, (enum dag_type)n.type, r[0], r[1], r[2],
                    (Expr){i});
}

/* ---- expressions ------------------------------------------------------ */

/*
 * The nodes below e that are not written yet, children first.  A LOAD's index
 * list is no value: its offset is written with the load itself.
 */
static void collect(struct writer *w, Expr e)
{
    Expr kid[3];

    reg_room(w);
    w->g->turn++;
    while (w->g->stamp.n < w->g->nodes.n)
        vec_push(&w->g->stamp, 0);
    w->order.n = 0;
    vec_push(&w->todo, e.i);
    while (w->todo.n > 0) {
        uint32_t i = w->todo.at[--w->todo.n];
        if (writer_has(w, i) || w->g->stamp.at[i] == w->g->turn)
            continue;
        w->g->stamp.at[i] = w->g->turn;
        vec_push(&w->order, i);
        if (w->g->nodes.at[i].op == DAG_LOAD)
            continue;
        for (unsigned k = dag_children(&w->g->nodes.at[i], kid); k-- > 0;)
            vec_push(&w->todo, kid[k].i);
    }
    if (w->order.n)
        sort_numbers(w->order.at, w->order.n);
}

static bool all_bound(const struct writer *w, uint32_t node)
{
    return (w->g->nodes.at[node].free & ~w->bound) == 0;
}

/* write_node may come back here for a LOAD's offset: keep its own list. */
static void write_collected(struct writer *w)
{
    size_t n = w->order.n;
    uint32_t *list = malloc((n ? n : 1) * sizeof *list);

    if (!list)
        abort();
    if (n)
        memcpy(list, w->order.at, n * sizeof *list);
    for (size_t k = 0; k < n; k++)
        if (!writer_has(w, list[k]) && all_bound(w, list[k]))
            writer_set(w, list[k], write_node(w, list[k]));
    free(list);
}

uint32_t writer_value(struct writer *w, Expr e)
{
    if (!writer_has(w, e.i)) {
        collect(w, e);
        write_collected(w);
    }
    return w->reg[e.i] - 1;
}

void writer_hoist(struct writer *w, const Expr *roots, size_t n)
{
    for (size_t k = 0; k < n; k++)
        if (roots[k].i && !writer_has(w, roots[k].i)) {
            collect(w, roots[k]);
            write_collected(w);
        }
}

/* ---- loops ------------------------------------------------------------ */

static void open_scope(struct writer *w, uint32_t step)
{
    struct scope s = {.step = step, .undo = w->undo.n,
                      .pending = w->pending.n};

    vec_push(&w->scopes, s);
}

static void set_var(struct writer *w, unsigned var, Expr count, uint32_t step)
{
    struct scope *s = &w->scopes.at[w->scopes.n - 1];

    s->var[s->vars++] = var;
    w->bound |= (uint64_t)1 << var;
    w->count[var] = count;
    writer_set(w, dag_index(w->g, var).i, step);
}

void writer_for(struct writer *w, unsigned var, Expr count)
{
    uint32_t n = writer_value(w, count);
    uint32_t step = writer_step(w, PLAN_FOR, TYPE_INT, n, 0, 0,
                             dag_index(w->g, var));

    open_scope(w, step);
    set_var(w, var, count, step);
}

void writer_if(struct writer *w, Expr cond)
{
    uint32_t c = writer_value(w, cond);

    open_scope(w, writer_step(w, PLAN_IF, TYPE_INT, c, 0, 0, EXPR_NONE));
}

/* The domain's variables from the row's number, last one fastest. */
static void decode(struct writer *w, const struct domain *d, uint32_t row)
{
    for (unsigned k = d->rank; k-- > 0;) {
        uint32_t n;
        if (k == 0) {
            set_var(w, d->var[0], d->count[0], row);
            return;
        }
        n = writer_value(w, d->count[k]);
        set_var(w, d->var[k], d->count[k],
                writer_step(w, DAG_IMOD, TYPE_INT, row, n, 0, EXPR_NONE));
        row = writer_step(w, DAG_IDIV, TYPE_INT, row, n, 0, EXPR_NONE);
    }
}

void writer_rows(struct writer *w, uint32_t number, const struct domain *d,
                 Expr before, Expr count)
{
    uint32_t b = writer_value(w, before), c = writer_value(w, count);
    uint32_t step = writer_step(w, PLAN_ROWS, TYPE_INT, number, b, c, EXPR_NONE);

    open_scope(w, step);
    decode(w, d, step);
}

void writer_families(struct writer *w, uint32_t families,
                     const struct domain *d, Expr before, Expr count)
{
    uint32_t b = writer_value(w, before), c = writer_value(w, count);
    uint32_t step = writer_step(w, PLAN_FAMILIES, TYPE_INT, families, b, c,
                                EXPR_NONE);

    vec_push(&w->plan->fired, ((struct fired){PASS_JOINED,
             (uint8_t)(w->f - w->plan->functions), step}));
    open_scope(w, step);
    decode(w, d, step);
}

void writer_family(struct writer *w, uint32_t number, Expr before)
{
    uint32_t b = writer_value(w, before);

    open_scope(w, writer_step(w, PLAN_FAMILY, TYPE_INT, number, b, 0,
                              EXPR_NONE));
}

bool writer_in_total(const struct writer *w, uint32_t array, unsigned effect)
{
    return w->p->arrays.at[array].rank == 0 && effect == EFFECT_SUM &&
           w->scopes.n == 0 && !w->contracted[array] &&
           !(w->in_memory && w->in_memory[array]);
}

void writer_add_total(struct writer *w, uint32_t array, uint32_t v)
{
    uint32_t *t = &w->total[array];

    *t = *t ? writer_step(w, DAG_OF(OP_Add), TYPE_REAL, *t - 1, v, 0, EXPR_NONE)
                  + 1
            : v + 1;
}

void writer_store_totals(struct writer *w)
{
    for (uint32_t a = 0; a < w->p->arrays.n; a++)
        if (w->total[a])
            writer_step(w, PLAN_STORE, TYPE_REAL, a,
                     writer_value(w, dag_int(w->g, 0)), w->total[a] - 1,
                     EXPR_NONE);
}

static void finish_pending(struct writer *w, size_t down_to)
{
    while (w->pending.n > down_to) {
        struct pending q = w->pending.at[--w->pending.n];
        uint32_t v = writer_step(w, PLAN_GET, TYPE_REAL, q.var, 0, 0, EXPR_NONE);
        uint32_t at, s;

        if (writer_in_total(w, q.array, q.effect)) {
            writer_add_total(w, q.array, v);
            continue;
        }
        at = writer_value(w, q.offset);
        s = writer_step(w, PLAN_UPDATE, TYPE_REAL, q.array, at, v,
                              EXPR_NONE);
        w->f->steps.at[s].flags = q.effect;
    }
}

void writer_end(struct writer *w)
{
    struct scope s = w->scopes.at[--w->scopes.n];

    writer_step(w, PLAN_END, TYPE_INT, s.step, 0, 0, EXPR_NONE);
    while (w->undo.n > s.undo)
        w->reg[w->undo.at[--w->undo.n]] = 0;
    for (unsigned k = 0; k < s.vars; k++)
        w->bound &= ~((uint64_t)1 << s.var[k]);
    finish_pending(w, s.pending);
}
