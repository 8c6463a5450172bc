/*
 * test_plan_matching.c -- matching, parts and blocks of random patterns,
 * checked by what they must fulfil.
 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../src/plan/matching.h"

enum { MOST = 12 };

struct sample {
    struct pattern p;
    uint32_t start[MOST + 1], column[MOST * MOST];
};

static void sample_make(struct sample *s, unsigned *seed)
{
    uint32_t n = 0;

    s->p = (struct pattern){(uint32_t)rand_r(seed) % MOST + 1,
                            (uint32_t)rand_r(seed) % MOST + 1, s->start,
                            s->column};
    for (uint32_t r = 0; r < s->p.rows; r++) {
        s->start[r] = n;
        for (uint32_t c = 0; c < s->p.columns; c++)
            if (rand_r(seed) % (s->p.columns + 1) < 2)
                s->column[n++] = c;
    }
    s->start[s->p.rows] = n;
}

static bool try_row(const struct pattern *p, uint32_t r, bool *seen,
                    uint32_t *owner)
{
    for (uint32_t e = p->start[r]; e < p->start[r + 1]; e++) {
        uint32_t c = p->column[e];

        if (seen[c])
            continue;
        seen[c] = true;
        if (owner[c] == MATCHING_NONE || try_row(p, owner[c], seen, owner)) {
            owner[c] = r;
            return true;
        }
    }
    return false;
}

/* Kuhn's simple algorithm, for comparison. */
static uint32_t maximum(const struct pattern *p)
{
    uint32_t owner[MOST], size = 0;

    memset(owner, 0xff, sizeof owner);
    for (uint32_t r = 0; r < p->rows; r++) {
        bool seen[MOST] = {0};

        size += try_row(p, r, seen, owner);
    }
    return size;
}

static void check_parts(const struct pattern *p, const struct matching *m)
{
    uint32_t rows[3] = {0}, columns[3] = {0};

    for (uint32_t r = 0; r < p->rows; r++) {
        rows[m->row_part[r]]++;
        for (uint32_t e = p->start[r]; e < p->start[r + 1]; e++) {
            unsigned c = m->column_part[p->column[e]];

            if (m->row_part[r] == PART_OVER)
                ck_assert_uint_eq(c, PART_OVER);
            if (c == PART_UNDER)
                ck_assert_uint_eq(m->row_part[r], PART_UNDER);
        }
    }
    for (uint32_t c = 0; c < p->columns; c++)
        columns[m->column_part[c]]++;
    ck_assert_uint_eq(rows[PART_SQUARE], columns[PART_SQUARE]);
    ck_assert(rows[PART_OVER] > columns[PART_OVER] || rows[PART_OVER] == 0);
    ck_assert(rows[PART_UNDER] < columns[PART_UNDER] ||
              columns[PART_UNDER] == 0);
}

static void check_blocks(const struct pattern *p, const struct matching *m)
{
    uint32_t block_of[MOST], placed = 0;       /* per column */

    memset(block_of, 0xff, sizeof block_of);
    for (uint32_t b = 0; b < m->blocks; b++)
        for (uint32_t k = m->block_start[b]; k < m->block_start[b + 1]; k++)
            block_of[m->row_column[m->block_rows[k]]] = b;
    for (uint32_t b = 0; b < m->blocks; b++)
        for (uint32_t k = m->block_start[b]; k < m->block_start[b + 1]; k++) {
            uint32_t r = m->block_rows[k];

            placed++;
            for (uint32_t e = p->start[r]; e < p->start[r + 1]; e++)
                ck_assert(block_of[p->column[e]] <= b ||
                          m->column_part[p->column[e]] == PART_OVER);
        }
    for (uint32_t r = 0; r < p->rows; r++)
        placed -= m->row_part[r] == PART_SQUARE;
    ck_assert_uint_eq(placed, 0);
}

START_TEST(random_patterns)
{
    unsigned seed = 1;

    for (int k = 0; k < 20000; k++) {
        struct sample s;
        struct matching m;

        sample_make(&s, &seed);
        matching_make(&m, &s.p);
        ck_assert_uint_eq(m.size, maximum(&s.p));
        for (uint32_t r = 0; r < s.p.rows; r++)
            if (m.row_column[r] != MATCHING_NONE)
                ck_assert_uint_eq(m.column_row[m.row_column[r]], r);
        check_parts(&s.p, &m);
        check_blocks(&s.p, &m);
        matching_free(&m);
    }
}
END_TEST

