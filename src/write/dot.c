/* dot.c -- see dot.h. */
#include "dot.h"

#include <stdlib.h>

#include "../base/arena.h"
#include "../plan/below.h"

enum { LABEL_MOST = 60 };

struct drawing {
    const struct program *p;
    const struct source *src;
    struct below *below;
    uint32_t *drawn;         /* per unknown: 1 + the last box it is tied to */
    FILE *out;
};

/* A piece of the source in a string of the dot language. */
static void label(const struct source *src, struct span at, FILE *out)
{
    uint32_t end = at.hi - at.lo > LABEL_MOST ? at.lo + LABEL_MOST : at.hi;

    for (uint32_t k = at.lo; k < end; k++) {
        char c = src->text[k];
        if (c == '"' || c == '\\')
            fputc('\\', out);
        fputc(c == '\n' || c == '\t' || c == '\r' ? ' ' : c, out);
    }
    fputs(end < at.hi ? "..." : "", out);
}

static void edge(const struct drawing *g, uint32_t family, uint32_t unknown)
{
    if (g->drawn[unknown] == family + 1)
        return;
    g->drawn[unknown] = family + 1;
    fprintf(g->out, "  e%u -- u%u;\n", family, unknown);
}

/* Box number k: its text, and its unknowns. */
static void family(const struct drawing *g, const struct family *f, uint32_t k,
                   const char *style)
{
    const struct program *p = g->p;
    uint32_t *list;
    size_t n = dag_reach(p->dag, &f->row, 1, &list);

    fprintf(g->out, "  e%u [shape=box%s, label=\"line %u: ", k, style,
            source_place(g->src, f->span.lo).line);
    label(g->src, f->span, g->out);
    fputs("\"];\n", g->out);
    for (size_t i = 0; i < n; i++) {
        const struct node *x = &p->dag->nodes.at[list[i]];
        if (x->op != DAG_LOAD)
            continue;
        if (p->arrays.at[x->a].kind == ARRAY_UNKNOWN)
            edge(g, k, x->a);
        for (size_t j = 0; g->below && j < g->below[x->a].of.n; j++)
            edge(g, k, g->below[x->a].of.at[j]);
    }
    free(list);
}

void dot_print(const struct program *p, const struct source *src, FILE *out)
{
    struct drawing g = {p, src, below_make(p), NULL, out};
    uint32_t boxes = (uint32_t)p->families.n;

    g.drawn = calloc(p->arrays.n + 1, sizeof *g.drawn);
    if (!g.drawn)
        base_no_memory();
    fputs("graph equations {\n", out);
    for (uint32_t k = 0; k < p->arrays.n; k++)
        if (p->arrays.at[k].kind == ARRAY_UNKNOWN)
            fprintf(out, "  u%u [label=\"%s\"];\n", k, p->arrays.at[k].name);
    for (uint32_t k = 0; k < boxes; k++)
        family(&g, &p->families.at[k], k, "");
    for (uint32_t k = 0; k < p->constraints.n; k++)
        family(&g, &p->constraints.at[k], boxes + k, ", style=dashed");
    fputs("}\n", out);
    free(g.drawn);
    below_free(g.below, p);
}
