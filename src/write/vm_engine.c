/* vm_engine.c -- the tables of names and shapes that the driver asks for. */
#include "vm_engine.h"

#include <math.h>
#include <string.h>

#include "vm_code.h"

struct engine {
    const struct plan *plan;
    const struct source *src;
    const struct model *model;
    struct arena *arena;
    struct vm *vm;
    struct diag *said;
    /* Arrays behind the items of unknowns, params and data. */
    const uint32_t *array[3];
    size_t arrays[3];
};

static const enum array_kind kinds[3] = {ARRAY_UNKNOWN, ARRAY_PARAM,
                                         ARRAY_DATA};

/* ---- items of arrays ---------------------------------------------------- */

static const struct symbol *symbol_of(const struct engine *e,
                                      const struct array *a)
{
    return a->symbol < e->model->symbols.n ? &e->model->symbols.at[a->symbol]
                                           : NULL;
}

static void item_place(const struct engine *e, struct span at, eqh_item *item)
{
    struct place p = source_place(e->src, at.lo);

    item->line = (int)p.line;
    item->column = (int)p.column;
}

/* The headers of a column, or of a matrix; none for a matrix of all. */
static void item_columns(const struct engine *e, const struct symbol *s,
                         const struct array *a, eqh_item *item)
{
    const struct ast *t = e->model->ast;
    bool list = !ast_absent(t, s->init) &&
                ast_at(t, s->init)->kind == AST_LIST;
    unsigned n = list ? ast_count(t, s->init) : 1;
    const char **names;

    if (ast_absent(t, s->init) && a->rank > 1)
        return;
    names = arena_array(e->arena, n + 1, sizeof *names);
    for (unsigned k = 0; k < n; k++)
        names[k] = ast_absent(t, s->init) ? s->name
                 : ast_at(t, list ? ast_nth(t, s->init, k) : s->init)->name;
    item->columns = names;
    item->column_count = (int)n;
}

static void item_file(const struct engine *e, const struct symbol *s,
                      const struct array *a, eqh_item *item)
{
    const struct dag *g = e->plan->program->dag;

    for (unsigned k = 0; k < EQH_RANK; k++)
        item->size[k] = -1;
    for (unsigned k = 0; k < a->rank; k++)
        if (dag_at(g, a->count[k])->op == DAG_SIZE)
            item->size[k] = (int)dag_at(g, a->count[k])->a;
    if (!s || ast_absent(e->model->ast, s->from))
        return;
    item->file = ast_at(e->model->ast, s->from)->name;
    item->skips_missing = ast_at(e->model->ast, s->from)->op == AST_NA_SKIP;
    item_columns(e, s, a, item);
}

/* 1 + the size that is only bound as the end of these whole numbers. */
static int size_of_greatest(const struct engine *e, const struct array *of)
{
    const struct program *p = e->plan->program;

    if (dag_at(p->dag, of->most)->op != DAG_SIZE)
        return 0;
    for (size_t k = 0; k < p->arrays.n; k++)
        for (unsigned d = 0; d < p->arrays.at[k].rank; d++)
            if (p->arrays.at[k].kind == ARRAY_DATA &&
                expr_same(p->arrays.at[k].count[d], of->most))
                return 0;
    return (int)dag_at(p->dag, of->most)->a + 1;
}

static eqh_item item_of_array(const struct engine *e, const struct array *a)
{
    const struct symbol *s = symbol_of(e, a);
    eqh_item item = {.name = a->name, .text = a->name,
                     .rank = (int)a->rank, .is_integer = a->integer,
                     .is_increasing = a->increasing};

    item_place(e, a->span, &item);
    item.given = s ? !ast_absent(e->model->ast, s->init) : a->table != NULL;
    item.inferred = s && s->inferred;
    item_file(e, s, a, &item);
    item.greatest = a->integer && a->kind == ARRAY_DATA
                        ? size_of_greatest(e, a) : 0;
    return item;
}

static eqh_list list_arrays(struct engine *e, unsigned which)
{
    const struct program *p = e->plan->program;
    uint32_t *array = arena_array(e->arena, p->arrays.n + 1, sizeof *array);
    eqh_item *items;
    size_t n = 0;

    for (uint32_t k = 0; k < p->arrays.n; k++)
        if (p->arrays.at[k].kind == kinds[which])
            array[n++] = k;
    items = arena_array(e->arena, n + 1, sizeof *items);
    for (size_t k = 0; k < n; k++)
        items[k] = item_of_array(e, &p->arrays.at[array[k]]);
    e->array[which] = array;
    e->arrays[which] = n;
    return (eqh_list){items, n};
}

/* ---- items of families --------------------------------------------------- */

