/* emit_c_frame.c -- C functions around the statements of a plan function. */
#include "emit_c_body.h"

#include <stdlib.h>
#include <string.h>

#include "../../runtime/core/eqr.h"
#include "../base/arena.h"

/*
 * How each function looks from outside.  `args` has @ for the type of reals
 * and ~ for what a part gets as a pointer; `pass` hands the streams on.
 */
static const struct frame {
    const char *name, *args, *pass;
    const char *stream[PLAN_STREAMS];
    unsigned null;           /* streams that may be NULL: bit = number */
    const char *text;
} frames[FUNCTION_COUNT] = {
    [FUNCTION_CHECK] = {"check_indices", "void *user", "user", {0}, 0,
                        "refuses data that make an index leave its array"},
    [FUNCTION_SETUP] = {"setup_values", "void *user", "user", {0}, 0,
                        "what params and data alone decide"},
    [FUNCTION_START] = {"start_values",
                        "void *user, @ *start_x, @ *lower_x, @ *upper_x",
                        "user, start_x, lower_x, upper_x", {0}, 0,
                        "start values and bounds; outputs may be NULL"},
    [FUNCTION_PREPARE] = {"prepare", "void *user, const @ *x", "user, x", {0},
                          0, "what a point decides for all rows"},
    [FUNCTION_RESIDUAL] = {
        "residual_rows",
        "void *user, const @ *x, size_t lo, size_t hi, @ *EQR_RESTRICT ~r",
        "user, x, lo, hi, ~r", {"r"}, 0, "residual rows [lo, hi)"},
    [FUNCTION_JACOBIAN] = {
        "jacobian_rows",
        "void *user, const @ *x, size_t lo, size_t hi, @ *EQR_RESTRICT ~r, "
        "@ *EQR_RESTRICT ~jac",
        "user, x, lo, hi, ~r, ~jac", {"r", "jac"}, 1,
        "residual rows [lo, hi), where r is given, and their derivatives"},
    [FUNCTION_STRUCTURE] = {
        "structure",
        "void *user, size_t lo, size_t hi, size_t *EQR_RESTRICT ~start, "
        "size_t *EQR_RESTRICT ~col",
        "user, lo, hi, ~start, ~col", {0, 0, "start", "col"}, 0,
        "where rows [lo, hi) of the Jacobian have entries"},
    [FUNCTION_MAGNITUDE] = {
        "magnitude",
        "void *user, const @ *x, size_t lo, size_t hi, @ *EQR_RESTRICT ~m",
        "user, x, lo, hi, ~m", {"m"}, 0,
        "what rounding can be blamed for in equations [lo, hi)"},
    [FUNCTION_ROBUST] = {
        "robust",
        "void *user, size_t lo, size_t hi, const @ *~res, "
        "@ *EQR_RESTRICT ~rho, @ *EQR_RESTRICT ~weight",
        "user, lo, hi, ~res, ~rho, ~weight",
        {"rho", NULL, NULL, NULL, "weight"}, 0,
        "the robust loss of residuals [lo, hi), and its weights"},
    [FUNCTION_SEPARABLE] = {
        "separable", "void *user, size_t *EQR_RESTRICT ~col", "user, ~col",
        {0, 0, 0, "col"}, 0,
        "unknowns that the rows are affine in, whatever the others are"},
    [FUNCTION_LOSS] = {"loss_at", "void *user, const @ *x, @ *EQR_RESTRICT f",
                       "user, x, f", {0}, 0, "the loss"},
    [FUNCTION_GRADIENT] = {
        "gradient_at",
        "void *user, const @ *x, @ *EQR_RESTRICT f, @ *EQR_RESTRICT gradient",
        "user, x, f, gradient", {0}, 0, "the loss and its gradient"},
    [FUNCTION_SPREAD] = {"spread", "void *user, @ *EQR_RESTRICT f", "user, f",
                         {0}, 0, "how much the data vary about their mean"},
    [FUNCTION_SHOW] = {
        "show_rows",
        "void *user, const @ *x, size_t lo, size_t hi, @ *EQR_RESTRICT ~r",
        "user, x, lo, hi, ~r", {"r"}, 0, "derived results [lo, hi)"},
    [FUNCTION_SHOW_JACOBIAN] = {
        "show_jacobian",
        "void *user, const @ *x, size_t lo, size_t hi, @ *EQR_RESTRICT ~r, "
        "@ *EQR_RESTRICT ~jac",
        "user, x, lo, hi, ~r, ~jac", {"r", "jac"}, 1,
        "derived results [lo, hi), where r is given, and their derivatives"},
    [FUNCTION_SHOW_STRUCTURE] = {
        "show_structure",
        "void *user, size_t lo, size_t hi, size_t *EQR_RESTRICT ~start, "
        "size_t *EQR_RESTRICT ~col",
        "user, lo, hi, ~start, ~col", {0, 0, "start", "col"}, 0,
        "which unknowns derived results [lo, hi) depend on"},
    [FUNCTION_CONSTRAINT] = {
        "constraint_rows",
        "void *user, const @ *x, size_t lo, size_t hi, @ *EQR_RESTRICT ~r",
        "user, x, lo, hi, ~r", {"r"}, 0, "constraints [lo, hi)"},
    [FUNCTION_CONSTRAINT_JACOBIAN] = {
        "constraint_jacobian",
        "void *user, const @ *x, size_t lo, size_t hi, @ *EQR_RESTRICT ~r, "
        "@ *EQR_RESTRICT ~jac",
        "user, x, lo, hi, ~r, ~jac", {"r", "jac"}, 1,
        "constraints [lo, hi), where r is given, and their derivatives"},
    [FUNCTION_CONSTRAINT_STRUCTURE] = {
        "constraint_structure",
        "void *user, size_t lo, size_t hi, size_t *EQR_RESTRICT ~start, "
        "size_t *EQR_RESTRICT ~col",
        "user, lo, hi, ~start, ~col", {0, 0, "start", "col"}, 0,
        "which unknowns constraints [lo, hi) depend on"},
    [FUNCTION_CONSTRAINT_MAGNITUDE] = {
        "constraint_magnitude",
        "void *user, const @ *x, size_t lo, size_t hi, @ *EQR_RESTRICT ~m",
        "user, x, lo, hi, ~m", {"m"}, 0,
        "what rounding can be blamed for in constraints [lo, hi)"},
    [FUNCTION_SENSE] = {
        "sense",
        "void *user, size_t lo, size_t hi, size_t *EQR_RESTRICT ~sense",
        "user, lo, hi, ~sense", {0, 0, 0, "sense"}, 0,
        "what is asked of constraints [lo, hi): 0 is =, 1 is <=, 2 is >="},
    [FUNCTION_TERM] = {
        "term_rows",
        "void *user, const @ *x, size_t lo, size_t hi, @ *EQR_RESTRICT ~r",
        "user, x, lo, hi, ~r", {"r"}, 0, "terms [lo, hi) of the loss"},
    [FUNCTION_TERM_JACOBIAN] = {
        "term_jacobian",
        "void *user, const @ *x, size_t lo, size_t hi, @ *EQR_RESTRICT ~r, "
        "@ *EQR_RESTRICT ~jac",
        "user, x, lo, hi, ~r, ~jac", {"r", "jac"}, 1,
        "terms [lo, hi) of the loss, where r is given, and their derivatives"},
    [FUNCTION_TERM_STRUCTURE] = {
        "term_structure",
        "void *user, size_t lo, size_t hi, size_t *EQR_RESTRICT ~start, "
        "size_t *EQR_RESTRICT ~col",
        "user, lo, hi, ~start, ~col", {0, 0, "start", "col"}, 0,
        "which unknowns terms [lo, hi) of the loss depend on"},
    [FUNCTION_HESSIAN] = {
        "hessian_at",
        "void *user, const @ *x, const @ *objective, const @ *multiplier, "
        "@ *EQR_RESTRICT hessian",
        "user, x, objective, multiplier, hessian", {0}, 0,
        "second derivatives of objective * loss + multipliers * constraints"},
    [FUNCTION_HESSIAN_STRUCTURE] = {
        "hessian_structure",
        "void *user, size_t *EQR_RESTRICT ~row, size_t *EQR_RESTRICT ~col",
        "user, ~row, ~col", {0, 0, 0, "col", 0, "row"}, 0,
        "where the second derivatives stand: the lower triangle"},
    [FUNCTION_NORMAL] = {
        "normal_at",
        "void *user, const @ *x, @ *EQR_RESTRICT f, @ *EQR_RESTRICT normal, "
        "@ *EQR_RESTRICT jtr",
        "user, x, f, normal, jtr", {0}, 0,
        "the loss, J'WJ and J'Wu of the residuals"},
    [FUNCTION_NORMAL_STRUCTURE] = {
        "normal_structure",
        "void *user, size_t *EQR_RESTRICT ~row, size_t *EQR_RESTRICT ~col",
        "user, ~row, ~col", {0, 0, 0, "col", 0, "row"}, 0,
        "where the entries of J'WJ stand: the lower triangle"},
    [FUNCTION_HV] = {
        "hv_at",
        "void *user, const @ *x, const @ *objective, const @ *multiplier, "
        "const @ *v, @ *EQR_RESTRICT hv",
        "user, x, objective, multiplier, v, hv", {0}, 0,
        "the second derivatives times a vector"},
    [FUNCTION_VJ] = {
        "vj_at",
        "void *user, const @ *x, const @ *weight, @ *EQR_RESTRICT vj",
        "user, x, weight, vj", {0}, 0, "a vector times the Jacobian"},
    [FUNCTION_ALONG] = {
        "along_rows", "void *user, const @ *x, const @ *v", "user, x, v",
        {0}, 0, "what a point and a direction decide for all rows"},
    [FUNCTION_JV] = {
        "jv_rows",
        "void *user, const @ *x, const @ *v, size_t lo, size_t hi, "
        "@ *EQR_RESTRICT ~r",
        "user, x, v, lo, hi, ~r", {"r"}, 0,
        "rows [lo, hi) of the Jacobian times a vector"},
    [FUNCTION_JVV] = {
        "jvv_rows",
        "void *user, const @ *x, const @ *v, size_t lo, size_t hi, "
        "@ *EQR_RESTRICT ~r",
        "user, x, v, lo, hi, ~r", {"r"}, 0,
        "rows [lo, hi), differentiated twice along a vector"},
};

