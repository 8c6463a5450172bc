/* amalgam.c -- the parts of the runtime that a file needs; see amalgam.h. */
#include "amalgam.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "embedded.h"

enum { MOST_FILES = 256, MOST_NAMES = 2048, MOST_PARAMS = 8, MOST_LINE = 4096,
       MOST_OPTIONS = 128, MOST_WORD = 64 };

/* A stretch of text. */
struct piece { const char *s; size_t n; };

/* A function or object of the runtime, and the file that defines it. */
struct symbol { struct piece name; size_t file; };

struct amalgam {
    struct out *o;
    struct piece options[MOST_OPTIONS];  /* that the file itself sets */
    size_t option_count;
    struct symbol symbols[MOST_NAMES];
    size_t symbol_count;
    bool begins[UCHAR_MAX + 1];      /* does a symbol begin so? */
    bool wanted[MOST_FILES];         /* .c files */
    bool pasted[MOST_FILES];         /* headers */
    VEC(struct piece) system;        /* <headers> included so far */
    bool ok;
};

/* ---- text ------------------------------------------------------------- */

static bool is_word(char c)
{
    return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z');
}

static bool same(struct piece a, const char *s, size_t n)
{
    return a.n == n && memcmp(a.s, s, n) == 0;
}

static bool starts(struct piece line, const char *with)
{
    return line.n >= strlen(with) && memcmp(line.s, with, strlen(with)) == 0;
}

/* The next line, without its end; false after the last. */
static bool next_line(const char **at, struct piece *line)
{
    const char *end = strchr(*at, '\n');

    if (!**at)
        return false;
    *line = (struct piece){*at, end ? (size_t)(end - *at) : strlen(*at)};
    *at += line->n + (end != NULL);
    return true;
}

/* Past the comment at s, or past one character. */
static const char *step(const char *s)
{
    if (s[0] != '/' || s[1] != '*')
        return s + 1;
    for (s += 2; *s && !(s[0] == '*' && s[1] == '/'); s++)
        ;
    return *s ? s + 2 : s;
}

/* The next identifier from *at on, outside comments. */
static bool next_word(const char **at, struct piece *word)
{
    const char *s = *at;

    while (*s && !is_word(*s))
        s = step(s);
    *word = (struct piece){s, 0};
    while (is_word(s[word->n]))
        word->n++;
    *at = s + word->n;
    return word->n > 0;
}

/* ---- files and what they define --------------------------------------- */

static bool core_file(size_t k, const char *end)
{
    const char *path = embedded_files[k].path;
    size_t n = strlen(path), e = strlen(end);

    return strncmp(path, "core/", 5) == 0 && n > e &&
           strcmp(path + n - e, end) == 0;
}

static bool find_file(struct piece name, size_t *k)
{
    for (*k = 0; *k < embedded_file_count; ++*k)
        if (core_file(*k, "") &&
            same(name, embedded_files[*k].path + 5,
                 strlen(embedded_files[*k].path) - 5))
            return true;
    return false;
}

/* The name that a line starting with EQR_API declares. */
static struct piece declared(struct piece line)
{
    struct piece name = {line.s, 0};

    for (size_t k = 7; k < line.n; k++) {
        if (strchr("(=[;", line.s[k]))
            break;
        if (is_word(line.s[k]) && !is_word(line.s[k - 1]))
            name = (struct piece){line.s + k, 0};
        if (is_word(line.s[k]))
            name.n++;
    }
    return name;
}

static void find_symbols(struct amalgam *a)
{
    for (size_t k = 0; k < embedded_file_count; k++) {
        const char *at = embedded_files[k].text;
        struct piece line;

        if (!core_file(k, ".c"))
            continue;
        while (next_line(&at, &line))
            if (starts(line, "EQR_API ") && a->symbol_count < MOST_NAMES)
                a->symbols[a->symbol_count++] =
                    (struct symbol){declared(line), k};
    }
    for (size_t k = 0; k < a->symbol_count; k++)
        a->begins[(unsigned char)*a->symbols[k].name.s] = true;
}

/* Most words of a large file are numbers of its tables. */
static size_t symbol_file(const struct amalgam *a, struct piece name)
{
    size_t n = a->begins[(unsigned char)*name.s] ? a->symbol_count : 0;

    for (size_t k = 0; k < n; k++)
        if (same(name, a->symbols[k].name.s, a->symbols[k].name.n))
            return a->symbols[k].file;
    return (size_t)-1;
}

