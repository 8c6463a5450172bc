/*
 * diag.c -- errors and warnings, collected by every floor, printed at the
 * door.
 *
 * Messages and what belongs to them are linked lists in the arena: there is
 * nothing to free, and numbers stay valid.
 */
#include "diag.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "diag_own.h"
#include "excerpt.h"

struct diag *diag_make(struct arena *a, const struct source *src)
{
    struct diag *d = arena_alloc(a, sizeof *d);

    d->arena = a;
    d->src = src;
    return d;
}

static enum diag_level level_of(const char *code)
{
    return code[0] == 'W' ? DIAG_WARNING
         : code[0] == 'I' ? DIAG_INFO : DIAG_ERROR;
}

static bool known(const struct diag *d, const char *code, struct span at)
{
    for (int k = 0; k < d->count; k++) {
        const struct message *m = d->messages[k];

        if (m->at.lo == at.lo && m->at.hi == at.hi && at.hi > 0 &&
            m->level == level_of(code) &&
            (m->level == DIAG_ERROR || strcmp(m->code, code) == 0))
            return true;
    }
    return false;
}

static int keep(struct diag *d, const char *code, struct span at,
                const char *text)
{
    struct message *m = arena_alloc(d->arena, sizeof *m);

    m->level = level_of(code);
    m->at = at;
    m->elsewhere = (struct place){NULL, 0, 0};
    m->number = d->count;
    m->code = code;
    m->text = text;
    m->last = &m->first;
    d->messages[d->count] = m;
    return d->count++;
}

int diag_add(struct diag *d, const char *code, struct span at,
             const char *fmt, ...)
{
    enum diag_level level = level_of(code);
    va_list args;
    char *text;

    if (known(d, code, at))
        return -1;
    d->errors += level == DIAG_ERROR;
    d->warnings += level == DIAG_WARNING;
    if (d->count == DIAG_KEPT)
        return -1;
    va_start(args, fmt);
    text = arena_vprintf(d->arena, fmt, args);
    va_end(args);
    return keep(d, code, at, text);
}

int diag_add_elsewhere(struct diag *d, const char *code, struct place at,
                       const char *fmt, ...)
{
    va_list args;
    char *text;
    int m;

    va_start(args, fmt);
    text = arena_vprintf(d->arena, fmt, args);
    va_end(args);
    m = diag_add(d, code, (struct span){0, 0}, "%s", text);
    if (m >= 0)
        d->messages[m]->elsewhere = at;
    return m;
}

void diag_append(struct diag *d, const struct diag *from)
{
    d->errors += from->errors;
    d->warnings += from->warnings;
    for (int k = 0; k < from->count && d->count < DIAG_KEPT; k++) {
        d->messages[d->count] = from->messages[k];
        d->messages[d->count]->number = d->count;
        d->count++;
    }
}

void diag_tag(struct diag *d, int m, enum diag_tag tag)
{
    if (m >= 0 && m < d->count)
        d->messages[m]->tag = tag;
}

static void remark(struct diag *d, int m, struct remark r)
{
    struct remark *kept;

    if (m < 0 || m >= d->count)
        return;
    kept = arena_alloc(d->arena, sizeof *kept);
    *kept = r;
    *d->messages[m]->last = kept;
    d->messages[m]->last = &kept->next;
}

void diag_help(struct diag *d, int m, const char *fmt, ...)
{
    struct remark r = {.level = DIAG_INFO};
    va_list args;

    va_start(args, fmt);
    r.text = arena_vprintf(d->arena, fmt, args);
    va_end(args);
    remark(d, m, r);
}

void diag_note(struct diag *d, int m, struct span at, const char *fmt, ...)
{
    struct remark r = {.level = DIAG_NOTE, .at = at};
    va_list args;

    va_start(args, fmt);
    r.text = arena_vprintf(d->arena, fmt, args);
    va_end(args);
    remark(d, m, r);
}

size_t diag_errors(const struct diag *d)
{
    return d->errors;
}

size_t diag_warnings(const struct diag *d)
{
    return d->warnings;
}

