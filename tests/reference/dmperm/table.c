/*
 * table.c -- writes table.txt: patterns, and what CSparse's cs_dmperm (Davis,
 * Direct Methods for Sparse Linear Systems, 2006, section 7) makes of them.
 *
 *     cc table.c -I/usr/include/suitesparse -lcxsparse && ./a.out > table.txt
 *
 * A line: rows columns entries, the entries by rows (row column ...), the size
 * of the matching, the part of each row and of each column (S square, O over,
 * U under; - where there is none), the number of blocks of the square part,
 * and their sizes in rising order.
 */
#include <cs.h>
#include <stdio.h>
#include <stdlib.h>

enum { MOST = 40, PATTERNS = 400 };

static int rising(const void *a, const void *b)
{
    return *(const int *)a - *(const int *)b;
}

static void parts(const int *perm, const int *ends, const char *letters, int n)
{
    char text[MOST + 1] = {0};

    for (int part = 0; part < 4; part++)
        for (int k = ends[part]; k < ends[part + 1]; k++)
            text[perm[k]] = letters[part];
    printf(" %s", n ? text : "-");
}

static void answer(const cs_di *a)
{
    cs_did *d = cs_di_dmperm(a, 0);
    int sizes[MOST], n = 0;

    printf(" %d", d->rr[3]);
    parts(d->p, d->rr, "USOO", a->m);
    parts(d->q, d->cc, "UUSO", a->n);
    for (int b = 0; b < d->nb; b++)
        if (d->r[b] >= d->rr[1] && d->r[b + 1] <= d->rr[2] &&
            d->r[b + 1] > d->r[b])
            sizes[n++] = d->r[b + 1] - d->r[b];
    qsort(sizes, (size_t)n, sizeof *sizes, rising);
    printf(" %d", n);
    for (int k = 0; k < n; k++)
        printf(" %d", sizes[k]);
    putchar('\n');
    cs_di_dfree(d);
}

int main(void)
{
    unsigned seed = 7;

    for (int k = 0; k < PATTERNS; k++) {
        int most = k < 300 ? 9 : MOST, square = k % 3 == 0;
        int rows = rand_r(&seed) % most + 1;
        int columns = square ? rows : rand_r(&seed) % most + 1, n = 0;
        static int at[MOST * MOST][2];
        cs_di *t = cs_di_spalloc(rows, columns, 1, 1, 1), *a;

        for (int r = 0; r < rows; r++)
            for (int c = 0; c < columns; c++)
                if ((square && r == c) ||
                    rand_r(&seed) % (columns + 1) < (square ? 1 : 2)) {
                    cs_di_entry(t, r, c, 1);
                    at[n][0] = r;
                    at[n++][1] = c;
                }
        if (n == 0) {
            cs_di_spfree(t);
            continue;
        }
        t->m = rows;
        t->n = columns;
        a = cs_di_compress(t);
        printf("%d %d %d", rows, columns, n);
        for (int e = 0; e < n; e++)
            printf(" %d %d", at[e][0], at[e][1]);
        answer(a);
        cs_di_spfree(t);
        cs_di_spfree(a);
    }
    return 0;
}
