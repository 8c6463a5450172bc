/*
 * use.c -- the files that a file uses.
 *
 * Files are a list, in the order in which they are first named; each is
 * parsed once, whoever names it.  Who uses whom is a graph over their
 * numbers, whose arcs come sorted by the file they leave.
 */
#include "use.h"

#include <stdlib.h>
#include <string.h>

#include "../base/arena.h"
#include "../base/vec.h"
#include "../data/model.h"
#include "../tables/limits.h"

struct arc { size_t to; struct span at; };

struct file {
    Ast root;
    size_t arcs, next;       /* its first arc; where a search stands */
    struct span from;        /* the `use` that named it first */
    enum { NEW, OPEN, DONE } state;
};

struct uses {
    struct arena *arena;
    struct source *src;
    const struct host *host;
    struct names *names;
    struct diag *diag;
    struct name_map number;  /* identity -> file */
    VEC(struct file) files;
    size_t parsed;
    VEC(struct arc) arcs;
    VEC(size_t) path;        /* of a search */
};

static const char *name_of(const struct uses *u, size_t file)
{
    return u->src->files[file].name;
}

/* NULL: it has none. */
static Name identity(const struct uses *u, const char *path)
{
    const char *id = u->host ? u->host->identity(u->host->self, u->arena, path)
                             : NULL;

    return id ? name_make(u->names, id, strlen(id)) : NULL;
}

static void add_file(struct uses *u, Name id, struct span from)
{
    if (id)
        name_map_put(&u->number, id, (uint32_t)u->files.n);
    vec_push(&u->files, ((struct file){.from = from}));
}

struct uses *uses_make(struct arena *a, struct source *src,
                       const struct host *h, struct names *t, struct diag *d)
{
    struct uses *u = arena_alloc(a, sizeof *u);

    u->arena = a;
    u->src = src;
    u->host = h;
    u->names = t;
    u->diag = d;
    add_file(u, identity(u, src->name), (struct span){0, 0});
    return u;
}

size_t uses_count(const struct uses *u)
{
    return u->files.n;
}

void uses_free(struct uses *u)
{
    name_map_free(&u->number);
    vec_free(&u->files);
    vec_free(&u->arcs);
    vec_free(&u->path);
}

/* ---- finding ------------------------------------------------------------ */

/* Paths are meant from the folder of the file that they stand in. */
static const char *path_from(const struct uses *u, size_t file,
                             const char *path)
{
    const char *name = name_of(u, file), *slash = strrchr(name, '/');

    if (path[0] == '/' || slash == NULL)
        return path;
    return arena_printf(u->arena, "%.*s%s", (int)(slash + 1 - name), name,
                        path);
}

static bool unreadable(struct uses *u, const char *path, struct span at,
                       const char *why)
{
    int m = diag_add(u->diag, "E0160", at, "`%s` cannot be read: %s", path,
                     why);

    if (path[0] != '/')
        diag_help(u->diag, m, "the path is meant from the folder of the file "
                  "that uses it");
    return false;
}

static bool load(struct uses *u, const char *path, struct span at)
{
    const char *why = "no other files are at hand here";
    size_t len = 0;
    char *text = u->host ? u->host->read(u->host->self, u->arena, path, &len,
                                         &why) : NULL;

    if (text == NULL)
        return unreadable(u, path, at, why);
    if (len > LIMIT_FILE_SIZE || u->src->len + len > LIMIT_FILE_SIZE)
        return unreadable(u, path, at, "with it there would be more than 64 "
                          "MiB to read");
    source_add(u->src, path, text, len);
    return true;
}

/* The number of the file; SIZE_MAX after a message. */
static size_t find(struct uses *u, const char *path, struct span at)
{
    Name id = identity(u, path);
    uint32_t k = id ? name_map_get(&u->number, id) : UINT32_MAX;

    if (k != UINT32_MAX)
        return k;
    if (!load(u, path, at))
        return SIZE_MAX;
    add_file(u, id, at);
    return u->files.n - 1;
}

