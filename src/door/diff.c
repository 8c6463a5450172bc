/*
 * diff.c -- eqc diff FILE: derivatives of every definition, let, loss, show
 * and residual as expressions, and with --at their values.
 */
#include "diff.h"

#include <stdlib.h>
#include <string.h>

#include "../../runtime/host/json.h"
#include "../math/derive.h"

/* ---- expressions -------------------------------------------------------- */

static void text_item(struct diff *d, const struct item *it)
{
    const char *left, *right, *more;

    if (it->note)
        fprintf(d->out, "# %s\n", it->note);
    fprintf(d->out, "%s\n", show_value(d, it));
    if (d->job->options->value[OPT_STEPS] && it->parts.n > 0)
        diff_steps(d, it);
    for (size_t k = 0; k < it->parts.n; k++) {
        show_part(d, it, &it->parts.at[k], &left, &right, &more);
        fprintf(d->out, "%s %s %s%s%s\n", left,
                part_is_whole(d, it, k) ? "=" : "+=", right,
                more[0] ? "   for " : "", more);
    }
    if (it->parts.n == 0)
        fprintf(d->out, "# %s depends on no unknown and no param\n",
                it->loop ? show_name(d, it) : it->name);
}

static void text(struct diff *d)
{
    bool any = false, adds = false;

    for (size_t k = 0; k < d->items.n; k++) {
        if (d->items.at[k].hidden || d->items.at[k].whole)
            continue;
        if (any)
            fputc('\n', d->out);
        any = true;
        text_item(d, &d->items.at[k]);
        for (size_t i = 0; i < d->items.at[k].parts.n; i++)
            adds |= !part_is_whole(d, &d->items.at[k], i);
    }
    if (adds)
        fputs("# += : these add up where they meet in one element\n", d->out);
}

typedef struct { const char **at; size_t n, cap; } Keys;

/* A key that was there before says also where its indices run. */
static const char *key_for(struct diff *d, Keys *keys, const char *left,
                           const char *more)
{
    bool again = false;

    for (size_t k = 0; k < keys->n; k++)
        again |= strcmp(keys->at[k], left) == 0;
    vec_push(keys, left);
    return again ? arena_printf(d->job->arena, "%s for %s", left, more) : left;
}

static void json_item(struct diff *d, eqh_json *j, Keys *keys,
                      const struct item *it)
{
    const char *left, *right, *more;

    for (size_t i = 0; i < it->parts.n; i++) {
        show_part(d, it, &it->parts.at[i], &left, &right, &more);
        eqh_json_key(j, key_for(d, keys, left, more));
        eqh_json_string(j, right);
    }
}

static void json(struct diff *d)
{
    eqh_json j = {d->out, 0};
    Keys keys = {0};

    eqh_json_open(&j, '{');
    eqh_json_key(&j, "derivative");
    eqh_json_open(&j, '{');
    for (size_t k = 0; k < d->items.n; k++) {
        const struct item *it = &d->items.at[k];
        if (k > 0 && it->name != d->items.at[k - 1].name)
            keys.n = 0;
        if (!it->hidden && !it->whole)
            json_item(d, &j, &keys, it);
    }
    vec_free(&keys);
    eqh_json_close(&j, '}');
    eqh_json_close(&j, '}');
    fputc('\n', d->out);
}

/* ---- the point ---------------------------------------------------------- */

static bool is_one_of(const eqh_list *list, const char *text)
{
    size_t n = strcspn(text, "[= ");

    for (size_t k = 0; k < list->count; k++)
        if (strlen(list->items[k].name) == n &&
            strncmp(list->items[k].name, text, n) == 0)
            return true;
    return false;
}

static bool set_param(struct bound *b, const char *text)
{
    eqh_setting s;

    return eqh_setting_read(&b->d.args, "--at", text, &b->program.params,
                            &s) == 0 &&
           eqh_setting_apply(&b->d.args, &s, &b->program.params.items[s.item],
                             &b->d.in.params[s.item],
                             b->d.in.param_values[s.item]) == 0;
}

