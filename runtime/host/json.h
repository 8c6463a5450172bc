/*
 * json.h -- writing JSON, on one line: the driver's results, for programs.
 * Commas are put by the writer; numbers have all their digits, and NaN and
 * infinities are strings.
 */
#ifndef EQH_JSON_H
#define EQH_JSON_H

#include <stddef.h>
#include <stdio.h>

#include "../core/eqr.h"

typedef struct eqh_json {
    FILE *out;
    int comma;               /* one must come before the next value or key */
} eqh_json;

/* '{' or '['; and '}' or ']'. */
void eqh_json_open(eqh_json *j, char bracket);
void eqh_json_close(eqh_json *j, char bracket);

void eqh_json_key(eqh_json *j, const char *key);
void eqh_json_string(eqh_json *j, const char *text);
void eqh_json_real(eqh_json *j, eqr_real value);
void eqh_json_double(eqh_json *j, double value);
void eqh_json_count(eqh_json *j, size_t value);
void eqh_json_int(eqh_json *j, int value);
void eqh_json_bool(eqh_json *j, int value);

#endif
