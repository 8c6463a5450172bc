/* emit_c_names.c -- names, sizes and numbers of generated C. */
#include "emit_c_own.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "../../runtime/host/numtext.h"
#include "../base/arena.h"
#include "mangle.h"

enum { SIZE_DEPTH = 200 };

/* ---- numbers ----------------------------------------------------------- */

/* Tables are long, and printf takes its time. */
const char *emit_whole(uint64_t v, char buf[40])
{
    char *at = buf + 39;

    *at = '\0';
    do
        *--at = (char)('0' + v % 10);
    while (v /= 10);
    return at;
}

/* What all digits of are written, in any case. */
static bool is_short_whole(double v)
{
    return v > 0 && v < 1e15 && v == (double)(int64_t)v;
}

static const char *whole_number(double v, char buf[40])
{
    char digits[40];
    const char *s = emit_whole((uint64_t)v, digits);
    size_t n = strlen(s);

    memcpy(buf, s, n);
    memcpy(buf + n, ".0", 3);
    return buf;
}

const char *emit_number(const struct emit *e, double v, char buf[40])
{
    double there = e->opt->is_float ? (double)(float)v : v;

    if (is_short_whole(v) && !e->opt->is_float)
        return whole_number(v, buf);
    if (there != there)
        snprintf(buf, 40, "(%s)NAN", e->real);
    else if (fabs(there) > 1.7976931348623157e308)
        snprintf(buf, 40, "%sHUGE_VAL%s", v < 0 ? "-" : "",
                 e->opt->is_float ? "F" : "");
    else if (e->opt->is_float)
    {
        size_t n = eqn_printf((float)v, buf);
        snprintf(buf + n, 40 - n, "f");
    }
    else
        eqn_print(v, buf);
    return buf;
}

/* ---- sizes ------------------------------------------------------------- */

bool emit_is_const(const struct emit *e, Expr size, int64_t *value)
{
    if (!dag_is_int(e->prog->dag, size))
        return false;
    *value = dag_int_value(e->prog->dag, size);
    return true;
}

const char *emit_size_name(const struct emit *e, uint32_t size)
{
    return mangle_member(e->arena, e->prog->sizes.at[size]);
}

/* A size in the caller's form: %s is its name, # its number. */
static const char *size_leaf(struct emit *e, uint32_t size, const char *form)
{
    const char *hole = strpbrk(form, "%#");
    int before = (int)(hole - form);

    if (*hole == '#')
        return arena_printf(e->arena, "%.*s%u%s", before, form, size,
                            hole + 1);
    return arena_printf(e->arena, "%.*s%s%s", before, form,
                        emit_size_name(e, size), hole + 2);
}

static const char *size_at(struct emit *e, Expr size, const char *form,
                           unsigned depth, bool factor);

static const char *size_two(struct emit *e, const struct node *n,
                            const char *form, unsigned depth, bool factor)
{
    bool product = n->op == DAG_IMUL, call = n->op != DAG_IADD && !product;
    const char *a = size_at(e, (Expr){n->a}, form, depth, product);
    const char *b = size_at(e, (Expr){n->b}, form, depth, product);

    if (call && strncmp(form, "(double)", 8) == 0)
        return n->op == DAG_IMOD ? b
            : arena_printf(e->arena, "floor((%s) / (%s))", a, b);
    if (call) {
        unsigned helper = n->op == DAG_IDIV ? EMIT_DIV : EMIT_MOD;

        e->helpers[helper] = true;
        return arena_printf(e->arena, "%s_%s(%s, %s)", e->prefix,
                            helper == EMIT_DIV ? "div" : "mod", a, b);
    }
    if (!product && b[0] == '-')
        return arena_printf(e->arena, factor ? "(%s - %s)" : "%s - %s", a,
                            b + 1);
    return arena_printf(e->arena, product ? "%s * %s"
                        : factor ? "(%s + %s)" : "%s + %s", a, b);
}

/* Choices and conditions: a width is the largest of several. */
static const char *size_choice(struct emit *e, const struct node *n,
                               const char *form, unsigned depth)
{
    const char *op = n->op == DAG_ILT ? "<" : n->op == DAG_ILE ? "<="
                     : n->op == DAG_IEQ ? "==" : n->op == DAG_AND ? "&&" : "||";
    const char *a = size_at(e, (Expr){n->a}, form, depth, false);
    const char *b = n->b ? size_at(e, (Expr){n->b}, form, depth, false) : "";

    if (n->op == DAG_SELECT)
        return arena_printf(e->arena, "(%s ? %s : %s)", a, b,
                            size_at(e, (Expr){n->c}, form, depth, false));
    if (n->op == DAG_NOT)
        return arena_printf(e->arena, "!%s", a);
    return arena_printf(e->arena, "(%s %s %s)", a, op, b);
}

static bool is_choice(const struct node *n)
{
    return (n->op >= DAG_ILT && n->op <= DAG_IEQ) || n->op == DAG_AND ||
           n->op == DAG_OR || n->op == DAG_NOT ||
           (n->op == DAG_SELECT && n->type == TYPE_INT);
}

