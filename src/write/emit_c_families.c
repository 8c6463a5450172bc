/*
 * emit_c_families.c -- rows of several families in one loop.  Each family has
 * outputs of its own: r_2, jac_2 are where those of the second go on.
 *
 * Where turns may stand side by side, blocks of PLAN_LANES whole turns come
 * first: an inner loop, of which the C compiler makes vectors, leaves in
 * r_block and jac_block what is pushed then.  The turns that are left follow,
 * the same statements once more.
 */
#include "../base/arena.h"
#include "emit_c_body.h"

static uint32_t next_family(const struct body *b, uint32_t k)
{
    while (b->f.steps[k].op != PLAN_FAMILY)
        k++;
    return k;
}

/* The entries of a row stand one by one. */
static unsigned entries_of(const struct body *b, uint32_t family)
{
    unsigned n = 0;

    for (uint32_t k = family; k < b->f.at[family].end; k++)
        n += b->f.steps[k].op == PLAN_PUSH && b->f.steps[k].a == STREAM_JAC;
    return n;
}

static const char *stream_of(const struct body *b, unsigned stream, unsigned k)
{
    const char *name = body_stream(b, stream);

    return k == 0 ? name
                  : arena_printf(b->e->arena, "%s_%u", name, k + 1);
}

const char *body_output(const struct body *b, unsigned stream)
{
    return stream_of(b, stream, b->joined);
}

/* Where the outputs of family k begin: after all rows of the one before. */
static void outputs(struct body *b, unsigned k, const char *before,
                    const char *count, unsigned entries)
{
    const char *row = body_stream(b, STREAM_ROW), *prefix = b->e->prefix;

    out_line(&b->code, "const ptrdiff_t n_%u = %s_within(lo, hi, %s, %s);", k,
             prefix, before, count);
    out_line(&b->code, "%s *%s = %s ? %s + n_%u : %s;", b->e->real,
             stream_of(b, STREAM_ROW, k), row, stream_of(b, STREAM_ROW, k - 1),
             k, row);
    out_line(&b->code, "%s *%s = %s + %u * n_%u;", b->e->real,
             stream_of(b, STREAM_JAC, k), stream_of(b, STREAM_JAC, k - 1),
             entries, k);
}

/* All entries of a turn: of the first `most` families. */
static unsigned entries_before(const struct body *b, uint32_t k, uint32_t most)
{
    unsigned n = 0;
    uint32_t at = k;

    for (uint32_t j = 0; j < most; j++) {
        at = next_family(b, at + 1);
        n += entries_of(b, at);
    }
    return n;
}

/* "P_turn(lo, hi, first, count, families, 1)": the end of the turns. */
static const char *turn(const struct body *b, const char *first,
                        const char *count, uint32_t families, unsigned end)
{
    return arena_printf(b->e->arena, "%s_turn(lo, hi, %s, %s, %u, %u)",
                        b->e->prefix, first, count, (unsigned)families, end);
}

/* Whole blocks, where each turn has all its rows in [lo, hi). */
static void open_blocks(struct body *b, uint32_t k, const char *i,
                        const char *first, const char *count,
                        const char *last)
{
    const struct step *s = &b->f.steps[k];
    unsigned families = s->a;

    out_line(&b->code, "const ptrdiff_t end = %s;",
             turn(b, first, count, families, 1));
    out_line(&b->code, "const int whole" OUT_GLUE "= lo <= (size_t)%s && "
             "(size_t)(%s + %s) <= hi;", body_text(b, s->b, BIND_CAST), last,
             count);
    out_line(&b->code, "ptrdiff_t %s0 = %s;", i,
             turn(b, first, count, families, 0));
    out_blank(&b->code);
    out_open(&b->code, "for (; whole && %s0 + %d <= end; %s0 += %d) {", i,
             PLAN_LANES, i, PLAN_LANES);
    out_line(&b->code, "%s r_block[%u][%d], jac_block[%u][%d];", b->e->real,
             families, PLAN_LANES, entries_before(b, k, families), PLAN_LANES);
    out_blank(&b->code);
    out_line(&b->code, "EQR_LANES");
    out_line(&b->code, "EQR_INDEPENDENT");
    out_open(&b->code, "for (ptrdiff_t %s = %s0; %s < %s0 + %d; ++%s) {", i, i,
             i, i, PLAN_LANES, i);
    b->beside = k;
    b->pushed = 0;
}

