"""embed: examples/embed, built as its readers would, prints what stands beside it.

By make with gcc and with clang, strict and with warnings as errors, and by meson,
which must know what each generated file was made of.  And calls/: a C program that
calls what --with adds, of five problems, and judges it; it must notice errors, too.
And explain/: what --with=explain says of values that went wrong; every example compiles
with it, and nothing of it is in the object where EQR_EXPLAIN is not defined.
What --with=sensitivity gives is what `run --sensitivity` says of solve/sensitivity-*.eq.
"""
import csv
import glob
import json
import math
import os
import shutil

from .common import Fail, Skip, TOP, Test, diff, have_compiler, read, tail

SOURCE = os.path.join(TOP, 'examples', 'embed')
PROGRAMS = ('plain', 'plus')
WARNINGS = ' -pedantic -Wall -Wextra -Wconversion -Wshadow -Werror'
REFUSED = -9                             # EQR_REFUSED
COMPILERS = [('gcc', 'g++'), ('clang', 'clang++')]


def copy(context, name):
    folder = context.fresh('embed ' + name)
    for entry in os.listdir(SOURCE):
        path = os.path.join(SOURCE, entry)
        if os.path.isfile(path):
            shutil.copy(path, folder)
    return folder


def run(context, args, folder):
    done = context.run(args, cwd=folder, timeout=120, merge=True)
    if done.code:
        raise Fail(f'exit {done.code}: {args[0]}\n' + tail(done.out))
    return done.out


def check_program(context, path, name):
    got = run(context, [path], os.path.dirname(path))
    expected = read(os.path.join(SOURCE, name + '.out'))
    if got != expected:
        raise Fail('prints otherwise\n' + diff(expected, got, name + '.out'))


def check_make(context, compilers):
    for compiler in compilers:
        if not have_compiler(compiler):
            raise Skip(f'{compiler} is not installed')
    folder = copy(context, 'make ' + compilers[0])
    run(context, ['make', *PROGRAMS, f'CC={compilers[0]} -std=c99' + WARNINGS,
                  f'CXX={compilers[1]} -x c++ -std=c++11' + WARNINGS], folder)
    for name in PROGRAMS:
        check_program(context, os.path.join(folder, name), name)
    if 'eqc' in run(context, ['make', '-n', *PROGRAMS], folder):
        raise Fail('make would build again what is up to date')


def check_meson(context):
    folder = copy(context, 'meson')
    run(context, ['meson', 'setup', 'build'], folder)
    run(context, ['ninja', '-C', 'build'], folder)
    for name in PROGRAMS:
        check_program(context, os.path.join(folder, 'build', name), name)
    again = run(context, ['ninja', '-C', 'build', '-n'], folder)
    if 'no work to do' not in again:
        raise Fail('ninja would build again what is up to date\n' + tail(again))
    os.utime(os.path.join(folder, 'cooling.eq'))
    again = run(context, ['ninja', '-C', 'build', '-n', '-v'], folder)
    if 'cooling.eq' not in again or 'diode.eq' in again:
        raise Fail('a changed .eq builds the wrong things again\n' + tail(again))


def emit_calls(context, folder):
    """The problems of calls/, each with the functions that call_NAME.c takes."""
    for source in context.files('calls', '.eq'):
        name = os.path.basename(source)[:-3]
        caller = read(os.path.join(folder, f'call_{name}.c'))
        words = ['gradient', 'hv', 'hessian']
        if 'CALLS_OF_ROWS' in caller:
            words += ['residual', 'jacobian', 'jv', 'vj', 'fvv', 'jtj']
        context.run_eqc(['emit', source, '-o', os.path.join(folder, name + '.c'),
                         '--with=' + ','.join(words)]).expect(0)


def check_calls(context, compiler, standard):
    if not have_compiler(compiler):
        raise Skip(f'{compiler} is not installed')
    folder = context.fresh('calls ' + compiler)
    here = os.path.join(context.root, 'calls')
    for path in glob.glob(os.path.join(here, '*.[ch]')):
        shutil.copy(path, folder)
    emit_calls(context, folder)
    files = sorted(os.path.basename(p) for p in glob.glob(os.path.join(folder, '*.c')))
    run(context, [compiler, *standard, *WARNINGS.split(), '-O1', *files, '-lm', '-o',
                  'calls'], folder)
    program = os.path.join(folder, 'calls')
    run(context, [program], folder)
    for word in ('jacobian', 'jv', 'vj', 'fvv', 'jtj', 'jtr', 'hv', 'hessian'):
        if context.run([program, word], cwd=folder).code == 0:
            raise Fail(f'calls does not notice errors of {word}')


