/* inputs.c -- data files, sizes and shapes; see inputs.h. */
#include "inputs.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { INPUTS_WRONG = 1, INPUTS_UNREADABLE = 2, INPUTS_NO_MEMORY = 2 };

void *eqh_allocate(size_t count, size_t size)
{
    if (count > SIZE_MAX / 2 / size)
        return NULL;
    return malloc(count == 0 ? 1 : count * size);
}

void eqh_item_error(const eqh_args *args, const eqh_item *item)
{
    fprintf(args->err, "%s:%d:%d: error: ", args->program->file, item->line,
            item->column);
}

static int inputs_no_memory(const eqh_args *args)
{
    eqh_args_error(args);
    fputs("out of memory\n", args->err);
    return INPUTS_NO_MEMORY;
}

/* ---- files ------------------------------------------------------------- */

/* The path to open for a file of the source: NULL when out of memory. */
static char *inputs_path(const eqh_args *args, const char *file)
{
    const char *folder = args->program->folder;
    const char *slash;
    size_t length;
    char *path;

    for (size_t i = args->data_count; i-- > 0;) {
        if (args->data[i].old == NULL ||
            strcmp(args->data[i].old, file) == 0) {
            file = args->data[i].file;
            folder = NULL;
            break;
        }
    }
    if (folder == NULL || *folder == '\0' || *file == '/' ||
        strcmp(file, "-") == 0)
        folder = NULL;
    length = strlen(file) + (folder == NULL ? 0 : strlen(folder)) + 2;
    path = malloc(length);
    if (path == NULL)
        return NULL;
    slash = folder != NULL && folder[strlen(folder) - 1] != '/' ? "/" : "";
    snprintf(path, length, "%s%s%s", folder == NULL ? "" : folder, slash,
             file);
    return path;
}

static int inputs_open(eqh_loaded *in, const eqh_args *args,
                       const eqh_item *item)
{
    size_t k = in->file_count++;
    char asked[200];

    in->file_names[k] = item->file;
    in->paths[k] = inputs_path(args, item->file);
    if (in->paths[k] == NULL)
        return inputs_no_memory(args);
    snprintf(asked, sizeof asked, "%s is to be read from it (%s:%d)",
             item->name, args->program->file, item->line);
    if (eqh_csv_load(&in->files[k], in->paths[k],
                     strcmp(in->paths[k], "-") == 0 ? "<stdin>"
                     : in->paths[k], asked, args->err) == 0)
        return 0;
    return in->files[k].unreadable ? INPUTS_UNREADABLE : INPUTS_WRONG;
}

/* Load each file once; goes on after a bad one. */
static int inputs_files(eqh_loaded *in, const eqh_args *args)
{
    const eqh_list *data = &args->program->data;
    int worst = 0;

    for (size_t i = 0; i < data->count; i++) {
        size_t k = 0;
        int code;

        if (data->items[i].file == NULL)
            continue;
        while (k < in->file_count &&
               strcmp(in->file_names[k], data->items[i].file) != 0)
            k++;
        in->file_of[i] = k;
        if (k < in->file_count)
            continue;
        code = inputs_open(in, args, &data->items[i]);
        if (code > worst)
            worst = code;
    }
    return worst;
}

/* ---- rows that are left out --------------------------------------------- */

/* Mark the columns of item i. */
static int inputs_mark(eqh_loaded *in, const eqh_item *item, size_t i,
                       char *wanted)
{
    eqh_csv *csv = &in->files[in->file_of[i]];
    size_t column;

    for (int c = 0; item->columns != NULL && c < item->column_count; c++) {
        if (eqh_csv_find(csv, item->columns[c], &column) != 0)
            return -1;
        wanted[column] = 1;
    }
    if (item->columns == NULL)
        memset(wanted, 1, csv->columns);
    return 0;
}

/* Leave out what data with `na = skip` lack, for all that read this file. */
static int inputs_skip_file(eqh_loaded *in, const eqh_args *args, size_t k)
{
    const eqh_list *data = &args->program->data;
    eqh_csv *csv = &in->files[k];
    const eqh_item *item = NULL;
    size_t rows = csv->rows;
    char *wanted = calloc(csv->columns + 1, 1);
    int bad = 0;

    if (wanted == NULL)
        return inputs_no_memory(args);
    for (size_t i = 0; i < data->count; i++) {
        if (data->items[i].file == NULL || in->file_of[i] != k ||
            !data->items[i].skips_missing)
            continue;
        item = &data->items[i];
        bad |= inputs_mark(in, item, i, wanted);
    }
    if (item != NULL && !bad)
        bad = eqh_csv_skip(csv, wanted);
    free(wanted);
    if (!bad && csv->rows < rows)
        fprintf(args->err, "%s:%d:%d: note: %lu of the %lu rows in %s lack a "
                "value and are left out\n", args->program->file, item->line,
                item->column, (unsigned long)(rows - csv->rows),
                (unsigned long)rows, csv->name);
    return bad ? INPUTS_WRONG : 0;
}

