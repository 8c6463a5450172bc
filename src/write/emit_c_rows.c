/* emit_c_rows.c -- loops, and the rows of families: loops, an `if`, a case. */
#include "emit_c_body.h"

static bool step_is(const struct body *b, uint32_t k, int64_t v)
{
    return b->f.steps[k].op == DAG_INT &&
           dag_int_value(b->e->prog->dag, b->f.steps[k].expr) == v;
}

static void open_for(struct body *b, uint32_t k)
{
    struct out i = {0};
    const char *name;

    body_index_name(b, k, &i);
    name = out_text(&i);
    if (b->f.steps[k].flags & STEP_INDEPENDENT) {
        if (step_is(b, b->f.steps[k].a, PLAN_LANES))
            out_line(&b->code, "EQR_LANES");
        out_line(&b->code, "EQR_INDEPENDENT");
    }
    out_open(&b->code, "for (ptrdiff_t %s = 0; %s < %s; ++%s) {", name, name,
             body_text(b, b->f.steps[k].a, BIND_LESS + 1), name);
    out_free(&i);
}

/* All rows that the function has. */
static Expr list_rows(const struct body *b)
{
    return b->e->plan->lists[plan_list_of(b->which)].count;
}

/* Are so many rows all that the function has? */
static bool all_of(const struct body *b, uint32_t count)
{
    int64_t rows;

    return emit_is_const(b->e, list_rows(b), &rows) && rows == count;
}

/* Does this family have all rows of the function? */
static bool all_rows(const struct body *b, uint32_t k)
{
    const struct step *s = &b->f.steps[k];

    return step_is(b, s->b, 0) &&
           expr_same(b->f.steps[s->c].expr, list_rows(b));
}

static struct span family_span(const struct body *b, uint32_t family)
{
    const struct family *list;

    plan_families(b->e->plan, plan_list_of(b->which), &list);
    return list[family].span;
}

/* Is a single short statement all there is in this ROWS? */
static bool one_statement(struct body *b, uint32_t k)
{
    uint32_t first = body_following(b, k), next;

    if (first >= b->f.n || b->f.steps[first].op != PLAN_PUSH ||
        body_stream_null(b, b->f.steps[first].a))
        return false;
    next = body_following(b, first);
    return next == b->f.at[k].end && b->which != FUNCTION_ROBUST;
}

/* Does a row declare something? */
static bool declares(const struct body *b, uint32_t k)
{
    if (b->which == FUNCTION_ROBUST)
        return true;
    for (uint32_t j = k + 1; j < b->f.at[k].end; j++)
        if (b->f.at[j].form == FORM_NAMED ||
            (b->f.at[j].form == FORM_ACTION && b->f.steps[j].op == PLAN_VAR))
            return true;
    return false;
}

/* How many such rows follow one another from k on. */
static uint32_t run_length(const struct body *b, uint32_t k)
{
    int64_t at, next_at;
    uint32_t n = 1, next = k;

    if (!forms_fixed_row(&b->f, k, &at))
        return 0;
    for (;; n++, at = next_at) {
        next = body_following(b, b->f.at[next].end);
        if (!forms_fixed_row(&b->f, next, &next_at) || next_at != at + 1 ||
            b->f.at[next].part != b->f.at[k].part)
            return n;
    }
}

void body_over_rows(struct body *b, int64_t at, uint32_t n)
{
    if (at == 0 && all_of(b, n)) {
        out_open(&b->code, "for (size_t i = lo; i < hi; ++i) {");
        return;
    }
    b->e->helpers[EMIT_ROWS] = true;
    out_open(&b->code, "for (ptrdiff_t i = %s_from(lo, %lld); i < "
             "%s_to(hi, %lld, %u); ++i) {", b->e->prefix, (long long)at,
             b->e->prefix, (long long)at, (unsigned)n);
}

/* "case 3:" of a run of rows; its head before the first. */
static void open_case(struct body *b, uint32_t k)
{
    int64_t at = 0;

    forms_fixed_row(&b->f, k, &at);
    if (b->rows_left == b->rows) {
        body_over_rows(b, at, b->rows);
        out_line(&b->code, "switch (i) {");
    }
    body_comment(b, family_span(b, b->f.steps[k].a));
    b->braced = declares(b, k);
    out_open(&b->code, b->braced ? "case %u: {" : "case %u:",
             (unsigned)(b->rows - b->rows_left));
}

