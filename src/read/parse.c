/*
 * parse.c -- text to syntax tree: drives the scanner and the parser.
 *
 * Each token is looked at before it is pushed.  If it fits, it is pushed; if
 * not, slips.c reports it and may mend the text (put a `;` in); if that can't
 * be done, the statement is thrown away and reading goes on behind it.  So
 * bison never sees an error of its own, and the grammar shows right files only.
 */
#include "parse.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "../base/arena.h"
#include "../tables/limits.h"
#include "driver.h"
#include "use.h"

/* --- kinds of tokens ------------------------------------------------------- */

static const struct { const char *text; char sort; } kinds[] = {
#define TOKEN(name, text) [TOKEN_##name - TOKEN_NUM] = {text, 't'},
#define WORD(name, text) [TOKEN_##name - TOKEN_NUM] = {text, 'w'},
#define SOFT(name, text) [TOKEN_##name - TOKEN_NUM] = {text, 's'},
#include "tokens.def"
#undef TOKEN
#undef WORD
#undef SOFT
};

static char sort_of(int kind)
{
    return kind < TOKEN_NUM ? 'c' : kinds[kind - TOKEN_NUM].sort;
}

const char *token_text(int kind)
{
    return kind < TOKEN_NUM ? NULL : kinds[kind - TOKEN_NUM].text;
}

bool token_is_word(int kind)
{
    return sort_of(kind) == 'w';
}

bool token_is_name(int kind)
{
    return kind == TOKEN_NAME || sort_of(kind) == 's';
}

bool token_starts(int kind)
{
    return kind >= TOKEN_CONST && kind <= TOKEN_USE;
}

bool token_is_relation(int kind)
{
    return kind == '=' || kind == '~' || kind == '<' || kind == '>' ||
           (kind >= TOKEN_LE && kind <= TOKEN_NE);
}

/* --- the state ------------------------------------------------------------- */

bool parser_accepts(const struct parser *p, int kind)
{
    return grammar_accepts(p->grammar, kind);
}

int parser_open(const struct parser *p)
{
    return p->open.n > 0 ? p->open.at[p->open.n - 1].kind : 0;
}

bool parser_outside(const struct parser *p)
{
    int open = parser_open(p);

    return open == 0 || open == '{';
}

void parser_advance(struct parser *p)
{
    p->now = p->next;
    p->next = scanner_next(p->scanner);
}

int parser_say(struct parser *p, enum said said, const char *code,
               struct span at, const char *fmt, ...)
{
    char text[400];
    va_list args;

    if (p->said == SAID_ALL || (p->said != SAID_NOTHING && p->said != said))
        return -1;
    p->said = said;
    va_start(args, fmt);
    vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    return diag_add(p->build.diag, code, at, "%s", text);
}

static void track_brackets(struct parser *p, const struct token *t)
{
    struct bracket b = {t->kind, t->span};

    if (t->kind == '(' || t->kind == '[' || t->kind == '{')
        vec_push(&p->open, b);
    else if ((t->kind == ')' || t->kind == ']' || t->kind == '}') &&
             p->open.n > 0)
        p->open.n--;
}

static void end_statement(struct parser *p)
{
    slip_joint(p);
    p->head = (struct token){0};
    p->joint = (struct joint){0};
    p->meaning = 0;
    p->said = SAID_NOTHING;
}

/* `end` of a block that was thrown away: told with its head. */
static bool ends_block(const struct token *t)
{
    return t->kind == TOKEN_NAME && (strcmp(t->name, "end") == 0 ||
                                     strcmp(t->name, "endif") == 0);
}

static void track_statement(struct parser *p, const struct token *t)
{
    if (!parser_outside(p))
        return;
    if (t->kind == ';' || t->kind == '{' || t->kind == '}' ||
        t->kind == TOKEN_END) {
        end_statement(p);
        return;
    }
    if (p->head.kind == 0) {
        p->head = *t;
        if (p->foreign && ends_block(t))
            p->said = SAID_ALL;
    }
    if (t->kind == ',')
        p->joint = (struct joint){0};
    if (!token_is_relation(t->kind) && !token_starts(t->kind))
        return;
    p->joint.related = true;
    if (p->meaning == 0)
        p->meaning = t->kind;
}

static void push(struct parser *p, const struct token *t)
{
    p->build.quiet = p->said != SAID_NOTHING;
    p->build.slipped |= t->slip;
    track_brackets(p, t);
    track_statement(p, t);
    p->before = p->last;
    p->last = *t;
    if (!grammar_push(p->grammar, t, &p->build))
        p->done = true;
    if (p->head.kind == 0)   /* that was the end of a statement */
        p->build.slipped = false;
}

