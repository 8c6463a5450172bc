/* vm_explain.c -- what went wrong, in the user's words and lines. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "../../runtime/host/numtext.h"
#include "../base/diag.h"
#include "vm_code.h"
#include "vm_engine.h"

enum { MENTIONED = 8, WALKED = 4096 };

/* One message in the making. */
struct explaining {
    struct arena *arena;
    struct vm *vm;
    const struct plan *plan;
    const struct vm_fault *fault;
    const struct step *steps;
    uint32_t mentioned[MENTIONED];       /* LOAD steps that matter */
    unsigned mentions;
};

static const char *number(struct explaining *x, double v)
{
    char buf[EQN_MAX];
    size_t n = eqn_show_digits(v, 17, buf);

    if (fabs(v) < 1e15)
        n = eqn_show(v, buf);
    return arena_strndup(x->arena, buf, n);
}

/* "-0.4" in an operator's place: bracketed where it is negative. */
static const char *operand(struct explaining *x, double v)
{
    const char *text = number(x, v);

    return signbit(v) ? arena_printf(x->arena, "(%s)", text) : text;
}

static const char *kind_of_value(double v)
{
    return isnan(v) ? "is not a number" : "is infinite";
}

/* ---- elements by name --------------------------------------------------- */

/* "t[17]", "A[2, 3]", or "x" for a number. */
static const char *element(struct explaining *x, uint32_t array, int64_t at,
                           const struct vm_sizes *s)
{
    const struct array *a = &x->plan->program->arrays.at[array];
    const char *text = "";
    int64_t lo, count;

    for (unsigned k = a->rank; k-- > 0;) {
        if (!vm_integer(s, a->lo[k], &lo) || !vm_size(s, a->count[k], &count)
            || count == 0)
            return a->name;
        text = arena_printf(x->arena, "%lld%s%s", (long long)(lo + at % count),
                            text[0] ? ", " : "", text);
        at /= count;
    }
    return a->rank ? arena_printf(x->arena, "%s[%s]", a->name, text)
                   : a->name;
}

static bool has_name(const struct explaining *x, const struct step *s)
{
    const struct plan *p = x->plan;

    return s->op == DAG_LOAD && s->type == TYPE_REAL &&
           s->a < p->program->arrays.n && p->program->arrays.at[s->a].name;
}

static void mention(struct explaining *x, uint32_t step)
{
    const struct step *s = &x->steps[step];

    for (unsigned k = 0; k < x->mentions; k++) {
        const struct step *t = &x->steps[x->mentioned[k]];
        if (t->a == s->a && vm_fault_index(x->vm, x->fault, t->b) ==
                                vm_fault_index(x->vm, x->fault, s->b))
            return;
    }
    if (x->mentions < MENTIONED)
        x->mentioned[x->mentions++] = step;
}

/* How many operands of a step are steps with values. */
static unsigned value_operands(const struct step *s)
{
    if (s->op >= DAG_FIRST_OP && s->op < PLAN_FIRST)
        return op_row(OP_OF(s->op))->arity;
    switch (s->op) {
    case DAG_SELECT: return 3;
    case DAG_LT: case DAG_LE: case DAG_EQ: case DAG_AND: case DAG_OR:
    case DAG_IADD: case DAG_IMUL: case DAG_IDIV: case DAG_IMOD:
    case DAG_ILT: case DAG_ILE: case DAG_IEQ: return 2;
    case DAG_REAL: case DAG_NOT: case PLAN_GET: case PLAN_VAR: return 1;
    default: return 0;
    }
}

/* The named elements that the steps from[0 .. n) were computed from. */
static void collect(struct explaining *x, const uint32_t *from, unsigned n)
{
    VEC(uint32_t) todo = {0};

    for (unsigned k = n; k-- > 0;)
        vec_push(&todo, from[k]);
    for (unsigned walked = 0; todo.n > 0 && walked < WALKED; walked++) {
        uint32_t at = todo.at[--todo.n];
        const struct step *s = &x->steps[at];
        const uint32_t kid[3] = {s->a, s->b, s->c};

        if (has_name(x, s))
            mention(x, at);
        for (unsigned k = value_operands(s); k-- > 0;)
            vec_push(&todo, kid[k]);
    }
    vec_free(&todo);
}

