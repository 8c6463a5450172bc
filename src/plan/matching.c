/*
 * matching.c -- see matching.h.
 *
 * Maximum matching: Hopcroft and Karp, SIAM J. Comput. 2 (1973), 225.
 * The parts: Dulmage and Mendelsohn (1958), as in Pothen and Fan, ACM TOMS 16
 * (1990), 303.  Blocks: Tarjan, SIAM J. Comput. 1 (1972), 146, on the rows,
 * with a stack of its own in place of recursion.
 */
#include "matching.h"

#include <stdlib.h>
#include <string.h>

#include "../base/arena.h"

static uint32_t *numbers(size_t n, uint8_t fill)
{
    uint32_t *a = malloc((n + 1) * sizeof *a);

    if (!a)
        base_no_memory();
    memset(a, fill, (n + 1) * sizeof *a);
    return a;
}

/* ---- matching ------------------------------------------------------------------ */

struct search {
    const struct pattern *p;
    struct matching *m;
    uint32_t *level;         /* of a row, from the rows without a column */
    uint32_t *queue, *next;  /* next: the edge of a row to be tried */
};

static void link_up(struct matching *m, uint32_t row, uint32_t column)
{
    m->row_column[row] = column;
    m->column_row[column] = row;
}

/* The cheap start: each row takes a column that is still free. */
static void greedy(struct matching *m, const struct pattern *p)
{
    for (uint32_t r = 0; r < p->rows; r++)
        for (uint32_t e = p->start[r]; e < p->start[r + 1]; e++) {
            if (m->column_row[p->column[e]] != MATCHING_NONE)
                continue;
            link_up(m, r, p->column[e]);
            m->size++;
            break;
        }
}

/* Levels by breadth; is there a free column within reach? */
static bool levels(struct search *s)
{
    uint32_t head = 0, tail = 0;
    bool found = false;

    for (uint32_t r = 0; r < s->p->rows; r++) {
        bool open = s->m->row_column[r] == MATCHING_NONE;
        s->level[r] = open ? 0 : MATCHING_NONE;
        if (open)
            s->queue[tail++] = r;
    }
    while (head < tail) {
        uint32_t r = s->queue[head++];
        for (uint32_t e = s->p->start[r]; e < s->p->start[r + 1]; e++) {
            uint32_t row = s->m->column_row[s->p->column[e]];
            if (row == MATCHING_NONE) {
                found = true;
            } else if (s->level[row] == MATCHING_NONE) {
                s->level[row] = s->level[r] + 1;
                s->queue[tail++] = row;
            }
        }
    }
    return found;
}

/* The rows on the way stand in queue; take the path over. */
static void augment(struct search *s, uint32_t depth)
{
    for (uint32_t k = depth; k-- > 0; ) {
        uint32_t row = s->queue[k];
        link_up(s->m, row, s->p->column[s->next[row] - 1]);
    }
    s->m->size++;
}

static void deepen(struct search *s, uint32_t root)
{
    uint32_t depth = 0;

    s->queue[depth++] = root;
    while (depth > 0) {
        uint32_t r = s->queue[depth - 1], row;
        if (s->next[r] == s->p->start[r + 1]) {
            s->level[r] = MATCHING_NONE;     /* leads nowhere */
            depth--;
            continue;
        }
        row = s->m->column_row[s->p->column[s->next[r]++]];
        if (row == MATCHING_NONE) {
            augment(s, depth);
            return;
        }
        if (s->level[row] == s->level[r] + 1)
            s->queue[depth++] = row;
    }
}

static void hopcroft_karp(struct matching *m, const struct pattern *p)
{
    struct search s = {p, m, numbers(p->rows, 0), numbers(p->rows, 0),
                       numbers(p->rows, 0)};

    greedy(m, p);
    while (levels(&s)) {
        memcpy(s.next, p->start, p->rows * sizeof *s.next);
        for (uint32_t r = 0; r < p->rows; r++)
            if (m->row_column[r] == MATCHING_NONE)
                deepen(&s, r);
    }
    free(s.level);
    free(s.queue);
    free(s.next);
}

/* ---- parts ----------------------------------------------------------------------- */

/* What alternating paths from rows without a column reach is over-determined. */
static void over(struct matching *m, const struct pattern *p)
{
    uint32_t *todo = numbers(p->rows, 0), n = 0;

    for (uint32_t r = 0; r < p->rows; r++)
        if (m->row_column[r] == MATCHING_NONE) {
            m->row_part[r] = PART_OVER;
            todo[n++] = r;
        }
    while (n > 0) {
        uint32_t r = todo[--n];
        for (uint32_t e = p->start[r]; e < p->start[r + 1]; e++) {
            uint32_t c = p->column[e], row = m->column_row[c];
            m->column_part[c] = PART_OVER;
            if (m->row_part[row] == PART_OVER)
                continue;
            m->row_part[row] = PART_OVER;
            todo[n++] = row;
        }
    }
    free(todo);
}