void parser_insert(struct parser *p, int kind)
{
    struct token t = {.kind = kind, .span = {p->last.span.hi, p->last.span.hi}};

    push(p, &t);
}

/* --- throwing a statement away ---------------------------------------------- */

static bool has_braces(const struct parser *p)
{
    return p->head.kind == TOKEN_FOR || p->head.kind == TOKEN_FN;
}

/* Skip one token; true when the end of the statement is reached. */
static bool skip(struct parser *p, int *depth)
{
    int kind = p->now.kind;

    if (kind == TOKEN_END)
        return true;
    if (*depth == 0) {
        if (kind == ';' ||
            (kind == '}' && parser_accepts(p, kind)) ||
            (kind == '{' && has_braces(p) && parser_accepts(p, kind)))
            return true;
        if (p->now.first && token_starts(kind)) {
            parser_insert(p, ';');
            return true;
        }
    }
    p->last = p->now;        /* what is put in next stands behind it */
    parser_advance(p);
    if (kind == '{')
        ++*depth;
    if (kind == '}' && *depth > 0 && --*depth == 0 && has_braces(p)) {
        parser_insert(p, ';');
        return true;
    }
    return false;
}

static void lose_statement(struct parser *p)
{
    uint32_t at = p->last.span.hi;
    struct token error = {.kind = TOKEN_ERROR, .span = {at, at}};
    int depth = 0;

    p->said = SAID_ALL;
    p->joint = (struct joint){0};
    while (!parser_outside(p))
        p->open.n--;
    if (!grammar_push(p->grammar, &error, &p->build)) {
        p->done = true;
        return;
    }
    scanner_quiet(p->scanner, true);
    while (!skip(p, &depth))
        ;
    scanner_quiet(p->scanner, false);
}

/* --- the loop ---------------------------------------------------------------- */

/* More than these for one token means that mending leads nowhere. */
enum { TRIES = 6 };

static void note_joint(struct parser *p)
{
    int kind = p->now.kind;

    if (p->now.first && p->joint.at.hi == 0 && p->meaning != 0 &&
        (kind == '+' || kind == '-' || kind == '(' || kind == '[') &&
        parser_outside(p) && parser_accepts(p, ';'))
        p->joint = (struct joint){p->last.span, p->now.span, false};
}

static void step(struct parser *p)
{
    if (parser_accepts(p, p->now.kind)) {
        note_joint(p);
        push(p, &p->now);
        p->tries = 0;
        if (!p->done)
            parser_advance(p);
        return;
    }
    if (p->tries++ >= TRIES) {
        p->done = p->now.kind == TOKEN_END;
        parser_advance(p);
        return;
    }
    if (!slip_mend(p))
        lose_statement(p);
}

static void read_file(struct parser *p, struct span all, struct arena *a,
                      struct names *t)
{
    p->scanner = scanner_make(a, p->src, all, t, p->build.diag, p->build.ast);
    p->grammar = grammar_make();
    p->next = scanner_next(p->scanner);
    parser_advance(p);
    while (!p->done)
        step(p);
    grammar_free(p->grammar);
    scanner_free(p->scanner);
    vec_free(&p->open);
}

static bool too_large(const struct source *src, struct diag *d)
{
    if (src->len <= LIMIT_FILE_SIZE)
        return false;
    diag_add(d, "E0153", (struct span){0, 0},
             "the file has %zu bytes; at most %d are read", src->len,
             LIMIT_FILE_SIZE);
    return true;
}

/* One file of the source: its FILE node. */
static Ast parse_file(struct build b, const struct source *src, size_t file,
                      struct arena *a, struct names *t)
{
    struct parser p = {.build = b, .src = src};
    struct span all = src->files[file].all;

    b.ast->root = AST_NONE;
    if (!too_large(src, b.diag)) {
        check_bytes(src, all, b.diag);
        read_file(&p, all, a, t);
    }
    if (b.ast->root.i == 0)
        b.ast->root = ast_new(b.ast, AST_FILE, all);
    ast_at(b.ast, b.ast->root)->span = all;
    return b.ast->root;
}

struct ast *parse(struct arena *a, struct source *src, const struct host *h,
                  struct names *t, struct diag *d)
{
    struct build b = {ast_make(a, src), d, false, false};
    struct uses *u = uses_make(a, src, h, t, d);

    for (size_t k = 0; k < uses_count(u); k++) {
        Ast root = parse_file(b, src, k, a, t);

        uses_add(u, b.ast, root);
    }
    b.ast->root = uses_join(u, b.ast);
    uses_free(u);
    return b.ast;
}