/* ---- the message -------------------------------------------------------- */

/* "log(-0.4)", "1/0", "2^0.5". */
static const char *operation(struct explaining *x, const struct step *s)
{
    const struct vm_fault *f = x->fault;
    const struct op_row *row = op_row(OP_OF(s->op));
    const char *space = row->precedence < 6 ? " " : "";

    if (row->arity == 1)
        return arena_printf(x->arena, row->precedence == 9 ? "%s(%s)"
                                                           : "%s%s",
                            row->name, row->precedence == 9
                                           ? number(x, f->operand[0])
                                           : operand(x, f->operand[0]));
    if (row->precedence == 9)
        return arena_printf(x->arena, "%s(%s, %s)", row->name,
                            number(x, f->operand[0]),
                            number(x, f->operand[1]));
    return arena_printf(x->arena, "%s%s%s%s%s", operand(x, f->operand[0]),
                        space, row->name, space, operand(x, f->operand[1]));
}

static const char *message_of_load(struct explaining *x, const struct step *s,
                                   const struct vm_sizes *sizes)
{
    const struct placed *p = &x->plan->arrays.at[s->a];
    int64_t at = vm_fault_index(x->vm, x->fault, s->b), size = 0;
    const char *name = has_name(x, s) ? x->plan->program->arrays.at[s->a].name
                                      : "an array";

    vm_size(sizes, p->size, &size);
    if (at < 0 || at >= size)
        return arena_printf(x->arena, "an index lies outside %s", name);
    return arena_printf(x->arena, "%s %s", element(x, s->a, at, sizes),
                        kind_of_value(x->fault->value));
}

/* Only interp and pchip choose between a value and NaN. */
static bool is_outside_table(const struct explaining *x, const struct step *s)
{
    const struct step *other = &x->steps[s->c];
    const struct dag *g = x->plan->program->dag;

    return s->op == DAG_SELECT && other->op == DAG_CONST &&
           isnan(dag_value(g, other->expr));
}

static const char *message(struct explaining *x, const struct step *s,
                           const struct vm_sizes *sizes)
{
    const char *what;

    if (s->op == DAG_LOAD)
        return has_name(x, s) ? message_of_load(x, s, sizes)
                              : "an index lies outside its array";
    if (is_outside_table(x, s))
        return "this lies outside the table";
    if (s->op < DAG_FIRST_OP || s->op >= PLAN_FIRST)
        return arena_printf(x->arena, "this value %s",
                            kind_of_value(x->fault->value));
    what = s->op == DAG_OF(OP_Div) && x->fault->operand[1] == 0
               ? "is a division by zero" : kind_of_value(x->fault->value);
    return arena_printf(x->arena, "%s%s %s",
                        x->fault->derivative ? "there is no derivative here: "
                                             : "",
                        operation(x, s), what);
}

/* The place of a step, or of the nearest value that it was made of. */
static struct span place_of(const struct explaining *x, uint32_t step)
{
    const struct dag *g = x->plan->program->dag;
    struct span at = {0, 0};

    for (unsigned turn = 0; turn < WALKED && at.hi == 0; turn++) {
        const struct step *s = &x->steps[step];

        if (s->expr.i)
            at = dag_origin(g, s->expr);
        if (value_operands(s) == 0)
            break;
        step = s->a;
    }
    return at;
}