bool emit_has(const struct emit *e, enum plan_function f)
{
    if (e->no_jacobian && (f == FUNCTION_STRUCTURE || f == FUNCTION_JACOBIAN))
        return false;
    if (e->is_wide && !emit_wide_has(f))
        return false;
    return e->plan->functions[f].present;
}

const char *emit_function_name(enum plan_function f)
{
    return frames[f].name;
}

const char *body_stream(const struct body *b, unsigned stream)
{
    return frames[b->which].stream[stream];
}

bool body_stream_null(const struct body *b, unsigned stream)
{
    return frames[b->which].null >> stream & 1;
}

/* ---- frames ----------------------------------------------------------- */

/* @ is the type of reals; ~ is `deref`. */
static void frame_text(const struct emit *e, const char *s, const char *deref,
                       struct out *to)
{
    for (; *s; s++) {
        if (*s == '@')
            out_str(to, e->real);
        else if (*s == '~')
            out_str(to, deref);
        else
            out_bytes(to, s, 1);
    }
}

static void begin_function(struct body *b, struct out *o, const char *suffix,
                           bool is_part)
{
    struct out args = {0};

    frame_text(b->e, frames[b->which].args, is_part ? "*at_" : "", &args);
    out_line(o, "static %sint %s_%s%s(%s)", is_part ? "EQR_NOINLINE " : "",
             b->e->prefix, frames[b->which].name, suffix, out_text(&args));
    out_line(o, "{");
    o->depth = 1;
    out_free(&args);
}