static void close_case(struct body *b)
{
    bool only = b->alike && b->rows == 1;

    if (!only) {
        out_line(&b->code, "break;");
        b->code.depth--;
    }
    if (b->braced)
        out_line(&b->code, "}");
    b->shape = NULL;
    if (--b->rows_left > 0)
        return;
    if (!only)
        out_line(&b->code, "}");
    out_close(&b->code, "}");
    b->rows = 0;
    b->alike = NULL;
}

static void open_one_row(struct body *b, uint32_t k)
{
    const struct step *s = &b->f.steps[k];
    const char *cast = b->f.steps[s->b].op == DAG_INT ? "" : "(size_t)";
    const char *brace = one_statement(b, k) ? "" : " {";
    char *at;

    body_comment(b, family_span(b, s->a));
    b->unbraced = !*brace;
    if (step_is(b, s->b, 0)) {
        out_open(&b->code, "if (lo == 0 && hi > 0)%s", brace);
        return;
    }
    body_text(b, s->b, *cast ? BIND_CALL : BIND_LESS + 1);
    at = body_copy(b);
    out_open(&b->code, "if (lo <= %s%s && %s%s < hi)%s", cast, at, cast, at,
             brace);
}

/* A row alone is an `if`, one of several a `case`. */
static void open_row(struct body *b, uint32_t k)
{
    if (b->f.at[k].alike) {
        b->braced = declares(b, k);
        body_open_alike(b, k, family_span(b, b->f.steps[k].a));
        return;
    }
    if (b->rows == 0 && run_length(b, k) > 1)
        b->rows = b->rows_left = run_length(b, k);
    if (b->rows)
        open_case(b, k);
    else
        open_one_row(b, k);
}

static void open_rows(struct body *b, uint32_t k)
{
    const struct step *s = &b->f.steps[k];
    struct out i = {0};
    const char *name;
    char *offset;

    if (step_is(b, s->c, 1)) {
        open_row(b, k);
        return;
    }
    body_comment(b, family_span(b, s->a));
    body_index_name(b, k, &i);
    name = out_text(&i);
    if (all_rows(b, k)) {
        out_open(&b->code, "for (ptrdiff_t %s = (ptrdiff_t)lo; %s < "
                 "(ptrdiff_t)hi; ++%s) {", name, name, name);
    } else {
        body_text(b, s->b, BIND_ALL);
        offset = body_copy(b);
        body_text(b, s->c, BIND_ALL);
        out_open(&b->code, "for (ptrdiff_t %s = %s_from(lo, %s); %s < "
                 "%s_to(hi, %s, %s); ++%s) {", name, b->e->prefix, offset,
                 name, b->e->prefix, offset, out_text(&b->text), name);
        b->e->helpers[EMIT_ROWS] = true;
    }
    out_free(&i);
}

void body_open(struct body *b, uint32_t k)
{
    const struct step *s = &b->f.steps[k];

    if (s->op == PLAN_ROWS) {
        b->family = s->a;
        b->entry = 0;
    }
    if (s->op == PLAN_FOR && s->flags & STEP_LANES)
        body_lanes_open(b, k);
    else if (s->op == PLAN_FOR)
        open_for(b, k);
    else
        open_rows(b, k);
    if (s->op == PLAN_ROWS && b->which == FUNCTION_ROBUST)
        out_line(&b->code, "const %s e = *res++;", b->e->real);
}

void body_close(struct body *b, uint32_t k)
{
    uint32_t loop = b->f.steps[k].a;

    if (b->f.steps[loop].op == PLAN_FOR &&
        b->f.steps[loop].flags & STEP_LANES) {
        body_lanes_close(b, loop);
        return;
    }
    if (b->rows && b->f.steps[b->f.steps[k].a].op == PLAN_ROWS) {
        close_case(b);
        return;
    }
    if (b->f.steps[loop].op == PLAN_FAMILIES) {
        body_close_families(b, loop);
        return;
    }
    b->code.depth--;
    if (!b->unbraced)
        out_line(&b->code, "}");
    b->unbraced = false;
}
