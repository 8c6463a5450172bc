"""golden: NAME.eq beside NAME.STAGE: what `eqc emit --stage=STAGE` prints.

NAME.h: the header. The first line of NAME.eq may be `# args ...`.
"""
import os

from .common import Fail, Test, arguments, diff, read, write

STAGES = ['ast', 'model', 'program', 'derivative', 'plan', 'c', 'h', 'latex', 'dot']


def emitted(context, source, stage):
    # The runtime's text has tests of its own; a golden shows what is generated.
    args = ['--runtime=shared'] if stage in 'ch' else []
    args += [*arguments(source), os.path.basename(source)]
    folder = os.path.dirname(source)
    if stage != 'h':
        return context.run_eqc(['emit', '--stage=' + stage, *args],
                               cwd=folder).expect(0).out
    name = os.path.splitext(os.path.basename(source))[0]
    out = os.path.join(context.fresh('golden header ' + name), name + '.c')
    context.run_eqc(['emit', *args, '-o', out], cwd=folder).expect(0)
    return read(out[:-2] + '.h')


def check(context, source, stage, expected_path):
    out = emitted(context, source, stage)
    expected = read(expected_path)
    if out == expected:
        return
    if context.update:
        write(expected_path, out)
        return
    raise Fail('differs\n' + diff(expected, out, os.path.basename(expected_path)))


def collect(context):
    tests = []
    for source in context.files('golden', '.eq'):
        for stage in STAGES:
            path = source[:-3] + '.' + stage
            if os.path.exists(path):
                tests.append(Test(context.name('golden', path), check, context,
                                  source, stage, path))
    return tests