/* ---- what a used file holds --------------------------------------------- */

static bool may_be_used(const struct ast_node *n)
{
    return n->kind == AST_FN || n->kind == AST_USE || n->kind == AST_ERROR ||
           (n->kind == AST_DECLS && n->op == AST_CONST);
}

static void check_statement(struct uses *u, const struct ast_node *n,
                            const struct file *f)
{
    int m;

    if (may_be_used(n))
        return;
    m = diag_add(u->diag, "E0162", n->span, "a file that another one uses has "
                 "`const`, `fn` and `use`, and nothing else");
    diag_note(u->diag, m, f->from, "here it is used");
    diag_help(u->diag, m, "move this line there");
}

void uses_add(struct uses *u, const struct ast *t, Ast root)
{
    size_t k = u->parsed++;

    u->files.at[k].root = root;
    u->files.at[k].arcs = u->arcs.n;
    for (Ast n = ast_kid(t, root); n.i != 0; n = ast_next(t, n)) {
        const struct ast_node *node = ast_at(t, n);
        size_t to;

        if (k > 0)
            check_statement(u, node, &u->files.at[k]);
        if (node->kind != AST_USE || node->name == NULL)
            continue;
        to = find(u, path_from(u, k, node->name), node->span);
        if (to != SIZE_MAX)
            vec_push(&u->arcs, ((struct arc){to, node->span}));
    }
}

/* ---- circles ------------------------------------------------------------ */

/* The path from `to` to its end, and `to` again: "a.eq uses b.eq uses a.eq". */
static void circle(struct uses *u, struct arc closing)
{
    size_t k = u->path.n;
    const char *text = "";

    while (u->path.at[k - 1] != closing.to)
        k--;
    for (; k <= u->path.n; k++)
        text = arena_printf(u->arena, "%s%s uses ", text,
                            name_of(u, u->path.at[k - 1]));
    diag_add(u->diag, "E0161", closing.at, "files use each other in a circle: "
             "%s%s", text, name_of(u, closing.to));
}

static void itself(struct uses *u, struct arc a)
{
    int m = diag_add(u->diag, "E0161", a.at, "`%s` uses itself",
                     name_of(u, a.to));

    diag_help(u->diag, m, "leave this line out");
}

/* The statements of a file behind those of `all`. */
static void append(struct ast *t, Ast all, Ast root)
{
    struct ast_node *to = ast_at(t, all), *of = ast_at(t, root);

    if (of->kid == 0)
        return;
    if (to->kid == 0)
        to->kid = of->kid;
    else
        ast_at(t, (Ast){to->last})->next = of->kid;
    to->last = of->last;
}

/* One step of a depth-first search from the end of the path. */
static void search(struct uses *u, struct ast *t, Ast all)
{
    size_t k = u->path.at[u->path.n - 1];
    struct file *f = &u->files.at[k];
    size_t end = k + 1 < u->files.n ? u->files.at[k + 1].arcs : u->arcs.n;
    struct arc a;

    if (f->next == end) {
        f->state = DONE;
        u->path.n--;
        append(t, all, f->root);
        return;
    }
    a = u->arcs.at[f->next++];
    if (a.to == k)
        itself(u, a);
    else if (u->files.at[a.to].state == OPEN)
        circle(u, a);
    if (u->files.at[a.to].state != NEW)
        return;
    u->files.at[a.to].state = OPEN;
    vec_push(&u->path, a.to);
}

Ast uses_join(struct uses *u, struct ast *t)
{
    Ast all = ast_new(t, AST_FILE, ast_at(t, u->files.at[0].root)->span);

    for (size_t k = 0; k < u->files.n; k++)
        u->files.at[k].next = u->files.at[k].arcs;
    u->files.at[0].state = OPEN;
    vec_push(&u->path, 0);
    while (u->path.n > 0)
        search(u, t, all);
    return all;
}
