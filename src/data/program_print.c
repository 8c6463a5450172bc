/* program_print.c -- the stages `program` and `derivative`. */
#include "program.h"

static const char *const kinds[] = {"unknown", "param", "data", "table", "let",
                                    "temp", "output"};
static const char *const effects[] = {"=", "+=", "*=", "min=", "max="};

static void print_expr(const struct program *p, Expr e, FILE *out)
{
    struct dag_names names = program_names(p);

    dag_print(p->dag, e, &names, out);
}

/* lo..hi of each dimension; an index inside the program counts from 0. */
static void print_array(const struct program *p, uint32_t a, FILE *out)
{
    const struct array *at = &p->arrays.at[a];

    fprintf(out, "%s ", kinds[at->kind]);
    if (at->name)
        fputs(at->name, out);
    else
        fprintf(out, "t_%u", a);
    for (unsigned k = 0; k < at->rank; k++) {
        Expr last = dag_isub(p->dag, at->count[k], dag_int(p->dag, 1));
        fputs(k ? ", " : "[", out);
        print_expr(p, at->lo[k], out);
        fputs("..", out);
        print_expr(p, dag_iadd(p->dag, at->lo[k], last), out);
    }
    fputs(at->rank ? "]\n" : "\n", out);
}

static void print_domain(const struct program *p, const struct domain *d,
                         FILE *out)
{
    for (unsigned k = 0; k < d->rank; k++) {
        fputs(k ? ", " : "for ", out);
        print_expr(p, dag_index(p->dag, d->var[k]), out);
        fputs(" < ", out);
        print_expr(p, d->count[k], out);
    }
    if (d->rank)
        fputs(": ", out);
}

static void print_target(const struct program *p, const struct loop *l,
                         FILE *out)
{
    print_expr(p, dag_load(p->dag, l->array, l->at,
                           p->arrays.at[l->array].rank), out);
}

#define PRINT_LOOPS(v)                                                       \
    for (size_t k = 0; k < (v)->n; k++) {                                    \
        print_domain(p, &(v)->at[k].domain, out);                            \
        print_target(p, &(v)->at[k], out);                                   \
        fprintf(out, " %s ", effects[(v)->at[k].effect]);                    \
        print_expr(p, (v)->at[k].body, out);                                 \
        fputc('\n', out);                                                    \
    }

static void print_family(const struct program *p, const struct family *f,
                         FILE *out)
{
    print_domain(p, &f->domain, out);
    fprintf(out, "%s ", f->kind == FAMILY_SHOW ? "show" : "row");
    if (f->name)
        fprintf(out, "%s: ", f->name);
    print_expr(p, f->row, out);
    if (f->scale.i) {
        fputs(" scaled by ", out);
        print_expr(p, f->scale, out);
    }
    fputc('\n', out);
}

static void print_entry(const struct program *p, const struct entry *e,
                        FILE *out)
{
    fprintf(out, "entry of row family %u: ", e->family);
    print_domain(p, &e->extra, out);
    fputs("column ", out);
    print_expr(p, e->column, out);
    fputs(": ", out);
    print_expr(p, e->value, out);
    fputc('\n', out);
}

void program_print(const struct program *p, FILE *out)
{
    for (uint32_t a = 0; a < p->arrays.n; a++)
        print_array(p, a, out);
    PRINT_LOOPS(&p->loops)
    PRINT_LOOPS(&p->starts)
    for (size_t k = 0; k < p->families.n; k++)
        print_family(p, &p->families.at[k], out);
    for (size_t k = 0; k < p->shows.n; k++)
        print_family(p, &p->shows.at[k], out);
    PRINT_LOOPS(&p->helpers)
    PRINT_LOOPS(&p->adjoint)
    for (size_t k = 0; k < p->entries.n; k++)
        print_entry(p, &p->entries.at[k], out);
}