/* A domain that is no box has one dimension: its rows. */
/* As written, on one line, without its label. */
static const char *text_of_family(const struct engine *e,
                                  const struct family *f)
{
    char *text = arena_strndup(e->arena, e->src->text + f->span.lo,
                               f->span.hi - f->span.lo);
    size_t label = f->name ? strlen(f->name) : 0, n = 0;
    const char *from = text;

    if (label && strncmp(text, f->name, label) == 0 &&
        *(from += label + strspn(text + label, " \t\r\n")) == ':')
        from += 1 + strspn(from + 1, " \t\r\n");
    else
        from = text;
    for (; *from; from++)
        if (!strchr(" \t\r\n", *from))
            text[n++] = *from;
        else if (n && text[n - 1] != ' ')
            text[n++] = ' ';
    text[n] = '\0';
    return text;
}

static eqh_item item_of_family(const struct engine *e, const struct family *f)
{
    struct dag *g = e->plan->program->dag;
    eqh_item item = {.name = f->name};

    item.rank = domain_is_box(g, &f->domain) ? (int)f->domain.rank : 1;
    item.text = text_of_family(e, f);
    item_place(e, f->span, &item);
    for (unsigned k = 0; k < EQH_RANK; k++)
        item.size[k] = -1;
    return item;
}

static eqh_list list_families(const struct engine *e,
                              const struct family *f, size_t n)
{
    eqh_item *items = arena_array(e->arena, n + 1, sizeof *items);

    for (size_t k = 0; k < n; k++)
        items[k] = item_of_family(e, &f[k]);
    return (eqh_list){items, n};
}

/* ---- shapes -------------------------------------------------------------- */

/* Extents from lower bounds (NULL: all 1) and counts. */
static bool shape_of(const struct vm_sizes *s, unsigned rank, const Expr *lo,
                     const Expr *count, eqh_shape *out)
{
    int64_t from, n;

    *out = (eqh_shape){.count = 1};
    for (unsigned k = 0; k < rank; k++) {
        from = 1;
        if ((lo && !vm_integer(s, lo[k], &from)) ||
            !vm_size(s, count[k], &n) ||
            __builtin_add_overflow(from, n - 1, &out->hi[k]) ||
            __builtin_mul_overflow(out->count, (size_t)n, &out->count))
            return false;
        out->lo[k] = from;
    }
    return true;
}

/* The range of whole numbers. */
static bool range_of(const struct vm_sizes *s, const struct array *a,
                     eqh_shape *out)
{
    int64_t from = 0, to = 0;

    if (a->integer && (!vm_integer(s, a->least, &from) ||
                       !vm_integer(s, a->most, &to)))
        return false;
    out->from = from;
    out->to = to;
    return true;
}

static bool shape_of_family(const struct engine *e, const struct vm_sizes *s,
                            const struct family *f, Expr rows, eqh_shape *out)
{
    const struct program *p = e->plan->program;
    const Expr *lo = NULL;

    if (!domain_is_box(p->dag, &f->domain))
        return shape_of(s, 1, NULL, &rows, out);
    for (size_t k = 0; k < p->named.n; k++)
        if (f->kind == FAMILY_SHOW && p->named.at[k].name == f->name &&
            p->named.at[k].rank == f->domain.rank)
            lo = p->named.at[k].lo;
    return shape_of(s, f->domain.rank, lo, f->domain.count, out);
}

/* `found`: after set-up, which knows how many rows there are. */
static bool shape_of_item(const struct engine *e, const struct vm_sizes *s,
                          size_t k, bool found, eqh_shape *out)
{
    const struct plan_rows *rows = e->plan->lists;
    const struct program *p = e->plan->program;

    for (unsigned which = 0; which < 3; which++) {
        if (k < e->arrays[which]) {
            const struct array *a = &p->arrays.at[e->array[which][k]];
            return shape_of(s, a->rank, a->lo, a->count, out) &&
                   range_of(s, a, out);
        }
        k -= e->arrays[which];
    }
    if (k < p->shows.n)
        return shape_of_family(e, s, &p->shows.at[k],
                               rows[LIST_SHOW].each.at[k], out);
    k -= p->shows.n;
    if (k < p->families.n)
        return shape_of_family(e, s, &p->families.at[k],
                               (found ? rows[LIST_RESIDUAL].each.at
                                      : rows[LIST_RESIDUAL].most.at)[k], out);
    k -= p->families.n;
    return shape_of_family(e, s, &p->constraints.at[k],
                           (found ? rows[LIST_CONSTRAINT].each.at
                                  : rows[LIST_CONSTRAINT].most.at)[k], out);
}

/* The place of the first family among the items. */
static size_t first_family(const struct engine *e)
{
    return e->arrays[0] + e->arrays[1] + e->arrays[2] +
           e->plan->program->shows.n;
}

