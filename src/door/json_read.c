/* json_read.c -- see json_read.h. */
#include "json_read.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "../../runtime/host/numtext.h"

struct reader {
    struct json *j;
    struct arena *arena;
    const char *text;
    size_t len, at;
    VEC(uint32_t) open;      /* lists and objects around this place */
    uint32_t last;           /* the sibling before, or 0 */
};

static bool fail(struct reader *r, const char *error)
{
    r->j->error = error;
    return false;
}

static char peek(const struct reader *r)
{
    return r->at < r->len ? r->text[r->at] : '\0';
}

static void blanks(struct reader *r)
{
    while (r->at < r->len && strchr(" \t\r\n", r->text[r->at]))
        r->at++;
}

/* ---- strings ------------------------------------------------------------ */

static int hex(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* \uXXXX as UTF-8; names in eqc are ASCII, so surrogates are not joined. */
static size_t unicode(struct reader *r, char *out)
{
    unsigned c = 0;

    for (int k = 0; k < 4; k++) {
        int h = r->at < r->len ? hex(r->text[r->at]) : -1;
        if (h < 0)
            return 0;
        c = c * 16 + (unsigned)h;
        r->at++;
    }
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    out[0] = (char)(0xE0 | c >> 12);
    out[1] = (char)(0x80 | (c >> 6 & 0x3F));
    out[2] = (char)(0x80 | (c & 0x3F));
    return 3;
}

static size_t escape(struct reader *r, char *out)
{
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    char c = peek(r);
    const char *p = c ? strchr(from, c) : NULL;

    r->at++;
    if (c == 'u')
        return unicode(r, out);
    if (!p)
        return 0;
    out[0] = to[p - from];
    return 1;
}

/* The string whose opening quote is at r->at; NULL after an error. */
static const char *string(struct reader *r)
{
    size_t end = r->at + 1, n = 0;
    char *out;

    while (end < r->len && r->text[end] != '"')
        end += r->text[end] == '\\' ? 2 : 1;
    if (end >= r->len) {
        fail(r, "a string without its end");
        return NULL;
    }
    out = arena_alloc(r->arena, end - r->at + 4);
    for (r->at++; r->at < end;) {
        size_t more = 1;
        if (r->text[r->at] == '\\') {
            r->at++;
            more = escape(r, out + n);
        } else {
            out[n] = r->text[r->at++];
        }
        if (more == 0) {
            fail(r, "an escape that JSON has not");
            return NULL;
        }
        n += more;
    }
    r->at = end + 1;
    return out;
}

/* ---- values ------------------------------------------------------------- */

static uint32_t top(const struct reader *r)
{
    return r->open.n ? r->open.at[r->open.n - 1] : 0;
}

static struct json_node *add(struct reader *r, enum json_kind kind,
                             const char *key)
{
    struct json *j = r->j;
    uint32_t number = (uint32_t)j->nodes.n, parent = top(r);

    vec_push(&j->nodes, ((struct json_node){.kind = (uint8_t)kind,
                                            .key = key}));
    if (r->last)
        j->nodes.at[r->last].next = number;
    else if (parent)
        j->nodes.at[parent].kid = number;
    else
        j->root = number;
    r->last = number;
    return &j->nodes.at[number];
}

static bool word(struct reader *r, const char *key)
{
    static const struct { const char *text; enum json_kind kind; } words[] =
        {{"false", JSON_BOOL}, {"true", JSON_BOOL}, {"null", JSON_NULL}};

    for (int k = 0; k < 3; k++) {
        size_t n = strlen(words[k].text);
        if (r->len - r->at < n || memcmp(r->text + r->at, words[k].text, n))
            continue;
        r->at += n;
        add(r, words[k].kind, key)->number = k == 1;
        return true;
    }
    return fail(r, "something that is no value");
}

static bool number(struct reader *r, const char *key)
{
    double value;
    size_t used;

    if (eqn_read(r->text + r->at, r->len - r->at, &value, &used) == EQN_NONE)
        return fail(r, "something that is no value");
    r->at += used;
    add(r, JSON_NUMBER, key)->number = value;
    return true;
}

/* A value begins; of a list or an object only the bracket is read. */
static bool value(struct reader *r, const char *key)
{
    const char *text;
    char c = peek(r);

    if (c == '{' || c == '[') {
        add(r, c == '{' ? JSON_OBJECT : JSON_LIST, key);
        vec_push(&r->open, r->last);
        r->last = 0;
        r->at++;
        return true;
    }
    if (c == '"') {
        text = string(r);
        if (text)
            add(r, JSON_STRING, key)->text = text;
        return text != NULL;
    }
    if (c == '-' || (c >= '0' && c <= '9'))
        return number(r, key);
    return word(r, key);
}

/* "key": of an object's member. */
static bool member(struct reader *r, const char **key)
{
    if (peek(r) != '"')
        return fail(r, "a member without a name");
    *key = string(r);
    blanks(r);
    if (!*key || peek(r) != ':')
        return fail(r, "a name without `:`");
    r->at++;
    blanks(r);
    return true;
}

/* Close what ends here; then a comma or the end must follow. */
static bool after(struct reader *r, bool *done)
{
    for (;;) {
        uint32_t n = top(r);
        blanks(r);
        if (n == 0) {
            *done = true;
            return true;
        }
        if (peek(r) == ',' && r->last) {
            r->at++;
            blanks(r);
            return true;
        }
        if (peek(r) != (r->j->nodes.at[n].kind == JSON_LIST ? ']' : '}'))
            return r->last ? fail(r, "a missing comma or bracket") : true;
        r->at++;
        r->open.n--;
        r->last = n;
    }
}

bool json_read(struct json *j, struct arena *a, const char *text, size_t len,
               size_t at)
{
    struct reader r = {.j = j, .arena = a, .text = text, .len = len,
                       .at = at};
    bool done = false, ok = true;

    memset(j, 0, sizeof *j);
    vec_push(&j->nodes, ((struct json_node){0}));
    blanks(&r);
    while (ok && !done) {
        uint32_t n = top(&r);
        const char *key = NULL;
        ok = (n == 0 || j->nodes.at[n].kind == JSON_LIST ||
              member(&r, &key)) &&
             value(&r, key) && after(&r, &done);
    }
    j->at = r.at;
    vec_free(&r.open);
    return ok;
}

void json_free(struct json *j)
{
    vec_free(&j->nodes);
}

uint32_t json_get(const struct json *j, uint32_t object, const char *key)
{
    if (!object || j->nodes.at[object].kind != JSON_OBJECT)
        return 0;
    for (uint32_t k = j->nodes.at[object].kid; k; k = j->nodes.at[k].next)
        if (strcmp(j->nodes.at[k].key, key) == 0)
            return k;
    return 0;
}

bool json_number(const struct json *j, uint32_t node, double *out)
{
    const struct json_node *n = &j->nodes.at[node];
    size_t used;

    *out = n->number;
    if (n->kind == JSON_NUMBER)
        return true;
    if (n->kind != JSON_STRING)
        return false;
    return eqn_read(n->text, strlen(n->text), out, &used) != EQN_NONE &&
           n->text[used] == '\0' && !isfinite(*out);
}
