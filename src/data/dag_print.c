/*
 * dag_print.c -- an expression as the user would write it.  Texts are built
 * from the leaves up, so depth is no matter; what is large and used twice gets
 * a name t1, t2, ... and a line of its own before.
 */
#include "dag.h"

#include "../../runtime/host/numtext.h"

#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_MAX = 400, PREC_ATOM = 10 };

struct text { char *s; int prec; };

struct print {
    struct dag *g;
    const struct dag_names *names;
    const uint32_t *list;
    size_t n;
    struct text *text;       /* per list entry */
    unsigned *uses;
    unsigned named;
    FILE *out;
};

static char *format(const char *fmt, ...)
{
    va_list ap, again;
    char *s;
    int n;

    va_start(ap, fmt);
    va_copy(again, ap);
    n = vsnprintf(NULL, 0, fmt, again);
    va_end(again);
    s = n < 0 ? NULL : malloc((size_t)n + 1);
    if (!s)
        abort();
    vsnprintf(s, (size_t)n + 1, fmt, ap);
    va_end(ap);
    return s;
}

static const struct text *text_of(const struct print *p, Expr e)
{
    return &p->text[dag_place(p->list, p->n, e)];
}

/* The text of e, in brackets where it binds less than `prec`. */
static char *at_least(const struct print *p, Expr e, int prec)
{
    const struct text *t = text_of(p, e);

    return t->prec < prec ? format("(%s)", t->s) : format("%s", t->s);
}

static char *index_name(const struct dag_names *names, unsigned var)
{
    static const char letters[] = "ijklmnpqrs";
    unsigned k = names->letter ? names->letter[var]
               : var < DAG_ELEMENT_DIMS ? var : var - DAG_ELEMENT_DIMS;

    return k < 10 ? format("%c", letters[k]) : format("i%u", k);
}

static char *number(const struct dag *g, Expr e)
{
    char buf[32];
    size_t n;
    uint32_t text = dag_at(g, e)->c;

    if (text && g->texts.at[text])
        return format("%s", g->texts.at[text]);
    n = eqn_show(dag_value(g, e), buf);
    {
        double back;
        size_t used;
        if (eqn_read(buf, n, &back, &used) != 0 || back != dag_value(g, e) ||
            signbit(back) != signbit(dag_value(g, e)))
            n = eqn_print(dag_value(g, e), buf);
    }
    return format("%.*s", (int)n, buf);
}

static char *load(struct print *p, Expr e)
{
    uint32_t array = dag_at(p->g, e)->a;
    const char *name = p->names->array(p->names->caller, array);
    Expr idx[DAG_ELEMENT_DIMS];
    unsigned rank = dag_load_index(p->g, e, idx);
    char *s = name ? format("%s", name) : format("t_%u", array), *next;

    for (unsigned k = 0; k < rank; k++) {
        next = format("%s%s%s", s, k ? ", " : "[", text_of(p, idx[k])->s);
        free(s);
        s = next;
    }
    if (rank) {
        next = format("%s]", s);
        free(s);
        s = next;
    }
    return s;
}

static struct text joined(struct print *p, const char *op, Expr a, Expr b,
                          int prec, int left, int right)
{
    char *x = at_least(p, a, left), *y = at_least(p, b, right);
    struct text t = {format("%s%s%s", x, op, y), prec};

    free(x);
    free(y);
    return t;
}

static struct text call_text(struct print *p, const char *name, Expr a, Expr b)
{
    if (!b.i)
        return (struct text){format("%s(%s)", name, text_of(p, a)->s),
                             PREC_ATOM};
    return (struct text){format("%s(%s, %s)", name, text_of(p, a)->s,
                                text_of(p, b)->s), PREC_ATOM};
}

static struct text op_text(struct print *p, const struct node *n)
{
    enum op op = OP_OF(n->op);
    Expr a = {n->a}, b = {n->b};
    char *x;
    struct text t;

    switch (op) {
    case OP_Add: return joined(p, " + ", a, b, 5, 5, 6);
    case OP_Sub: return joined(p, " - ", a, b, 5, 5, 6);
    case OP_Mul:
        if (expr_same(a, b)) {
            x = at_least(p, a, PREC_ATOM);
            t = (struct text){format("%s^2", x), 8};
            free(x);
            return t;
        }
        return joined(p, "*", a, b, 6, 6, 7);
    case OP_Div: return joined(p, "/", a, b, 6, 6, 7);
    case OP_Pow: return joined(p, "^", a, b, 8, PREC_ATOM, 8);
    case OP_Neg:
        x = at_least(p, a, 6);
        t = (struct text){format("-%s", x), 5};
        free(x);
        return t;
    default: return call_text(p, op_row(op)->name, a, b);
    }
}