static int shapes(void *self, const eqh_int *sizes, eqh_shape *out,
                  size_t *bad)
{
    const struct engine *e = self;
    const struct program *p = e->plan->program;
    size_t n = first_family(e) + p->families.n + p->constraints.n;
    int64_t *size = arena_array(e->arena, p->sizes.n + 1, sizeof *size);
    struct vm_sizes s;
    int status = 0;

    for (size_t k = 0; k < p->sizes.n; k++)
        size[k] = sizes[k];
    vm_sizes_make(&s, p->dag, size);
    for (size_t k = 0; k < n && status == 0; k++)
        if (!shape_of_item(e, &s, k, false, &out[k])) {
            *bad = k;
            status = EQR_REFUSED;
        }
    vm_sizes_free(&s);
    return status;
}

static void found(void *self, eqh_shape *out)
{
    const struct engine *e = self;
    const struct program *p = e->plan->program;

    for (size_t k = 0; k < p->families.n + p->constraints.n; k++)
        shape_of_item(e, vm_sizes_of(e->vm), first_family(e) + k, true,
                      &out[k]);
}

/* ---- the rest ------------------------------------------------------------ */

static void defaults(void *self, size_t k, eqr_real *out, size_t count)
{
    const struct engine *e = self;
    const struct array *a = &e->plan->program->arrays.at[e->array[1][k]];

    for (size_t i = 0; i < count; i++)
        out[i] = a->table ? a->table[i] : (eqr_real)NAN;
}

static int bind(void *self, const eqh_inputs *in, eqr_problem *p,
                eqr_real *start)
{
    struct engine *e = self;

    return vm_bind(e->vm, in, p, start);
}

static int explain(void *self, const eqr_real *x, FILE *out)
{
    struct engine *e = self;

    return vm_explain(e->vm, e->plan, e->src, x, e->said, out);
}

static int refused(void *self, FILE *out)
{
    struct engine *e = self;

    return vm_say_refusal(e->vm, e->src, e->said, out);
}

static void close_engine(void *self)
{
    struct engine *e = self;

    vm_free(e->vm);
    e->vm = NULL;
}

/* "abs in line 3": the first function with a corner that depends on the
 * unknowns; of what is solved, and not of its derivatives. */
static const char *kink(const struct engine *e)
{
    static const enum plan_function in[] = {FUNCTION_PREPARE,
                                            FUNCTION_RESIDUAL, FUNCTION_LOSS};

    for (size_t f = 0; f < sizeof in / sizeof *in; f++) {
        const struct function *fn = &e->plan->functions[in[f]];

        for (size_t k = 0; k < fn->steps.n; k++) {
            const struct step *s = &fn->steps.at[k];
            struct span at = {0, 0};

            if (s->op < DAG_FIRST_OP || s->op >= PLAN_FIRST ||
                s->op == DAG_OF(OP_Pow) || !op_row(OP_OF(s->op))->kink[0])
                continue;
            at = dag_origin(e->plan->program->dag, s->expr);
            if (at.hi > 0)
                return arena_printf(e->arena, "%s in line %u",
                                    op_row(OP_OF(s->op))->name,
                                    source_place(e->src, at.lo).line);
        }
    }
    return NULL;
}

void vm_engine(struct arena *a, const struct plan *plan,
               const struct model *m, const struct source *src,
               struct diag *said, eqh_program *out)
{
    const struct program *p = plan->program;
    struct engine *e = arena_alloc(a, sizeof *e);

    e->plan = plan;
    e->src = src;
    e->model = m;
    e->arena = a;
    e->said = said;
    e->vm = vm_make(plan);
    *out = (eqh_program){.file = src->name, .folder = "",
                         .class_text = plan->class_text,
                         .solver = plan->solver, .search = plan->search,
                         .named = p->solve.solver != NULL,
                         .maximise = p->maximise, .self = e,
                         .batches = plan->functions[FUNCTION_TERM].present,
                         .options = eqr_options_default()};
    out->size_names = p->sizes.at;
    out->size_count = p->sizes.n;
    out->unknowns = list_arrays(e, 0);
    out->params = list_arrays(e, 1);
    out->data = list_arrays(e, 2);
    out->shows = list_families(e, p->shows.at, p->shows.n);
    out->families = list_families(e, p->families.at, p->families.n);
    out->constraints = list_families(e, p->constraints.at, p->constraints.n);
    out->kink = kink(e);
    out->shapes = shapes;
    if (plan->lists[LIST_RESIDUAL].found.i ||
        plan->lists[LIST_CONSTRAINT].found.i)
        out->found = found;
    out->defaults = defaults;
    out->bind = bind;
    out->explain = explain;
    out->refused = refused;
    out->close = close_engine;
}