static bool is_word(char c)
{
    return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z');
}

/* Does the code of the part have this word, outside comments and members? */
static bool has_word(struct body *b, const char *word)
{
    const char *s = out_text(&b->code), *end;
    size_t n = strlen(word);

    for (; *s; s = end) {
        end = s + 1;
        if (s[0] == '/' && s[1] == '*') {
            end = strstr(s, "*/") + 2;
        } else if (is_word(*s)) {
            while (is_word(*end))
                end++;
            if ((size_t)(end - s) == n && memcmp(s, word, n) == 0 &&
                (s == b->code.text.at || (s[-1] != '>' && s[-1] != '.')))
                return true;
        }
    }
    return false;
}

static bool uses_any(const bool *set, size_t n)
{
    for (size_t k = 0; k < n; k++)
        if (set[k])
            return true;
    return false;
}

/* A size that is used nowhere in the text is not declared. */
static void sizes_used(struct body *b)
{
    for (size_t k = 0; k < b->e->prog->sizes.n; k++)
        if (b->uses.size[k])
            b->uses.size[k] = has_word(b, arena_printf(
                b->e->arena, "v_%s", b->e->prog->sizes.at[k]));
}

/* What lives in one turn and is small: C compilers keep it in registers. */
static bool local_head(struct body *b, uint32_t array, const char *name,
                       struct out *heads)
{
    enum { LOCAL_MOST = 8 * PLAN_LANES };
    const struct placed *at = &b->e->plan->arrays.at[array];
    int64_t size;

