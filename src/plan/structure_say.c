/*
 * structure_say.c -- what the pattern of a system shows, in words: equations
 * that have too few unknowns between them, unknowns that nothing determines,
 * and the order in which the rest can be solved.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../base/arena.h"
#include "findings.h"
#include "structure.h"

enum { NAMES_SHOWN = 6, LINES_SHOWN = 6, BLOCKS_SHOWN = 40 };

struct say {
    struct arena *arena;
    struct diag *diag;
    const struct source *src;
    const struct structure *s;
};

/* ---- lists ------------------------------------------------------------------------- */

static const char *listed(const struct say *s, const char *list, size_t at,
                          size_t n, size_t shown, const char *item)
{
    if (at == shown)
        return arena_printf(s->arena, "%s and %zu more", list, n - shown);
    if (at > shown)
        return list;
    return arena_printf(s->arena, "%s%s%s", list, at == 0 ? ""
                        : at + 1 == n ? " and " : ", ", item);
}

static const char *family_text(const struct say *s, uint32_t family)
{
    const struct family *f = &s->s->p->families.at[family];

    if (f->name)
        return f->name;
    return arena_printf(s->arena, "line %u", source_place(s->src,
                                                          f->span.lo).line);
}

/* The equations that have rows among the n given, each once. */
static const char *lines_text(const struct say *s, const uint32_t *rows,
                              size_t n)
{
    const char *list = "", *last = NULL, *text;
    size_t count = 0, at = 0;

    for (int pass = 0; pass < 2; pass++, last = NULL)
        for (size_t k = 0; k < n; k++) {
            text = family_text(s, s->s->row_family.at[rows[k]]);
            if (last && strcmp(text, last) == 0)
                continue;
            last = text;
            if (pass == 0 && ++count > 1000)
                break;
            if (pass == 1 && at <= LINES_SHOWN)
                list = listed(s, list, at++, count, LINES_SHOWN, text);
        }
    return list;
}

static const char *names_text(const struct say *s, const uint32_t *columns,
                              size_t n)
{
    const char *list = "";
    char text[120];

    for (size_t k = 0; k < n && k <= NAMES_SHOWN; k++) {
        structure_name(s->s, columns[k], text, sizeof text);
        list = listed(s, list, k, n, NAMES_SHOWN, text);
    }
    return list;
}

/* ---- one part ------------------------------------------------------------------------- */

struct part { VEC(uint32_t) rows, columns; };

static void part_find(struct part *p, const struct structure *s,
                      enum matching_part which)
{
    *p = (struct part){{0}, {0}};
    for (uint32_t r = 0; r < s->pattern.rows; r++)
        if (s->match.row_part[r] == which)
            vec_push(&p->rows, r);
    for (uint32_t c = 0; c < s->pattern.columns; c++)
        if (s->match.column_part[c] == which)
            vec_push(&p->columns, c);
}

static void part_free(struct part *p)
{
    vec_free(&p->rows);
    vec_free(&p->columns);
}

static const char *plural(size_t n)
{
    return n == 1 ? "" : "s";
}

static const char *over_text(const struct say *s, const struct part *p)
{
    return arena_printf(s->arena, "%zu equations (%s) have only %zu unknown%s "
                        "between them: %s", p->rows.n,
                        lines_text(s, p->rows.at, p->rows.n), p->columns.n,
                        plural(p->columns.n),
                        names_text(s, p->columns.at, p->columns.n));
}

static const char *under_text(const struct say *s, const struct part *p)
{
    const char *names = names_text(s, p->columns.at, p->columns.n);

    if (p->rows.n == 0)
        return arena_printf(s->arena, "no equation determines %s", names);
    return arena_printf(s->arena, "%zu equation%s (%s) cannot determine the "
                        "%zu unknowns %s", p->rows.n, plural(p->rows.n),
                        lines_text(s, p->rows.at, p->rows.n), p->columns.n,
                        names);
}

/*
 * Too many here and too few there: the count may be right, and yet no values
 * of the unknowns make the Jacobian regular.  Only one of the two is what the
 * user may want, and is information.
 */
static bool parts(const struct say *s, bool all)
{
    struct part over, under;
    int m = -1;
    bool found;

    part_find(&over, s->s, PART_OVER);
    part_find(&under, s->s, PART_UNDER);
    if (over.rows.n > 0 && under.columns.n > 0) {
        uint32_t family = s->s->row_family.at[over.rows.at[0]];
        m = diag_add(s->diag, "W0307", s->s->p->families.at[family].span,
                     "%s", over_text(s, &over));
        diag_note(s->diag, m, (struct span){0, 0}, "while %s",
                  under_text(s, &under));
        diag_help(s->diag, m, "is a wrong unknown named in one of them?");
    } else if (all && over.rows.n > 0) {
        m = diag_add(s->diag, "I0303", (struct span){0, 0}, "%s",
                     over_text(s, &over));
    } else if (all && under.columns.n > 0) {
        m = diag_add(s->diag, "I0303", (struct span){0, 0}, "%s",
                     under_text(s, &under));
    }
    diag_tag(s->diag, m, DIAG_PROVED);
    found = over.rows.n > 0 || under.columns.n > 0;
    part_free(&over);
    part_free(&under);
    return found;
}