static int inputs_skip(eqh_loaded *in, const eqh_args *args)
{
    int worst = 0;

    for (size_t k = 0; k < in->file_count; k++) {
        int code = inputs_skip_file(in, args, k);

        if (code > worst)
            worst = code;
    }
    return worst;
}

/* ---- sizes ------------------------------------------------------------- */

/* The extent of dimension d as the file has it. */
static size_t inputs_extent(const eqh_loaded *in, const eqh_item *item,
                            size_t i, int d)
{
    const eqh_csv *csv = &in->files[in->file_of[i]];

    if (d == 0)
        return csv->rows;
    return item->columns != NULL ? (size_t)item->column_count : csv->columns;
}

static const char *inputs_file_shown(const eqh_loaded *in, size_t i)
{
    return in->files[in->file_of[i]].name;
}

/* Bind or compare the size symbol of dimension d. */
static int inputs_bind(eqh_loaded *in, const eqh_args *args, size_t i, int d)
{
    const eqh_item *items = args->program->data.items;
    eqh_int extent = (eqh_int)inputs_extent(in, &items[i], i, d);
    int symbol = items[i].size[d];
    size_t other;

    if (symbol < 0 || (size_t)symbol >= args->program->size_count)
        return 0;
    other = in->bound_by[symbol];
    if (in->sizes[symbol] < 0) {
        in->sizes[symbol] = extent;
        in->bound_by[symbol] = i;
        return 0;
    }
    if (in->sizes[symbol] == extent)
        return 0;
    eqh_item_error(args, &items[i]);
    fprintf(args->err, "%s is %lld for %s (%s), but %lld for %s (%s) [E0406]\n",
            args->program->size_names[symbol], in->sizes[symbol],
            items[other].name, inputs_file_shown(in, other), extent,
            items[i].name, inputs_file_shown(in, i));
    return INPUTS_WRONG;
}

static int inputs_sizes(eqh_loaded *in, const eqh_args *args)
{
    const eqh_list *data = &args->program->data;
    int worst = 0;

    for (size_t i = 0; i < data->count; i++) {
        const eqh_item *item = &data->items[i];

        if (item->file == NULL)
            continue;
        if (item->rank < 2 && inputs_extent(in, item, i, 1) != 1) {
            eqh_item_error(args, item);
            fprintf(args->err, "%s has one column, %s has %lu; name the column"
                    " that is meant [E0406]\n", item->name,
                    inputs_file_shown(in, i),
                    (unsigned long)inputs_extent(in, item, i, 1));
            worst = INPUTS_WRONG;
        }
        for (int d = 0; d < item->rank && d < 2; d++) {
            if (inputs_bind(in, args, i, d) != 0)
                worst = INPUTS_WRONG;
        }
    }
    return worst;
}

/* The greatest whole number of item i: bind a size that nothing else does. */
static int inputs_greatest(eqh_loaded *in, const eqh_args *args, size_t i)
{
    const eqh_item *item = &args->program->data.items[i];
    eqh_csv *csv = &in->files[in->file_of[i]];
    int symbol = item->greatest - 1;
    eqr_real *column = eqh_allocate(csv->rows, sizeof *column);
    eqh_want want = {0, column, 1, 1, -(1LL << 53), 1LL << 53, 0};
    int code = 0;

    if (column == NULL)
        return inputs_no_memory(args);
    if (item->columns != NULL)
        code = eqh_csv_find(csv, item->columns[0], &want.column);
    if (code != 0 || eqh_csv_read(csv, &want, 1) != 0)
        code = INPUTS_WRONG;
    in->sizes[symbol] = 0;
    for (size_t k = 0; code == 0 && k < csv->rows; k++)
        if (in->sizes[symbol] < (eqh_int)column[k])
            in->sizes[symbol] = (eqh_int)column[k];
    in->bound_by[symbol] = i;
    free(column);
    return code;
}

