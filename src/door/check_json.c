/* check_json.c -- `eqc check --json`: the same as one object. */
#include "check.h"

#include "../../runtime/host/json.h"

static void key_text(eqh_json *j, const char *key, const char *text)
{
    eqh_json_key(j, key);
    eqh_json_string(j, text);
}

static void key_count(eqh_json *j, const char *key, size_t n)
{
    eqh_json_key(j, key);
    eqh_json_count(j, n);
}

static void key_bool(eqh_json *j, const char *key, bool v)
{
    eqh_json_key(j, key);
    eqh_json_bool(j, v);
}

static void shape(eqh_json *j, const eqh_item *item, const eqh_shape *s)
{
    eqh_json_key(j, "shape");
    eqh_json_open(j, '[');
    for (int k = 0; k < item->rank; k++)
        eqh_json_count(j, (size_t)(s->hi[k] - s->lo[k] + 1));
    eqh_json_close(j, ']');
}

static const struct symbol *symbol_named(const struct check *c,
                                         const char *name)
{
    for (size_t k = 0; k < c->job->model->symbols.n; k++)
        if (c->job->model->symbols.at[k].name == name)
            return &c->job->model->symbols.at[k];
    return NULL;
}

static void item(const struct check *c, eqh_json *j, const eqh_item *i,
                 const eqh_shape *s, bool unknown)
{
    const struct symbol *symbol = symbol_named(c, i->name);

    eqh_json_open(j, '{');
    key_text(j, "name", i->name);
    shape(j, i, s);
    if (i->file)
        key_text(j, "file", i->file);
    if (unknown) {
        key_bool(j, "inferred", i->inferred);
        key_bool(j, "start_given", i->given);
    }
    if (symbol && !ast_absent(c->job->ast, symbol->bounds))
        key_text(j, "bounds", text_of_span(c->job,
                 ast_at(c->job->ast, symbol->bounds)->span));
    if (symbol && !unknown && !i->file &&
        !ast_absent(c->job->ast, symbol->init))
        key_text(j, "value", text_of_span(c->job,
                 ast_at(c->job->ast, symbol->init)->span));
    eqh_json_close(j, '}');
}

static void items(const struct check *c, eqh_json *j, const char *key,
                  const eqh_list *list, const eqh_shape *shapes, bool unknown)
{
    eqh_json_key(j, key);
    eqh_json_open(j, '[');
    for (size_t k = 0; k < list->count; k++)
        item(c, j, &list->items[k], &shapes[k], unknown);
    eqh_json_close(j, ']');
}

static void relation(const struct check *c, eqh_json *j, size_t k)
{
    const struct family *f = &c->job->program->families.at[k];

    eqh_json_open(j, '{');
    key_text(j, "kind", f->kind == FAMILY_EQUATION ? "equation" : "fit");
    if (f->name)
        key_text(j, "label", f->name);
    key_text(j, "text", text_of_span(c->job, f->span));
    key_count(j, "line", line_of(c->job, f->span));
    key_count(j, "rows", c->bound->d.in.families[k].count);
    eqh_json_close(j, '}');
}

static void constraint(const struct check *c, eqh_json *j,
                       const struct family *f)
{
    static const char *const senses[] = {"=", "<=", ">="};

    eqh_json_open(j, '{');
    key_text(j, "kind", "constraint");
    if (f->name)
        key_text(j, "label", f->name);
    key_text(j, "sense", senses[f->sense]);
    key_text(j, "text", text_of_span(c->job, f->span));
    key_count(j, "line", line_of(c->job, f->span));
    eqh_json_close(j, '}');
}

static void relations(const struct check *c, eqh_json *j)
{
    eqh_json_key(j, "relations");
    eqh_json_open(j, '[');
    for (size_t k = 0; k < c->job->program->families.n; k++)
        if (c->nodes[k].i)
            relation(c, j, k);
    for (size_t k = 0; k < c->job->program->constraints.n; k++)
        constraint(c, j, &c->job->program->constraints.at[k]);
    eqh_json_close(j, ']');
}

static void definitions(const struct check *c, eqh_json *j)
{
    const struct model *m = c->job->model;

    eqh_json_key(j, "definitions");
    eqh_json_open(j, '[');
    for (size_t k = 0; k < m->symbols.n; k++)
        if (m->symbols.at[k].defined)
            eqh_json_string(j, m->symbols.at[k].name);
    eqh_json_close(j, ']');
}

static void totals(const struct check *c, eqh_json *j)
{
    const struct plan *plan = c->job->plan;
    const char *total = check_total_text(c);

    if (total)
        key_text(j, c->job->program->maximise ? "maximised" : "total", total);
    key_count(j, "rows", check_rows(c));
    key_count(j, "unknown_count", c->bound->d.in.n);
    if (plan->cls == EQR_CLASS_LEAST_SQUARES) {
        eqh_json_key(j, "degrees_of_freedom");
        eqh_json_int(j, (int)check_rows(c) - (int)c->bound->d.in.n);
    }
    if (plan->cls != EQR_CLASS_EVALUATION) {
        key_text(j, "solver", plan->solver);
        key_text(j, "why", check_why(c));
    }
}

static void modes(const struct check *c, eqh_json *j)
{
    struct check_mode all[CHECK_MODES];
    size_t n = check_modes(c, all);
    const char *matrix = check_matrix(c);

    eqh_json_key(j, "derivatives");
    eqh_json_open(j, '{');
    for (size_t k = 0; k < n; k++)
        key_text(j, all[k].what, all[k].mode);
    eqh_json_close(j, '}');
    if (matrix)
        key_text(j, "matrix", matrix);
}

void check_json(const struct check *c)
{
    const eqh_program *p = &c->bound->program;
    const eqh_loaded *in = &c->bound->d.in;
    const char *warning;
    eqh_json j = {c->out, 0};

    eqh_json_open(&j, '{');
    key_text(&j, "file", c->job->source->name);
    key_text(&j, "class", c->job->plan->class_text);
    items(c, &j, "unknowns", &p->unknowns, in->unknowns, true);
    items(c, &j, "params", &p->params, in->params, false);
    items(c, &j, "data", &p->data, in->data, false);
    definitions(c, &j);
    relations(c, &j);
    totals(c, &j);
    modes(c, &j);
    eqh_json_key(&j, "show");
    eqh_json_open(&j, '[');
    for (size_t k = 0; k < p->shows.count; k++)
        eqh_json_string(&j, p->shows.items[k].name);
    eqh_json_close(&j, ']');
    eqh_json_key(&j, "warnings");
    eqh_json_open(&j, '[');
    for (size_t k = 0; (warning = diag_warning_text(c->job->diag, k)); k++)
        eqh_json_string(&j, warning);
    eqh_json_close(&j, ']');
    eqh_json_close(&j, '}');
    fputc('\n', c->out);
}
