/*
 * exact_say.c -- what exact_solve.c found, in words: a contradiction as a sum
 * that a reader can check by hand, or the general solution.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../base/arena.h"
#include "exact.h"
#include "findings.h"

/* A sum of more equations, or a solution of more unknowns, is no text. */
enum { PARTS_SHOWN = 8, NOTES_SHOWN = 4, UNKNOWNS_SHOWN = 12, QUOTED = 48 };

struct say {
    struct arena *arena;
    struct diag *diag;
    const struct exact *e;
};

/* ---- names of equations --------------------------------------------------------- */

static struct span span_of(const struct say *s, uint32_t row)
{
    return ast_at(s->e->m->ast, s->e->rows.at[row].equation)->span;
}

static unsigned line_at(const struct say *s, uint32_t row)
{
    return source_place(s->e->m->ast->src, span_of(s, row).lo).line;
}

/* Does another equation begin on the same line?  Rows are in text order. */
static bool shares_line(const struct say *s, uint32_t row)
{
    struct span at = span_of(s, row);
    unsigned line = line_at(s, row);

    for (int step = -1; step <= 1; step += 2) {
        uint32_t k = row + (uint32_t)step;
        while (k < s->e->rows.n && span_of(s, k).lo == at.lo)
            k += (uint32_t)step;     /* other members of the same family */
        if (k < s->e->rows.n && line_at(s, k) == line)
            return true;
    }
    return false;
}

/* The equation on one line, blanks collapsed, cut where it is long. */
static const char *quoted(const struct say *s, struct span at)
{
    char text[QUOTED + 8];
    size_t n = 0;
    bool cut = false;

    for (uint32_t k = at.lo; k < at.hi && !cut; k++) {
        char c = s->e->m->ast->src->text[k];
        bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
        cut = c == '#' || n >= QUOTED;
        if (!cut && !(blank && (n == 0 || text[n - 1] == ' ')))
            text[n++] = blank ? ' ' : c;
    }
    text[n] = '\0';
    return arena_printf(s->arena, "(%s%s)", text, cut ? "..." : "");
}

static const char *reference(const struct say *s, uint32_t row)
{
    const struct exact_row *r = &s->e->rows.at[row];
    Name label = ast_at(s->e->m->ast, r->equation)->name;
    const char *text = label ? label
                     : shares_line(s, row) ? quoted(s, span_of(s, row))
                     : arena_printf(s->arena, "line %u", line_at(s, row));

    for (unsigned k = 0; k < r->rank; k++)
        text = arena_printf(s->arena, "%s%s%s = %lld%s", text,
                            k == 0 ? " (" : ", ", r->index[k],
                            (long long)r->at[k], k + 1 == r->rank ? ")" : "");
    return text;
}

/* "3*line 5" */
static const char *multiple(const struct say *s, const struct exact_part *part)
{
    struct whole f = part->factor;
    char digits[WHOLE_TEXT];

    f.sign = 1;
    whole_text(&f, digits);
    return arena_printf(s->arena, "%s%s%s", whole_is(&f, 1) ? "" : digits,
                        whole_is(&f, 1) ? "" : "*", reference(s, part->row));
}

/* "line 2 + line 3 - 2*line 5", of the first n parts, with sign in front. */
static const char *sum_text(const struct say *s, const struct exact_proof *p,
                            size_t n, int sign)
{
    const char *text = "";

    for (size_t k = 0; k < n && k < PARTS_SHOWN; k++) {
        const struct exact_part *part = &p->parts.at[k];
        bool minus = part->factor.sign * sign < 0;
        text = arena_printf(s->arena, "%s%s%s", text,
                            k == 0 ? minus ? "-" : "" : minus ? " - " : " + ",
                            multiple(s, part));
    }
    if (n > PARTS_SHOWN)
        text = arena_printf(s->arena, "%s and %zu more", text, n - PARTS_SHOWN);
    return text;
}

/* ---- a contradiction --------------------------------------------------------------- */

/* Where the others stand; members of one family stand in one place. */
static void against(const struct say *s, const struct exact_proof *p, int m)
{
    uint32_t last = span_of(s, p->parts.at[p->parts.n - 1].row).lo;
    uint32_t before = last;
    unsigned shown = 0;

    for (size_t k = 0; k + 1 < p->parts.n && shown < NOTES_SHOWN; k++) {
        struct span at = span_of(s, p->parts.at[k].row);
        if (at.lo != before && at.lo != last) {
            diag_note(s->diag, m, at, "against this");
            shown++;
        }
        before = at.lo;
    }
}