static bool is_status(size_t file)
{
    return file != (size_t)-1 &&
           strcmp(embedded_files[file].path, "core/status.c") == 0;
}

/* Mark the files that the text calls, and those that they call. */
static void want(struct amalgam *a, const char *text)
{
    size_t todo[MOST_FILES], n = 0;

    for (;;) {
        struct piece word;

        while (next_word(&text, &word)) {
            size_t file = symbol_file(a, word);

            if (file == (size_t)-1 || a->wanted[file] || is_status(file))
                continue;
            a->wanted[file] = true;
            todo[n++] = file;
        }
        if (n == 0)
            return;
        text = embedded_files[todo[--n]].text;
    }
}

/* ---- tables expanded in place ----------------------------------------- */

/* #define NAME(params) body, as written. */
struct macro {
    struct piece name, params[MOST_PARAMS], body;
    size_t count;
    char text[MOST_LINE];    /* with the continued lines joined */
};

/* Split "a, (b, c), \"d, e\"" at its commas; returns how many. */
static size_t split(const char *s, const char *end, struct piece *out)
{
    size_t n = 0, depth = 0;
    bool quoted = false;
    const char *from = s;

    for (;; s++) {
        bool stop = s == end || (*s == ',' && depth == 0 && !quoted);

        if (stop) {
            const char *to = s;

            while (from < to && (*from == ' ' || *from == '\n'))
                from++;
            while (to > from && (to[-1] == ' ' || to[-1] == '\n'))
                to--;
            if (n < MOST_PARAMS)
                out[n++] = (struct piece){from, (size_t)(to - from)};
            from = s + 1;
        }
        if (s == end)
            return n;
        quoted ^= *s == '"' && s[-1] != '\\';
        depth += *s == '(' && !quoted;
        depth -= *s == ')' && !quoted;
    }
}

/* Read a definition at *at if a table's #include follows it. */
static bool table_macro(const char **at, struct macro *m, size_t *file)
{
    const char *s = *at, *open, *close;
    struct piece line;
    size_t n = 0;

    do {
        if (!next_line(&s, &line) || n + line.n + 1 >= MOST_LINE)
            return false;
        memcpy(m->text + n, line.s, line.n);
        n += line.n;
        if (line.n && line.s[line.n - 1] == '\\')
            m->text[n - 1] = ' ';
    } while (line.n && line.s[line.n - 1] == '\\');
    m->text[n] = '\0';
    if (!next_line(&s, &line) || !starts(line, "#include \"") ||
        !find_file((struct piece){line.s + 10, line.n - 11}, file) ||
        !core_file(*file, ".def"))
        return false;
    open = strchr(m->text, '(');
    close = open ? strchr(open, ')') : NULL;
    if (!close)
        return false;
    m->name = (struct piece){m->text + 8, (size_t)(open - m->text) - 8};
    m->count = split(open + 1, close, m->params);
    m->body = (struct piece){close + 1, strlen(close + 1)};
    next_line(&s, &line);                    /* the #undef */
    *at = s;
    return true;
}

static size_t parameter(const struct macro *m, struct piece word)
{
    for (size_t k = 0; k < m->count; k++)
        if (same(word, m->params[k].s, m->params[k].n))
            return k;
    return MOST_PARAMS;
}

/* The body with its parameters replaced: NAME, #NAME, a##NAME. */
static void expand(struct out *o, const struct macro *m,
                   const struct piece *args)
{
    const char *s = m->body.s, *end = s + m->body.n;
    struct out t = {0};

    while (s < end && *s == ' ')
        s++;
    while (s < end) {
        const char *after = s;
        struct piece word;
        bool text = s[0] == '#' && s[1] != '#';

        if (s[0] == '#' && s[1] == '#') {
            s += 2;
            continue;
        }
        after += text;
        if (!is_word(*after)) {
            out_bytes(&t, s++, 1);
            continue;
        }
        next_word(&after, &word);
        if (parameter(m, word) < MOST_PARAMS)
            word = args[parameter(m, word)];
        out_fmt(&t, text ? "\"%.*s\"" : "%.*s", (int)word.n, word.s);
        s = after;
    }
    o->depth = 1;
    out_line(o, "%s", out_text(&t));
    o->depth = 0;
    out_free(&t);
}

