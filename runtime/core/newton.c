/*
 * newton.c -- square systems, block by block, in the order in which blocks
 * can be solved (blocks.h); a block of one equation by itself (scalar.c), any
 * other by the methods of poly.c on its own unknowns.  A system without blocks,
 * one that has a block too large for this, or where a block has no root with
 * what those before it found, goes through the same methods as a whole.
 */
#include "analysis.h"
#include "judge.h"
#include "part.h"
#include "poly.h"
#include "solvers.h"

typedef struct newton_own {
    eqr_blocks blocks;
    eqr_part part;
    eqr_poly poly;           /* of the block at hand, or of the whole */
    eqr_run inner;           /* of the block at hand */
    eqr_result found;
    eqr_real *start;
    char *all;               /* memory of poly, where it has the whole */
    char *rest;              /* else, and of the search for blocks */
    size_t room;             /* bytes of the rest */
    size_t block;            /* at hand; blocks.count: the whole */
    int begun;               /* poly is at work on it */
    size_t rows;             /* evaluated, and not charged yet */
} newton_own;

static size_t newton_layout(const eqr_problem *p, void *own, newton_own *s)
{
    eqr_arena a = {NULL, 0, 0}, b;
    eqr_blocks_work w;
    int blocks = eqr_blocks_may_be(p);

    a.base = (char *)own;
    eqr_take(&a, 1, sizeof(newton_own));
    s->all = a.base ? a.base + a.used : NULL;
    if (blocks) {
        eqr_blocks_take(&s->blocks, p, &a);
        eqr_part_take(&s->part, p, &a);
        s->start = eqr_take_reals(&a, p->n, 1);
    }
    b = a;
    s->rest = a.base ? a.base + a.used : NULL;
    s->room = a.used;
    eqr_poly_take(&s->poly, p, &a);
    if (blocks)
        eqr_blocks_take_work(&w, p, &b);
    if (b.overflow || b.used > a.used)
        a = b;
    s->room = a.used - s->room;
    return eqr_taken(&a);
}

static size_t newton_work_size(const eqr_problem *p)
{
    newton_own s;

    return newton_layout(p, NULL, &s);
}

static void newton_place(newton_own *s, const eqr_problem *p, char *at)
{
    eqr_arena a = {NULL, 0, 0};

    a.base = at;
    eqr_poly_take(&s->poly, p, &a);
}

/* All equations at once, from run->x; of no use any more: the blocks. */
static int newton_whole(eqr_run *run, newton_own *s)
{
    s->block = s->blocks.count;
    newton_place(s, run->problem, s->all);
    return eqr_poly_init(&s->poly, run);
}

/* ---------------------------------------------------------------- blocks */

/* Charge what a block's evaluations are of one of all rows. */
static int newton_charge(eqr_run *run, newton_own *s, size_t evaluations)
{
    const eqr_problem *p = run->problem;

    s->rows += evaluations * (p->prepare ? p->n : s->part.problem.n);
    for (; s->rows >= p->n; s->rows -= p->n) {
        if (eqr_charge(run) != 0)
            return EQR_BUDGET;
        ++run->result->residual_evaluations;
        ++run->result->jacobian_evaluations;
    }
    return 0;
}

/* Evaluations of the block at hand that are left. */
static size_t newton_left(const eqr_run *run, const newton_own *s)
{
    size_t n = run->problem->n;
    size_t each = run->problem->prepare ? n : s->part.problem.n;

    return run->left > (size_t)-1 / n ? (size_t)-1
                                      : (run->left * n - s->rows) / each;
}

/* What is said of a block that has ended. */
static int newton_found(const eqr_run *run, int root)
{
    if (root)
        return EQR_ENDED;
    if (run->left == 0)
        return EQR_BUDGET;
    return EQR_NO_ROOT_FOUND;
}

/* A block of one equation. */
static int newton_alone(eqr_run *run, newton_own *s)
{
    const eqr_problem *p = &s->part.problem;
    eqr_scalar e;
    size_t left = newton_left(run, s);
    int root;

    e.user = &s->part;
    e.at = eqr_part_at;
    e.lower = p->lower ? p->lower[0] : -EQR_MAX;
    e.upper = p->upper ? p->upper[0] : EQR_MAX;
    e.left = left;
    e.here.x = s->part.own[0];
    root = eqr_scalar_solve(&e);
    eqr_part_put(&s->part, &e.here.x);
    if (newton_charge(run, s, left - e.left) != 0)
        return EQR_BUDGET;
    return newton_found(run, root);
}

/* Blocks are solved densely: up to some size, or where all is dense. */
static int newton_too_large(const eqr_run *run, const newton_own *s)
{
    eqr_arena a = {NULL, 0, 0};
    eqr_poly counted;

    if (run->problem->analysis && s->part.problem.n > EQR_DENSE_MOST)
        return 1;
    eqr_poly_take(&counted, &s->part.problem, &a);
    return a.overflow || a.used > s->room;
}

