/*
 * diag_forms.c -- messages for programs: one line each (short), JSON, and
 * SARIF 2.1.0 (OASIS), which editors and CI systems read.
 */
#include <string.h>

#include "diag_own.h"

/* Bytes of the file that are not UTF-8 may stand in a message. */
static void print_chars(const char *text, FILE *out)
{
    for (size_t n; *text != '\0'; text += n) {
        unsigned char c = (unsigned char)*text;

        n = source_char_length(text, strlen(text));
        if (n == 0) {
            fputs("\\ufffd", out);
            n = 1;
        } else if (c == '"' || c == '\\') {
            fprintf(out, "\\%c", c);
        } else if (c < 0x20) {
            fprintf(out, "\\u%04x", c);
        } else {
            fwrite(text, 1, n, out);
        }
    }
}

static void print_string(const char *text, FILE *out)
{
    fputc('"', out);
    print_chars(text, out);
    fputc('"', out);
}

static void print_text(const char *key, const char *text, FILE *out)
{
    fprintf(out, "\"%s\": ", key);
    print_string(text, out);
}

/* ---- short -------------------------------------------------------------------- */

static void print_short(const struct diag *d, const struct message *m,
                        FILE *out)
{
    struct place p = diag_place(d, m);

    if (p.line == 0)
        p.line = p.column = 1;   /* editors want one */
    fprintf(out, "%s:%u:%u: %s: %s [%s%s%s]\n", p.file, p.line, p.column,
            diag_level_word(m->level), m->text, m->code,
            m->tag == DIAG_PLAIN ? "" : ", ", diag_tag_word(m->tag));
}

/* ---- JSON ---------------------------------------------------------------------- */

struct region { struct place from, to; };   /* from.line 0: nowhere */

static struct region of_span(const struct diag *d, struct span at)
{
    struct region r = {source_place(d->src, at.lo), source_place(d->src, at.hi)};

    if (at.hi == 0)
        r.from.line = 0;
    return r;
}

static struct region of_message(const struct diag *d, const struct message *m)
{
    struct region r = of_span(d, m->at);

    if (m->elsewhere.file)
        r.from = r.to = m->elsewhere;
    return r;
}

static void print_place(struct region r, FILE *out)
{
    if (r.from.line == 0)
        return;
    fprintf(out, ", \"line\": %u, \"column\": %u, \"end_line\": %u, "
            "\"end_column\": %u", r.from.line, r.from.column, r.to.line,
            r.to.column);
}

static void print_remarks(const struct diag *d, const struct message *m,
                          enum diag_level level, FILE *out)
{
    bool first = true;

    for (const struct remark *r = m->first; r != NULL; r = r->next) {
        if (r->level != level)
            continue;
        fputs(first ? "{" : ", {", out);
        print_text("message", r->text, out);
        print_place(of_span(d, r->at), out);
        fputc('}', out);
        first = false;
    }
}

static void print_json(const struct diag *d, const struct message *m,
                       FILE *out)
{
    fputc('{', out);
    print_text("code", m->code, out);
    fputs(", ", out);
    print_text("level", diag_level_word(m->level), out);
    if (m->tag != DIAG_PLAIN) {
        fputs(", ", out);
        print_text("tag", diag_tag_word(m->tag), out);
    }
    fputs(", ", out);
    print_text("message", m->text, out);
    fputs(", ", out);
    print_text("file", diag_place(d, m).file, out);
    print_place(of_message(d, m), out);
    fputs(", \"notes\": [", out);
    print_remarks(d, m, DIAG_NOTE, out);
    fputs("], \"help\": [", out);
    print_remarks(d, m, DIAG_INFO, out);
    fputs("]}", out);
}

/* ---- SARIF ----------------------------------------------------------------------- */

static void print_region(struct region r, FILE *out)
{
    if (r.from.line == 0)
        return;
    fprintf(out, ", \"region\": {\"startLine\": %u, \"startColumn\": %u, "
            "\"endLine\": %u, \"endColumn\": %u}", r.from.line, r.from.column,
            r.to.line, r.to.column);
}

/* A path as a reference: RFC 3986, 2.1 and 3.3; what else it has by its bytes. */
static void print_uri(const char *path, FILE *out)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqr"
                                "stuvwxyz0123456789-._~/";

    for (; *path != '\0'; path++)
        fprintf(out, strchr(plain, *path) ? "%c" : "%%%02X",
                (unsigned char)*path);
}

static void print_location(struct region r, FILE *out)
{
    fputs("\"physicalLocation\": {\"artifactLocation\": {\"uri\": \"", out);
    print_uri(r.from.file, out);
    fputs("\"}", out);
    print_region(r, out);
    fputc('}', out);
}

/* Notes with a place of their own. */
static void print_related(const struct diag *d, const struct message *m,
                          FILE *out)
{
    bool first = true;

    for (const struct remark *r = m->first; r != NULL; r = r->next) {
        if (r->at.hi == 0)
            continue;
        fputs(first ? ", \"relatedLocations\": [{" : ", {", out);
        print_location(of_span(d, r->at), out);
        fputs(", \"message\": {", out);
        print_text("text", r->text, out);
        fputs("}}", out);
        first = false;
    }
    fputs(first ? "" : "]", out);
}

/* Others, and help, go into the text: SARIF has no better place that is shown. */
static void print_sarif(const struct diag *d, const struct message *m,
                        FILE *out)
{
    fputc('{', out);
    print_text("ruleId", m->code, out);
    fputs(", ", out);
    print_text("level", m->level == DIAG_ERROR ? "error"
               : m->level == DIAG_WARNING ? "warning" : "note", out);
    fputs(", \"message\": {\"text\": \"", out);
    print_chars(m->text, out);
    for (const struct remark *r = m->first; r != NULL; r = r->next) {
        if (r->at.hi > 0)
            continue;
        fputs(r->level == DIAG_NOTE ? "\\nnote: " : "\\nhelp: ", out);
        print_chars(r->text, out);
    }
    fputs("\"}, \"locations\": [{", out);
    print_location(of_message(d, m), out);
    fputs("}]", out);
    print_related(d, m, out);
    fputc('}', out);
}

/* ---- all of them --------------------------------------------------------------------- */

static const struct form {
    const char *before, *between, *after;
    void (*print)(const struct diag *d, const struct message *m, FILE *out);
} forms[] = {
    [DIAG_SHORT] = {"", "", "", print_short},
    [DIAG_JSON] = {"[", ",\n ", "]\n", print_json},
    [DIAG_SARIF] = {
        "{\"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\",\n"
        " \"version\": \"2.1.0\",\n \"runs\": [{\"tool\": {\"driver\": "
        "{\"name\": \"eqc\"}},\n  \"columnKind\": \"unicodeCodePoints\",\n"
        "  \"results\": [", ",\n   ", "]}]}\n", print_sarif
    }
};

void diag_print_form(const struct diag *d, FILE *out, enum diag_form form)
{
    const struct message *order[DIAG_KEPT];
    int n = diag_order(d, order);

    fputs(forms[form].before, out);
    for (int k = 0; k < n; k++) {
        fputs(k > 0 ? forms[form].between : "", out);
        forms[form].print(d, order[k], out);
    }
    fputs(forms[form].after, out);
}
