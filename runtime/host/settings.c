/* settings.c -- `--set` and `--start`: name=value, read and applied. */
#include "options.h"

#include <math.h>
#include <string.h>

#include "numtext.h"
#include "words.h"

enum { SETTING_MOST_POINTS = 1000000 };

/* "fit: error: --set p=[1,2]: " */
static void setting_error(const eqh_args *args, const char *option,
                          const char *text)
{
    eqh_args_error(args);
    fprintf(args->err, "%s %s: ", option, text);
}

static const char *setting_skip(const char *s)
{
    while (*s == ' ')
        s++;
    return s;
}

/* ---- the name ---------------------------------------------------------- */

static int setting_is(const eqh_item *item, const char *name, size_t length)
{
    return strlen(item->name) == length &&
           memcmp(item->name, name, length) == 0;
}

static int setting_has(const eqh_list *list, const char *name, size_t length)
{
    for (size_t i = 0; i < list->count; i++) {
        if (setting_is(&list->items[i], name, length))
            return 1;
    }
    return 0;
}

/* Say that there is no such name, and where it belongs. */
static int setting_unknown(const eqh_args *args, const char *option,
                           const char *text, size_t length,
                           const eqh_list *list)
{
    const eqh_program *p = args->program;
    const char *what = list == &p->params ? "param" : "unknown";
    eqh_nearest nearest;

    setting_error(args, option, text);
    eqh_quote(args->err, text, length);
    if (list != &p->params && setting_has(&p->params, text, length)) {
        fputs(" is a param; use --set\n", args->err);
    } else if (list != &p->unknowns &&
               setting_has(&p->unknowns, text, length)) {
        fputs(" is an unknown; its start is set by --start\n", args->err);
    } else if (setting_has(&p->data, text, length)) {
        fputs(" is data; another file is given by --data\n", args->err);
    } else {
        fprintf(args->err, " is no %s%s", what,
                list->count == 0 ? "; there are none" : "");
        eqh_nearest_start(&nearest, text, length);
        for (size_t i = 0; i < list->count; i++)
            eqh_nearest_try(&nearest, list->items[i].name,
                            strlen(list->items[i].name));
        eqh_nearest_print(&nearest, args->err);
        fputc('\n', args->err);
    }
    return -1;
}

/* The integer at *s. */
static int setting_integer(const char **s, eqh_int *value)
{
    const eqh_int most = 1000000000000000;
    const char *at = setting_skip(*s);
    int negative = *at == '-';
    eqh_int v = 0;

    at += negative;
    if (*at < '0' || *at > '9')
        return -1;
    for (; *at >= '0' && *at <= '9'; at++) {
        if (v < most)
            v = 10 * v + (*at - '0');
    }
    *value = negative ? -v : v;
    *s = setting_skip(at);
    return 0;
}

/* "[2, 3]" behind the name. */
static int setting_indices(eqh_setting *setting, const char **s)
{
    do {
        *s += 1;
        if (setting->indexed == EQH_RANK ||
            setting_integer(s, &setting->index[setting->indexed]) != 0)
            return -1;
        setting->indexed++;
    } while (**s == ',');
    if (**s != ']')
        return -1;
    *s = setting_skip(*s + 1);
    return 0;
}

int eqh_setting_read(const eqh_args *args, const char *option,
                     const char *text, const eqh_list *list,
                     eqh_setting *setting)
{
    size_t length = strcspn(text, "[= ");
    const char *s = setting_skip(text + length);

    memset(setting, 0, sizeof *setting);
    setting->option = option;
    setting->text = text;
    if (length == 0 || (*s == '[' && setting_indices(setting, &s) != 0) ||
        *s != '=') {
        setting_error(args, option, text);
        fputs("wanted name=value, name=[1,2,3] or name[2]=value\n", args->err);
        return -1;
    }
    setting->value = setting_skip(s + 1);
    for (size_t i = 0; i < list->count; i++) {
        if (setting_is(&list->items[i], text, length)) {
            setting->item = i;
            return 0;
        }
    }
    return setting_unknown(args, option, text, length, list);
}

/* ---- the value --------------------------------------------------------- */

/* The number at *s: 0, or -1 after a message. */
static int setting_number(const eqh_args *args, const eqh_setting *setting,
                          const char **s, const char *ends, double *value)
{
    const char *at = setting_skip(*s);
    size_t used;
    int outcome = eqn_read(at, strlen(at), value, &used);
    const char *behind = setting_skip(at + used);

    if (outcome == EQN_NONE || (*behind != '\0' && !strchr(ends, *behind))) {
        setting_error(args, setting->option, setting->text);
        eqh_quote(args->err, at, strcspn(at, ends));
        fputs(" is not a number\n", args->err);
        return -1;
    }
    if (*value != *value || outcome == EQN_HUGE ||
        (isfinite(*value) && !isfinite((eqr_real)*value))) {
        setting_error(args, setting->option, setting->text);
        fputs(*value != *value ? "NaN is no value\n"
              : "the number is too large\n", args->err);
        return -1;
    }
    *s = behind;
    return 0;
}

