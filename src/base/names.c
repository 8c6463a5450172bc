/*
 * names.c -- interned names and "did you mean", for every floor.
 *
 * The table is open addressing over malloc'ed slots; the characters live in
 * the arena, so a Name outlives the table.
 */
#include "names.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"

struct slot {
    Name name;
    size_t length;
    uint64_t hash;
};

struct names {
    struct arena *arena;
    struct slot *slots;
    size_t count, size;          /* size is a power of two */
};

struct names *names_make(struct arena *a)
{
    struct names *t = arena_alloc(a, sizeof *t);

    t->arena = a;
    t->size = 64;
    t->slots = calloc(t->size, sizeof *t->slots);
    if (t->slots == NULL)
        base_no_memory();
    return t;
}

void names_free(struct names *t)
{
    if (t == NULL)
        return;
    free(t->slots);
    t->slots = NULL;
    t->count = t->size = 0;
}

/* FNV-1a, then mixed: its low bits alone are weak. */
static uint64_t hash_of(const char *s, size_t n)
{
    uint64_t h = 14695981039346656037u;

    for (size_t i = 0; i < n; i++)
        h = (h ^ (unsigned char)s[i]) * 1099511628211u;
    return h ^ h >> 29;
}

static struct slot *find(struct slot *slots, size_t size, const char *s,
                         size_t n, uint64_t hash)
{
    size_t i = (size_t)hash & (size - 1);

    while (slots[i].name != NULL &&
           !(slots[i].hash == hash && slots[i].length == n &&
             memcmp(slots[i].name, s, n) == 0))
        i = (i + 1) & (size - 1);
    return &slots[i];
}

static void grow(struct names *t)
{
    size_t size = 2 * t->size;
    struct slot *slots = calloc(size, sizeof *slots);

    if (slots == NULL)
        base_no_memory();
    for (size_t i = 0; i < t->size; i++) {
        const struct slot *old = &t->slots[i];

        if (old->name != NULL)
            *find(slots, size, old->name, old->length, old->hash) = *old;
    }
    free(t->slots);
    t->slots = slots;
    t->size = size;
}

Name name_make(struct names *t, const char *s, size_t n)
{
    uint64_t hash = hash_of(s, n);
    struct slot *slot = find(t->slots, t->size, s, n, hash);

    if (slot->name != NULL)
        return slot->name;
    if (2 * t->count >= t->size) {
        grow(t);
        slot = find(t->slots, t->size, s, n, hash);
    }
    slot->name = arena_strndup(t->arena, s, n);
    slot->length = n;
    slot->hash = hash;
    t->count++;
    return slot->name;
}

enum { LONGEST = 255 };          /* longer names are never "nearly" equal */

static int least(int a, int b)
{
    return a < b ? a : b;
}

/* One row of the edit distance; returns the row's least entry. */
static int next_row(int row[], const int before[], const int two_before[],
                    const char *a, size_t i, const char *b, size_t nb)
{
    int best = row[0] = (int)i;

    for (size_t j = 1; j <= nb; j++) {
        int d = before[j - 1] + (a[i - 1] != b[j - 1]);

        d = least(d, least(before[j], row[j - 1]) + 1);
        if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            d = least(d, two_before[j - 2] + 1);
        row[j] = d;
        best = least(best, d);
    }
    return best;
}

int name_distance(const char *a, const char *b, int cap)
{
    int rows[3][LONGEST + 1];
    size_t na = strlen(a), nb = strlen(b);

    if (strcmp(a, b) == 0)
        return 0;
    if (na > LONGEST || nb > LONGEST)
        return cap + 1;
    for (size_t j = 0; j <= nb; j++)
        rows[0][j] = (int)j;
    for (size_t i = 1; i <= na; i++) {
        int best = next_row(rows[i % 3], rows[(i + 2) % 3], rows[(i + 1) % 3],
                            a, i, b, nb);

        if (best > cap)
            return cap + 1;
    }
    return least(rows[na % 3][nb], cap + 1);
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool same_but_case(const char *a, const char *b)
{
    while (*a != '\0' && lower(*a) == lower(*b)) {
        a++;
        b++;
    }
    return *a == *b;
}

const char *name_nearest(const char *wrong, const char *const *candidates,
                         size_t count)
{
    size_t third = strlen(wrong) / 3;
    int cap = third < 1 ? 1 : third > LONGEST ? LONGEST : (int)third;
    const char *best = NULL;

    for (size_t k = 0; k < count; k++) {
        if (same_but_case(wrong, candidates[k]))
            return candidates[k];
    }
    for (size_t k = 0; k < count; k++) {
        int d = name_distance(wrong, candidates[k], cap);

        if (d <= cap && (best == NULL || d < name_distance(wrong, best, cap)))
            best = candidates[k];
    }
    return best;
}
