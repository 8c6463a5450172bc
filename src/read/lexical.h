/*
 * lexical.h -- the words of the scanner's actions: what a token carries, and
 * what is said about bytes that are none.  For grammar/eqc.l only.
 */
#ifndef EQC_LEXICAL_H
#define EQC_LEXICAL_H

#include "scan.h"

/* The scanner's own state; flex's hangs below it. */
struct scanner {
    void *flex;
    struct names *names;
    struct diag *diag;
    struct ast *ast;
    size_t at;               /* offset behind the token */
    struct token token;
    bool fresh;              /* nothing yet on this line */
    int last;                /* the token before; 0: none */
    bool quiet;              /* of a statement that is thrown away */
};

/* All fill s->token, whose span is set, and return its kind. */
int lex_number(struct scanner *s, const char *text, size_t n);
/* The text is what stands between the quotes. */
int lex_string(struct scanner *s, const char *text, size_t n);
/* A habit of another language: say what to write, and go on with that. */
int lex_slip(struct scanner *s, int kind, const char *instead,
             const char *text);

/*
 * Letters, digits and characters beyond ASCII: how many bytes are one word,
 * and then which token it is; TOKEN_COUNT for what is read as a blank.
 */
size_t lex_word_length(const char *text, size_t n);
int lex_word(struct scanner *s, const char *text, size_t n);

/* A comment, or blank space with at least one empty line. */
void lex_trivia(struct scanner *s);
/*
 * `!` and what is left of the line: TOKEN_END of a comment, TOKEN_COUNT of a
 * factorial, which is left out, or TOKEN_NOT.  Then `~=`.
 */
int lex_bang(struct scanner *s, const char *text, size_t n);
int lex_not_equal(struct scanner *s);
/* A comment of another language: an error. */
void lex_comment(struct scanner *s, const char *mark);

#endif
