/* chosen.c -- some rows of a problem; see chosen.h. */
#include "chosen.h"

int eqh_chosen_possible(const eqr_problem *p, const eqr_rows *rows)
{
    return p->n <= EQH_CHOSEN_UNKNOWNS && rows->count <= EQH_CHOSEN_ROWS &&
           rows->width <= EQH_CHOSEN_WIDTH;
}

size_t eqh_chosen_take(eqh_chosen *s, const char *in, size_t out)
{
    size_t m = 0;

    for (size_t k = 0; k < s->rows->count; k++) {
        if (in[k] && k != out)
            s->row[m++] = k;
    }
    return m;
}

int eqh_chosen_prepare(void *user, const eqr_real *x)
{
    const eqr_problem *p = ((const eqh_chosen *)user)->p;

    return p->prepare == NULL ? 0 : p->prepare(p->user, x);
}

int eqh_chosen_structure(void *user, size_t lo, size_t hi, size_t *start,
                         size_t *col)
{
    const eqh_chosen *s = user;
    size_t at[2];
    int code = 0;

    start[0] = 0;
    for (size_t k = lo; code == 0 && k < hi; k++) {
        code = s->rows->structure(s->p->user, s->row[k], s->row[k] + 1, at,
                                  col + start[k - lo]);
        start[k - lo + 1] = start[k - lo] + at[1];
    }
    return code;
}

int eqh_chosen_values(void *user, const eqr_real *x, size_t lo, size_t hi,
                      eqr_real *r, eqr_real *jac)
{
    const eqh_chosen *s = user;
    size_t at[2], col[EQH_CHOSEN_WIDTH];
    int code = 0;

    for (size_t k = lo; code == 0 && k < hi; k++) {
        size_t row = s->row[k];

        code = s->rows->values(s->p->user, x, row, row + 1,
                               r == NULL ? NULL : r + (k - lo), jac);
        if (code == 0 && jac != NULL) {
            code = s->rows->structure(s->p->user, row, row + 1, at, col);
            jac += at[1];
        }
    }
    return code;
}

int eqh_chosen_magnitude(void *user, const eqr_real *x, size_t lo, size_t hi,
                         eqr_real *m)
{
    const eqh_chosen *s = user;
    int code = 0;

    for (size_t k = lo; code == 0 && k < hi; k++)
        code = s->magnitude(s->p->user, x, s->row[k], s->row[k] + 1,
                            m + (k - lo));
    return code;
}