static void contradiction(const struct say *s, const struct exact_answer *a)
{
    const struct exact_proof *p = &a->contradiction;
    uint32_t last = p->parts.at[p->parts.n - 1].row;
    char value[RATIONAL_TEXT];
    int m;

    rational_text(&p->value, value);
    if (p->parts.n == 1) {
        m = diag_add(s->diag, "W0306", span_of(s, last), "this can never "
                     "hold: its unknowns cancel, and 0 = %s is left", value);
        diag_tag(s->diag, m, DIAG_PROVED);
        return;
    }
    m = diag_add(s->diag, "W0306", span_of(s, last), "%zu equations "
                 "contradict each other: they cannot all hold", p->parts.n);
    diag_tag(s->diag, m, DIAG_PROVED);
    diag_note(s->diag, m, (struct span){0, 0}, "%s gives 0 = %s",
              sum_text(s, p, p->parts.n, 1), value);
    against(s, p, m);
    diag_help(s->diag, m, "without any one of them the others can hold: look "
              "for a wrong sign, number or name");
}

/* ---- the general solution ------------------------------------------------------------ */

static const char *name_of(const struct say *s, uint32_t var)
{
    char text[120];

    exact_name(s->e, var, text, sizeof text);
    return arena_printf(s->arena, "%s", text);
}

/* "- 2*B", "+ B", or at the front "-2*B", "B" */
static const char *summand(const struct say *s, const struct rational *c,
                           const char *name, bool front)
{
    struct rational size = *c;
    char text[RATIONAL_TEXT];
    bool minus = c->num.sign < 0;
    bool bare;

    if (minus)
        size.num = whole_negated(&size.num);
    bare = name && whole_is(&size.num, 1) && whole_is(&size.den, 1);
    rational_text(&size, text);
    return arena_printf(s->arena, "%s%s%s%s", front ? minus ? "-" : ""
                        : minus ? " - " : " + ", bare ? "" : text,
                        name && !bare ? "*" : "", name ? name : "");
}

/* "A = 9 - B" from a reduced row with its pivot. */
static const char *solved(const struct say *s, const struct exact_row *row,
                          uint32_t pivot)
{
    const struct rational *lead = NULL;
    struct rational c, zero = rational_of(0);
    const char *text = arena_printf(s->arena, "%s = ", name_of(s, pivot));
    bool front = true;

    for (size_t k = 0; k < row->n; k++)
        if (row->terms[k].var == pivot)
            lead = &row->terms[k].c;
    if (!rational_op('/', &row->value, lead, &c))
        return NULL;
    if (c.num.sign != 0 || row->n == 1) {
        text = arena_printf(s->arena, "%s%s", text, summand(s, &c, NULL, true));
        front = false;
    }
    for (size_t k = 0; k < row->n; k++) {
        if (row->terms[k].var == pivot)
            continue;
        if (!rational_op('/', &row->terms[k].c, lead, &c) ||
            !rational_op('-', &zero, &c, &c))
            return NULL;
        text = arena_printf(s->arena, "%s%s", text,
                            summand(s, &c, name_of(s, row->terms[k].var),
                                    front));
        front = false;
    }
    return text;
}

static const char *join(const struct say *s, const char *a, const char *sign,
                        const char *b)
{
    return *a ? arena_printf(s->arena, "%s%s%s", a, sign, b) : b;
}

static const char *solution(const struct say *s, const struct exact_answer *a,
                            const char **free_names)
{
    const char *text = "", *line;
    bool pivot[UNKNOWNS_SHOWN] = {0};

    *free_names = "";
    for (size_t r = 0; r < s->e->rows.n; r++)
        if (a->pivot.at[r] != UINT32_MAX)
            pivot[a->pivot.at[r]] = true;
    for (uint32_t v = 0; v < s->e->vars; v++) {
        if (!pivot[v])
            *free_names = join(s, *free_names, " and ", name_of(s, v));
        for (size_t r = 0; pivot[v] && r < s->e->rows.n; r++) {
            if (a->pivot.at[r] != v)
                continue;
            line = solved(s, &s->e->rows.at[r], v);
            if (!line)
                return NULL;
            text = join(s, text, ", ", line);
        }
    }
    return text;
}

