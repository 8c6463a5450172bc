/* derive.c -- the frame of all derivatives, and what they share. */
#include "deriving.h"

#include <stdlib.h>
#include <string.h>

/* Copy a vector, so that the copy can grow by itself. */
#define COPY_VECTOR(v)                                                       \
    do {                                                                     \
        size_t bytes = (v)->n * sizeof *(v)->at;                             \
        void *copy = malloc(bytes ? bytes : 1);                              \
        if (!copy)                                                           \
            abort();                                                         \
        if (bytes)                                                           \
            memcpy(copy, (v)->at, bytes);                                    \
        (v)->at = copy;                                                      \
        (v)->cap = (v)->n;                                                   \
    } while (0)

/* What the derived program has of its own. */
#define COPIED(V)                                                            \
    V(arrays) V(loops) V(families) V(shows) V(constraints) V(terms)          \
    V(starts) V(lowers) V(uppers)
#define COPY(name) COPY_VECTOR(&p->name);
#define FORGET(name) vec_free(&from->name);

static struct program *program_copy(const struct program *from)
{
    struct program *p = malloc(sizeof *p);

    if (!p)
        abort();
    *p = *from;
    COPIED(COPY)
    return p;
}

void derive_forget(struct program *from)
{
    COPIED(FORGET)
}

void derive_free(struct program *p)
{
    if (!p)
        return;
    derive_forget(p);
    vec_free(&p->adjoint);
    vec_free(&p->helpers);
    vec_free(&p->entries);
    vec_free(&p->show_entries);
    vec_free(&p->constraint_entries);
    vec_free(&p->term_entries);
    vec_free(&p->magnitudes);
    vec_free(&p->constraint_magnitudes);
    vec_free(&p->hessian);
    vec_free(&p->normal);
    vec_free(&p->along);
    vec_free(&p->along_twice);
    free(p);
}

const struct loop *definer(const struct derive *d, uint32_t array)
{
    int k = array < d->arrays ? d->definer[array] : -1;

    return k < 0 ? NULL : &d->p->loops.at[k];
}

unsigned outer_rank(const struct derive *d, const struct loop *loop)
{
    return d->p->arrays.at[loop->array].rank;
}

Expr at_element(struct derive *d, Expr e, const struct loop *loop,
                const Expr *idx, const unsigned *inner)
{
    Expr to[DAG_INDEX_VARS] = {{0}};
    struct dag_rewrite how = {to, NULL, NULL};
    unsigned outer = outer_rank(d, loop);

    for (unsigned k = 0; k < outer; k++)
        to[loop->domain.var[k]] = idx[k];
    for (unsigned k = outer; inner && k < loop->domain.rank; k++)
        to[loop->domain.var[k]] = dag_index(d->g, inner[k - outer]);
    return dag_rewrite(d->g, e, &how);
}

/* ---- lets written out ------------------------------------------------- */

static bool is_let(const struct derive *d, uint32_t array)
{
    const struct loop *loop = definer(d, array);

    return loop && loop->effect == EFFECT_DEFINE && d->expanded[array].i;
}

static Expr inline_let(void *caller, struct dag *g, Expr load)
{
    struct derive *d = caller;
    uint32_t array = dag_at(g, load)->a;
    Expr idx[PROGRAM_RANK];

    if (dag_at(g, load)->op != DAG_LOAD || !is_let(d, array))
        return EXPR_NONE;
    dag_load_index(g, load, idx);
    return at_element(d, d->expanded[array], definer(d, array), idx, NULL);
}

Expr expand(struct derive *d, Expr e)
{
    struct dag_rewrite how = {NULL, inline_let, d};

    return d->expands ? dag_rewrite(d->g, e, &how) : e;
}

/* Definitions use earlier arrays only, so one pass in order suffices. */
static void expand_all(struct derive *d)
{
    for (size_t k = 0; k < d->p->loops.n; k++) {
        const struct loop *loop = &d->p->loops.at[k];
        if (d->p->arrays.at[loop->array].kind == ARRAY_LET &&
            !d->many[loop->array] && loop->array + 1 != d->kept &&
            d->g->array_phase.at[loop->array] == PHASE_POINT) {
            d->expanded[loop->array] = expand(d, loop->body);
            d->expands = true;
        }
    }
}

/* ---- robust losses ---------------------------------------------------- */

static bool is_u(const void *caller, const struct dag *g, Expr leaf)
{
    (void)caller;
    return dag_at(g, leaf)->op == DAG_LOCAL;
}

