/*
 * verify.c -- eqc verify FILE RESULT: checks what `eqc run --json` claims, with
 * an evaluator that shares nothing with the solver: the raw program, walked
 * loop by loop.
 */
#include "verify.h"

#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "../../runtime/host/numtext.h"
#include "files.h"

enum { EXIT_CLAIM_FAILS = 3 };

void verify_fail(struct verify *v, const char *fmt, ...)
{
    va_list ap;

    va_start(ap, fmt);
    fprintf(stdout, "not verified: %s\n",
            arena_vprintf(v->job->arena, fmt, ap));
    va_end(ap);
    v->failures++;
}

/* All digits of a number. */
static const char *digits(const struct verify *v, double value)
{
    char text[EQN_MAX];
    size_t n = eqn_print(value, text);

    return arena_strndup(v->job->arena, text, n);
}

/* ---- values named in the claim ----------------------------------------- */

/* The numbers of nested lists, in order; false where one is none. */
static bool flatten(const struct json *j, uint32_t node, double *out,
                    size_t count)
{
    VEC(uint32_t) todo = {0};
    size_t n = 0;
    bool ok = true;

    vec_push(&todo, node);
    while (todo.n > 0 && ok) {
        uint32_t at = todo.at[todo.n - 1];
        const struct json_node *k = &j->nodes.at[at];
        todo.n--;
        if (at != node && k->next)
            vec_push(&todo, k->next);
        if (k->kind == JSON_LIST) {
            if (k->kid)
                vec_push(&todo, k->kid);
        } else {
            ok = n < count && json_number(j, at, &out[n]);
            n++;
        }
    }
    vec_free(&todo);
    return ok && n == count;
}

/* The first member of an object; 0 where it is none. */
static uint32_t first_member(const struct verify *v, uint32_t node)
{
    const struct json_node *n = &v->json->nodes.at[node];

    return node && n->kind == JSON_OBJECT ? n->kid : 0;
}

static void read_unknowns(struct verify *v)
{
    const eqh_list *list = &v->bound->program.unknowns;
    uint32_t all = json_get(v->json, v->claim, "unknowns");
    double *x = v->x;

    for (size_t k = 0; k < list->count; k++) {
        size_t count = v->bound->d.in.unknowns[k].count;
        uint32_t node = json_get(v->json, all, list->items[k].name);
        if (!node)
            verify_fail(v, "no value for %s", list->items[k].name);
        else if (!flatten(v->json, node, x, count))
            verify_fail(v, "%s should be %zu number%s", list->items[k].name,
                        count, count == 1 ? "" : "s");
        x += count;
    }
    for (uint32_t k = first_member(v, all); k;
         k = v->json->nodes.at[k].next) {
        bool known = false;
        for (size_t i = 0; i < list->count; i++)
            known |= strcmp(list->items[i].name,
                            v->json->nodes.at[k].key) == 0;
        if (!known)
            verify_fail(v, "%s is no unknown of this file",
                        v->json->nodes.at[k].key);
    }
}

/* The swept param. */
static int set_params(struct verify *v)
{
    uint32_t set = json_get(v->json, v->claim, "set");
    const eqh_args *args = &v->bound->d.args;
    const eqh_list *params = &v->bound->program.params;
    eqh_setting s;

    for (uint32_t k = first_member(v, set); k;
         k = v->json->nodes.at[k].next) {
        const char *text = arena_printf(v->job->arena, "%s=%.17g",
                                        v->json->nodes.at[k].key,
                                        v->json->nodes.at[k].number);
        if (eqh_setting_read(args, "set", text, params, &s) != 0 ||
            eqh_setting_apply(args, &s, &params->items[s.item],
                              &v->bound->d.in.params[s.item],
                              v->bound->d.in.param_values[s.item]) != 0)
            return EXIT_USAGE;
    }
    return eqh_driver_check_params(&v->bound->d);
}

/* ---- what must be true ------------------------------------------------- */