    if (!b->e->prog->arrays.at[array].turns || at->home != HOME_POINT ||
        !dag_is_int(b->e->prog->dag, at->size))
        return false;
    size = dag_int_value(b->e->prog->dag, at->size);
    if (size > LOCAL_MOST)
        return false;
    out_line(heads, "%s %s[%lld];", b->e->real, name, (long long)size);
    return true;
}

void body_uses_array(struct body *b, uint32_t array)
{
    if (!b->uses.array[array])
        vec_push(&b->uses.arrays, array);
    b->uses.array[array] = true;
}

/* Offsets of workspace arrays may need sizes that nothing else does. */
static void array_heads(struct body *b, struct out *heads)
{
    const struct program *p = b->e->prog;

    if (b->uses.arrays.n > 0)
        sort_numbers(b->uses.arrays.at, b->uses.arrays.n);
    for (size_t i = 0; i < b->uses.arrays.n; i++) {
        uint32_t k = b->uses.arrays.at[i];
        const struct placed *at = &b->e->plan->arrays.at[k];
        struct out name = {0};
        const char *offset;

        body_array_name(b->e, k, &name);
        if (local_head(b, k, out_text(&name), heads)) {
            out_free(&name);
            continue;
        }
        b->uses.state = true;
        offset = emit_size(b->e, at->offset, "v_%s");
        out_line(heads, "%s%s *%s%s = s->%s%s%s;",
                 b->f.written[k] ? "" : "const ", b->e->real,
                 b->f.written[k] ? "EQR_RESTRICT " : "", out_text(&name),
                 at->home == HOME_SETUP ? "setup" : "point",
                 strcmp(offset, "0") ? " + " : "",
                 strcmp(offset, "0") ? offset : "");
        for (size_t j = 0; j < p->sizes.n; j++)
            if (strstr(offset, p->sizes.at[j]))
                b->uses.size[j] = true;
        out_free(&name);
    }
}

static void like_x_heads(struct body *b, struct out *o, bool used,
                         const char *local, const char *from, bool constant)
{
    const char *c = constant ? "const " : "";

    if (!used || b->e->flat)
        return;
    out_line(o, "%s%s_unknowns *%s = (%s%s_unknowns *)(%svoid *)%s;", c,
             b->e->prefix, local, c, b->e->prefix, c, from);
}