const char *body_beside(struct body *b, unsigned stream)
{
    struct out i = {0};
    const char *to;

    body_index_name(b, b->beside, &i);
    to = stream == STREAM_ROW
             ? arena_printf(b->e->arena, "r_block[%u][%s - %s0]",
                            (unsigned)b->joined, out_text(&i), out_text(&i))
             : arena_printf(b->e->arena, "jac_block[%u][%s - %s0]",
                            b->pushed++, out_text(&i), out_text(&i));
    out_free(&i);
    return to;
}

/* What the turns of a block left, to the outputs of family number j. */
static void push_block(struct body *b, uint32_t k, unsigned j)
{
    unsigned from = entries_before(b, k, j), to = entries_before(b, k, j + 1);

    b->joined = j;
    out_open(&b->code, "for (int k = 0; k < %d; ++k) {", PLAN_LANES);
    out_open(&b->code, "if (%s)", body_stream(b, STREAM_ROW));
    out_line(&b->code, "*%s++" OUT_GLUE "= r_block[%u][k];",
             body_output(b, STREAM_ROW), j);
    b->code.depth--;
    out_open(&b->code, "for (int e = %u; e < %u; ++e)", from, to);
    out_line(&b->code, "*%s++" OUT_GLUE "= jac_block[e][k];",
             body_output(b, STREAM_JAC));
    b->code.depth--;
    out_close(&b->code, "}");
}

/* The block is written: push it, and write the turns that are left. */
static void close_blocks(struct body *b, uint32_t k)
{
    size_t hints = b->hints.n;
    struct out i = {0};

    out_close(&b->code, "}");
    b->beside = FORM_NONE;
    for (unsigned j = 0; j < b->f.steps[k].a; j++)
        push_block(b, k, j);
    out_close(&b->code, "}");
    body_index_name(b, k, &i);
    out_open(&b->code, "for (ptrdiff_t %s = %s0; %s < end; ++%s) {",
             out_text(&i), out_text(&i), out_text(&i), out_text(&i));
    out_free(&i);
    b->joined = UINT32_MAX;
    for (uint32_t j = k + 1; j < b->f.at[k].end; j++)
        body_statement(b, j);
    b->hints.n = hints;
}

void body_open_families(struct body *b, uint32_t k)
{
    const struct step *s = &b->f.steps[k];
    const char *first, *count, *before;
    uint32_t at = k;
    struct out i = {0};

    body_text(b, s->c, BIND_ALL);
    count = body_copy(b);
    body_text(b, s->b, BIND_ALL);
    before = first = body_copy(b);
    out_line(&b->code, "{");
    b->code.depth++;
    for (unsigned j = 1; j < s->a; j++) {
        at = next_family(b, at + 1);
        outputs(b, j, before, count, entries_of(b, at));
        body_text(b, b->f.steps[next_family(b, at + 1)].b, BIND_ALL);
        before = body_copy(b);
    }
    body_index_name(b, k, &i);
    if (s->flags & STEP_BESIDE) {
        open_blocks(b, k, out_text(&i), first, count, before);
    } else {
        out_blank(&b->code);
        out_open(&b->code, "for (ptrdiff_t %s = %s, end = %s; %s < end; "
                 "++%s) {", out_text(&i), turn(b, first, count, s->a, 0),
                 turn(b, first, count, s->a, 1), out_text(&i), out_text(&i));
    }
    out_free(&i);
    b->joined = UINT32_MAX;
    b->e->helpers[EMIT_ROWS] = b->e->helpers[EMIT_FAMILIES] = true;
}

void body_open_family(struct body *b, uint32_t k)
{
    const struct step *s = &b->f.steps[k];
    const struct family *list;
    struct out i = {0};

    plan_families(b->e->plan, plan_list_of(b->which), &list);
    b->joined++;
    b->family = s->a;
    b->entry = 0;
    body_comment(b, list[s->a].span);
    body_index_name(b, b->f.at[k].loop, &i);
    if (b->beside != FORM_NONE)
        out_open(&b->code, "{");
    else
        out_open(&b->code, "if (%s_inside(lo, hi, %s + %s)) {", b->e->prefix,
             body_text(b, s->b, BIND_ADD), out_text(&i));
    out_free(&i);
}

void body_close_families(struct body *b, uint32_t k)
{
    if (b->beside == k)
        close_blocks(b, k);
    out_close(&b->code, "}");
    out_line(&b->code, "%s = %s;", body_stream(b, STREAM_ROW),
             body_output(b, STREAM_ROW));
    out_line(&b->code, "%s = %s;", body_stream(b, STREAM_JAC),
             body_output(b, STREAM_JAC));
    out_close(&b->code, "}");
    b->joined = 0;
}