def check_explain(context, compiler, standard):
    if not have_compiler(compiler):
        raise Skip(f'{compiler} is not installed')
    folder = context.fresh('explain ' + compiler)
    here = os.path.join(context.root, 'explain')
    shutil.copy(os.path.join(here, 'main.c'), folder)
    for name in ('probe', 'total'):
        context.run_eqc(['emit', os.path.join(here, name + '.eq'), '--with=explain', '-o',
                         os.path.join(folder, name + '.c')]).expect(0)
    run(context, [compiler, *standard, *WARNINGS.split(), '-O1', '-DEQR_EXPLAIN', 'main.c',
                  'probe.c', 'total.c', '-lm', '-o', 'say'], folder)
    got = run(context, [os.path.join(folder, 'say')], folder)
    expected = read(os.path.join(here, 'main.out'))
    if got != expected:
        raise Fail('says otherwise\n' + diff(expected, got, 'main.out'))


# ---- sensitivities -------------------------------------------------------------------

def data_lines(name, header, folder):
    """Data of NAME.csv as C: declarations, and what fills the struct."""
    path = os.path.join(folder, name.replace('_', '-') + '.csv')
    if f'typedef struct {name}_data {{' not in header:
        return '', '', 'NULL'
    with open(path, encoding='utf-8') as file:
        rows = list(csv.reader(file))
    columns = {c: [row[k] for row in rows[1:]] for k, c in enumerate(rows[0])}
    arrays = ''.join(f'static const double col_{c}[] = {{{", ".join(v)}}};\n'
                     for c, v in columns.items())
    fill = f'    d.n = {len(rows) - 1};\n' + ''.join(f'    d.{c} = col_{c};\n'
                                                     for c in columns)
    return arrays, f'    {name}_data d;\n' + fill, '&d'


def sensitivity_main(name, header, folder, rows, columns, shows):
    """A program that solves and prints the derivatives, row by row."""
    upper = name.upper()
    arrays, fill, data = data_lines(name, header, folder)
    fixed = f'{upper}_WORK_SIZE' in header
    memory = f'    work = malloc({upper}_WORK_SIZE);\n' if fixed else (
        f'    {name}_memory s;\n    void *setup = malloc({name}_setup_size({data}));\n'
        f'    {name}_setup(&s, &p, {data}, setup);\n    s.work = work = malloc('
        's.work_size);\n')
    size = f'{upper}_SENSITIVITY_SIZE' if f'{upper}_SENSITIVITY_SIZE' in header \
        else f'{name}_sensitivity_size({data})'
    work = 'work' if fixed else '&s'
    start = f'{upper}_START' in header
    return f'''#include <stdio.h>
#include <stdlib.h>
#include "{name}.h"

{arrays}
int main(void)
{{
    {name}_params p = {upper}_PARAMS;
    {name}_result r;
    void *work, *more;
    double dx[{rows}][{columns}], ds[{shows} + 1][{columns}];
    {name}_unknowns u{f" = {upper}_START" if start else ""};
{fill}{memory}
    {"" if start else f"{name}_start(&u, &p, {data});"}
    more = malloc({size});
    {name}_solve(&u, &p, {data}, {work}, NULL, &r);
    if ({name}_sensitivity(&u, &p, {data}, {work}, &r, more, &dx[0][0], &ds[0][0]) != 0)
        return 1;
    for (int i = 0; i < {rows}; i++)
        for (int k = 0; k < {columns}; k++)
            printf("%.17g\\n", dx[i][k]);
    for (int i = 0; i < {shows}; i++)
        for (int k = 0; k < {columns}; k++)
            printf("%.17g\\n", ds[i][k]);
    free(more);
    r.status = -5;
    if ({name}_sensitivity(&u, &p, {data}, {work}, &r, work, &dx[0][0], NULL) != {REFUSED})
        return 2;
    free(work);
{"" if fixed else "    free(setup);"}
    return 0;
}}
'''


