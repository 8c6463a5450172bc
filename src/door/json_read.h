/*
 * json_read.h -- reading JSON into a table of nodes: what `run --json` wrote.
 * Nesting is kept on a stack of its own, so depth is no matter.
 */
#ifndef EQC_JSON_READ_H
#define EQC_JSON_READ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "../base/arena.h"
#include "../base/vec.h"

enum json_kind { JSON_NULL, JSON_BOOL, JSON_NUMBER, JSON_STRING, JSON_LIST,
                 JSON_OBJECT };

/* Node 0 is no node; children are linked by `next`. */
struct json_node {
    uint8_t kind;
    const char *key;         /* in an object */
    const char *text;        /* of a string */
    double number;           /* also of true, and of "nan", "inf", "-inf" */
    uint32_t kid, next;
};

struct json {
    VEC(struct json_node) nodes;
    uint32_t root;
    const char *error;       /* NULL: none */
    size_t at;               /* where reading ended, or failed */
};

/*
 * Read the value at text[at..]; `at` ends up behind it and the blanks after
 * it, so that more can follow.  False with an error.  Free with json_free.
 */
bool json_read(struct json *j, struct arena *a, const char *text, size_t len,
               size_t at);
void json_free(struct json *j);
/* The member of an object, or 0. */
uint32_t json_get(const struct json *j, uint32_t object, const char *key);
/*
 * Is it a number, or a string that stands for one?  *out gets it.
 */
bool json_number(const struct json *j, uint32_t node, double *out);

#endif
