/* program_print.c -- the stages `program` and `derivative`. */
#include "program.h"

static const char *const kinds[] = {"unknown", "param", "data", "table", "let",
                                    "temp", "along", "output",
#define C(tag, name, like_x) #name,
                                    CALL_ARRAYS(C)
#undef C
};
static const char *const senses[] = {" = 0", " <= 0", " >= 0"};
static const char *const effects[] = {"=", "+=", "*=", "min=", "max=",
                                      "logsumexp="};

/* Where to print, and the letter of each index variable of this line. */
struct line {
    const struct program *p;
    FILE *out;
    uint8_t letter[DAG_INDEX_VARS];
    uint8_t letters;
};

/* The indices of a loop get letters in its order, whatever their numbers. */
static void name_indices(struct line *to, const struct domain *d)
{
    for (unsigned k = 0; k < d->rank; k++)
        to->letter[d->var[k]] = to->letters++;
}

static struct line line_of(const struct program *p, const struct domain *d,
                           FILE *out)
{
    struct line to = {.p = p, .out = out};

    if (d)
        name_indices(&to, d);
    return to;
}

static void print_expr(const struct line *to, Expr e)
{
    struct dag_names names = program_names(to->p);

    names.letter = to->letter;
    dag_print(to->p->dag, e, &names, to->out);
}

/* lo..hi of each dimension; an index inside the program counts from 0. */
static void print_array(const struct program *p, uint32_t a, FILE *out)
{
    const struct array *at = &p->arrays.at[a];
    struct line to = line_of(p, NULL, out);

    fprintf(out, "%s ", kinds[at->kind]);
    if (at->name)
        fputs(at->name, out);
    else
        fprintf(out, "t_%u", a);
    for (unsigned k = 0; k < at->rank; k++) {
        Expr last = dag_plus(p->dag, at->count[k], -1);
        fputs(k ? ", " : "[", out);
        print_expr(&to, at->lo[k]);
        fputs("..", out);
        print_expr(&to, dag_iadd(p->dag, at->lo[k], last));
    }
    fputs(at->rank ? "]\n" : "\n", out);
}

static void print_domain(const struct line *to, const struct domain *d)
{
    for (unsigned k = 0; k < d->rank; k++) {
        fputs(k ? ", " : "for ", to->out);
        print_expr(to, dag_index(to->p->dag, d->var[k]));
        fputs(" < ", to->out);
        print_expr(to, d->count[k]);
    }
    if (d->guard.i) {
        fputs(d->rank ? " if " : "if ", to->out);
        print_expr(to, d->guard);
    }
    if (d->rank || d->guard.i)
        fputs(": ", to->out);
}

static void print_loop(const struct program *p, const struct loop *l,
                       FILE *out)
{
    struct line to = line_of(p, &l->domain, out);

    print_domain(&to, &l->domain);
    print_expr(&to, dag_load(p->dag, l->array, l->at,
                             p->arrays.at[l->array].rank));
    fprintf(out, " %s ", effects[l->effect]);
    print_expr(&to, l->body);
    fputc('\n', out);
}

static void print_loops(const struct program *p, const struct loop *loops,
                        size_t n, FILE *out)
{
    for (size_t k = 0; k < n; k++)
        print_loop(p, &loops[k], out);
}

static void print_family(const struct program *p, const struct family *f,
                         FILE *out)
{
    struct line to = line_of(p, &f->domain, out);

    print_domain(&to, &f->domain);
    fprintf(out, "%s ", f->kind == FAMILY_SHOW ? "show"
                        : f->kind == FAMILY_CONSTRAINT ? "constraint"
                        : f->kind == FAMILY_TERM ? "term" : "row");
    if (f->name)
        fprintf(out, "%s: ", f->name);
    print_expr(&to, f->row);
    if (f->kind == FAMILY_CONSTRAINT)
        fputs(senses[f->sense], out);
    if (f->scale.i) {
        fputs(" scaled by ", out);
        print_expr(&to, f->scale);
    }
    fputc('\n', out);
}

static void print_entry(const struct program *p, const struct family *of,
                        const struct entry *e, const char *what, FILE *out)
{
    struct line to = line_of(p, &of[e->family].domain, out);

    name_indices(&to, &e->extra);
    fprintf(out, "entry of %s family %u: ", what, e->family);
    print_domain(&to, &e->extra);
    fputs("column ", out);
    print_expr(&to, e->column);
    fputs(": ", out);
    print_expr(&to, e->value);
    fputc('\n', out);
}

void program_print(const struct program *p, FILE *out)
{
    for (uint32_t a = 0; a < p->arrays.n; a++)
        print_array(p, a, out);
    print_loops(p, p->loops.at, p->loops.n, out);
    print_loops(p, p->starts.at, p->starts.n, out);
    for (size_t k = 0; k < p->families.n; k++)
        print_family(p, &p->families.at[k], out);
    for (size_t k = 0; k < p->shows.n; k++)
        print_family(p, &p->shows.at[k], out);
    for (size_t k = 0; k < p->constraints.n; k++)
        print_family(p, &p->constraints.at[k], out);
    for (size_t k = 0; k < p->terms.n; k++) {
        fputs(k < p->drawn ? "drawn: " : "in every batch: ", out);
        print_family(p, &p->terms.at[k], out);
    }
    print_loops(p, p->helpers.at, p->helpers.n, out);
    print_loops(p, p->adjoint.at, p->adjoint.n, out);
    for (size_t k = 0; k < p->entries.n; k++)
        print_entry(p, p->families.at, &p->entries.at[k], "row", out);
    for (size_t k = 0; k < p->constraint_entries.n; k++)
        print_entry(p, p->constraints.at, &p->constraint_entries.at[k],
                    "constraint", out);
    for (size_t k = 0; k < p->term_entries.n; k++)
        print_entry(p, p->terms.at, &p->term_entries.at[k], "term", out);
}