static int inputs_greatest_all(eqh_loaded *in, const eqh_args *args)
{
    const eqh_program *p = args->program;
    int code = 0;

    for (size_t i = 0; i < p->data.count && code == 0; i++) {
        const eqh_item *item = &p->data.items[i];

        if (item->file == NULL || item->greatest == 0 ||
            in->sizes[item->greatest - 1] >= 0)
            continue;
        code = inputs_greatest(in, args, i);
        if (code != 0)
            continue;
        fprintf(args->err, "%s:%d:%d: note: %s = %lld, the greatest %s in "
                "%s\n", p->file, item->line, item->column,
                p->size_names[item->greatest - 1],
                in->sizes[item->greatest - 1], item->name,
                inputs_file_shown(in, i));
    }
    return code;
}

/* ---- shapes ------------------------------------------------------------ */

/* Item k of all lists in order. */
static const eqh_item *inputs_item(const eqh_program *p, size_t k)
{
    const eqh_list *lists[6];

    lists[0] = &p->unknowns;
    lists[1] = &p->params;
    lists[2] = &p->data;
    lists[3] = &p->shows;
    lists[4] = &p->families;
    lists[5] = &p->constraints;
    for (int i = 0; i < 6; i++) {
        if (k < lists[i]->count)
            return &lists[i]->items[k];
        k -= lists[i]->count;
    }
    return NULL;
}

/* The number of values of a list; (size_t)-1 on overflow. */
static size_t inputs_total(const eqh_shape *shapes, size_t count)
{
    size_t total = 0;

    for (size_t i = 0; i < count; i++) {
        if (shapes[i].count > SIZE_MAX / 2 - total)
            return SIZE_MAX;
        total += shapes[i].count;
    }
    return total;
}

static int inputs_shapes(eqh_loaded *in, const eqh_args *args)
{
    const eqh_program *p = args->program;
    size_t bad = (size_t)-1;
    int code = p->shapes(p->self, in->sizes, in->shapes, &bad);
    const eqh_item *item;

    in->unknowns = in->shapes;
    in->params = in->unknowns + p->unknowns.count;
    in->data = in->params + p->params.count;
    in->shows = in->data + p->data.count;
    in->families = in->shows + p->shows.count;
    in->constraints = in->families + p->families.count;
    if (code == 0) {
        in->n = inputs_total(in->unknowns, p->unknowns.count);
        in->show_count = inputs_total(in->shows, p->shows.count);
        if (in->n != SIZE_MAX && in->show_count != SIZE_MAX)
            return 0;
    }
    item = inputs_item(p, bad);
    if (item != NULL)
        eqh_item_error(args, item);
    else
        fprintf(args->err, "%s: error: ", p->file);
    fprintf(args->err, "%s has a negative or too large extent [E0406]\n",
            item == NULL ? "an array"
            : item->name != NULL ? item->name : item->text);
    return INPUTS_WRONG;
}

void eqh_inputs_found(eqh_loaded *in, const eqh_program *p)
{
    if (p->found != NULL)
        p->found(p->self, in->shapes + (in->families - in->shapes));
}

/* ---- values ------------------------------------------------------------ */

/* Compare what is declared with what the file has. */
static int inputs_check(const eqh_loaded *in, const eqh_args *args, size_t i)
{
    const eqh_item *item = &args->program->data.items[i];
    const eqh_shape *shape = &in->data[i];

    for (int d = 0; d < item->rank && d < 2; d++) {
        eqh_int declared = shape->hi[d] - shape->lo[d] + 1;
        eqh_int extent = (eqh_int)inputs_extent(in, item, i, d);

        if (declared == extent)
            continue;
        eqh_item_error(args, item);
        fprintf(args->err, "%s has %lld %s, but %s has %lld [E0406]\n",
                item->name, declared, d == 0 ? "rows" : "columns",
                inputs_file_shown(in, i), extent);
        return INPUTS_WRONG;
    }
    return 0;
}

/* Add what item i wants of its file. */
static int inputs_want(eqh_loaded *in, const eqh_item *item, size_t i,
                       eqh_want *wants, size_t *count)
{
    eqh_csv *csv = &in->files[in->file_of[i]];
    size_t columns = inputs_extent(in, item, i, 1);

    for (size_t c = 0; c < columns; c++) {
        eqh_want *want = &wants[*count];

        want->column = c;
        if (item->columns != NULL &&
            eqh_csv_find(csv, item->columns[c], &want->column) != 0)
            return INPUTS_WRONG;
        want->out = in->data_values[i] + c;
        want->stride = columns;
        want->is_integer = item->is_integer;
        want->from = in->data[i].from;
        want->to = in->data[i].to;
        *count += 1;
    }
    return 0;
}

