/* plan.c -- printing a plan, and freeing it. */
#include "plan.h"

#include <stdlib.h>

static const char *const step_names[] = {
#define S(name, text) #name,
    PLAN_STEPS(S)
#undef S
};

static const char *const dag_names_[] = {
#define S(name, text) #name,
    DAG_STRUCTURAL(S)
#undef S
};

static const char *const function_names[] = {
#define F(tag, name, list, text) #name,
    PLAN_FUNCTIONS(F)
#undef F
};

static const struct { const char *name, *kind; } passes[] = {
#define P(tag, name, kind, text) {#name, kind},
    PLAN_PASSES(P)
#undef P
};

enum plan_list plan_list_of(enum plan_function f)
{
    static const uint8_t lists[] = {
#define F(tag, name, list, text) LIST_##list,
        PLAN_FUNCTIONS(F)
#undef F
    };

    return (enum plan_list)lists[f];
}

size_t plan_families(const struct plan *p, enum plan_list list,
                     const struct family **out)
{
    const struct program *of = p->program;

    switch (list) {
    case LIST_RESIDUAL: *out = of->families.at; return of->families.n;
    case LIST_SHOW: *out = of->shows.at; return of->shows.n;
    case LIST_CONSTRAINT:
        *out = of->constraints.at;
        return of->constraints.n;
    case LIST_TERM: *out = of->terms.at; return of->terms.n;
    default: *out = NULL; return 0;
    }
}

static const char *step_name(const struct step *s)
{
    if (s->op > PLAN_FIRST)
        return step_names[s->op - PLAN_FIRST - 1];
    if (s->op >= DAG_FIRST_OP)
        return op_row(OP_OF(s->op))->name;
    return dag_names_[s->op];
}

static void print_operands(const struct plan *p, const struct step *s,
                           FILE *out)
{
    const struct dag *g = p->program->dag;
    unsigned arity = s->op >= DAG_FIRST_OP && s->op < PLAN_FIRST
                         ? op_row(OP_OF(s->op))->arity : 3;

    if (s->op == DAG_CONST)
        fprintf(out, " %.17g", dag_value(g, s->expr));
    else if (s->op == DAG_INT)
        fprintf(out, " %lld", (long long)dag_int_value(g, s->expr));
    else
        fprintf(out, arity == 1 ? " %u" : arity == 2 ? " %u %u" : " %u %u %u",
                s->a, s->b, s->c);
}

static void print_flags(const struct step *s, FILE *out)
{
    bool has = s->op == PLAN_FOR || s->op == PLAN_ACC;

    if (s->op == PLAN_FAMILIES && s->flags & STEP_BESIDE)
        fputs(" beside", out);
    fputs(has && s->flags & STEP_LANES ? " lanes" : "", out);
    fputs(has && s->flags & STEP_INDEPENDENT ? " independent\n" : "\n", out);
}

static void print_function(const struct plan *p, const struct function *f,
                           const char *name, FILE *out)
{
    int depth = 1;

    fprintf(out, "\n%s\n", name);
    for (size_t k = 0; k < f->steps.n; k++) {
        const struct step *s = &f->steps.at[k];
        if (s->op == PLAN_END)
            depth--;
        fprintf(out, "%*s%zu: %s", depth * 2, "", k, step_name(s));
        print_operands(p, s, out);
        print_flags(s, out);
        if (plan_opens(s->op))
            depth++;
    }
}

/* Which pass did something where, and whether it changed a rounding. */
static void print_fired(const struct plan *p, FILE *out)
{
    fputs(p->fired.n ? "\npasses\n" : "", out);
    for (size_t k = 0; k < p->fired.n; k++) {
        const struct fired *f = &p->fired.at[k];
        fprintf(out, "  %s (%s) %s step %u\n", passes[f->pass].name,
                passes[f->pass].kind, function_names[f->function], f->step);
    }
}

void plan_print(const struct plan *p, FILE *out)
{
    fprintf(out, "class %s, solver %s\n", p->class_text,
            p->solver[0] ? p->solver : "none");
    for (int k = 0; k < FUNCTION_COUNT; k++)
        if (p->functions[k].present)
            print_function(p, &p->functions[k], function_names[k], out);
    print_fired(p, out);
}

void plan_free(struct plan *p)
{
    if (!p)
        return;
    for (int k = 0; k < FUNCTION_COUNT; k++)
        vec_free(&p->functions[k].steps);
    vec_free(&p->arrays);
    free(p->separable);
    vec_free(&p->fired);
    for (int k = 0; k < PLAN_LISTS; k++) {
        vec_free(&p->lists[k].each);
        vec_free(&p->lists[k].most);
    }
    free(p);
}