/* x1; x1 x2; x2 x3; ... and the same closed to a ring: one block a row, one. */
START_TEST(long_chain_and_ring)
{
    enum { N = 100000 };
    uint32_t *start = malloc((N + 1) * sizeof *start);
    uint32_t *column = malloc(2 * N * sizeof *column), n = 0;
    struct pattern p = {N, N, start, column};
    struct matching m;

    ck_assert_ptr_nonnull(start);
    ck_assert_ptr_nonnull(column);
    for (uint32_t r = 0; r < N; r++) {
        start[r] = n;
        if (r > 0)
            column[n++] = r - 1;
        column[n++] = r;
    }
    start[N] = n;
    matching_make(&m, &p);
    ck_assert_uint_eq(m.size, N);
    ck_assert_uint_eq(m.blocks, N);
    matching_free(&m);
    column[n++] = 0;             /* the last row has the first column, too */
    start[N] = n;
    matching_make(&m, &p);
    ck_assert_uint_eq(m.size, N);
    matching_free(&m);
    free(start);
    free(column);
}
END_TEST

/* ---- against cs_dmperm ------------------------------------------------- */

enum { TABLE_MOST = 40 };

struct table_line {
    struct pattern p;
    uint32_t start[TABLE_MOST + 1], column[TABLE_MOST * TABLE_MOST];
    char row_part[TABLE_MOST + 2], column_part[TABLE_MOST + 2];
    uint32_t size, blocks, block_size[TABLE_MOST];
};

static uint32_t next_number(FILE *f)
{
    unsigned v;

    ck_assert_int_eq(fscanf(f, "%u", &v), 1);
    return v;
}

static bool read_line(FILE *f, struct table_line *l)
{
    unsigned rows;
    uint32_t n, row = 0;

    if (fscanf(f, "%u", &rows) != 1)
        return false;
    memset(l, 0, sizeof *l);
    l->p = (struct pattern){rows, next_number(f), l->start, l->column};
    n = next_number(f);
    ck_assert_uint_le(n, TABLE_MOST * TABLE_MOST);
    for (uint32_t e = 0; e < n; e++) {
        uint32_t r = next_number(f);

        while (row < r)
            l->start[++row] = e;
        l->column[e] = next_number(f);
    }
    while (row < rows)
        l->start[++row] = n;
    l->size = next_number(f);
    ck_assert_int_eq(fscanf(f, "%41s %41s", l->row_part, l->column_part), 2);
    l->blocks = next_number(f);
    for (uint32_t b = 0; b < l->blocks; b++)
        l->block_size[b] = next_number(f);
    return true;
}

static int rising(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

/* Parts and blocks are unique; only the matching is not. */
static void compare_line(const struct table_line *l)
{
    static const char letter[] = {[PART_SQUARE] = 'S', [PART_OVER] = 'O',
                                  [PART_UNDER] = 'U'};
    uint32_t size[TABLE_MOST];
    struct matching m;

    matching_make(&m, &l->p);
    ck_assert_uint_eq(m.size, l->size);
    for (uint32_t r = 0; r < l->p.rows; r++)
        ck_assert_int_eq(letter[m.row_part[r]], l->row_part[r]);
    for (uint32_t c = 0; c < l->p.columns; c++)
        ck_assert_int_eq(letter[m.column_part[c]], l->column_part[c]);
    ck_assert_uint_eq(m.blocks, l->blocks);
    for (uint32_t b = 0; b < m.blocks; b++)
        size[b] = m.block_start[b + 1] - m.block_start[b];
    qsort(size, m.blocks, sizeof *size, rising);
    for (uint32_t b = 0; b < m.blocks; b++)
        ck_assert_uint_eq(size[b], l->block_size[b]);
    matching_free(&m);
}

START_TEST(as_cs_dmperm)
{
    FILE *f = fopen(REFERENCE "/dmperm/table.txt", "r");
    static struct table_line l;
    unsigned lines = 0;

    ck_assert_ptr_nonnull(f);
    for (; read_line(f, &l); lines++)
        compare_line(&l);
    ck_assert_uint_ge(lines, 390);
    fclose(f);
}
END_TEST

int main(void)
{
    Suite *s = suite_create("matching, parts, blocks");
    TCase *t = tcase_create("all");
    SRunner *r = srunner_create(s);
    int failed;

    suite_add_tcase(s, t);
    tcase_set_timeout(t, 60);
    tcase_add_test(t, random_patterns);
    tcase_add_test(t, long_chain_and_ring);
    tcase_add_test(t, as_cs_dmperm);
    srunner_run_all(r, CK_NORMAL);
    failed = srunner_ntests_failed(r);
    srunner_free(r);
    return failed != 0;
}