static int newton_begin_block(eqr_run *run, newton_own *s)
{
    s->inner.problem = &s->part.problem;
    s->inner.solver = run->solver;
    s->inner.options = run->options;
    s->inner.result = &s->found;
    s->inner.x = s->part.own;
    s->inner.step = 0;
    s->begun = 1;
    return eqr_poly_init(&s->poly, &s->inner);
}

/* The block's unknowns as poly leaves them. */
static void newton_end_block(eqr_run *run, newton_own *s)
{
    s->begun = 0;
    eqr_poly_done(&s->poly, &s->inner);
    if (s->found.method > run->result->method)
        run->result->method = s->found.method;
    eqr_part_put(&s->part, s->part.own);
}

/* A step of the block at hand. */
static int newton_together(eqr_run *run, newton_own *s)
{
    size_t left = s->inner.left = newton_left(run, s);
    int code = s->begun ? eqr_poly_step(&s->poly, &s->inner)
                        : newton_begin_block(run, s);

    if (newton_charge(run, s, left - s->inner.left) != 0)
        return EQR_BUDGET;
    if (code == EQR_GO_ON) {
        ++s->inner.step;
        return code;
    }
    newton_end_block(run, s);
    return newton_found(run, s->poly.root);
}

/* EQR_ENDED: the block at hand is solved. */
static int newton_turn(eqr_run *run, newton_own *s)
{
    if (s->begun)
        return newton_together(run, s);
    eqr_part_choose(&s->part, s->block);
    if (s->part.problem.n == 1)
        return newton_alone(run, s);
    if (newton_too_large(run, s))
        return EQR_REFUSED;
    newton_place(s, &s->part.problem, s->rest);
    return newton_together(run, s);
}

/* The loss, as steps show it; do all equations hold? */
static int newton_look(eqr_run *run, newton_own *s, int *holds)
{
    eqr_pass pass = eqr_pass_plain();
    int code;

    pass.judge = 1;
    code = eqr_eval_rows(run, run->x, &pass);
    run->loss = code == 0 ? pass.sse : EQR_AUTO;
    *holds = code == 0 && pass.worst <= 1;
    s->poly.root = *holds && s->block == s->blocks.count;
    return code == EQR_BUDGET ? code : 0;
}

/* Blocks that take about as much as one evaluation of all rows. */
static int newton_some(eqr_run *run, newton_own *s)
{
    size_t before = run->result->residual_evaluations;
    int code;

    do {
        code = newton_turn(run, s);
        if (code == EQR_ENDED)
            ++s->block;
    } while ((code == EQR_ENDED || code == EQR_GO_ON) &&
             s->block < s->blocks.count &&
             run->result->residual_evaluations == before);
    return code;
}

static int newton_blocks(eqr_run *run, newton_own *s)
{
    int code = newton_some(run, s), holds;

    if (code == EQR_BUDGET)
        return code;
    if (code == EQR_NO_ROOT_FOUND)
        eqr_copy(run->problem->n, s->start, run->x);
    if (code == EQR_NO_ROOT_FOUND || code == EQR_REFUSED)
        return newton_whole(run, s);
    if ((code = newton_look(run, s, &holds)) != 0)
        return code;
    if (s->block < s->blocks.count)
        return EQR_GO_ON;
    return holds ? EQR_GO_ON : newton_whole(run, s);
}

/* ---------------------------------------------------------------- solver */

static int newton_init(eqr_run *run)
{
    const eqr_problem *p = run->problem;
    newton_own *s = (newton_own *)run->own;
    eqr_blocks_work w;
    eqr_arena a = {NULL, 0, 0};
    int code, holds;

    newton_layout(p, run->own, s);
    s->blocks.count = 1;
    s->block = s->rows = 0;
    s->begun = s->poly.root = 0;
    if (!eqr_blocks_may_be(p))
        return newton_whole(run, s);
    a.base = s->rest;
    eqr_blocks_take_work(&w, p, &a);
    if ((code = eqr_blocks_find(&s->blocks, p, &w)) != 0)
        return code;
    if (s->blocks.count == 1 && (p->n > 1 || !p->magnitude))
        return newton_whole(run, s);
    eqr_copy(p->n, run->x, s->start);
    eqr_part_init(&s->part, p, &s->blocks, run->x);
    return newton_look(run, s, &holds);
}

static int newton_step(eqr_run *run)
{
    newton_own *s = (newton_own *)run->own;

    if (s->poly.root)        /* all blocks are solved */
        return EQR_ENDED;
    return s->block < s->blocks.count ? newton_blocks(run, s)
                                      : eqr_poly_step(&s->poly, run);
}

static void newton_done(eqr_run *run)
{
    newton_own *s = (newton_own *)run->own;

    if (s->begun)
        newton_end_block(run, s);
    else if (s->block == s->blocks.count && !s->poly.root)
        eqr_poly_done(&s->poly, run);
}

EQR_API const eqr_solver eqr_newton = {
    "newton",    EQR_ROWS | EQR_SQUARE, EQR_BOUNDS,  newton_work_size,
    newton_init, newton_step,           newton_done, eqr_verdict_rows
};