static const char *element(const struct verify *v, size_t k)
{
    size_t item = eqh_find_element(&v->bound->program.unknowns,
                                   v->bound->d.in.unknowns, &k);

    return v->bound->program.unknowns.items[item].name;
}

static void bounds(struct verify *v)
{
    const struct program *p = v->job->program;
    size_t lo = 0, hi = 0;

    for (size_t k = 0; k < v->n; k++) {
        v->lower[k] = -HUGE_VAL;
        v->upper[k] = HUGE_VAL;
    }
    for (size_t k = 0; k < p->lowers.n; k++) {
        oracle_values(v->oracle, &p->lowers.at[k].domain,
                      p->lowers.at[k].body, v->lower + lo, NULL);
        lo += oracle_count(v->oracle, &p->lowers.at[k].domain);
    }
    for (size_t k = 0; k < p->uppers.n; k++) {
        oracle_values(v->oracle, &p->uppers.at[k].domain,
                      p->uppers.at[k].body, v->upper + hi, NULL);
        hi += oracle_count(v->oracle, &p->uppers.at[k].domain);
    }
    for (size_t k = 0; k < v->n; k++)
        if (!(v->x[k] >= v->lower[k] && v->x[k] <= v->upper[k]))
            verify_fail(v, "%s = %s is outside its bounds [%g, %g]",
                        element(v, k), digits(v, v->x[k]), v->lower[k],
                        v->upper[k]);
}

/* Does key match value to 1e-12 of what it is made of? */
static void same(struct verify *v, const char *key, double value, double slack)
{
    uint32_t node = json_get(v->json, v->claim, key);
    double claimed;

    if (!node)
        return;
    if (!json_number(v->json, node, &claimed) ||
        !(fabs(claimed - value) <= 1e-12 * fabs(value) + slack))
        verify_fail(v, "%s is %s, and the claim says %s", key,
                    digits(v, value), digits(v, claimed));
}

static void loss(struct verify *v, const struct verify_sums *s)
{
    const struct program *p = v->job->program;
    double magnitude, value = oracle_loss(v->oracle, &magnitude);
    bool squares = p->families.n > 0 && (p->loss_is_squares ||
                                         !p->has_objective);

    if (p->loss == UINT32_MAX)
        return;
    same(v, "loss", p->maximise ? -value : value,
         squares ? s->blame : 1e-12 * magnitude);
    if (p->families.n > 0)
        same(v, "sse", s->sse, s->blame);
}

static void equations_hold(struct verify *v, const struct verify_sums *s)
{
    const struct family *f;
    struct span at;

    if (!(s->worst <= 1)) {
        f = &v->job->program->families.at[s->worst_family];
        at = f->span;
        verify_fail(v, "line %u does not hold: |left - right| is %.3g times "
                    "what rounding allows: %.*s",
                    source_place(v->job->source, at.lo).line, s->worst,
                    (int)(at.hi - at.lo), v->job->source->text + at.lo);
    }
    v->evidence = arena_printf(v->job->arena, "%zu equation%s, at most %.2g "
                               "of what rounding allows", s->rows,
                               s->rows == 1 ? " holds" : "s hold", s->worst);
}

static void shows(struct verify *v)
{
    const struct program *p = v->job->program;
    uint32_t all = json_get(v->json, v->claim, "show");

    for (size_t k = 0; k < p->shows.n && all; k++) {
        const struct family *f = &p->shows.at[k];
        size_t n = oracle_count(v->oracle, &f->domain);
        uint32_t node = json_get(v->json, all, f->name);
        double *claimed = arena_array(v->job->arena, 3 * n + 1,
                                      sizeof *claimed);
        double *value = claimed + n, *magnitude = value + n;
        oracle_values(v->oracle, &f->domain, f->row, value, magnitude);
        if (!node || !flatten(v->json, node, claimed, n)) {
            verify_fail(v, "no value for %s", f->name);
            continue;
        }
        for (size_t i = 0; i < n; i++)
            if (!(fabs(claimed[i] - value[i]) <= 1e-12 * magnitude[i]) &&
                !(isnan(claimed[i]) && isnan(value[i]))) {
                verify_fail(v, "%s is %s, and the claim says %s", f->name,
                            digits(v, value[i]), digits(v, claimed[i]));
                break;
            }
    }
}

