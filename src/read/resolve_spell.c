/*
 * resolve_spell.c -- is a name one edit from a declared one?  For all names
 * of a file in about linear time.
 *
 * Two names within one edit (a letter more, less, other, or two swapped) share
 * a text that is left when one letter, or none, is taken out of each.  So
 * those texts' hashes of the declared names are sorted, and looked up.
 */
#include <stdlib.h>
#include <string.h>

#include "resolver.h"

/* Shorter names are near others by chance. */
enum { LETTERS = 4, LONGEST = 200 };

/*
 * The nearest name; of several equally near, the one that begins most like
 * it: people slip later in a word.
 */
const char *nearest(const char *wrong, const char *const *all, size_t n)
{
    const char *best = name_nearest(wrong, all, n);
    int least = best == NULL ? 0 : name_distance(wrong, best, LONGEST);
    size_t most = 0;

    for (size_t k = 0; best != NULL && k < n; k++) {
        size_t same = 0;

        while (wrong[same] != '\0' && wrong[same] == all[k][same])
            same++;
        if (same > most && name_distance(wrong, all[k], least) == least) {
            most = same;
            best = all[k];
        }
    }
    return best;
}

struct trace { uint64_t hash; Name name; };

struct spell { VEC(struct trace) traces; };

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (unsigned char)c >= 0x80;
}

static bool long_enough(Name name)
{
    size_t letters = 0, n = strlen(name);

    for (size_t k = 0; k < n; k++)
        letters += is_letter(name[k]);
    return letters >= LETTERS && n <= LONGEST;
}

/* FNV-1a of the name without letter `out` (SIZE_MAX: of all of it). */
static uint64_t hash_without(Name name, size_t out)
{
    uint64_t h = 14695981039346656037u;

    for (size_t k = 0; name[k] != '\0'; k++) {
        if (k != out)
            h = (h ^ (unsigned char)name[k]) * 1099511628211u;
    }
    return h;
}

static int by_hash(const void *x, const void *y)
{
    const struct trace *a = x, *b = y;

    return a->hash < b->hash ? -1 : a->hash > b->hash;
}

static void add_name(struct spell *s, Name name)
{
    size_t n = name == NULL ? 0 : strlen(name);

    if (n == 0 || n > LONGEST)
        return;
    vec_push(&s->traces, ((struct trace){hash_without(name, SIZE_MAX), name}));
    for (size_t k = 0; k < n; k++)
        vec_push(&s->traces, ((struct trace){hash_without(name, k), name}));
}

/* The headers that data name: columns, too, are what a slip may mean. */
static void add_headers(struct resolver *r, struct spell *s,
                        const struct symbol *v)
{
    if (v->from.i == 0 || v->init.i == 0)
        return;
    if (at(r, v->init)->kind == AST_STR)
        add_name(s, at(r, v->init)->name);
    for (Ast k = ast_kid(r->ast, v->init); k.i != 0; k = ast_next(r->ast, k)) {
        if (at(r, k)->kind == AST_STR)
            add_name(s, at(r, k)->name);
    }
}

struct spell *spell_make(struct resolver *r)
{
    struct spell *s = calloc(1, sizeof *s);
    bool asked = false;

    if (s == NULL)
        return NULL;         /* a safeguard less, for want of a few bytes */
    for (size_t k = 0; k < r->entries.n && !asked; k++)
        asked = r->entries.at[k].symbol == NONE &&
                r->entries.at[k].first.i != 0 &&
                long_enough(r->entries.at[k].name);
    for (size_t k = 0; k < r->m->symbols.n && asked; k++) {
        add_name(s, r->m->symbols.at[k].name);
        add_headers(r, s, &r->m->symbols.at[k]);
    }
    if (s->traces.n > 0)
        qsort(s->traces.at, s->traces.n, sizeof *s->traces.at, by_hash);
    return s;
}

struct spell *spell_inferred(struct resolver *r)
{
    struct spell *s = calloc(1, sizeof *s);

    for (size_t k = 0; s && k < r->m->symbols.n; k++)
        if (r->m->symbols.at[k].inferred &&
            long_enough(r->m->symbols.at[k].name))
            add_name(s, r->m->symbols.at[k].name);
    if (s && s->traces.n > 0)
        qsort(s->traces.at, s->traces.n, sizeof *s->traces.at, by_hash);
    return s;
}

/* x1 and x2 are meant to differ. */
static bool same_but_digits(Name a, Name b)
{
    while (*a != '\0' || *b != '\0') {
        if (*a >= '0' && *a <= '9')
            a++;
        else if (*b >= '0' && *b <= '9')
            b++;
        else if (*a++ != *b++)
            return false;
    }
    return true;
}

static Name look_up(const struct spell *s, Name wrong, uint64_t hash)
{
    size_t lo = 0, hi = s->traces.n;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (s->traces.at[mid].hash < hash)
            lo = mid + 1;
        else
            hi = mid;
    }
    for (; lo < s->traces.n && s->traces.at[lo].hash == hash; lo++) {
        Name name = s->traces.at[lo].name;

        if (name_distance(wrong, name, 1) == 1 && !same_but_digits(wrong, name))
            return name;
    }
    return NULL;
}

Name spell_near(const struct spell *s, Name wrong)
{
    Name found;

    if (!long_enough(wrong) || s->traces.n == 0)
        return NULL;
    found = look_up(s, wrong, hash_without(wrong, SIZE_MAX));
    for (size_t k = 0; found == NULL && wrong[k] != '\0'; k++)
        found = look_up(s, wrong, hash_without(wrong, k));
    return found;
}

void spell_free(struct spell *s)
{
    if (s == NULL)
        return;
    vec_free(&s->traces);
    free(s);
}