static struct text select_text(struct print *p, const struct node *n)
{
    return (struct text){format("if %s then %s else %s",
                                text_of(p, (Expr){n->a})->s,
                                text_of(p, (Expr){n->b})->s,
                                text_of(p, (Expr){n->c})->s), 0};
}

static struct text node_text(struct print *p, Expr e)
{
    const struct node *n = dag_at(p->g, e);
    Expr a = {n->a}, b = {n->b};
    char *x;
    struct text t;

    switch (n->op) {
    case DAG_CONST:
        return (struct text){number(p->g, e), dag_value(p->g, e) < 0 ? 5
                                                               : PREC_ATOM};
    case DAG_INT:
        return (struct text){format("%lld", (long long)dag_int_value(p->g, e)),
                             dag_int_value(p->g, e) < 0 ? 5 : PREC_ATOM};
    case DAG_INDEX: return (struct text){index_name(p->names, n->a), PREC_ATOM};
    case DAG_SIZE:
        return (struct text){format("%s", p->names->size(p->names->caller,
                                                         n->a)), PREC_ATOM};
    case DAG_LOAD: return (struct text){load(p, e), PREC_ATOM};
    case DAG_LIST: return (struct text){format("%s", ""), PREC_ATOM};
    case DAG_LOCAL: return (struct text){format("u"), PREC_ATOM};
    case DAG_REAL:
        return (struct text){format("%s", text_of(p, a)->s),
                             text_of(p, a)->prec};
    case DAG_IADD:
        if (!dag_is_int(p->g, b) || dag_int_value(p->g, b) >= 0)
            return joined(p, " + ", a, b, 5, 5, 6);
        x = at_least(p, a, 5);
        t = (struct text){format("%s - %s", x, text_of(p, b)->s + 1), 5};
        free(x);
        return t;
    case DAG_IMUL: return joined(p, "*", a, b, 6, 6, 7);
    case DAG_IDIV: return call_text(p, "div", a, b);
    case DAG_IMOD: return call_text(p, "mod", a, b);
    case DAG_ILT: case DAG_LT: return joined(p, " < ", a, b, 3, 4, 4);
    case DAG_ILE: case DAG_LE: return joined(p, " <= ", a, b, 3, 4, 4);
    case DAG_IEQ: case DAG_EQ: return joined(p, " == ", a, b, 3, 4, 4);
    case DAG_AND: return joined(p, " and ", a, b, 2, 2, 3);
    case DAG_OR: return joined(p, " or ", a, b, 1, 1, 2);
    case DAG_NOT:
        x = at_least(p, a, 3);
        t = (struct text){format("not %s", x), 2};
        free(x);
        return t;
    case DAG_SELECT: return select_text(p, n);
    case DAG_SEGMENT: return call_text(p, "segment", a, b);
    default: return op_text(p, n);
    }
}

/* Long and shared, or simply long: a line of its own. */
static void name_it(struct print *p, size_t k)
{
    struct text *t = &p->text[k];
    size_t len = strlen(t->s);
    char *name;

    if (k + 1 == p->n || !(len > TEXT_MAX || (p->uses[k] > 1 && len > 24)))
        return;
    name = format("t%u", ++p->named);
    fprintf(p->out, "%s = %s\n", name, t->s);
    free(t->s);
    *t = (struct text){name, PREC_ATOM};
}

static void count_uses(struct print *p)
{
    Expr kid[3];

    for (size_t k = 0; k < p->n; k++)
        for (unsigned j = dag_children(&p->g->nodes.at[p->list[k]], kid);
             j-- > 0;)
            p->uses[dag_place(p->list, p->n, kid[j])]++;
}

void dag_print(struct dag *g, Expr e, const struct dag_names *names, FILE *out)
{
    struct print p = {.g = g, .names = names, .out = out};
    uint32_t *list;

    p.n = dag_reach(g, &e, 1, &list);
    p.list = list;
    p.text = calloc(p.n + 1, sizeof *p.text);
    p.uses = calloc(p.n + 1, sizeof *p.uses);
    if (!p.text || !p.uses)
        abort();
    count_uses(&p);
    for (size_t k = 0; k < p.n; k++) {
        p.text[k] = node_text(&p, (Expr){list[k]});
        name_it(&p, k);
    }
    if (p.n)
        fputs(p.text[p.n - 1].s, out);
    for (size_t k = 0; k < p.n; k++)
        free(p.text[k].s);
    free(p.text);
    free(p.uses);
    free(list);
}