/* The rows of each column: the pattern the other way round. */
static void transpose(const struct pattern *p, uint32_t *start, uint32_t *row)
{
    memset(start, 0, ((size_t)p->columns + 1) * sizeof *start);
    for (uint32_t e = 0; e < p->start[p->rows]; e++)
        start[p->column[e] + 1]++;
    for (uint32_t c = 0; c < p->columns; c++)
        start[c + 1] += start[c];
    for (uint32_t r = 0; r < p->rows; r++)
        for (uint32_t e = p->start[r]; e < p->start[r + 1]; e++)
            row[start[p->column[e]]++] = r;
    for (uint32_t c = p->columns; c > 0; c--)
        start[c] = start[c - 1];
    start[0] = 0;
}

static void under(struct matching *m, const struct pattern *p)
{
    uint32_t *start = numbers(p->columns, 0), n = 0;
    uint32_t *row = numbers(p->start[p->rows], 0);
    uint32_t *todo = numbers(p->columns, 0);

    transpose(p, start, row);
    for (uint32_t c = 0; c < p->columns; c++)
        if (m->column_row[c] == MATCHING_NONE) {
            m->column_part[c] = PART_UNDER;
            todo[n++] = c;
        }
    while (n > 0) {
        uint32_t c = todo[--n];
        for (uint32_t e = start[c]; e < start[c + 1]; e++) {
            uint32_t column = m->row_column[row[e]];
            m->row_part[row[e]] = PART_UNDER;
            if (m->column_part[column] == PART_UNDER)
                continue;
            m->column_part[column] = PART_UNDER;
            todo[n++] = column;
        }
    }
    free(start);
    free(row);
    free(todo);
}

/* ---- blocks ------------------------------------------------------------------------ */

struct tarjan {
    const struct pattern *p;
    struct matching *m;
    uint32_t *number, *low;  /* per row; number 0: not seen */
    uint32_t *next, *path;   /* path: the rows being visited */
    uint32_t *open;          /* rows without a block yet */
    uint32_t depth, opened, count, placed;
};

static void enter(struct tarjan *t, uint32_t r)
{
    t->number[r] = t->low[r] = ++t->count;
    t->next[r] = t->p->start[r];
    t->path[t->depth++] = r;
    t->open[t->opened++] = r;
}

/* r is the root of a block: all rows that were opened since are in it. */
static void close_block(struct tarjan *t, uint32_t r)
{
    uint32_t row;

    do {
        row = t->open[--t->opened];
        t->low[row] = MATCHING_NONE;
        t->m->block_rows[t->placed++] = row;
    } while (row != r);
    t->m->block_start[++t->m->blocks] = t->placed;
}

static void visit(struct tarjan *t)
{
    uint32_t r = t->path[t->depth - 1];

    while (t->next[r] < t->p->start[r + 1]) {
        uint32_t row = t->m->column_row[t->p->column[t->next[r]++]];
        if (row == MATCHING_NONE || t->m->row_part[row] != PART_SQUARE)
            continue;
        if (t->number[row] == 0) {
            enter(t, row);
            return;
        }
        if (t->low[row] < t->low[r])
            t->low[r] = t->low[row];
    }
    t->depth--;
    if (t->depth > 0 && t->low[r] < t->low[t->path[t->depth - 1]])
        t->low[t->path[t->depth - 1]] = t->low[r];
    if (t->low[r] == t->number[r])
        close_block(t, r);
}

static void find_blocks(struct matching *m, const struct pattern *p)
{
    struct tarjan t = {.p = p, .m = m, .number = numbers(p->rows, 0),
                       .low = numbers(p->rows, 0), .next = numbers(p->rows, 0),
                       .path = numbers(p->rows, 0),
                       .open = numbers(p->rows, 0)};

    for (uint32_t r = 0; r < p->rows; r++) {
        if (m->row_part[r] != PART_SQUARE || t.number[r] != 0)
            continue;
        enter(&t, r);
        while (t.depth > 0)
            visit(&t);
    }
    free(t.number);
    free(t.low);
    free(t.next);
    free(t.path);
    free(t.open);
}

/* ---- all of it --------------------------------------------------------------------- */

void matching_make(struct matching *m, const struct pattern *p)
{
    *m = (struct matching){
        .row_column = numbers(p->rows, 0xff),
        .column_row = numbers(p->columns, 0xff),
        .row_part = calloc((size_t)p->rows + 1, 1),
        .column_part = calloc((size_t)p->columns + 1, 1),
        .block_rows = numbers(p->rows, 0),
        .block_start = numbers((size_t)p->rows + 1, 0),
    };
    if (!m->row_part || !m->column_part)
        base_no_memory();
    hopcroft_karp(m, p);
    over(m, p);
    under(m, p);
    find_blocks(m, p);
}

void matching_free(struct matching *m)
{
    free(m->row_column);
    free(m->column_row);
    free(m->row_part);
    free(m->column_part);
    free(m->block_rows);
    free(m->block_start);
}
