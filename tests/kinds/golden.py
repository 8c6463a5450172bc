"""golden: NAME.eq beside NAME.STAGE: what `eqc emit --stage=STAGE` prints."""
import os

from .common import Fail, Test, diff, read, write

STAGES = ['ast', 'model', 'program', 'derivative', 'plan', 'c', 'latex', 'dot']


def check(context, source, stage, expected_path):
    # The runtime's text has tests of its own; a golden shows what is generated.
    shared = ['--runtime=shared'] if stage == 'c' else []
    done = context.run_eqc(['emit', '--stage=' + stage, *shared, os.path.basename(source)],
                           cwd=os.path.dirname(source)).expect(0)
    expected = read(expected_path)
    if done.out == expected:
        return
    if context.update:
        write(expected_path, done.out)
        return
    raise Fail('differs\n' + diff(expected, done.out, os.path.basename(expected_path)))


def collect(context):
    tests = []
    for source in context.files('golden', '.eq'):
        for stage in STAGES:
            path = source[:-3] + '.' + stage
            if os.path.exists(path):
                tests.append(Test(context.name('golden', path), check, context,
                                  source, stage, path))
    return tests