/* The options that the text sets: to->NAME. */
static void find_options(struct amalgam *a, const char *text)
{
    struct piece name;

    while ((text = strstr(text, " to->")) && a->option_count < MOST_OPTIONS) {
        text += 5;
        if (next_word(&text, &name))
            a->options[a->option_count++] = name;
    }
}

static bool has_word(const char *text, struct piece name)
{
    char plain[MOST_WORD + 1] = "";
    struct piece word;

    memcpy(plain, name.s, name.n < MOST_WORD ? name.n : MOST_WORD);
    if (!strstr(text, plain))                /* most are nowhere: fast */
        return false;
    while (next_word(&text, &word))
        if (same(word, name.s, name.n))
            return true;
    return false;
}

/*
 * Of the options, those that the file sets or some part reads; of other
 * tables every row.
 */
static bool row_counts(const struct amalgam *a, size_t file,
                       struct piece name)
{
    bool found = strcmp(embedded_files[file].path, "core/options.def") != 0;

    for (size_t k = 0; k < a->option_count && !found; k++)
        found = same(name, a->options[k].s, a->options[k].n);
    for (size_t k = 0; k < embedded_file_count && !found; k++)
        found = a->wanted[k] && has_word(embedded_files[k].text, name);
    return found;
}

/* Every row NAME(...) of the table that counts. */
static void expand_table(const struct amalgam *a, const struct macro *m,
                         size_t file)
{
    const char *s = embedded_files[file].text;
    bool line_start = true;

    while (*s) {
        struct piece args[MOST_PARAMS];
        const char *end = s + m->name.n;

        if (strncmp(s, "/*", 2) == 0) {
            s = strstr(s, "*/") + 2;
        } else if (line_start && strncmp(s, m->name.s, m->name.n) == 0 &&
                   *end == '(') {
            s = end + 1;
            for (size_t depth = 1, quoted = 0; depth > 0; end++) {
                char c = end[1];

                quoted ^= c == '"' && *end != '\\';
                depth += c == '(' && !quoted;
                depth -= c == ')' && !quoted;
            }
            split(s, end, args);
            if (row_counts(a, file, args[1]))
                expand(a->o, m, args);
            s = end;
        } else {
            line_start = *s == '\n';
            s++;
        }
    }
}

/* ---- special.h -------------------------------------------------------- */

enum { MOST_SPECIAL = 64 };
static const char special_mark[] = "/* eqr:special ";
static const char special_end[] = "/* eqr:end */";

struct special { struct piece name, needs; const char *body; bool used; };

static size_t specials(struct special *out)
{
    size_t file, n = 0;
    const char *at;
    struct piece line;

    if (!find_file((struct piece){"special.h", 9}, &file))
        return 0;
    at = embedded_files[file].text;
    while (next_line(&at, &line) && n < MOST_SPECIAL) {
        const char *s = line.s + sizeof special_mark - 1;

        if (!starts(line, special_mark))
            continue;
        next_word(&s, &out[n].name);
        out[n].needs = (struct piece){s, (size_t)(line.s + line.n - s)};
        out[n].body = at;
        out[n++].used = false;
    }
    return n;
}

static bool needs(const struct special *s, struct piece name)
{
    const char *at = s->needs.s;
    struct piece word;

    while (next_word(&at, &word) && word.s < s->needs.s + s->needs.n)
        if (same(word, name.s, name.n))
            return true;
    return false;
}

/* A function stands before those that need it: one pass backwards. */
static size_t used_specials(const char *text, struct special *out)
{
    size_t n = specials(out), used = 0;
    struct piece word;

    while (next_word(&text, &word))
        for (size_t k = 0; k < n; k++)
            out[k].used |= same(word, out[k].name.s, out[k].name.n);
    for (size_t k = n; k-- > 0;) {
        for (size_t j = k + 1; j < n; j++)
            out[k].used |= out[j].used && needs(&out[j], out[k].name);
        used += out[k].used;
    }
    return used;
}

bool amalgam_special(const char *text)
{
    struct special list[MOST_SPECIAL];

    return used_specials(text, list) > 0;
}

