/*
 * emit_c_families.c -- rows of several families in one loop.  Each family has
 * outputs of its own: r_2, jac_2 are where those of the second go on.
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

void body_open_families(struct body *b, uint32_t k)
{
    const struct step *s = &b->f.steps[k];
    const char *prefix = b->e->prefix, *first, *count, *before;
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
    out_blank(&b->code);
    out_open(&b->code, "for (ptrdiff_t %s = %s_turn(lo, hi, %s, %s, %u, 0), "
             "end = %s_turn(lo, hi, %s, %s, %u, 1); %s < end; ++%s) {",
             out_text(&i), prefix, first, count, s->a, prefix, first, count,
             s->a, out_text(&i), out_text(&i));
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
    out_open(&b->code, "if (%s_inside(lo, hi, %s + %s)) {", b->e->prefix,
             body_text(b, s->b, BIND_ADD), out_text(&i));
    out_free(&i);
}

void body_close_families(struct body *b)
{
    out_close(&b->code, "}");
    out_line(&b->code, "%s = %s;", body_stream(b, STREAM_ROW),
             body_output(b, STREAM_ROW));
    out_line(&b->code, "%s = %s;", body_stream(b, STREAM_JAC),
             body_output(b, STREAM_JAC));
    out_close(&b->code, "}");
    b->joined = 0;
}