/* rho'(u) / (2 u), which is 1 at u = 0 since rho is u^2 near 0. */
void derive_robust_weight(struct derive *d, struct family *f)
{
    struct dag *g = d->g;
    Expr u = dag_local(g, 0), one = dag_num(g, 1), zero = dag_num(g, 0);
    Slopes s = slopes(g, f->rho, one, is_u, NULL);
    Expr slope = s.n ? s.at[0].value : zero;
    Expr is0 = dag_compare(g, DAG_EQ, u, zero);
    Expr twice = dag_op2(g, OP_Mul, dag_num(g, 2), u);

    f->rho_weight = dag_select(g, is0, one, dag_op2(g, OP_Div, slope, twice));
    vec_free(&s);
}

/* Rows are evaluated one by one: lets are written out in them. */
static void prepare_family(struct derive *d, struct family *f)
{
    f->row = expand(d, f->row);
    if (f->left.i) {
        f->left = expand(d, f->left);
        f->right = expand(d, f->right);
    }
    if (f->rho.i)
        derive_robust_weight(d, f);
}

/* ---- starts and bounds ------------------------------------------------ */

/* Arrays like the unknowns, for what the loops define. */
static uint32_t like_unknowns(struct derive *d, struct loop *loops, size_t n)
{
    uint32_t first = (uint32_t)d->p->arrays.n;

    for (size_t k = 0; k < n; k++) {
        const struct array a = d->p->arrays.at[loops[k].array];
        loops[k].array = program_array(d->p, ARRAY_OUTPUT, a.name, a.rank, a.lo,
                                       a.count, PHASE_SETUP, 0);
    }
    return first;
}

static void derive_starts(struct derive *d)
{
    struct program *p = d->p;

    vec_reserve(&p->arrays, p->starts.n + p->lowers.n + p->uppers.n);
    p->first_start = like_unknowns(d, p->starts.at, p->starts.n);
    p->first_lower = like_unknowns(d, p->lowers.at, p->lowers.n);
    p->first_upper = like_unknowns(d, p->uppers.at, p->uppers.n);
}

/* ---- all -------------------------------------------------------------- */

void derive_begin(struct derive *d)
{
    size_t n = d->arrays + 1;

    d->definer = calloc(n, sizeof *d->definer);
    d->expanded = calloc(n, sizeof *d->expanded);
    d->factor = calloc(n, sizeof *d->factor);
    d->magnitude = calloc(n, sizeof *d->magnitude);
    d->drift = calloc(n, sizeof *d->drift);
    d->many = calloc(n, sizeof *d->many);
    d->tangent = calloc(n, sizeof *d->tangent);
    d->parts = calloc(n, sizeof *d->parts);
    if (!d->definer || !d->expanded || !d->factor || !d->magnitude ||
        !d->drift || !d->many || !d->tangent || !d->parts)
        abort();
    for (size_t k = 0; k < n; k++) {
        d->definer[k] = -1;
        d->tangent[k] = UINT32_MAX;
    }
    for (size_t k = 0; k < d->p->loops.n; k++) {
        uint32_t a = d->p->loops.at[k].array;
        d->many[a] |= d->definer[a] >= 0 || d->p->loops.at[k].group;
        d->definer[a] = (int)k;
    }
    expand_all(d);
}

void derive_end(struct derive *d)
{
    free(d->definer);
    free(d->many);
    free(d->tangent);
    free(d->parts);
    free(d->expanded);
    free(d->factor);
    free(d->magnitude);
    free(d->drift);
}

struct program *derive(const struct program *p, unsigned wants)
{
    struct derive d = {.p = program_copy(p), .g = p->dag,
                       .twice = (wants & DERIVE_SECOND) != 0};

    d.p->derived = wants;
    derive_ask(&d, wants & DERIVE_SECOND);
    d.arrays = d.p->arrays.n;
    derive_begin(&d);
    for (size_t k = 0; k < d.p->families.n; k++)
        prepare_family(&d, &d.p->families.at[k]);
    for (size_t k = 0; k < d.p->shows.n; k++)
        prepare_family(&d, &d.p->shows.at[k]);
    for (size_t k = 0; k < d.p->constraints.n; k++)
        prepare_family(&d, &d.p->constraints.at[k]);
    for (size_t k = 0; k < d.p->terms.n; k++)
        prepare_family(&d, &d.p->terms.at[k]);
    if (wants & DERIVE_GRADIENT)
        derive_gradient(&d);
    derive_second(&d, wants & DERIVE_SECOND);
    if (wants & DERIVE_ROWS) {
        derive_jacobian(&d);
        derive_picked(&d);
        derive_magnitudes(&d);
        derive_spread(&d);
    } else {
        tangent_loops(&d);
    }
    derive_starts(&d);
    derive_logsumexp(&d);
    derive_winners(&d);
    derive_indexed(&d);
    derive_end(&d);
    return d.p;
}

Expr derive_expand(struct program *p, Expr e)
{
    struct derive d = {.p = p, .g = p->dag, .arrays = p->arrays.n};
    Expr out;

    derive_begin(&d);
    out = expand(&d, e);
    derive_end(&d);
    return out;
}
