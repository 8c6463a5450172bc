/* resolve_calls.c -- functions where they are called: who, how many, where. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "../base/arena.h"
#include "../tables/ops.h"
#include "resolver.h"

/* What is called like a function, and is more than a row of ops.def. */
enum special_kind { REDUCTION, LATER, RANDOM, WHOLE };   /* WHOLE: numbers
                                               or arrays, as they are */

static const struct special {
    const char *name;
    uint8_t kind;
    uint8_t least, most;     /* arguments without a name */
    const char *takes;
} specials[] = {
    {"sum", REDUCTION, 1, 1, "an array, or `i in 1..n: ...`"},
    {"prod", REDUCTION, 1, 1, "an array, or `i in 1..n: ...`"},
    {"mean", REDUCTION, 1, 1, "an array, or `i in 1..n: ...`"},
    {"min", REDUCTION, 1, 2, "two numbers, an array, or `i in 1..n: ...`"},
    {"max", REDUCTION, 1, 2, "two numbers, an array, or `i in 1..n: ...`"},
    {"logsumexp", REDUCTION, 1, 1, "an array, or `i in 1..n: ...`"},
    {"norm", WHOLE, 1, 1, "an array"},
    {"dot", WHOLE, 2, 2, "two arrays with one subscript"},
    {"cross", WHOLE, 2, 2, "two arrays of three elements"},
    {"interp", WHOLE, 3, 3, "a point, the points of a table, its values"},
    {"pchip", WHOLE, 3, 3, "a point, the points of a table, its values"},
    {"diff", WHOLE, 2, 3, "an expression and what it is differentiated by, once or twice"},
    {"randn", RANDOM, 0, 0, "nothing but `seed = ...`"},
    {"uniform", RANDOM, 2, 2, "two ends, and `seed = ...`"},
    {"div", WHOLE, 2, 2, "two whole numbers"},
    {"mod", WHOLE, 2, 2, "two whole numbers"},
};

enum { SPECIALS = sizeof specials / sizeof *specials };

static const struct special *special_find(const char *name)
{
    for (size_t k = 0; k < SPECIALS; k++) {
        if (strcmp(specials[k].name, name) == 0)
            return &specials[k];
    }
    return NULL;
}

bool is_reduction(const char *name)
{
    const struct special *s = special_find(name);

    return s != NULL && s->kind == REDUCTION;
}

bool is_builtin(const char *name)
{
    return special_find(name) != NULL || op_find(name, strlen(name)) >= 0;
}

/* The arguments without a name; the others must be `allowed` (or NULL). */
static unsigned count_plain(struct resolver *r, Ast call, const char *allowed)
{
    unsigned count = 0;

    for (Ast k = ast_kid(r->ast, call); k.i != 0; k = ast_next(r->ast, k)) {
        if (at(r, k)->kind != AST_NAMED) {
            count++;
        } else if (nameless(r, k)) {
            count++;
        } else if (allowed == NULL || strcmp(at(r, k)->name, allowed) != 0) {
            int m = diag_add(r->d, "E0214", at(r, k)->span,
                             "`%s` has no argument called `%s`",
                             at(r, call)->name, at(r, k)->name);

            if (allowed != NULL)
                diag_help(r->d, m, "it has `%s = ...`", allowed);
            else
                diag_help(r->d, m, "arguments go by their place: leave out "
                          "`%s =`", at(r, k)->name);
            count++;         /* one cause, one message: not also E0211 */
        }
    }
    return count;
}

static const char *plural(unsigned n)
{
    return n == 1 ? "" : "s";
}

static bool is_ranged(const struct resolver *r, Ast call)
{
    Ast kid = ast_kid(r->ast, call);

    return kid.i != 0 && at(r, kid)->kind == AST_REDUCE;
}

/* An `i in 1..n:` where no sum or the like is. */
static void check_ranged(struct resolver *r, Ast call)
{
    int m = diag_add(r->d, "E0224", at(r, call)->span,
                     "`%s` is not taken over a range", at(r, call)->name);

    diag_help(r->d, m, "sum, prod, min, max, mean and logsumexp are");
}

static void check_count(struct resolver *r, Ast call, const struct op_row *op)
{
    unsigned given = count_plain(r, call, NULL), takes = op->arity;
    int m;

    if (given == takes)
        return;
    m = diag_add(r->d, "E0211", at(r, call)->span,
                 "`%s` takes %u argument%s, here are %u", at(r, call)->name,
                 takes, plural(takes), given);
    if (*op->help != '\0')
        diag_help(r->d, m, "`%s(%s)`: %s", at(r, call)->name,
                  takes == 1 ? "a" : "a, b", op->help);
}

