/*
 * said.c -- see said.h.  A message of the host is one line, "FILE:3:7: error:
 * TEXT [E0403]", without a place in parts; lines of note and help may follow.
 */
#include "said.h"

#include <stdlib.h>
#include <string.h>

#include "../base/arena.h"

FILE *said_open(struct said *s)
{
    *s = (struct said){0};
    s->file = open_memstream(&s->text, &s->size);
    return s->file ? s->file : stderr;
}

/* ":12" at the end of text[0 .. *n), which is then without it; or 0. */
static unsigned number_behind(const char *text, size_t *n)
{
    size_t at = *n;
    unsigned value;

    while (at > 0 && text[at - 1] >= '0' && text[at - 1] <= '9')
        at--;
    if (at == *n || at == 0 || text[at - 1] != ':' || *n - at > 9)
        return 0;
    value = (unsigned)strtoul(text + at, NULL, 10);
    *n = at - 1;
    return value;
}

/* "FILE:3:7" */
static struct place place_of(struct arena *a, const char *text, size_t n)
{
    struct place p = {NULL, 0, 0};

    p.column = number_behind(text, &n);
    p.line = p.column ? number_behind(text, &n) : 0;
    if (p.line == 0)
        p.column = 0;
    p.file = arena_strndup(a, text, n);
    return p;
}

/* The message of a line, or -1. */
static int add_line(struct diag *d, struct arena *a, const char *line, size_t n)
{
    static const char *const levels[] = {": error: ", ": warning: ",
                                         ": info: "};
    const char *text = arena_strndup(a, line, n), *head = NULL, *code;

    for (int k = 0; k < 3 && !head; k++)
        if ((head = strstr(text, levels[k])) != NULL)
            line = head + strlen(levels[k]);
    code = n > 8 && text[n - 1] == ']' ? strrchr(text, '[') : NULL;
    if (!head || !code || strlen(code) != 7 || code < line)
        return -1;
    return diag_add_elsewhere(d, arena_strndup(a, code + 1, 5),
                              place_of(a, text, (size_t)(head - text)), "%.*s",
                              (int)(code - 1 - line), line);
}

static void add_all(struct diag *d, struct arena *a, const char *text)
{
    int m = -1;

    for (size_t n; *text; text += n + (text[n] == '\n')) {
        n = strcspn(text, "\n");
        if (strncmp(text, "  help: ", 8) == 0)
            diag_help(d, m, "%.*s", (int)n - 8, text + 8);
        else if (strncmp(text, "  note: ", 8) == 0)
            diag_note(d, m, (struct span){0, 0}, "%.*s", (int)n - 8, text + 8);
        else if (*text != ' ' && (m = add_line(d, a, text, n)) < 0)
            fprintf(stderr, "%.*s\n", (int)n, text);
    }
}

void said_close(struct said *s, struct arena *a, struct diag *d)
{
    if (!s->file)
        return;
    if (fclose(s->file) == 0 && s->text)
        add_all(d, a, s->text);
    free(s->text);
    s->file = NULL;
}