/* ---- by whole families ------------------------------------------------------------------ */

static const char *families_text(const struct say *s,
                                 const struct whole_part *p)
{
    const char *list = "", *last = "";
    size_t at = 0;

    for (size_t k = 0; k < p->families.n && at <= LINES_SHOWN; k++) {
        const char *text = family_text(s, p->families.at[k]);
        if (strcmp(text, last) != 0) {
            list = arena_printf(s->arena, "%s%s%s", list, at > 0 ? ", " : "",
                                at == LINES_SHOWN ? "..." : text);
            at++;
        }
        last = text;
    }
    return list;
}

static const char *arrays_text(const struct say *s, const struct whole_part *p)
{
    const char *list = "";

    for (size_t k = 0; k < p->arrays.n && k <= NAMES_SHOWN; k++)
        list = listed(s, list, k, p->arrays.n, NAMES_SHOWN,
                      s->s->p->arrays.at[p->arrays.at[k]].name);
    return list;
}

static const char *whole_text(const struct say *s, const struct whole_part *p,
                              const char *which)
{
    return arena_printf(s->arena, "%lld equation%s (%s) %s the %lld unknown%s "
                        "in %s", (long long)p->rows, p->rows == 1 ? "" : "s",
                        families_text(s, p), which, (long long)p->columns,
                        p->columns == 1 ? "" : "s", arrays_text(s, p));
}

static bool whole(const struct say *s, bool all)
{
    struct whole_part over, under;
    bool known = structure_whole(s->s->p, &over, &under);
    const char *many = whole_text(s, &over, "have only");
    const char *few = whole_text(s, &under, "cannot determine");
    int m = -1;

    if (known && over.rows > 0 && under.columns > 0) {
        m = diag_add(s->diag, "W0307", s->s->p->families.at[over.families.at[0]]
                                           .span, "%s", many);
        diag_note(s->diag, m, (struct span){0, 0}, "while %s", few);
    } else if (known && all && (over.rows > 0 || under.columns > 0)) {
        m = diag_add(s->diag, "I0303", (struct span){0, 0}, "%s",
                     over.rows > 0 ? many : few);
    }
    diag_tag(s->diag, m, DIAG_PROVED);
    known = known && (over.rows > 0 || under.columns > 0);
    whole_part_free(&over);
    whole_part_free(&under);
    return known;
}

static bool is_system(const struct program *p)
{
    return p->has_equations && !p->has_fits && !p->has_objective &&
           p->constraints.n == 0;
}

bool findings_structure(struct arena *arena, const struct source *src,
                        const struct program *p, struct diag *d, bool all)
{
    struct structure found;
    struct say s = {arena, d, src, &found};
    bool any;

    if (!is_system(p))
        return false;
    structure_make(&found, p);
    any = found.done ? parts(&s, all) : whole(&s, all);
    structure_free(&found);
    return any;
}

/* ---- blocks ---------------------------------------------------------------------------- */

static const char *how(const struct structure *s, const uint32_t *rows,
                       uint32_t n)
{
    bool linear = true;

    for (uint32_t k = 0; k < n; k++)
        linear &= dag_at(s->p->dag, s->p->families.at[s->row_family.at[rows[k]]]
                                    .row)->degree <= 1;
    return n == 1 ? linear ? "alone, linear" : "alone, not linear"
                  : linear ? "together, linear" : "together, not linear";
}

static void block(const struct say *s, uint32_t b, FILE *out)
{
    const struct matching *m = &s->s->match;
    const uint32_t *rows = m->block_rows + m->block_start[b];
    uint32_t n = m->block_start[b + 1] - m->block_start[b];
    struct part p = {{0}, {0}};

    for (uint32_t k = 0; k < n; k++)
        vec_push(&p.columns, m->row_column[rows[k]]);
    fprintf(out, "  %-5u %-24s %-24s %s\n", b + 1, lines_text(s, rows, n),
            names_text(s, p.columns.at, p.columns.n), how(s->s, rows, n));
    part_free(&p);
}

void findings_blocks(struct arena *arena, const struct source *src,
                     const struct program *p, FILE *out)
{
    struct structure found;
    struct say s = {.arena = arena, .src = src, .s = &found};
    uint32_t most = 0;

    structure_make(&found, p);
    if (!is_system(p) || !found.done) {
        fprintf(out, "blocks: only of systems whose sizes are known from the "
                     "text\n");
        structure_free(&found);
        return;
    }
    for (uint32_t b = 0; b < found.match.blocks; b++) {
        uint32_t n = found.match.block_start[b + 1] -
                     found.match.block_start[b];
        most = n > most ? n : most;
    }
    fprintf(out, "blocks: %u, in an order in which they can be solved; the "
                 "largest has %u unknown%s\n", found.match.blocks, most,
            plural(most));
    for (uint32_t b = 0; b < found.match.blocks && b < BLOCKS_SHOWN; b++)
        block(&s, b, out);
    if (found.match.blocks > BLOCKS_SHOWN)
        fprintf(out, "  and %u more\n", found.match.blocks - BLOCKS_SHOWN);
    structure_free(&found);
}
