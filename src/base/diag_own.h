/* diag_own.h -- what diag.c keeps, for the files that print it. */
#ifndef EQC_DIAG_OWN_H
#define EQC_DIAG_OWN_H

#include "diag.h"

/*
 * KEPT: what a hostile file can make us store; the rest is only counted.
 * SHOWN: more errors than this are not read.
 */
enum { DIAG_KEPT = 1000, DIAG_SHOWN = 20 };

/* A note or a help line of a message. */
struct remark {
    struct remark *next;
    enum diag_level level;   /* DIAG_NOTE; DIAG_INFO for help */
    struct span at;
    const char *text;
};

struct message {
    enum diag_level level;
    enum diag_tag tag;
    struct span at;
    struct place elsewhere;  /* file NULL: it is at `at` */
    int number;              /* the order of arrival */
    const char *code, *text;
    struct remark *first, **last;
};

struct diag {
    struct arena *arena;
    const struct source *src;
    struct message *messages[DIAG_KEPT];
    int count;
    size_t errors, warnings;
};

/* Where it is; line 0: the file as a whole. */
struct place diag_place(const struct diag *d, const struct message *m);
/* "error", "proved"; the tag of a plain message is "". */
const char *diag_level_word(enum diag_level level);
const char *diag_tag_word(enum diag_tag tag);
/* The messages to be shown, in order of place; returns how many. */
int diag_order(const struct diag *d, const struct message *order[DIAG_KEPT]);

#endif
