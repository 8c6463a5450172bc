/* steps.c -- the last steps of a solve; see steps.h. */
#include "steps.h"

#include <math.h>
#include <string.h>

/* By method of newton: are its steps those of a descent? */
static const unsigned char steps_descend[] = {
#define METHOD(NAME, name, descends, text) descends,
#include "../core/methods.def"
#undef METHOD
};

void eqh_steps_begin(eqh_steps *s, const eqr_run *run)
{
    s->count = 0;
    s->first = (double)run->loss;
    if (s->before != NULL)
        memcpy(s->before, run->x, run->problem->n * sizeof *s->before);
}

void eqh_steps_note(eqh_steps *s, const eqr_run *run)
{
    eqh_step *step = &s->step[s->count % EQH_STEPS_KEPT];
    double most = 0.0;

    if (s->before == NULL || !steps_descend[run->result->method])
        return;
    step->loss = (double)run->loss;
    step->mover = 0;
    for (size_t k = 0; k < run->problem->n; k++) {
        double size = fabs((double)run->x[k]);
        double move = fabs((double)(run->x[k] - s->before[k]));

        size = size > 0.0 ? size : 1.0;
        if (move > most * size) {               /* a division only then */
            most = move / size;
            step->mover = k;
        }
        s->before[k] = run->x[k];
    }
    step->move = most;
    s->count++;
}

size_t eqh_steps_known(const eqh_steps *s)
{
    return s->count < EQH_STEPS_KEPT ? s->count : EQH_STEPS_KEPT;
}

const eqh_step *eqh_steps_back(const eqh_steps *s, size_t k)
{
    return &s->step[(s->count - 1 - k) % EQH_STEPS_KEPT];
}