static void redundant(const struct say *s, const struct exact_answer *a, int m)
{
    for (size_t k = 0; k < a->redundant.n; k++) {
        const struct exact_proof *p = &a->redundant.at[k];
        const struct exact_part *end = &p->parts.at[p->parts.n - 1];
        uint32_t last = end->row;
        if (p->parts.n == 1)
            diag_note(s->diag, m, (struct span){0, 0},
                      "%s always holds: its unknowns cancel",
                      reference(s, last));
        else
            diag_note(s->diag, m, (struct span){0, 0},
                      "%s says nothing new: %s = %s",
                      reference(s, last), multiple(s, end),
                      sum_text(s, p, p->parts.n - 1, -end->factor.sign));
    }
}

/* Is each statement an equation of numbers, so that counting them counts? */
static bool countable(const struct exact *e)
{
    const struct model *m = e->m;

    if (m->has_fits || m->has_objective || m->has_constraints)
        return false;
    for (size_t k = 0; k < m->symbols.n; k++)
        if (m->symbols.at[k].rank > 0 ||
            m->symbols.at[k].kind == SYMBOL_DATA)
            return false;
    for (size_t k = 1; k < m->ast->nodes.n; k++)
        if (m->ast->nodes.at[k].kind == AST_LIST ||
            m->ast->nodes.at[k].kind == AST_FOR)
            return false;
    return true;
}

/*
 * Beside what is not linear: each is a message of its own.  Where there are
 * no more equations than unknowns, one that does not count leaves something
 * free, which nobody wants.
 */
static void repeated(const struct say *s, const struct exact_answer *a,
                     bool all)
{
    bool missed;

    if (a->redundant.n == 0)
        return;
    missed = countable(s->e) &&
             s->e->rows.n + s->e->left_out <= s->e->vars;
    if (!missed && !all)
        return;
    for (size_t k = 0; k < a->redundant.n; k++) {
        const struct exact_proof *p = &a->redundant.at[k];
        const struct exact_part *end = &p->parts.at[p->parts.n - 1];
        int m;
        if (p->parts.n == 1)
            continue;        /* W0303 */
        m = diag_add(s->diag, missed ? "W0309" : "I0305",
                     span_of(s, end->row), "this equation says nothing new: %s = %s",
                     multiple(s, end),
                     sum_text(s, p, p->parts.n - 1, -end->factor.sign));
        diag_tag(s->diag, m, DIAG_PROVED);
        if (missed)
            diag_help(s->diag, m, "it does not count, so something stays "
                      "free: was another equation meant?");
    }
}

/* Bounds may cut the solution, and these words would not say so. */
static bool has_bounds(const struct exact *e)
{
    for (size_t k = 0; k < e->unknowns.n; k++) {
        Ast b = e->m->symbols.at[e->unknowns.at[k].symbol].bounds;
        if (!ast_absent(e->m->ast, b))
            return true;
    }
    return false;
}

static bool general(const struct say *s, const struct exact_answer *a,
                    bool all)
{
    const char *text, *free_names;
    bool determined = a->rank == s->e->vars;
    int m;

    if (!s->e->complete || has_bounds(s->e) || s->e->vars > UNKNOWNS_SHOWN ||
        a->rank == 0 || (determined && !all))
        return false;
    text = solution(s, a, &free_names);
    if (!text)
        return false;
    if (determined)
        m = diag_add(s->diag, "I0302", (struct span){0, 0},
                     "there is exactly one solution: %s", text);
    else
        m = diag_add(s->diag, "I0302", (struct span){0, 0},
                     "there is more than one solution: %s, with any %s", text,
                     free_names);
    diag_tag(s->diag, m, DIAG_PROVED);
    redundant(s, a, m);
    return true;
}

enum finding findings_exact(struct arena *arena, const struct model *m,
                    struct diag *d, bool all)
{
    struct exact e;
    struct exact_answer a;
    struct say s = {arena, d, &e};
    enum finding found = FINDING_NONE;

    exact_read(&e, m);
    exact_solve(&e, e.vars <= UNKNOWNS_SHOWN, &a);
    if (a.contradiction.parts.n > 0) {
        contradiction(&s, &a);
        found = FINDING_CONTRADICTION;
    } else if (a.done && a.contradictions == 0) {
        if (general(&s, &a, all))
            found = FINDING_SOLUTION;
        else
            repeated(&s, &a, all);
    }
    exact_answer_free(&a);
    exact_free(&e);
    return found;
}