/* START's vectors by the unknowns' names. */
static void start_heads(struct body *b, struct out *o)
{
    const char *names[] = {"start", "lower", "upper"};
    const bool used[] = {b->uses.start, b->uses.lower, b->uses.upper};

    if (b->which != FUNCTION_START || b->e->flat)
        return;
    for (unsigned k = 0; k < 3; k++)
        if (used[k])
            out_line(o, "%s_unknowns *%s = (%s_unknowns *)(void *)%s_x;",
                     b->e->prefix, names[k], b->e->prefix, names[k]);
}

/* What a part declares before its statements. */
static void heads(struct body *b, struct out *o)
{
    struct body_uses *u = &b->uses;
    struct out arrays = {.depth = 1};
    const struct program *p = b->e->prog;
    size_t before = o->text.n;

    sizes_used(b);
    array_heads(b, &arrays);
    u->state |= u->slots || u->params || u->data ||
                uses_any(u->size, p->sizes.n);
    if (u->state)
        out_line(o, "const %s_state *s = (const %s_state *)user;",
                 b->e->prefix, b->e->prefix);
    if (u->params)
        out_line(o, "const %s_params *p = s->p;", b->e->prefix);
    if (u->data)
        out_line(o, "const %s_data *d = s->d;", b->e->prefix);
    like_x_heads(b, o, u->unknowns, "u", "x", true);
    like_x_heads(b, o, u->gradient, "g", "gradient", false);
    start_heads(b, o);
    for (uint32_t k = 0; k < p->sizes.n; k++)
        if (u->size[k])
            out_line(o, "const ptrdiff_t v_%s = (ptrdiff_t)s->d->%s;",
                     p->sizes.at[k], emit_size_name(b->e, k));
    out_str(o, out_text(&arrays));
    if (u->slots)
        out_line(o, "%s *EQR_RESTRICT w = s->cross;", b->e->real);
    out_free(&arrays);
    if (o->text.n > before)
        out_blank(o);
}

static bool argument_used(struct body *b, const char *name)
{
    const struct body_uses *u = &b->uses;

    if (strcmp(name, "user") == 0)
        return u->state;
    if (strcmp(name, "x") == 0)
        return u->unknowns || u->x;
    if (strcmp(name, "gradient") == 0)
        return u->gradient;
    if (b->which == FUNCTION_START &&
        (name[0] == 's' ? u->start : name[0] == 'l' ? u->lower : u->upper))
        return true;
    return has_word(b, name);
}

/* "(void)x;" for each argument that is not used. */
static void unused(struct body *b, struct out *o, const char *args)
{
    while (*args) {
        size_t n = strcspn(args, ","), k = n;
        const char *name;

        while (k > 0 && !strchr(" *~", args[k - 1]))
            k--;
        name = arena_strndup(b->e->arena, args + k, n - k);
        if (!argument_used(b, name))
            out_line(o, "(void)%s;", name);
        args += n + (args[n] == ',');
    }
}

static void reset_part(struct body *b)
{
    struct body_uses *u = &b->uses;
    bool *array = u->array, *size = u->size;

    for (size_t k = 0; k < u->arrays.n; k++)
        array[u->arrays.at[k]] = false;
    vec_free(&u->arrays);
    *u = (struct body_uses){.array = array, .size = size};
    memset(size, 0, (b->e->prog->sizes.n + 1) * sizeof *size);
    b->code.text.n = 0;
    b->code.depth = 1;
}

/* The statements of one part, from step *k on. */
static void write_part(struct body *b, uint32_t *k, uint32_t part)
{
    for (; *k < b->f.n && b->f.at[*k].part == part; ++*k)
        body_statement(b, *k);
}

/* Streams of a part: local pointers that are handed back. */
static void part_streams(struct body *b, struct out *o, bool back)
{
    const struct frame *f = &frames[b->which];

    if (b->which == FUNCTION_ROBUST)
        out_line(o, back ? "*at_res = res;" : "const %s *res = *at_res;",
                 b->e->real);
    for (unsigned k = 0; k < PLAN_STREAMS; k++) {
        bool sizes = k == STREAM_START || k == STREAM_COL || k == STREAM_LINE;

        if (!f->stream[k])
            continue;
        if (back)
            out_line(o, "*at_%s = %s;", f->stream[k], f->stream[k]);
        else
            out_line(o, "%s *EQR_RESTRICT %s = *at_%s;",
                     sizes ? "size_t" : b->e->real, f->stream[k],
                     f->stream[k]);
    }
}

