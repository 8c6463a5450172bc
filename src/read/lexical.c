/*
 * lexical.c -- tokens and their errors, for the actions of grammar/eqc.l.
 */
#include "lexical.h"

#include <string.h>

#include "../../runtime/host/numtext.h"
#include "../tables/limits.h"

/* --- words --------------------------------------------------------------- */

static const struct word {
    const char *text;
    int kind;
} words[] = {
#define TOKEN(name, text)
#define WORD(name, text) {text, TOKEN_##name},
#define SOFT(name, text) {text, TOKEN_##name},
#include "tokens.def"
#undef TOKEN
#undef WORD
#undef SOFT
};

static int name_kind(Name name)
{
    for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
        if (words[k].text[0] == name[0] && strcmp(words[k].text, name) == 0)
            return words[k].kind;
    }
    return TOKEN_NAME;
}

static int plain_word(struct scanner *s, const char *text, size_t n)
{
    if (n > LIMIT_NAME_LENGTH) {
        diag_add(s->diag, "E0151", s->token.span,
                 "this name has %zu characters; at most %d are allowed", n,
                 LIMIT_NAME_LENGTH);
        n = LIMIT_NAME_LENGTH;
    }
    s->token.name = name_make(s->names, text, n);
    return name_kind(s->token.name);
}

/* --- beyond ASCII ---------------------------------------------------------- */

static const struct lookalike {
    const char *bytes, *what, *write;
    int kind;                /* TOKEN_COUNT: a blank */
} lookalikes[] = {
#define LOOKALIKE(bytes, what, write, kind) {bytes, what, write, kind},
#define BLANK(bytes, what) {bytes, what, " ", TOKEN_COUNT},
#define LETTER(bytes, name)
#include "lookalikes.def"
#undef LOOKALIKE
#undef BLANK
#undef LETTER
};

static const struct letter {
    const char *bytes, *name;
} letters[] = {
#define LOOKALIKE(bytes, what, write, kind)
#define BLANK(bytes, what)
#define LETTER(bytes, name) {bytes, name},
#include "lookalikes.def"
#undef LOOKALIKE
#undef BLANK
#undef LETTER
};

/* The scanner's patterns let only well-formed sequences through. */
static size_t char_length(const char *p)
{
    unsigned char c = (unsigned char)*p;

    return c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
}

static bool same_char(const char *row, const char *p, size_t n)
{
    return strncmp(row, p, n) == 0 && row[n] == '\0';
}

static const struct lookalike *lookalike_at(const char *p)
{
    size_t n = char_length(p);

    for (size_t k = 0; n > 1 && k < sizeof lookalikes / sizeof *lookalikes;
         k++) {
        if (same_char(lookalikes[k].bytes, p, n))
            return &lookalikes[k];
    }
    return NULL;
}

size_t lex_word_length(const char *text, size_t n)
{
    size_t i = 0;

    while (i < n && lookalike_at(text + i) == NULL)
        i += char_length(text + i);
    return i > 0 ? i : char_length(text);
}

static int foreign_sign(struct scanner *s, const struct lookalike *l)
{
    if (s->token.span.lo == 0 && strcmp(l->bytes, "\xEF\xBB\xBF") == 0)
        return TOKEN_COUNT;
    if (l->kind == TOKEN_COUNT)
        diag_add(s->diag, "E0103", s->token.span,
                 "this is %s; write a plain one", l->what);
    else
        diag_add(s->diag, "E0103", s->token.span,
                 "this is %s; write `%s`", l->what, l->write);
    return l->kind;
}

static const char *letter_name(const char *p)
{
    for (size_t k = 0; k < sizeof letters / sizeof *letters; k++) {
        if (same_char(letters[k].bytes, p, char_length(p)))
            return letters[k].name;
    }
    return NULL;
}

/* A name with a letter that may not be in it: said once for the name. */
static int foreign_name(struct scanner *s, const char *text, size_t n)
{
    size_t i = 0;
    const char *name;
    int m;

    while (char_length(text + i) == 1)
        i++;
    m = diag_add(s->diag, "E0104", s->token.span,
                 "`%.*s` cannot be in a name", (int)char_length(text + i),
                 text + i);
    name = letter_name(text + i);
    if (name != NULL)
        diag_help(s->diag, m, "write `%s`", name);
    else
        diag_help(s->diag, m, "names are made of A-Z, a-z, 0-9 and _");
    s->token.name = name_make(s->names, text, n);
    return TOKEN_NAME;
}

