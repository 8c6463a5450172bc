/* json.c -- the JSON writer; see json.h. */
#include "json.h"

#include "numtext.h"

/* A comma and a blank where a value needs them. */
static void json_value(eqh_json *j)
{
    if (j->comma)
        fputs(", ", j->out);
    j->comma = 1;
}

void eqh_json_open(eqh_json *j, char bracket)
{
    json_value(j);
    fputc(bracket, j->out);
    j->comma = 0;
}

void eqh_json_close(eqh_json *j, char bracket)
{
    fputc(bracket, j->out);
    j->comma = 1;
}

static void json_quote(eqh_json *j, const char *text)
{
    fputc('"', j->out);
    for (; *text != '\0'; text++) {
        unsigned char c = (unsigned char)*text;

        if (c == '"' || c == '\\')
            fputc('\\', j->out);
        if (c < 0x20)
            fprintf(j->out, "\\u%04x", c);
        else
            fputc(c, j->out);
    }
    fputc('"', j->out);
}

void eqh_json_key(eqh_json *j, const char *key)
{
    json_value(j);
    json_quote(j, key);
    fputs(": ", j->out);
    j->comma = 0;
}

void eqh_json_string(eqh_json *j, const char *text)
{
    json_value(j);
    json_quote(j, text);
}

/* Text of eqn_print: what is no number in JSON becomes a string. */
static void json_number(eqh_json *j, const char *text)
{
    char last = text[*text == '-'];

    json_value(j);
    fprintf(j->out, last == 'n' || last == 'i' ? "\"%s\"" : "%s", text);
}

void eqh_json_double(eqh_json *j, double value)
{
    char text[EQN_MAX];

    eqn_print(value, text);
    json_number(j, text);
}

void eqh_json_real(eqh_json *j, eqr_real value)
{
    char text[EQN_MAX];

    if (sizeof value == sizeof(float))
        eqn_printf((float)value, text);
    else
        eqn_print((double)value, text);
    json_number(j, text);
}

void eqh_json_count(eqh_json *j, size_t value)
{
    json_value(j);
    fprintf(j->out, "%llu", (unsigned long long)value);
}

void eqh_json_int(eqh_json *j, int value)
{
    json_value(j);
    fprintf(j->out, "%d", value);
}

void eqh_json_bool(eqh_json *j, int value)
{
    json_value(j);
    fputs(value ? "true" : "false", j->out);
}