static void check_user(struct resolver *r, Ast call, uint32_t f)
{
    const struct fn *fn = &r->m->fns.at[f];
    unsigned given = count_plain(r, call, NULL);
    int m;

    if (is_ranged(r, call)) {
        check_ranged(r, call);
    } else if (given != fn->arity) {
        m = diag_add(r->d, "E0211", at(r, call)->span,
                     "`%s` takes %u argument%s, here are %u", fn->name,
                     fn->arity, plural(fn->arity), given);
        diag_note(r->d, m, fn->span, "here it is defined");
    }
    if (r->fn_now == NONE || f < r->fn_now)
        return;
    if (f == r->fn_now) {
        m = diag_add(r->d, "E0222", at(r, call)->span, "`%s` calls itself",
                     fn->name);
        diag_help(r->d, m, "a function is an expression with a name: it "
                  "cannot use its own value");
    } else {
        m = diag_add(r->d, "E0222", at(r, call)->span, "`%s` is defined only "
                     "further down", fn->name);
        diag_note(r->d, m, fn->span, "here it is defined");
        diag_help(r->d, m, "move it before `%s`", r->m->fns.at[r->fn_now].name);
    }
}

static void check_random(struct resolver *r, Ast call, unsigned context)
{
    const char *name = at(r, call)->name;
    bool seed = false;
    int m;

    for (Ast k = ast_kid(r->ast, call); k.i != 0; k = ast_next(r->ast, k))
        seed |= at(r, k)->kind == AST_NAMED && !nameless(r, k) &&
                strcmp(at(r, k)->name, "seed") == 0;
    if (!(context & IN_START) || r->fn_now != NONE) {
        m = diag_add(r->d, "E0215", at(r, call)->span, "random numbers stand "
                     "only in `data` and in the start of an `unknown`");
        diag_help(r->d, m, "write `data noise[n] = %s;` and use `noise`",
                  text_of(r, call, 40));
    } else if (!seed) {
        m = diag_add(r->d, "E0216", at(r, call)->span,
                     "`%s` needs a seed, so that it gives the same numbers "
                     "every time", name);
        diag_help(r->d, m, strcmp(name, "randn") == 0 ?
                  "write `randn(seed = 1)`" :
                  "write `uniform(lo, hi, seed = 1)`");
    }
}

static void check_special(struct resolver *r, Ast call,
                          const struct special *s, unsigned context)
{
    unsigned given;
    int m;

    if (s->kind == LATER) {
        not_yet_at(r, at(r, call)->span,
                   arena_printf(r->arena, "the function `%s`", s->name), NULL);
        return;
    }
    if (is_ranged(r, call)) {
        if (s->kind != REDUCTION)
            check_ranged(r, call);
        return;
    }
    given = count_plain(r, call, s->kind == RANDOM ? "seed" : NULL);
    if (given < s->least || given > s->most) {
        m = diag_add(r->d, "E0211", at(r, call)->span,
                     "`%s` cannot take %u argument%s", s->name, given,
                     plural(given));
        diag_help(r->d, m, "it takes %s", s->takes);
        if (s->kind == REDUCTION && s->most == 2 && given > 2)
            diag_help(r->d, m, "of several numbers: `%s([a, b, c])`", s->name);
        return;
    }
    if (s->kind == RANDOM)
        check_random(r, call, context);
}

/* `x(1)` where x is a value: an element or a product was meant. */
static void value_called(struct resolver *r, Ast call, const char *what,
                         bool array)
{
    const char *name = at(r, call)->name;
    Ast kid = ast_kid(r->ast, call);
    const char *inside = kid.i == 0 ? "..." : text_of(r, kid, 40);
    struct entry *e = entry_at(r, entry_of(r, name));
    int m;

    if (e->called)
        return;
    e->called = true;
    m = diag_add(r->d, "E0212", at(r, call)->span,
                     "`%s` is %s, not a function", name, what);

    if (array)
        diag_help(r->d, m, "an element is written with square brackets: "
                  "`%s[%s]`", name, inside);
    else
        diag_help(r->d, m, "a product needs its `*`: `%s*(%s)`", name, inside);
}

static bool is_array(const struct resolver *r, const struct symbol *s)
{
    return s->dims.i != 0 || s->from.i != 0 ||
           (s->init.i != 0 && at(r, s->init)->kind == AST_LIST);
}