const char *diag_warning_text(const struct diag *d, size_t k)
{
    for (int i = 0; i < d->count; i++) {
        if (d->messages[i]->level == DIAG_WARNING && k-- == 0)
            return d->messages[i]->text;
    }
    return NULL;
}

const char *diag_level_word(enum diag_level level)
{
    static const char *const words[] = {
        [DIAG_ERROR] = "error", [DIAG_WARNING] = "warning",
        [DIAG_NOTE] = "note", [DIAG_INFO] = "info"
    };

    return words[level];
}

const char *diag_tag_word(enum diag_tag tag)
{
    static const char *const words[] = {
        [DIAG_PLAIN] = "", [DIAG_PROVED] = "proved",
        [DIAG_NUMERICAL] = "numerical", [DIAG_HEURISTIC] = "heuristic"
    };

    return words[tag];
}

static const char *const level_colours[] = {
    [DIAG_ERROR] = "\033[1;31m", [DIAG_WARNING] = "\033[1;35m",
    [DIAG_NOTE] = "\033[1;36m", [DIAG_INFO] = "\033[1;34m"
};

struct place diag_place(const struct diag *d, const struct message *m)
{
    struct place p = source_place(d->src, m->at.lo);

    if (m->elsewhere.file)
        return m->elsewhere;
    if (m->at.hi == 0)
        p.line = p.column = 0;
    return p;
}

/* "file:3:7: error: "; an empty span at 0 is nowhere. */
static void print_head(const struct diag *d, struct span at,
                       enum diag_level level, FILE *out, bool colour)
{
    struct place p = source_place(d->src, at.lo);

    fputs(p.file, out);
    if (at.hi > 0)
        fprintf(out, ":%u:%u", p.line, p.column);
    fprintf(out, ": %s%s:%s ", colour ? level_colours[level] : "",
            diag_level_word(level), colour ? "\033[0m" : "");
}

static void print_remark(const struct diag *d, const struct remark *r,
                         FILE *out, bool colour)
{
    if (r->at.hi > 0) {
        print_head(d, r->at, DIAG_NOTE, out, colour);
        fprintf(out, "%s\n", r->text);
        excerpt_print(d->src, r->at, colour, out);
    } else {
        fprintf(out, "  %s: %s\n", r->level == DIAG_NOTE ? "note" : "help",
                r->text);
    }
}

static void print_message(const struct diag *d, const struct message *m,
                          FILE *out, bool colour)
{
    print_head(d, m->at, m->level, out, colour);
    fprintf(out, "%s [%s%s%s]\n", m->text, m->code,
            m->tag == DIAG_PLAIN ? "" : ", ", diag_tag_word(m->tag));
    if (m->at.hi > 0)
        excerpt_print(d->src, m->at, colour, out);
    for (const struct remark *r = m->first; r != NULL; r = r->next)
        print_remark(d, r, out, colour);
}

/* What has no place comes first. */
static int by_place(const void *x, const void *y)
{
    const struct message *a = *(const struct message *const *)x;
    const struct message *b = *(const struct message *const *)y;

    if ((a->at.hi == 0) != (b->at.hi == 0))
        return a->at.hi == 0 ? -1 : 1;
    if (a->at.lo != b->at.lo)
        return a->at.lo < b->at.lo ? -1 : 1;
    return a->number - b->number;
}

int diag_order(const struct diag *d, const struct message *order[DIAG_KEPT])
{
    size_t errors = 0;
    int n = 0;

    for (int k = 0; k < d->count; k++)
        order[k] = d->messages[k];
    qsort(order, (size_t)d->count, sizeof *order, by_place);
    for (int k = 0; k < d->count; k++) {
        if (order[k]->level != DIAG_ERROR || errors++ < DIAG_SHOWN)
            order[n++] = order[k];
    }
    return n;
}

void diag_print(const struct diag *d, FILE *out, bool colour)
{
    const struct message *order[DIAG_KEPT];
    int n = diag_order(d, order);

    for (int k = 0; k < n; k++)
        print_message(d, order[k], out, colour);
    if (d->errors > DIAG_SHOWN)
        fprintf(out, "%s: %zu errors; the first %d are shown\n",
                d->src->name, d->errors, DIAG_SHOWN);
}
