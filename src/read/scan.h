/*
 * scan.h -- tokens, and the scanner of grammar/eqc.l that makes them; for the
 * parser's driver only.
 */
#ifndef EQC_SCAN_H
#define EQC_SCAN_H

#include <stdbool.h>

#include "../base/diag.h"
#include "../data/ast.h"

/* One character tokens are their character; the numbers are bison's. */
enum token_kind {
    TOKEN_END = 0,
    TOKEN_ERROR = 256,       /* what starts bison's recovery */
    TOKEN_BAD = 257,         /* a character that is no token */
#define TOKEN(name, text) TOKEN_##name,
#define WORD(name, text) TOKEN_##name,
#define SOFT(name, text) TOKEN_##name,
#include "tokens.def"
#undef TOKEN
#undef WORD
#undef SOFT
    TOKEN_COUNT
};

struct token {
    int kind;
    struct span span;
    bool first;              /* the first on its line */
    bool slip;               /* written as elsewhere, which was said */
    Name name;               /* NAME and words; text of NUM and STR */
    double num;
};

struct scanner;

/* Of one file's text.  Errors go to d, comments and blank lines to t's
 * trivia. */
struct scanner *scanner_make(struct arena *a, const struct source *src,
                             struct span all, struct names *names,
                             struct diag *d, struct ast *t);
/* After the end: TOKEN_END, again and again. */
struct token scanner_next(struct scanner *s);
/* Say nothing of habits of other languages, where more is wrong. */
void scanner_quiet(struct scanner *s, bool quiet);
void scanner_free(struct scanner *s);

/* Report NUL bytes and what is not UTF-8 (E0101, E0102). */
void check_bytes(const struct source *src, struct span all, struct diag *d);

#endif