/* The functions there are, for "did you mean". */
static const char *nearest_function(struct resolver *r, const char *wrong)
{
    VEC(const char *) all = {0};
    const char *found;

    if (r->nearest_left == 0)
        return NULL;
    r->nearest_left--;
    for (size_t k = 0; k < r->m->fns.n; k++)
        vec_push(&all, r->m->fns.at[k].name);
    for (size_t k = 0; k < SPECIALS; k++)
        vec_push(&all, specials[k].name);
    for (int k = 0; k < OP_COUNT; k++) {
        if (op_row((enum op)k)->precedence == 9)
            vec_push(&all, op_row((enum op)k)->name);
    }
    found = nearest(wrong, all.at, all.n);
    vec_free(&all);
    return found;
}

/* cos(30): a whole number of 15 degrees, and of no radians. */
static void check_radians(struct resolver *r, Ast call)
{
    static const char *const turning[] = {"sin", "cos", "tan"};
    const struct ast_node *arg = at(r, ast_kid(r->ast, call));
    bool turns = false;
    int m;

    for (size_t k = 0; k < sizeof turning / sizeof *turning; k++)
        turns |= strcmp(at(r, call)->name, turning[k]) == 0;
    if (!turns || arg->kind != AST_NUM || arg->num < 15 || arg->num > 360 ||
        fmod(arg->num, 15) != 0)
        return;
    m = diag_add(r->d, "W0204", at(r, call)->span,
                 "angles are in radians, and %g radians are %.2g turns",
                 arg->num, arg->num/6.283185307179586);
    diag_help(r->d, m, "for degrees write `%s(%s*pi/180)`",
              at(r, call)->name, arg->name);
}

static void unknown_function(struct resolver *r, Ast call, unsigned context)
{
    const char *name = at(r, call)->name, *near;
    struct entry *e = entry_at(r, entry_of(r, name));
    Ast kid = ast_kid(r->ast, call);
    int m;

    if (r->broken || e->missing)
        return;              /* its definition may be what is broken */
    e->missing = true;
    near = strlen(name) > 1 ? nearest_function(r, name) : NULL;
    if (context & ON_LEFT) {
        m = diag_add(r->d, "E0217", at(r, call)->span, "there is no function "
                     "`%s`", name);
        if (help_elsewhere(r, m, name))
            return;
        if (near != NULL)
            diag_help(r->d, m, "did you mean `%s`?", near);
        if (kid.i != 0 && at(r, kid)->kind == AST_NUM)
            diag_help(r->d, m, "an element of an array is written `%s[%s]`",
                      name, text_of(r, kid, 40));
        else
            diag_help(r->d, m, "to define it, begin with `fn`: `fn %s = ...;`",
                      text_of(r, call, 60));
        return;
    }
    m = diag_add(r->d, "E0210", at(r, call)->span, "there is no function `%s`",
                 name);
    if (help_elsewhere(r, m, name))
        ;
    else if (near != NULL)
        diag_help(r->d, m, "did you mean `%s`?", near);
    else if (kid.i != 0 && at(r, kid)->kind == AST_NUM)
        diag_help(r->d, m, "an element of an array is written `%s[%s]`", name,
                  text_of(r, kid, 40));
    else
        diag_help(r->d, m, "define it: `fn %s(x) = ...;`; a product needs its "
                  "`*`", name);
}

static void check_who(struct resolver *r, Ast call, unsigned context)
{
    const char *name = at(r, call)->name;
    struct entry *e = entry_at(r, entry_of(r, at(r, call)->name));
    const struct special *s;
    int op;

    if (e->fn != NONE && is_foreign(r, e, call, true)) {
        say_foreign(r, e, call, true);
    } else if (e->fn != NONE) {
        add_ref(r, entry_of(r, e->name), call, context, true);
        check_user(r, call, e->fn);
    } else if ((s = special_find(name)) != NULL) {
        check_special(r, call, s, context);
    } else if ((op = op_find(name, strlen(name))) >= 0) {
        if (is_ranged(r, call))
            check_ranged(r, call);
        else
            check_count(r, call, op_row((enum op)op));
        if (ast_kid(r->ast, call).i != 0)
            check_radians(r, call);
    } else if (e->local != NONE) {
        value_called(r, call, r->locals.at[e->local].kind == LOCAL_INDEX ?
                     "an index" : "a number", false);
    } else if (e->symbol != NONE) {
        const struct symbol *v = &r->m->symbols.at[e->symbol];

        e->uses++;           /* else it would also be called unused */
        value_called(r, call, kind_word(v), is_array(r, v));
    } else {
        unknown_function(r, call, context);
    }
}

void visit_call(struct resolver *r, Ast n, unsigned context)
{
    unsigned inner = context & ~(unsigned)(IN_BASE | ON_LEFT);

    if (!nameless(r, n))
        check_who(r, n, context);
    if (ast_kid(r->ast, n).i != 0)
        walk_push(r, ast_kid(r->ast, n), inner, true);
}