static const char *size_at(struct emit *e, Expr size, const char *form,
                           unsigned depth, bool factor)
{
    const struct node *n = dag_at(e->prog->dag, size);

    if (n->op == DAG_INT) {
        long long v = (long long)dag_int_value(e->prog->dag, size);

        return arena_printf(e->arena, factor && v < 0 ? "(%lld)" : "%lld", v);
    }
    if (n->op == DAG_SIZE)
        return size_leaf(e, n->a, form);
    if (n->op == DAG_LOAD && e->plan->arrays.at[n->a].home == HOME_SETUP &&
        e->prog->arrays.at[n->a].rank == 0)
        return arena_printf(e->arena, "(ptrdiff_t)s->setup[%s]",
                            size_at(e, e->plan->arrays.at[n->a].offset, form,
                                    depth, false));
    if (depth < SIZE_DEPTH && is_choice(n))
        return size_choice(e, n, form, depth + 1);
    if (depth == SIZE_DEPTH || n->op < DAG_IADD || n->op > DAG_IMOD) {
        e->failed = true;
        return "0";
    }
    return size_two(e, n, form, depth + 1, factor);
}

const char *emit_size(struct emit *e, Expr size, const char *form)
{
    return size_at(e, size, form, 0, false);
}

bool emit_array_const(const struct emit *e, uint32_t array, int64_t *count)
{
    return emit_is_const(e, e->plan->arrays.at[array].size, count);
}

/* ---- who is who -------------------------------------------------------- */

static void group_add(struct emit *e, struct emit_group *g, uint32_t array)
{
    uint32_t place = e->plan->arrays.at[array].place;

    vec_push(&g->arrays, array);
    for (size_t k = g->arrays.n; --k > 0;) {
        uint32_t *at = g->arrays.at, t = at[k];

        if (e->plan->arrays.at[at[k - 1]].place <= place)
            break;
        at[k] = at[k - 1];
        at[k - 1] = t;
    }
}

static void array_layout(struct emit *e, uint32_t k)
{
    const struct placed *p = &e->plan->arrays.at[k];
    Name name = e->prog->arrays.at[k].name;

    switch (p->home) {
    case HOME_X: vec_push(&e->unknowns.arrays, k); break;
    case HOME_PARAM: group_add(e, &e->params, k); break;
    case HOME_DATA: group_add(e, &e->data, k); break;
    case HOME_TABLE: group_add(e, &e->tables, k); break;
    default: return;
    }
    if (p->home == HOME_TABLE &&
        e->prog->arrays.at[k].symbol == UINT32_MAX)
        /* A list within an expression: no name begins with a digit. */
        e->member[k] = arena_printf(e->arena, "%u_list", p->place + 1);
    else
        e->member[k] = name ? mangle_member(e->arena, name)
                            : arena_printf(e->arena, "array%u", (unsigned)k);
}