static void write_function(struct body *b, struct out *o, const char *suffix,
                           bool is_part)
{
    const struct frame *f = &frames[b->which];

    begin_function(b, o, suffix, is_part);
    heads(b, o);
    if (is_part)
        part_streams(b, o, false);
    unused(b, o, f->args);
    if (!is_part && f->stream[STREAM_START])
        out_line(o, "start[0] = 0;");
    out_str(o, out_text(&b->code));
    if (is_part)
        part_streams(b, o, true);
    out_line(o, "return 0;");
    o->depth = 0;
    out_line(o, "}");
    out_blank(o);
}

/* The function that calls its parts. */
static void write_parts_call(struct body *b, struct out *o)
{
    const struct frame *f = &frames[b->which];
    struct out pass = {0};

    begin_function(b, o, "", false);
    out_line(o, "int code = 0;");
    out_blank(o);
    if (f->stream[STREAM_START])
        out_line(o, "start[0] = 0;");
    frame_text(b->e, f->pass, "&", &pass);
    for (uint32_t k = 0; k < b->f.parts; k++) {
        if (k > 0)
            out_line(o, "if (code == 0)");
        out_line(o, "%scode = %s_%s_%u(%s);", k > 0 ? "    " : "",
                 b->e->prefix, f->name, (unsigned)k + 1, out_text(&pass));
    }
    out_line(o, "return code;");
    o->depth = 0;
    out_line(o, "}");
    out_blank(o);
    out_free(&pass);
}

/* "residual rows [lo, hi)": with a capital and a full stop. */
static void sentence(struct out *o, const char *s)
{
    char first = s[0] >= 'a' && s[0] <= 'z' ? (char)(s[0] - 'a' + 'A') : s[0];

    out_comment(o, "%c%s.", first, s + 1);
}

static void emit_function(struct emit *e, enum plan_function which,
                          struct out *o)
{
    struct body b = {.e = e, .which = which, .lanes = FORM_NONE,
                     .beside = FORM_NONE};
    uint32_t k = 0;

    forms_make(&b.f, e, &e->plan->functions[which]);
    b.uses.array = calloc(e->prog->arrays.n + 1, sizeof *b.uses.array);
    b.uses.size = calloc(e->prog->sizes.n + 1, sizeof *b.uses.size);
    b.lines = calloc(e->opt->source ? source_lines(e->opt->source) + 1 : 1,
                     sizeof *b.lines);
    if (!b.uses.array || !b.uses.size || !b.lines)
        base_no_memory();
    for (uint32_t part = 0; part < b.f.parts; part++) {
        bool cut = b.f.parts > 1;

        reset_part(&b);
        write_part(&b, &k, part);
        if (part == 0)
            sentence(o, frames[which].text);
        write_function(&b, o, cut ? arena_printf(e->arena, "_%u",
                                                 (unsigned)part + 1) : "",
                       cut);
    }
    if (b.f.parts > 1)
        write_parts_call(&b, o);
    for (uint32_t j = 0; j < b.f.n; j++)
        if (b.f.at[j].slot != FORM_NONE && b.f.at[j].slot >= e->cross)
            e->cross = b.f.at[j].slot + 1;
    e->parts |= b.f.parts > 1;
    forms_free(&b.f);
    name_map_free(&b.hints);
    free(b.lines);
    out_free(&b.code);
    out_free(&b.text);
    vec_free(&b.uses.arrays);
    free(b.uses.array);
    free(b.uses.size);
}

void emit_functions(struct emit *e, struct out *o)
{
    for (unsigned f = 0; f < FUNCTION_COUNT; f++)
        if (emit_has(e, (enum plan_function)f))
            emit_function(e, (enum plan_function)f, o);
}
