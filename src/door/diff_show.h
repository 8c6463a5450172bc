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
/* A number whose name is the text. */
Expr as_name(struct diff *d, const char *text);

#endif