static bool is_one_of(const char *word, const char *const *list)
{
    for (; *list; list++)
        if (strcmp(word, *list) == 0)
            return true;
    return false;
}

/* ---- one claim --------------------------------------------------------- */

static void check(struct verify *v)
{
    static const char *const roots[] = {"ROOT", "ROOT_PROVED", NULL};
    static const char *const flat[] = {"LEAST_SQUARES", "STATIONARY",
                                       "MINIMUM", NULL};
    struct verify_sums s;

    v->evidence = "the values and the loss agree; it claims no more";
    oracle_run(v->oracle, v->x);
    bounds(v);
    verify_sums(v, &s);
    loss(v, &s);
    shows(v);
    if (is_one_of(v->verdict, roots) || is_one_of(v->verdict, flat))
        verify_constraints(v);
    if (is_one_of(v->verdict, roots))
        equations_hold(v, &s);
    else if (is_one_of(v->verdict, flat) && v->job->program->constraints.n > 0)
        v->evidence = "the constraints are kept; that no better point keeps "
                      "them is not checked";
    else if (is_one_of(v->verdict, flat))
        verify_gradient(v);
    verify_sums_free(&s);
}

static int claim(struct verify *v)
{
    eqh_inputs in = bound_inputs(v->bound);
    uint32_t verdict = json_get(v->json, v->claim, "verdict");
    int code = set_params(v);

    if (code != 0)
        return code;
    v->failures = 0;
    v->oracle = oracle_make(v->job->program, &in);
    if (!v->oracle)
        base_no_memory();
    v->n = oracle_unknowns(v->oracle);
    v->x = arena_array(v->job->arena, 3 * v->n + 1, sizeof *v->x);
    v->lower = v->x + v->n;
    v->upper = v->lower + v->n;
    v->verdict = verdict ? v->json->nodes.at[verdict].text : NULL;
    if (!v->verdict)
        verify_fail(v, "there is no verdict");
    read_unknowns(v);
    if (v->failures == 0)
        check(v);
    if (v->failures == 0)
        printf("verified: %s: %s\n", v->verdict, v->evidence);
    oracle_free(v->oracle);
    return v->failures ? EXIT_CLAIM_FAILS : EXIT_DONE;
}

/* ---- all --------------------------------------------------------------- */

static int bad_json(struct job *j, const struct json *doc)
{
    fprintf(stderr, "eqc: %s: at byte %zu: %s\n", j->options->files[1],
            doc->at + 1, doc->error ? doc->error : "no object");
    return EXIT_ERRORS;
}

/* A sweep is one object a line; each is a claim. */
static int claims(struct job *j, struct bound *b, const char *text, size_t len)
{
    struct verify v = {.job = j, .bound = b};
    size_t at = 0;
    int worst = 0;

    do {
        struct json doc;
        bool ok = json_read(&doc, j->arena, text, len, at) &&
                  doc.nodes.at[doc.root].kind == JSON_OBJECT;
        int code = 0;
        v.json = &doc;
        v.claim = doc.root;
        code = ok ? claim(&v) : bad_json(j, &doc);
        at = doc.at;
        json_free(&doc);
        worst = code > worst ? code : worst;
        if (!ok)
            break;
    } while (at < len);
    return worst;
}

int command_verify(struct job *j)
{
    struct bound b;
    size_t len;
    char *text;
    int code = job_compile(j);

    if (code)
        return code;
    text = file_read(j->arena, j->options->files[1], &len);
    if (!text)
        return EXIT_USAGE;
    code = bound_load(j, &b);
    if (code == 0)
        code = claims(j, &b, text, len);
    bound_free(&b);
    return code;
}
