/* lower_calls.c -- calls of user functions that were lowered before. */
#include "lowering.h"

#include <stdlib.h>
#include <string.h>

static uint64_t mix(uint64_t h, uint64_t v)
{
    h = (h ^ v) * 0x9E3779B97F4A7C15u;
    return h ^ (h >> 29);
}

/* A value may depend on the ranges of the indices in scope, not only on x. */
static uint64_t open_hash(const struct lower *l)
{
    uint64_t h = l->open.n;

    for (size_t k = 0; k < l->open.n; k++) {
        h = mix(h, l->open.at[k].var);
        h = mix(h, l->open.at[k].lo.i);
        h = mix(h, l->open.at[k].count.i);
        h = mix(h, l->open.at[k].guard.i);
    }
    for (size_t k = 0; k < l->choices.n; k++)
        h = mix(h, l->choices.at[k].i);
    return h;
}

/* An array is its expression and its shape. */
static uint64_t shape_hash(uint64_t h, const struct value *v)
{
    h = mix(h, v->rank);
    for (unsigned k = 0; k < v->rank; k++) {
        h = mix(h, v->lo[k].i);
        h = mix(h, v->count[k].i);
    }
    return h;
}

static bool key_of(const struct lower *l, uint32_t fn,
                   const struct value *args, size_t n, struct known_call *key)
{
    memset(key, 0, sizeof *key);
    if (n > CALL_ARGS)
        return false;
    key->fn = fn;
    key->args = (uint32_t)n;
    key->open = open_hash(l);
    for (size_t k = 0; k < n; k++) {
        if (!args[k].e.i)
            return false;
        key->arg[k] = args[k].e;
        key->open = shape_hash(key->open, &args[k]);
    }
    return true;
}

static uint64_t key_hash(const struct known_call *c)
{
    uint64_t h = mix(c->open, c->fn);

    for (size_t k = 0; k < c->args; k++)
        h = mix(h, c->arg[k].i);
    return h;
}

static bool key_same(const struct known_call *a, const struct known_call *b)
{
    return a->fn == b->fn && a->args == b->args && a->open == b->open &&
           memcmp(a->arg, b->arg, sizeof a->arg) == 0;
}

const struct value *call_known(struct lower *l, uint32_t fn,
                               const struct value *args, size_t n)
{
    struct known_call key;
    size_t mask = l->call_slot_count - 1, at;

    if (!l->call_slot_count || !key_of(l, fn, args, n, &key))
        return NULL;
    for (at = (size_t)key_hash(&key) & mask; l->call_slots[at];
         at = (at + 1) & mask)
        if (key_same(&l->calls.at[l->call_slots[at] - 1], &key))
            return &l->calls.at[l->call_slots[at] - 1].v;
    return NULL;
}

static void slots_insert(struct lower *l, uint32_t number)
{
    size_t mask = l->call_slot_count - 1;
    size_t at = (size_t)key_hash(&l->calls.at[number]) & mask;

    while (l->call_slots[at])
        at = (at + 1) & mask;
    l->call_slots[at] = number + 1;
}

void call_remember(struct lower *l, uint32_t fn, const struct value *args,
                   size_t n, struct value v)
{
    struct known_call key;

    if (!key_of(l, fn, args, n, &key))
        return;
    key.v = v;
    vec_push(&l->calls, key);
    if (l->calls.n * 2 > l->call_slot_count) {
        l->call_slot_count = l->call_slot_count ? l->call_slot_count * 2 : 64;
        free(l->call_slots);
        l->call_slots = calloc(l->call_slot_count, sizeof *l->call_slots);
        if (!l->call_slots)
            abort();
        for (uint32_t k = 0; k < l->calls.n; k++)
            slots_insert(l, k);
        return;
    }
    slots_insert(l, (uint32_t)l->calls.n - 1);
}

void calls_forget(struct lower *l)
{
    l->calls.n = 0;
    if (l->call_slot_count)
        memset(l->call_slots, 0, l->call_slot_count * sizeof *l->call_slots);
}
