/* diff_show.h -- expressions as people read them, for the lines of eqc diff. */
#ifndef EQC_DIFF_SHOW_H
#define EQC_DIFF_SHOW_H

#include "diff.h"

/* Letters for indices; how deep in sums. */
struct shown {
    struct diff *d;
    unsigned used;           /* letters taken */
    unsigned deep;
};

/* An item's indices in letters: to[] by index variable. */
struct head {
    struct shown s;
    Expr to[DAG_INDEX_VARS];
    const char *subscripts, *ranges;
};

void head_make(struct head *h, struct diff *d, const struct item *it);
/* Inside a reduction that is loaded in h: its own indices get letters.  False:
 * `load` is of none; *word: its function. */
bool head_enter(struct head *h, Expr load, struct loop *loop,
                const char **word);
/* e as it is printed, and that as text on one line. */
Expr head_display(struct head *h, Expr e);
const char *diff_text(struct diff *d, Expr displayed);
/* The pieces of such texts: an index's next letter that is no name in the file,
   a variable that begins at lo, "i in 1..n" with `count` as it is displayed,
   " if ..." of a domain, "dy/dx". */
unsigned show_letter(struct shown *s);
Expr show_shift(struct dag *g, unsigned var, Expr lo);
const char *show_plain(struct diff *d, Expr displayed);
const char *show_tidied(struct shown *s, Expr e, const Expr *to);
const char *show_range(struct diff *d, unsigned var, Expr lo, Expr count);
const char *show_condition(struct shown *s, const struct domain *domain,
                           const Expr *to);
const char *diff_quotient(struct diff *d, const char *y, const char *x);
/* A number whose name is the text. */
Expr as_name(struct diff *d, const char *text);

#endif