def check_sensitivity(context, source, compiler, standard):
    """The C function gives what `run --sensitivity` says, to the bit."""
    if not have_compiler(compiler):
        raise Skip(f'{compiler} is not installed')
    name = os.path.basename(source)[:-3].replace('-', '_')
    folder = context.fresh(f'sensitivity {name} {compiler}')
    said = json.loads(context.run_eqc(['run', '--json', '--sensitivity', '--fp=strict',
                                       source]).expect(0).out)
    rows = list(said['sensitivity'].values())
    shows = list(said.get('show_sensitivity', {}).values())
    context.run_eqc(['emit', '--with=sensitivity', '--fp=strict', source, '-o',
                     os.path.join(folder, name + '.c')]).expect(0)
    header = read(os.path.join(folder, name + '.h'))
    with open(os.path.join(folder, 'main.c'), 'w', encoding='utf-8') as file:
        file.write(sensitivity_main(name, header, os.path.dirname(source), len(rows),
                                    len(rows[0]), len(shows)))
    run(context, [compiler, *standard, *WARNINGS.split(), '-O1', '-ffp-contract=off',
                  '-fno-builtin', 'main.c', name + '.c', '-lm', '-o', 'main'], folder)
    got = [float(v) for v in run(context, [os.path.join(folder, 'main')], folder).split()]
    want = [math.nan if v is None else float(v) for row in rows + shows
            for v in row.values()]
    if len(got) != len(want) or any(g != w and not (math.isnan(g) and math.isnan(w))
                                    for g, w in zip(got, want)):
        raise Fail(f'sensitivities differ\n{want}\n{got}')


def object_sizes(context, folder, source, name, *args):
    """What `size` says of the object of a problem, and its symbols."""
    context.run_eqc(['emit', source, *args, '-o',
                     os.path.join(folder, name + '.c')]).expect(0)
    run(context, ['gcc', '-std=c99', '-O2', '-c', name + '.c'], folder)
    text = run(context, ['size', name + '.o'], folder).split()
    return text[6:9], run(context, ['nm', name + '.o'], folder)


def check_explain_absent(context):
    """Without EQR_EXPLAIN the object is as large as that without --with=explain."""
    folder = context.fresh('explain absent')
    source = os.path.join(context.root, 'explain', 'probe.eq')
    plain, _ = object_sizes(context, folder, source, 'probe')
    silent, symbols = object_sizes(context, folder, source, 'probe', '--with=explain')
    if plain != silent or 'explain' in symbols:
        raise Fail(f'text, data and bss of {plain} became {silent}')


def check_explain_examples(context):
    """Every example compiles with it, without a warning."""
    folder = context.fresh('explain examples')
    for source in sorted(glob.glob(os.path.join(TOP, 'examples', '*.eq'))):
        name = os.path.basename(source)[:-3].replace('-', '_')
        done = context.run_eqc(['emit', source, '--with=explain', '-o',
                                os.path.join(folder, name + '.c')])
        if done.code == 0:
            run(context, ['gcc', '-std=c99', *WARNINGS.split(), '-fsyntax-only',
                          '-DEQR_EXPLAIN', name + '.c'], folder)


def collect(context):
    if context.root != os.path.join(TOP, 'tests'):
        return []
    tests = [Test(f'embed make {c[0]}', check_make, context, c) for c in COMPILERS]
    tests += [Test(f'embed calls {c}', check_calls, context, c, s) for c, s in (
        ('gcc', ['-std=c99']), ('g++', ['-x', 'c++', '-std=c++11']))]
    tests += [Test(f'embed explain {c}', check_explain, context, c, s) for c, s in (
        ('gcc', ['-std=c99']), ('g++', ['-x', 'c++', '-std=c++11']))]
    tests += [Test(f'embed {os.path.basename(p)[:-3]} {c}', check_sensitivity, context, p,
                   c, s)
              for p in context.files('solve', '.eq')
              if os.path.basename(p).startswith('sensitivity')
              for c, s in (('gcc', ['-std=c99']), ('g++', ['-x', 'c++', '-std=c++11']))]
    tests += [Test('embed explain absent', check_explain_absent, context),
              Test('embed explain examples', check_explain_examples, context)]
    return tests + [Test('embed meson', check_meson, context)]
