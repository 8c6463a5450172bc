/*
 * diag_forms.c -- messages for programs: one line each (short), JSON, and
 * SARIF 2.1.0 (OASIS), which editors and CI systems read.
 */
#include <string.h>

#include "diag_own.h"

static void print_string(const char *text, FILE *out)
{
    fputc('"', out);
    for (; *text != '\0'; text++) {
        unsigned char c = (unsigned char)*text;

        if (c == '"' || c == '\\')
            fprintf(out, "\\%c", c);
        else if (c < 0x20)
            fprintf(out, "\\u%04x", c);
        else
            fputc(c, out);
    }
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
    struct place p = source_place(d->src, m->at.lo);

    fprintf(out, "%s:%u:%u: %s: %s [%s%s%s]\n", p.file, p.line, p.column,
            diag_level_word(m->level), m->text, m->code,
            m->tag == DIAG_PLAIN ? "" : ", ", diag_tag_word(m->tag));
}

/* ---- JSON ---------------------------------------------------------------------- */

static void print_place(const struct diag *d, struct span at, FILE *out)
{
    struct place from, to;

    if (at.hi == 0)
        return;
    from = source_place(d->src, at.lo);
    to = source_place(d->src, at.hi);
    fprintf(out, ", \"line\": %u, \"column\": %u, \"end_line\": %u, "
            "\"end_column\": %u", from.line, from.column, to.line, to.column);
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
        print_place(d, r->at, out);
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
    print_text("file", source_place(d->src, m->at.lo).file, out);
    print_place(d, m->at, out);
    fputs(", \"notes\": [", out);
    print_remarks(d, m, DIAG_NOTE, out);
    fputs("], \"help\": [", out);
    print_remarks(d, m, DIAG_INFO, out);
    fputs("]}", out);
}

/* ---- SARIF ----------------------------------------------------------------------- */

static void print_region(const struct diag *d, struct span at, FILE *out)
{
    struct place from, to;

    if (at.hi == 0)
        return;
    from = source_place(d->src, at.lo);
    to = source_place(d->src, at.hi);
    fprintf(out, ", \"region\": {\"startLine\": %u, \"startColumn\": %u, "
            "\"endLine\": %u, \"endColumn\": %u}", from.line, from.column,
            to.line, to.column);
}

static void print_location(const struct diag *d, struct span at, FILE *out)
{
    fputs("{\"physicalLocation\": {\"artifactLocation\": {", out);
    print_text("uri", source_place(d->src, at.lo).file, out);
    fputc('}', out);
    print_region(d, at, out);
    fputs("}}", out);
}

/* Help lines go into the text: SARIF has no better place that is shown. */
static void print_sarif(const struct diag *d, const struct message *m,
                        FILE *out)
{
    fputc('{', out);
    print_text("ruleId", m->code, out);
    fputs(", ", out);
    print_text("level", m->level == DIAG_ERROR ? "error"
               : m->level == DIAG_WARNING ? "warning" : "note", out);
    fputs(", \"message\": {", out);
    print_text("text", m->text, out);
    fputs("}, \"locations\": [", out);
    print_location(d, m->at, out);
    fputs("]}", out);
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