static bool is_name(const char *s)
{
    if (!s || !*s || (*s >= '0' && *s <= '9'))
        return false;
    for (; *s; s++)
        if (!(*s == '_' || (*s >= '0' && *s <= '9') ||
              (*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z')))
            return false;
    return true;
}

/* The aliases; show1, show2 where there is none. */
static void show_layout(struct emit *e)
{
    size_t n = e->prog->shows.n;
    struct names *all = names_make(e->arena);
    struct name_map taken = {0};

    e->show = arena_array(e->arena, n ? n : 1, sizeof *e->show);
    for (size_t k = 0; k < n; k++) {
        Name alias = e->prog->shows.at[k].name;
        const char *name = is_name(alias)
            ? mangle_member(e->arena, alias)
            : arena_printf(e->arena, "show%u", (unsigned)k + 1);

        name = name_make(all, name, strlen(name));
        while (name_map_get(&taken, name) != UINT32_MAX) {
            name = arena_printf(e->arena, "%s_", name);
            name = name_make(all, name, strlen(name));
        }
        name_map_put(&taken, name, 0);
        e->show[k] = name;
    }
    name_map_free(&taken);
    names_free(all);
}

/* Start values that need what set-up computes, bounds, or each other. */
static void start_loads(struct emit *e)
{
    const struct function *f = &e->plan->functions[FUNCTION_START];

    for (size_t k = 0; k < f->steps.n; k++) {
        const struct step *s = &f->steps.at[k];
        unsigned home = s->op == DAG_LOAD ? e->plan->arrays.at[s->a].home
                                          : HOME_NONE;

        if (home == HOME_LOWER || home == HOME_UPPER)
            e->has_bounds = true;
        if (home == HOME_START)
            e->spare = true;
        if (home == HOME_SETUP || home == HOME_START || home == HOME_LOWER ||
            home == HOME_UPPER || home == HOME_POINT)
            e->start_memory = true;
    }
}

static void take_name(struct emit *e, Name name, size_t of)
{
    if (name && name_map_get(&e->taken, name) == UINT32_MAX)
        name_map_put(&e->taken, name, (uint32_t)of);
}

/* Names that no local may have, and the first array of each. */
static void take_names(struct emit *e)
{
    for (size_t k = 0; k < e->prog->arrays.n; k++)
        take_name(e, e->prog->arrays.at[k].name, k);
    for (size_t k = 0; k < e->prog->sizes.n; k++)
        take_name(e, e->prog->sizes.at[k], e->prog->arrays.n);
}

static void find_structure(struct emit *e)
{
    const struct function *f = &e->plan->functions[FUNCTION_STRUCTURE];
    size_t n = e->prog->families.n;

    e->structure = arena_array(e->arena, n + 1, sizeof *e->structure);
    for (size_t k = 0; k < n; k++)
        e->structure[k] = UINT32_MAX;
    for (size_t k = f->steps.n; k-- > 0;)
        if (f->steps.at[k].op == PLAN_ROWS)
            e->structure[f->steps.at[k].a] = (uint32_t)k;
}

void emit_layout(struct emit *e)
{
    int64_t n;

    e->member = arena_array(e->arena, e->plan->arrays.n + 1,
                            sizeof *e->member);
    for (uint32_t k = 0; k < e->plan->arrays.n; k++)
        array_layout(e, k);
    show_layout(e);
    e->flat = !emit_is_const(e, e->plan->n, &n);
    e->flat_shows = !emit_is_const(e, e->plan->lists[LIST_SHOW].count, &n);
    e->has_bounds = e->prog->has_bounds;
    start_loads(e);
    take_names(e);
    find_structure(e);
}

void emit_layout_free(struct emit *e)
{
    vec_free(&e->unknowns.arrays);
    vec_free(&e->params.arrays);
    vec_free(&e->data.arrays);
    vec_free(&e->tables.arrays);
    name_map_free(&e->taken);
    vec_free(&e->row_tables);
    out_free(&e->tables_text);
}

/* Where an unknown begins in x; sizes are constant. */
static int64_t unknown_begin(const struct emit *e, size_t k)
{
    return dag_int_value(e->prog->dag,
                         e->plan->arrays.at[e->unknowns.arrays.at[k]].offset);
}

/* The first unknown that begins at element `at` of x or after it. */
static size_t first_from(const struct emit *e, int64_t at)
{
    size_t lo = 0, hi = e->unknowns.arrays.n;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (unknown_begin(e, mid) < at)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

uint32_t emit_unknown_with(const struct emit *e, int64_t at, int64_t *first)
{
    size_t after = first_from(e, at + 1);
    uint32_t array;
    int64_t n;

    if (after == 0)
        return UINT32_MAX;
    array = e->unknowns.arrays.at[after - 1];
    *first = unknown_begin(e, after - 1);
    return emit_array_const(e, array, &n) && at < *first + n ? array
                                                             : UINT32_MAX;
}

uint32_t emit_unknown_at(const struct emit *e, Expr offset)
{
    int64_t at = dag_int_value(e->prog->dag, offset);
    size_t k = first_from(e, at);

    return k < e->unknowns.arrays.n && unknown_begin(e, k) == at
        ? e->unknowns.arrays.at[k] : UINT32_MAX;
}

/* ---- places in the source ---------------------------------------------- */

/* The length without a comment and blanks at the end. */
static size_t bare_length(const char *s, size_t n)
{
    bool quoted = false;

    for (size_t k = 0; k < n; k++) {
        quoted ^= s[k] == '"';
        if (s[k] == '#' && !quoted)
            n = k;
    }
    while (n > 0 && (s[n - 1] == ' ' || s[n - 1] == '\t' || s[n - 1] == '\r'))
        n--;
    return n;
}

const char *emit_file_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

/* Whatever may stand in a file's name, between quotes. */
static const char *plain_name(const struct emit *e, const char *path)
{
    const char *name = emit_file_name(path);
    char *plain = arena_strndup(e->arena, name, strlen(name));

    for (char *c = plain; *c; c++)
        if (*c < ' ' || *c > '~' || strchr("\\\"?*/%", *c))
            *c = '_';
    return plain;
}

const char *emit_line(const struct emit *e, struct span at)
{
    const struct source *src = e->opt->source;
    struct place p;

    if (!src || at.hi == 0)
        return "";
    p = source_place(src, at.lo);
    if (source_file_at(src, at.lo) == 0)
        return arena_printf(e->arena, "line %u", p.line);
    return arena_printf(e->arena, "%s, line %u", plain_name(e, p.file),
                        p.line);
}

void emit_line_text(const struct emit *e, struct span at, struct out *text)
{
    const struct source *src = e->opt->source;
    struct span line;

    if (!src || at.hi == 0)
        return;
    line = source_line_span(src, at.lo);
    while (line.lo < line.hi &&
           (src->text[line.lo] == ' ' || src->text[line.lo] == '\t'))
        line.lo++;
    out_fmt(text, "%s: ", emit_line(e, at));
    out_foreign(text, src->text + line.lo,
                bare_length(src->text + line.lo, line.hi - line.lo), 60);
}