static void say_values(struct explaining *x, struct diag *d, int m,
                       const struct vm_sizes *sizes)
{
    const char *text = "";

    for (unsigned k = 0; k < x->mentions; k++) {
        const struct step *s = &x->steps[x->mentioned[k]];
        int64_t at = vm_fault_index(x->vm, x->fault, s->b);

        text = arena_printf(x->arena, "%s%s%s = %s", text, k ? ", " : "",
                            element(x, s->a, at, sizes),
                            number(x, vm_fault_real(x->vm, x->fault,
                                                    x->mentioned[k])));
    }
    if (x->mentions)
        diag_note(d, m, (struct span){0, 0}, "with %s", text);
}

static void say_domain(const struct step *s, const struct vm_fault *f,
                       struct diag *d, int m)
{
    const struct op_row *row;

    if (s->op < DAG_FIRST_OP || s->op >= PLAN_FIRST || !isnan(f->value))
        return;
    row = op_row(OP_OF(s->op));
    if (row->help[0] && strcmp(row->where, "1") != 0)
        diag_help(d, m, row->arity == 1 ? "%s(a) has a value and a slope "
                                          "where %s"
                                        : "%s(a, b) has a value and a slope "
                                          "where %s",
                  row->name, row->where);
}

static void say_fault(struct explaining *x, const struct vm_sizes *sizes,
                      struct diag *d)
{
    const struct step *s = &x->steps[x->fault->step];
    const uint32_t kid[3] = {s->a, s->b, s->c};
    uint32_t passed = s->op == PLAN_PUSH || s->op == PLAN_OUT ? s->b : s->c;
    const char *remedy;
    int m = diag_add(d, "R0501", place_of(x, x->fault->step), "%s",
                     message(x, s, sizes));

    if (s->op == PLAN_ACC)
        passed = s->b;
    if (s->op != DAG_LOAD)
        collect(x, s->op < PLAN_FIRST ? kid : &passed,
                is_outside_table(x, s) ? 1
                : s->op < PLAN_FIRST ? value_operands(s) : 1);
    say_values(x, d, m, sizes);
    remedy = vm_remedy(x->arena, x->vm, x->fault);
    if (remedy)
        diag_help(d, m, "%s", remedy);
    else
        say_domain(s, x->fault, d, m);
}

int vm_explain(struct vm *vm, const struct plan *plan,
               const struct source *src, const double *x, struct diag *said,
               FILE *out)
{
    struct diag *d = said;
    struct vm_fault fault;
    struct explaining e = {.vm = vm, .plan = plan, .fault = &fault};

    if (!vm_find_fault(vm, x, &fault))
        return 0;
    e.arena = arena_make();
    if (!e.arena)
        base_no_memory();
    e.steps = plan->functions[fault.function].steps.at;
    if (!said)
        d = diag_make(e.arena, src);
    say_fault(&e, vm_sizes_of(vm), d);
    if (!said)
        diag_print(d, out, false);
    arena_free(e.arena);
    return 1;
}

/* ---- refusals ----------------------------------------------------------- */

static int add_refusal(struct diag *d, const struct vm_refusal *r)
{
    if (r->what)
        return diag_add(d, "R0502", r->at, "%s", r->what);
    if (r->is_value)
        return diag_add(d, "R0502", r->at, "this is %lld, outside"
                        " %lld..%lld, the range of `%s`",
                        (long long)r->index, (long long)r->lo,
                        (long long)r->hi, r->of);
    return diag_add(d, "R0502", r->at, "this index is %lld, and"
                    " %s has %lld..%lld", (long long)r->index,
                    r->of ? r->of : "the array", (long long)r->lo,
                    (long long)r->hi);
}

int vm_say_refusal(const struct vm *vm, const struct source *src,
                   struct diag *said, FILE *out)
{
    struct vm_refusal r;
    struct arena *a;
    struct diag *d;

    if (!vm_refusal(vm, &r))
        return 0;
    if (said) {
        add_refusal(said, &r);
        return 1;
    }
    a = arena_make();
    if (!a)
        base_no_memory();
    d = diag_make(a, src);
    add_refusal(d, &r);
    diag_print(d, out, false);
    arena_free(a);
    return 1;
}