/* Read all items of one file. */
static int inputs_read_file(eqh_loaded *in, const eqh_args *args, size_t k)
{
    const eqh_list *data = &args->program->data;
    size_t most = 0, count = 0;
    eqh_want *wants;
    int worst = 0;

    for (size_t i = 0; i < data->count; i++) {
        if (data->items[i].file != NULL && in->file_of[i] == k)
            most += inputs_extent(in, &data->items[i], i, 1);
    }
    wants = eqh_allocate(most, sizeof *wants);
    if (wants == NULL)
        return inputs_no_memory(args);
    for (size_t i = 0; i < data->count; i++) {
        if (data->items[i].file != NULL && in->file_of[i] == k &&
            inputs_want(in, &data->items[i], i, wants, &count) != 0)
            worst = INPUTS_WRONG;
    }
    if (worst == 0 && eqh_csv_read(&in->files[k], wants, count) != 0)
        worst = INPUTS_WRONG;
    free(wants);
    return worst;
}

static int inputs_read(eqh_loaded *in, const eqh_args *args)
{
    const eqh_program *p = args->program;
    int worst = 0;

    for (size_t i = 0; i < p->data.count; i++) {
        if (p->data.items[i].file == NULL)
            continue;
        if (inputs_check(in, args, i) != 0)
            return INPUTS_WRONG;
        in->data_values[i] = eqh_allocate(in->data[i].count,
                                          sizeof(eqr_real));
        if (in->data_values[i] == NULL)
            return inputs_no_memory(args);
    }
    for (size_t k = 0; k < in->file_count; k++) {
        int code = inputs_read_file(in, args, k);

        if (code > worst)
            worst = code;
        eqh_csv_free(&in->files[k]);
    }
    return worst;
}

/* ---- all --------------------------------------------------------------- */

static int inputs_allocate(eqh_loaded *in, const eqh_program *p)
{
    size_t items = p->unknowns.count + p->params.count + p->data.count +
                   p->shows.count + p->families.count + p->constraints.count;
    size_t data = p->data.count + 1;

    in->sizes = eqh_allocate(p->size_count, sizeof *in->sizes);
    in->bound_by = calloc(p->size_count + 1, sizeof *in->bound_by);
    in->shapes = calloc(items + 1, sizeof *in->shapes);
    in->param_values = calloc(p->params.count + 1, sizeof *in->param_values);
    in->data_values = calloc(data, sizeof *in->data_values);
    in->files = calloc(data, sizeof *in->files);
    in->file_names = calloc(data, sizeof *in->file_names);
    in->paths = calloc(data, sizeof *in->paths);
    in->file_of = calloc(data, sizeof *in->file_of);
    if (in->sizes == NULL || in->bound_by == NULL || in->shapes == NULL ||
        in->param_values == NULL || in->data_values == NULL ||
        in->files == NULL || in->file_names == NULL || in->paths == NULL ||
        in->file_of == NULL)
        return -1;
    for (size_t i = 0; i < p->size_count; i++)
        in->sizes[i] = -1;
    return 0;
}

int eqh_inputs_load(eqh_loaded *in, const eqh_args *args)
{
    const eqh_program *p = args->program;
    int code;

    memset(in, 0, sizeof *in);
    if (inputs_allocate(in, p) != 0)
        return inputs_no_memory(args);
    if ((code = inputs_files(in, args)) != 0 ||
        (code = inputs_skip(in, args)) != 0 ||
        (code = inputs_sizes(in, args)) != 0 ||
        (code = inputs_greatest_all(in, args)) != 0 ||
        (code = inputs_shapes(in, args)) != 0 ||
        (code = inputs_read(in, args)) != 0)
        return code;
    for (size_t i = 0; i < p->params.count; i++) {
        in->param_values[i] = eqh_allocate(in->params[i].count,
                                           sizeof(eqr_real));
        if (in->param_values[i] == NULL)
            return inputs_no_memory(args);
    }
    return 0;
}

void eqh_inputs_free(eqh_loaded *in, const eqh_program *p)
{
    for (size_t i = 0; in->param_values != NULL && i < p->params.count; i++)
        free(in->param_values[i]);
    for (size_t i = 0; in->data_values != NULL && i < p->data.count; i++)
        free(in->data_values[i]);
    for (size_t k = 0; k < in->file_count; k++) {
        eqh_csv_free(&in->files[k]);
        free(in->paths[k]);
    }
    free(in->sizes);
    free(in->bound_by);
    free(in->shapes);
    free(in->param_values);
    free(in->data_values);
    free(in->files);
    free(in->file_names);
    free(in->paths);
    free(in->file_of);
}
