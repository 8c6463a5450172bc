/*
 * emit_c_places.c -- explain in a solver program: beside the line of a fault
 * what `eqc run` shows of it.  Events have the number of a place in place of a
 * column (emit_c_explain.c); $_problem_explain looks it up.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "../base/arena.h"
#include "../base/excerpt.h"
#include "../tables/ops.h"
#include "emit_c_own.h"

#include "../../runtime/host/eqh.h"

/* How the operation is written: enum eqh_form. */
static int form_of(const struct op_row *row)
{
    if (row->precedence == 9)
        return row->arity == 1 ? EQH_CALL : EQH_CALL_TWO;
    if (row->arity == 1)
        return EQH_PREFIX;
    return row->precedence < 6 ? EQH_SPACED : EQH_TIGHT;
}

/* Only interp and pchip choose between a value and NaN. */
static bool is_table(const struct emit *e, const struct step *steps,
                     const struct step *s)
{
    const struct step *other = &steps[s->c];

    return other->op == DAG_CONST &&
           isnan(dag_value(e->prog->dag, other->expr));
}

static void excerpt(struct emit *e, struct span at)
{
    char *text = NULL;
    size_t n = 0;
    FILE *f = e->opt->source && at.hi > 0 ? open_memstream(&text, &n) : NULL;

    if (f) {
        excerpt_print(e->opt->source, at, false, f);
        if (fclose(f) != 0)
            base_no_memory();
    }
    out_literal(&e->places, text ? text : "");
    free(text);
}

/* The first index of an array with one dimension. */
static int64_t first_index(const struct emit *e, uint32_t array)
{
    const struct array *a = &e->prog->arrays.at[array];
    int64_t lo;

    return a->rank == 1 && emit_is_const(e, a->lo[0], &lo) ? lo : 0;
}

static void operation(struct emit *e, const struct step *s, struct span at)
{
    const struct op_row *row = op_row((enum op)(s->op - DAG_FIRST_OP));
    const char *help = row->help[0] && strcmp(row->where, "1") != 0
        ? arena_printf(e->arena, "%s(%s) has a value and a slope where %s",
                       row->name, row->arity == 1 ? "a" : "a, b", row->where)
        : "";

    out_fmt(&e->places, "%d, 0, ", form_of(row));
    out_literal(&e->places, row->name);
    out_str(&e->places, ", ");
    excerpt(e, at);
    out_str(&e->places, ", ");
    out_literal(&e->places, help);
}

static void other(struct emit *e, const struct step *steps,
                  const struct step *s, struct span at)
{
    bool named = s->op == DAG_LOAD && s->a < e->prog->arrays.n &&
                 e->prog->arrays.at[s->a].name;
    bool element = named && e->prog->arrays.at[s->a].rank <= 1;

    out_fmt(&e->places, "%d, %lld, ",
            named && e->prog->arrays.at[s->a].rank == 0 ? EQH_NAME
            : element ? EQH_ELEMENT : named ? EQH_SOME_ELEMENT
            : s->op == DAG_SELECT && is_table(e, steps, s) ? EQH_TABLE
            : EQH_VALUE,
            element ? (long long)first_index(e, s->a) : 0);
    out_literal(&e->places, named ? e->prog->arrays.at[s->a].name : "");
    out_str(&e->places, ", ");
    excerpt(e, at);
    out_str(&e->places, ", \"\"");
}

size_t emit_place(struct emit *e, const struct step *steps,
                  const struct step *s, struct span at)
{
    unsigned column = e->opt->source && at.hi > 0
        ? source_place(e->opt->source, at.lo).column : 0;

    out_fmt(&e->places, "    {%u, ", column);
    if (s->op >= DAG_FIRST_OP && s->op < PLAN_FIRST)
        operation(e, s, at);
    else
        other(e, steps, s, at);
    out_str(&e->places, "},\n");
    return e->place_count++;
}

void emit_places_type(struct emit *e, struct out *o)
{
    if (!e->opt->places)
        return;
    out_comment(o, "For a program: what is at the place of a fault, as eqh.h "
                "has it.");
    emit_block(e, o, "typedef struct $_place {\n"
               "    int column, form;\n"
               "    long first;\n"
               "    const char *what, *excerpt, *help;\n"
               "} $_place;\n\n"
               "int $_problem_explain(const void *memory, const @ *x, unsigned "
               "*marks, $_fault *fault, $_place *place);\n");
}

void emit_places(struct emit *e, struct out *o)
{
    if (!e->opt->places)
        return;
    emit_block(e, o, "static const $_place $_places[] = {");
    out_str(o, out_text(&e->places));
    emit_block(e, o, "    {0, 0, 0, \"\", \"\", \"\"}\n};\n");
    emit_block(e, o, "int $_problem_explain(const void *memory, const @ *x, "
               "unsigned *marks, $_fault *fault, $_place *place)\n{\n"
               "    const $_run *m = (const $_run *)memory;\n"
               "    int code = $_explain_at(&m->state, x, marks, fault);\n\n"
               "    if (code == 0)\n"
               "        return 0;\n"
               "    *place = $_places[fault->column];\n"
               "    fault->column = place->column;\n"
               "    return code;\n"
               "}\n");
    out_free(&e->places);
}
