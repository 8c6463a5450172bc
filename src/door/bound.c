/* bound.c -- see bound.h. */
#include "bound.h"

#include <stdlib.h>
#include <string.h>

#include "engine.h"

static bool params_known(const struct bound *b)
{
    for (size_t k = 0; k < b->program.params.count; k++)
        for (size_t i = 0; i < b->d.in.params[k].count; i++)
            if (b->d.in.param_values[k][i] != b->d.in.param_values[k][i])
                return false;
    return true;
}

static int load(struct bound *b)
{
    int code = eqh_inputs_load(&b->d.in, &b->d.args);

    if (code == 0)
        code = eqh_driver_params(&b->d);
    b->params_known = code == 0 && params_known(b);
    return code;
}

static int read_args(struct job *j, struct bound *b, FILE *err)
{
    engine_vm(j, &b->program);
    b->d.program = &b->program;
    return eqh_args_read(&b->d.args, &b->program, j->options->rest_count,
                         j->options->rest, err) != 0 ? EXIT_USAGE : 0;
}

int bound_load_for_run(struct job *j, struct bound *b)
{
    int code;

    memset(b, 0, sizeof *b);
    code = read_args(j, b, stderr);
    if (code == 0 && !b->d.args.help && b->d.args.sweep.count == 0)
        code = load(b);
    return code;
}

static int load_without_sweep(struct job *j, struct bound *b, FILE *err)
{
    int code = read_args(j, b, err);

    if (code != 0)
        return code;
    if (b->d.args.sweep.count > 0) {
        fprintf(stderr, "eqc: --set %s: only run can sweep\n",
                b->d.args.sweep.setting.text);
        return EXIT_USAGE;
    }
    return load(b);
}

int bound_load(struct job *j, struct bound *b)
{
    memset(b, 0, sizeof *b);
    return load_without_sweep(j, b, stderr);
}

int bound_load_and_hear(struct job *j, struct bound *b)
{
    memset(b, 0, sizeof *b);
    return load_without_sweep(j, b, job_form(j) == DIAG_HUMAN
                                        ? stderr : said_open(&b->said));
}

int bound_start(struct bound *b)
{
    eqh_inputs in = bound_inputs(b);
    int code = eqh_driver_check_params(&b->d);

    if (code != 0)
        return code;
    b->d.start = eqh_allocate(b->d.in.n, sizeof *b->d.start);
    b->d.start_given = eqh_allocate(b->program.unknowns.count, 1);
    b->d.projected = eqh_allocate(b->program.unknowns.count, 1);
    if (!b->d.start || !b->d.start_given)
        base_no_memory();
    code = b->program.bind(b->program.self, &in, &b->d.problem, b->d.start);
    if (code < 0)
        return eqh_driver_refused(&b->d, code);
    eqh_inputs_found(&b->d.in, &b->program);
    return eqh_driver_start(&b->d);
}

void bound_hear(struct job *j, struct bound *b)
{
    if (b->said.file)
        b->d.args.err = stderr;
    said_close(&b->said, j->arena, j->diag);
}

void bound_free(struct bound *b)
{
    eqh_inputs_free(&b->d.in, &b->program);
    eqh_args_free(&b->d.args);
    free(b->d.start);
    free(b->d.start_given);
    free(b->d.projected);
    if (b->program.close)
        b->program.close(b->program.self);
}

eqh_inputs bound_inputs(const struct bound *b)
{
    return (eqh_inputs){b->d.in.sizes,
                        (const eqr_real *const *)b->d.in.param_values,
                        (const eqr_real *const *)b->d.in.data_values};
}