static void paste_specials(struct out *o, const char *text)
{
    struct special list[MOST_SPECIAL];
    size_t n = specials(list);

    used_specials(text, list);
    for (size_t k = 0; k < n; k++) {
        const char *end = strstr(list[k].body, special_end);

        if (!list[k].used || !end)
            continue;
        out_bytes(o, list[k].body, (size_t)(end - list[k].body));
        out_str(o, "\n");
    }
}

/* ---- pasting ---------------------------------------------------------- */

static void paste(struct amalgam *a, size_t file);

static void include(struct amalgam *a, struct piece line)
{
    struct piece name = {line.s + 10, line.n - 11};
    size_t file;

    if (line.s[9] == '<') {
        for (size_t k = 0; k < a->system.n; k++)
            if (same(line, a->system.at[k].s, a->system.at[k].n))
                return;
        vec_push(&a->system, line);
        out_bytes(a->o, line.s, line.n);
        out_str(a->o, "\n");
    } else if (same(name, "status.h", 8) || same(name, "solvers.h", 9) ||
               same(name, "special.h", 9)) {
        return;
    } else if (find_file(name, &file)) {
        if (!a->pasted[file])
            paste(a, file);
    } else {
        a->ok = false;
    }
}

/* The comment right before, which spoke of what is left out. */
static void drop_comment(struct out *o)
{
    size_t n = o->text.n;

    if (n < 3 || memcmp(o->text.at + n - 3, "*/\n", 3) != 0)
        return;
    while (n > 2 && memcmp(o->text.at + n - 2, "/*", 2) != 0)
        n--;
    o->text.n = n - 2;
}

/* A prototype of a function that is not here; skips all of it. */
static bool left_out(struct amalgam *a, struct piece line, const char **at)
{
    size_t file;

    if (!starts(line, "EQR_API "))
        return false;
    file = symbol_file(a, declared(line));
    if (file != (size_t)-1 && a->wanted[file])
        return false;
    while (line.n == 0 || line.s[line.n - 1] != ';')
        if (!next_line(at, &line))
            break;
    drop_comment(a->o);
    return true;
}

/* Is this line part of the include guard of a header? */
static bool is_guard(struct piece line, const char *rest)
{
    bool h = line.n > 2 && memcmp(line.s + line.n - 2, "_H", 2) == 0;

    return (h && (starts(line, "#ifndef EQR_") || starts(line, "#define EQR_")))
           || (starts(line, "#endif") && *rest == '\0');
}

static void paste(struct amalgam *a, size_t file)
{
    const char *at = embedded_files[file].text, *here = at;
    bool header = core_file(file, ".h");
    struct piece line;

    a->pasted[file] = true;
    for (; next_line(&at, &line); here = at) {
        struct macro m;
        size_t table;

        if ((header && is_guard(line, at)) || left_out(a, line, &at))
            continue;
        if (starts(line, "#include")) {
            include(a, line);
        } else if (starts(line, "#define") && table_macro(&here, &m, &table)) {
            expand_table(a, &m, table);
            at = here;
        } else {
            out_bytes(a->o, line.s, line.n);
            out_str(a->o, "\n");
        }
    }
    out_str(a->o, "\n");
}

/* No more than one blank line, anywhere after `from`. */
static void squeeze(struct out *o, size_t from)
{
    size_t to = from, newlines = 0;

    for (size_t k = from; k < o->text.n; k++) {
        newlines = o->text.at[k] == '\n' ? newlines + 1 : 0;
        if (newlines < 3)
            o->text.at[to++] = o->text.at[k];
    }
    o->text.n = to;
}

bool amalgam_write(struct out *o, const char *text)
{
    struct amalgam *a = calloc(1, sizeof *a);
    size_t from = o->text.n, real;
    bool ok;

    if (!a || embedded_file_count > MOST_FILES) {
        free(a);
        return false;
    }
    a->o = o;
    find_options(a, text);
    a->ok = find_file((struct piece){"real.h", 6}, &real);
    find_symbols(a);
    want(a, text);
    if (a->ok)
        paste(a, real);
    paste_specials(o, text);
    for (size_t k = 0; k < embedded_file_count; k++)
        if (a->wanted[k])
            paste(a, k);
    squeeze(o, from);
    ok = a->ok;
    vec_free(&a->system);
    free(a);
    return ok;
}