int eqh_setting_place(const eqh_args *args, const eqh_setting *setting,
                      const eqh_item *item, const eqh_shape *shape,
                      size_t *place)
{
    *place = 0;
    if (setting->indexed != item->rank) {
        setting_error(args, setting->option, setting->text);
        if (item->rank == 0)
            fprintf(args->err, "%s is a number and has no elements\n",
                    item->name);
        else
            fprintf(args->err, "%s has %d %s\n", item->name, item->rank,
                    item->rank == 1 ? "index" : "indices");
        return -1;
    }
    for (int d = 0; d < item->rank; d++) {
        eqh_int i = setting->index[d];

        if (i < shape->lo[d] || i > shape->hi[d]) {
            setting_error(args, setting->option, setting->text);
            fprintf(args->err, "index %lld is outside %lld..%lld\n", i,
                    shape->lo[d], shape->hi[d]);
            return -1;
        }
        *place *= (size_t)(shape->hi[d] - shape->lo[d] + 1);
        *place += (size_t)(i - shape->lo[d]);
    }
    return 0;
}

static int setting_bad_list(const eqh_args *args, const eqh_setting *setting,
                            const eqh_item *item, const eqh_shape *shape)
{
    setting_error(args, setting->option, setting->text);
    fprintf(args->err, "%s needs a list of ", item->name);
    for (int d = 0; d < item->rank; d++)
        fprintf(args->err, "%s%lld", d == 0 ? "" : " x ",
                shape->hi[d] - shape->lo[d] + 1);
    fputs(item->rank == 1 ? " numbers, [1, 2, ...]\n"
          : " numbers, [[1, 2, ...], ...]\n", args->err);
    return -1;
}

/* Nested lists, row-major: every list must have its extent's length. */
static int setting_list(const eqh_args *args, const eqh_setting *setting,
                        const eqh_item *item, const eqh_shape *shape,
                        eqr_real *values)
{
    eqh_int left[EQH_RANK + 1];      /* elements still missing, by depth */
    const char *s = setting->value;
    size_t k = 0;
    int depth = 0;
    double value;

    for (;;) {
        s = setting_skip(s);
        if (depth < item->rank) {
            if (*s++ != '[' || (depth > 0 && left[depth]-- == 0))
                break;
            left[depth + 1] = shape->hi[depth] - shape->lo[depth] + 1;
            depth++;
            continue;
        }
        if (left[depth]-- == 0)
            break;
        if (setting_number(args, setting, &s, ",]", &value) != 0)
            return -1;
        values[k++] = (eqr_real)value;
        while (*s == ']' && depth > 0 && left[depth] == 0) {
            s = setting_skip(s + 1);
            depth--;
        }
        if (depth == 0 && *s == '\0')
            return 0;
        if (*s++ != ',' || depth == 0)
            break;
    }
    return setting_bad_list(args, setting, item, shape);
}

int eqh_setting_apply(const eqh_args *args, const eqh_setting *setting,
                      const eqh_item *item, const eqh_shape *shape,
                      eqr_real *values)
{
    const char *s = setting->value;
    size_t place = 0, end = shape->count;
    double value;

    if (setting->indexed > 0) {
        if (eqh_setting_place(args, setting, item, shape, &place) != 0)
            return -1;
        end = place + 1;
    } else if (*s == '[' && item->rank > 0) {
        return setting_list(args, setting, item, shape, values);
    }
    if (setting_number(args, setting, &s, "", &value) != 0)
        return -1;
    for (; place < end; place++)
        values[place] = (eqr_real)value;
    return 0;
}

/* ---- sweeps ------------------------------------------------------------ */

int eqh_setting_sweep(const eqh_args *args, const eqh_setting *setting,
                      eqh_sweep *sweep)
{
    const char *s = setting->value;
    double points;

    if (strchr(s, ':') == NULL)
        return 0;
    if (sweep->count > 0) {
        setting_error(args, setting->option, setting->text);
        fputs("only one param can be swept at a time\n", args->err);
        return -1;
    }
    sweep->setting = *setting;
    if (setting_number(args, setting, &s, ":", &sweep->first) != 0 ||
        *s++ != ':' ||
        setting_number(args, setting, &s, ":", &sweep->last) != 0)
        return -1;
    sweep->step = sweep->last < sweep->first ? -1.0 : 1.0;
    if (*s == ':') {
        s++;
        if (setting_number(args, setting, &s, "", &sweep->step) != 0)
            return -1;
    }
    /* 1:10:0.1 ends at 10, although 90 * 0.1 may not. */
    points = floor((sweep->last - sweep->first) / sweep->step + 1e-9) + 1.0;
    if (!(points >= 1.0 && points <= (double)SETTING_MOST_POINTS)) {
        setting_error(args, setting->option, setting->text);
        fputs("wanted first:last:step with 1 to 1000000 points\n", args->err);
        return -1;
    }
    sweep->count = (size_t)points;
    return 0;
}
