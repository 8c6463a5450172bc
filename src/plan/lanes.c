/*
 * lanes.c -- sums of innermost loops in PLAN_LANES parts [reassociating].
 *
 * A sum that waits for its last term is as slow as one addition after the
 * other, and no C compiler may change that without -ffast-math.  In parts the
 * order is the plan's, the error bound no worse, and the compiler vectorises.
 */
#include "planning.h"

/* Fewer are not worth it, but for the turns of one block. */
enum { LANES_TURNS = 2 * PLAN_LANES };

struct lanes {
    struct plan *plan;
    const struct function *f;
    /* The last FOR + 1 ... */
    uint32_t *stored, *loaded;           /* ... with that of an array */
    uint32_t *added, *got;               /* ... with that of a VAR's step */
};

static bool few_turns(const struct lanes *l, uint32_t count)
{
    const struct step *n = &l->f->steps.at[count];

    int64_t turns = n->op == DAG_INT
        ? dag_int_value(l->plan->program->dag, n->expr) : LANES_TURNS;

    return turns < LANES_TURNS && turns != PLAN_LANES;
}

/* Note that the loop does one thing; true where it does not the other. */
static bool alone(uint32_t *does, const uint32_t *other, uint32_t k,
                  uint32_t loop)
{
    does[k] = loop + 1;
    return other[k] != loop + 1;
}

/* May the step stand in lanes?  Who reads what is written there may not, but
   where no turn touches what another writes. */
static bool fits(struct lanes *l, uint32_t loop, const struct step *s)
{
    bool apart = l->f->steps.at[loop].flags & STEP_INDEPENDENT;

    switch (s->op) {
    case DAG_LOAD:
        return apart || alone(l->loaded, l->stored, s->a, loop);
    case PLAN_STORE: case PLAN_UPDATE:
        return apart || alone(l->stored, l->loaded, s->a, loop);
    case PLAN_ACC:
        return s->a < loop && l->f->steps.at[s->a].type == TYPE_REAL &&
               alone(l->added, l->got, s->a, loop);
    case PLAN_GET:
        return s->a < loop && alone(l->got, l->added, s->a, loop);
    default:
        return s->op < PLAN_FIRST;
    }
}

static void take(struct lanes *l, unsigned which, uint32_t loop, uint32_t end)
{
    struct step *s = l->f->steps.at;
    bool any = false;

    if (s[loop].op != PLAN_FOR || few_turns(l, s[loop].a))
        return;
    for (uint32_t k = loop + 1; k < end; k++) {
        if (!fits(l, loop, &s[k]))
            return;
        any |= s[k].op == PLAN_ACC;
    }
    if (!any)
        return;
    for (uint32_t k = loop; k < end; k++)
        if (k == loop || s[k].op == PLAN_ACC)
            s[k].flags |= STEP_LANES;
    vec_push(&l->plan->fired, ((struct fired){PASS_LANES, (uint8_t)which,
                                              loop}));
}

static void *zeroed(size_t n)
{
    void *p = calloc(n + 1, sizeof(uint32_t));

    if (!p)
        abort();
    return p;
}

/* Arrays that passes over derivatives made. */
static void note_store(struct lanes *l, unsigned which, uint32_t step)
{
    uint32_t array = l->f->steps.at[step].a;
    const struct array *a = &l->plan->program->arrays.at[array];

    if (a->indexed)
        vec_push(&l->plan->fired, ((struct fired){PASS_INDEXED, (uint8_t)which,
                                                  step}));
    if (a->winner && a->integer)
        vec_push(&l->plan->fired, ((struct fired){PASS_WINNER, (uint8_t)which,
                                                  step}));
}

/*
 * Rows of several families whose turns have no loop or condition inside, but
 * that of each family: what turns push is all that they do.
 */
static void take_families(struct lanes *l, unsigned which, uint32_t k)
{
    struct step *s = l->f->steps.at;
    bool good = !few_turns(l, s[k].c);

    for (uint32_t j = k + 1; good && !(s[j].op == PLAN_END && s[j].a == k); j++)
        good = s[j].op < PLAN_FIRST || s[j].op == PLAN_FAMILY ||
               s[j].op == PLAN_END || s[j].op == PLAN_PUSH;
    if (!good)
        return;
    s[k].flags |= STEP_BESIDE;
    vec_push(&l->plan->fired, ((struct fired){PASS_BESIDE, (uint8_t)which, k}));
}

/* Loops that have no loop or condition inside. */
static void innermost(struct lanes *l, unsigned which)
{
    uint32_t loop = 0;
    bool inner = false;

    for (uint32_t k = 0; k < l->f->steps.n; k++) {
        const struct step *s = &l->f->steps.at[k];
        if (s->op == PLAN_FOR && s->flags & STEP_INDEPENDENT)
            vec_push(&l->plan->fired, ((struct fired){
                PASS_INDEPENDENT, (uint8_t)which, k}));
        if (s->op == PLAN_FAMILIES)
            take_families(l, which, k);
        if (s->op == PLAN_STORE)
            note_store(l, which, k);
        if (plan_opens(l->f->steps.at[k].op)) {
            loop = k;
            inner = true;
        } else if (l->f->steps.at[k].op == PLAN_END) {
            if (inner)
                take(l, which, loop, k);
            inner = false;
        }
    }
}

void plan_lanes(struct plan *plan)
{
    struct lanes l = {.plan = plan};

    for (unsigned which = 0; which < FUNCTION_COUNT; which++) {
        l.f = &plan->functions[which];
        if (l.f->steps.n == 0)
            continue;
        l.stored = zeroed(plan->program->arrays.n);
        l.loaded = zeroed(plan->program->arrays.n);
        l.added = zeroed(l.f->steps.n);
        l.got = zeroed(l.f->steps.n);
        innermost(&l, which);
        free(l.stored);
        free(l.loaded);
        free(l.added);
        free(l.got);
    }
}