static bool set_unknown(struct bound *b, const char *text)
{
    eqh_setting s;
    size_t at = 0;

    if (eqh_setting_read(&b->d.args, "--at", text, &b->program.unknowns,
                         &s) != 0)
        return false;
    for (size_t k = 0; k < s.item; k++)
        at += b->d.in.unknowns[k].count;
    return eqh_setting_apply(&b->d.args, &s,
                             &b->program.unknowns.items[s.item],
                             &b->d.in.unknowns[s.item], b->d.start + at) == 0;
}

/* A name that an equation defines has its value from there. */
static bool is_defined(const struct diff *d, const char *text)
{
    size_t n = strcspn(text, "[= ");

    for (size_t k = 0; k < d->items.n; k++) {
        const struct item *it = &d->items.at[k];
        if (it->note && !it->row && strlen(it->name) == n &&
            strncmp(it->name, text, n) == 0) {
            fprintf(stderr, "eqc: --at %s: %s has its value from its "
                    "definition\n", text, it->name);
            return true;
        }
    }
    return false;
}

/* Params first: starts may depend on them. */
static int point(struct diff *d, struct bound *b)
{
    const char **at = d->job->options->at;
    int code;

    for (size_t k = 0; at[k]; k++) {
        if (is_defined(d, at[k]))
            return EXIT_USAGE;
        if (is_one_of(&b->program.params, at[k]) && !set_param(b, at[k]))
            return EXIT_USAGE;
    }
    code = bound_start(b);
    if (code != 0)
        return code;
    for (size_t k = 0; at[k]; k++)
        if (!is_one_of(&b->program.params, at[k]) && !set_unknown(b, at[k]))
            return EXIT_USAGE;
    return 0;
}

static int values(struct diff *d)
{
    struct bound b;
    int code = bound_load(d->job, &b);

    if (code == 0)
        code = point(d, &b);
    if (code == 0)
        code = diff_values(d, &b, b.d.start);
    bound_free(&b);
    return code;
}

/* ---- all ---------------------------------------------------------------- */

static void at_line(const struct diff *d)
{
    const char **at = d->job->options->at;

    fputs("\nat ", d->out);
    for (size_t k = 0; at[k]; k++)
        fprintf(d->out, "%s%s", k ? ", " : "", at[k]);
    fputs(":\n", d->out);
}

static int refuse(struct diff *d)
{
    struct diag *said = diag_make(d->job->arena, d->job->source);

    diag_add(said, "E0290", d->refused, "not yet: eqc diff through %s",
             d->what);
    diag_print(said, stderr, false);
    return EXIT_ERRORS;
}

static int print_all(struct diff *d)
{
    bool as_json = d->job->options->value[OPT_JSON] != NULL;
    bool values_too = d->job->options->at[0] != NULL;

    if (d->items.n == 0)
        fprintf(stderr, "eqc: %s defines nothing to differentiate\n",
                d->job->path);
    if (!as_json)
        text(d);
    else if (!values_too)
        json(d);
    if (values_too && !as_json)
        at_line(d);
    return values_too ? values(d) : EXIT_DONE;
}

int command_diff(struct job *j)
{
    struct diff d = {.job = j, .out = stdout};
    int code;

    if (j->options->value[OPT_STEPS] && j->options->value[OPT_JSON]) {
        fputs("eqc: --steps is text, and --json has no place for it\n",
              stderr);
        return EXIT_USAGE;
    }
    j->explains = true;
    if (j->options->at[0])           /* to say where a value is none */
        j->asked = DERIVE_ROWS | DERIVE_GRADIENT;
    code = job_compile(j);
    if (code)
        return code;
    d.p = j->program;
    d.g = d.p->dag;
    lets_begin(&d);
    chain_begin(&d);
    diff_items(&d);
    for (size_t k = 0; k < d.items.n; k++)
        chain_item(&d, &d.items.at[k]);
    code = d.what ? refuse(&d) : print_all(&d);
    chain_end(&d);
    return code;
}
