/*
 * driver.h -- the state of parse.c, shared with slips.c, which finds words
 * and a mending for a token that does not fit.
 */
#ifndef EQC_DRIVER_H
#define EQC_DRIVER_H

#include "grammar.h"

struct bracket { int kind; struct span span; };

/* How much is wrong with the statement at hand: one cause, one message. */
enum said { SAID_NOTHING, SAID_PRODUCT, SAID_ALL };

/*
 * A place where a line starts with a token that goes on with the statement
 * and could as well begin one: after a forgotten `;` it reads as one.
 */
struct joint {
    struct span before;      /* the token that ends the line before */
    struct span at;          /* the token that starts the line; hi 0: none */
    bool related;            /* a relation sign has come since */
};

struct parser {
    struct scanner *scanner;
    struct grammar *grammar;
    struct build build;
    const struct source *src;
    struct token before, last;       /* the last two that were pushed */
    struct token now, next;          /* to be pushed, and the one behind */
    VEC(struct bracket) open;
    /* the statement at hand */
    struct token head;       /* its first token; kind 0: not yet */
    int meaning;             /* the token that makes it one: =, ~, <=, let... */
    struct joint joint;
    enum said said;
    int tries;               /* mendings since a token was taken */
    bool foreign;            /* a block of another language was thrown away */
    bool done;
};

bool parser_accepts(const struct parser *p, int kind);
void parser_advance(struct parser *p);       /* drop `now` */
void parser_insert(struct parser *p, int kind);
/* The innermost open bracket, or 0; and is none but braces open? */
int parser_open(const struct parser *p);
bool parser_outside(const struct parser *p);

/*
 * Report, unless this statement has its message already: -1 then.  Messages
 * of SAID_PRODUCT may follow each other, others stand alone.
 */
int parser_say(struct parser *p, enum said said, const char *code,
               struct span at, const char *fmt, ...)
    __attribute__((format(printf, 5, 6)));

/*
 * `now` does not fit.  Reports it; true when something was put in, replaced
 * or dropped, so that it is worth another try; false when the statement is
 * lost.
 */
bool slip_mend(struct parser *p);
/* A sign fits, but reads two statements as one (W0101). */
void slip_joint(struct parser *p);

/* Is it a word that only starts statements? */
bool token_starts(int kind);
bool token_is_relation(int kind);
bool token_is_word(int kind);        /* reserved */
bool token_is_name(int kind);        /* names, and words where they are names */
const char *token_text(int kind);    /* of a kind that is more than a sign */

#endif
