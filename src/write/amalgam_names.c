/*
 * amalgam_names.c -- a problem may have the name of a method: newton.eq makes
 * newton_init, and so has newton.c of the runtime.  What is pasted gives way.
 */
#include "amalgam.h"

#include <stdlib.h>
#include <string.h>

struct word { const char *s; size_t n; };

struct renaming {
    const char *prefix, *upper;
    VEC(struct word) names;
};

static bool is_word(char c)
{
    return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z');
}

/* Past a comment, or a string, or one character. */
static const char *past(const char *s)
{
    if (s[0] == '/' && s[1] == '*') {
        const char *end = strstr(s + 2, "*/");
        return end ? end + 2 : s + strlen(s);
    }
    if (*s != '"')
        return s + 1;
    for (s++; *s && *s != '"'; s++)
        s += s[0] == '\\' && s[1];
    return *s ? s + 1 : s;
}

/* The next identifier that is no member, x->name or x.name. */
static bool next_name(const char **at, struct word *out)
{
    const char *s = *at;

    for (;;) {
        bool member;
        while (*s && !is_word(*s))
            s = past(s);
        if (!*s)
            return false;
        member = s > *at && (s[-1] == '.' || (s[-1] == '>' && s[-2] == '-'));
        *out = (struct word){s, 0};
        while (is_word(s[out->n]))
            out->n++;
        s += out->n;
        if (member)
            continue;
        *at = s;
        return true;
    }
}

static bool begins(struct word w, const char *with)
{
    size_t n = strlen(with);

    return w.n > n && memcmp(w.s, with, n) == 0 && w.s[n] == '_';
}

static bool listed(const struct renaming *r, struct word w)
{
    for (size_t k = 0; k < r->names.n; k++)
        if (r->names.at[k].n == w.n &&
            memcmp(r->names.at[k].s, w.s, w.n) == 0)
            return true;
    return false;
}

/* Does the line that s stands in begin a declaration of the file? */
static bool of_file(const char *text, const char *s)
{
    while (s > text && s[-1] != '\n')
        s--;
    return is_word(*s) || *s == '}';
}

static void find_names(struct renaming *r, const char *text)
{
    const char *at = text;
    struct word w;

    while (next_name(&at, &w))
        if ((begins(w, r->prefix) || begins(w, r->upper)) &&
            of_file(text, w.s) && !listed(r, w))
            vec_push(&r->names, w);
}

static void write_renamed(const struct renaming *r, const char *text,
                          struct out *to)
{
    const char *at = text, *done = text;
    struct word w;

    while (next_name(&at, &w)) {
        if (!listed(r, w))
            continue;
        out_bytes(to, done, (size_t)(w.s - done));
        out_str(to, begins(w, r->prefix) ? "eqr_" : "EQR_");
        done = w.s;
    }
    out_str(to, done);
}

void amalgam_give_way(struct out *o, size_t from, const char *prefix,
                      const char *upper)
{
    struct renaming r = {.prefix = prefix, .upper = upper};
    struct out to = {0};
    const char *text = out_text(o) + from;

    find_names(&r, text);
    if (r.names.n > 0) {
        write_renamed(&r, text, &to);
        o->text.n = from;
        out_str(o, out_text(&to));
    }
    out_free(&to);
    vec_free(&r.names);
}