int lex_word(struct scanner *s, const char *text, size_t n)
{
    const struct lookalike *l = lookalike_at(text);

    if (l != NULL)
        return foreign_sign(s, l);
    for (size_t i = 0; i < n; i++) {
        if (char_length(text + i) > 1)
            return foreign_name(s, text, n);
    }
    return plain_word(s, text, n);
}

/* --- numbers, strings ------------------------------------------------------- */

int lex_number(struct scanner *s, const char *text, size_t n)
{
    int outcome = eqn_read(text, n, &s->token.num, NULL);

    if (outcome == EQN_HUGE)
        diag_add(s->diag, "E0106", s->token.span,
                 "this number is too large: doubles end at about 1.8e308");
    else if (outcome == EQN_TINY)
        diag_add(s->diag, "E0108", s->token.span,
                 "this number is too small: doubles end at about 4.9e-324");
    s->token.name = name_make(s->names, text, n);
    return TOKEN_NUM;
}

int lex_string(struct scanner *s, const char *text, size_t n)
{
    if (n > LIMIT_TEXT_LENGTH) {
        diag_add(s->diag, "E0152", s->token.span,
                 "this string has %zu bytes; at most %d are allowed", n,
                 LIMIT_TEXT_LENGTH);
        n = LIMIT_TEXT_LENGTH;
    }
    s->token.name = name_make(s->names, text, n);
    return TOKEN_STR;
}

/* --- what is no token ------------------------------------------------------- */

int lex_slip(struct scanner *s, int kind, const char *instead,
             const char *text)
{
    int m;

    if (s->quiet)
        return kind;
    s->token.slip = true;
    m = diag_add(s->diag, "E0111", s->token.span, "there is no `%s`", text);
    diag_help(s->diag, m, "write `%s`", instead);
    return kind;
}

/* What `!` stands behind: an operand ends there, without a blank. */
static bool is_factorial(const struct scanner *s, const char *text)
{
    int c = s->last != 0 ? (unsigned char)text[-1] : 0;

    return c == ')' || c == ']' || c == '_' || (c >= '0' && c <= '9') ||
           (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

int lex_bang(struct scanner *s, const char *text, size_t n)
{
    int m;

    if (n > 1 && (s->last == 0 || s->last == ';' || s->last == '}')) {
        lex_comment(s, "!");
        return TOKEN_END;
    }
    s->token.span.hi = s->token.span.lo + 1;
    if (!is_factorial(s, text))
        return lex_slip(s, TOKEN_NOT, "not", "!");
    m = diag_add(s->diag, "E0111", s->token.span,
                 "there is no `!` behind a number");
    diag_help(s->diag, m, "the factorial of n is `gamma(n + 1)`");
    return TOKEN_COUNT;
}

int lex_not_equal(struct scanner *s)
{
    int m = diag_add(s->diag, "E0111", s->token.span, "there is no `~=`");

    diag_help(s->diag, m, "a fit is `y ~ f(x)`, an equation `y = f(x)`; that "
              "two differ is `!=`, after `if`");
    return '~';
}

/* --- what is left out -------------------------------------------------------- */

void lex_trivia(struct scanner *s)
{
    vec_push(&s->ast->trivia, (struct ast_trivia){s->token.span});
}

void lex_comment(struct scanner *s, const char *mark)
{
    uint32_t lo = s->token.span.lo;
    struct span at = {lo, lo + (uint32_t)strlen(mark)};
    int m = diag_add(s->diag, "E0114", at, "`%s` starts no comment", mark);

    diag_help(s->diag, m, "a comment starts with `#` and ends with the line");
    if (strcmp(mark, "//") == 0)
        diag_help(s->diag, m, "a quotient is `a/b`; a whole one, of indices, "
                  "`div(a, b)`");
    lex_trivia(s);
}
