"""adbench: the objectives of examples/adbench against reference values.

The programs of bench/ that time them print the value and write the derivatives; the
small instance is here, larger ones are read from ../shared where that is. On the data
beside the examples, test_differential holds them against differences.
"""
import json
import os
import re

from .common import Fail, Skip, Test, TOP, have_compiler, read

EXAMPLES = os.path.join(TOP, 'examples', 'adbench')
BENCH = os.path.join(TOP, 'bench')
SHARED = os.path.join(TOP, '..', 'shared', 'problems', 'adbench')
MOST_LINES = 40
FLAGS = ['-std=gnu11', '-O2', '-w', '-I.', f'-I{BENCH}', '-DTIME_ONCE']
VALUE, ENTRY = 1e-12, 1e-10


def check_lines(context):
    for path in context.files('../examples/adbench', '.eq'):
        lines = len(read(path).splitlines())
        if lines >= MOST_LINES:
            raise Fail(f'{os.path.basename(path)} has {lines} lines')


def check_differences(context):
    names = sorted(n for n in os.listdir(EXAMPLES) if n.endswith('.eq'))
    tool = os.path.join(context.build, 'tests', 'test_differential')
    context.run([tool, *names], cwd=EXAMPLES, timeout=300).expect(0)
    return len(names)


def build(context, name, source, more, what):
    if not have_compiler('cc'):
        raise Skip('no C compiler')
    folder = context.fresh('adbench ' + name)
    context.run_eqc(['emit', os.path.join(EXAMPLES, source + '.eq'), '-o',
                     os.path.join(folder, source + '.c'), '--with=' + what]).expect(0)
    context.run(['cc', *FLAGS, *more, source + '.c', '-lm', '-o', name],
                cwd=folder, timeout=120).expect(0)
    return folder


def run(context, folder, program, data):
    """The value, and the derivatives."""
    out = context.run(['./' + program, data, 'out.txt'], cwd=folder).expect(0).out
    return (float(out.split()[2]),
            [float(v) for v in read(os.path.join(folder, 'out.txt')).split()])


def compare(value, entries, reference):
    if abs(value - reference[0]) > VALUE * abs(reference[0]):
        raise Fail(f'value {value!r}, reference {reference[0]!r}')
    most = max(abs(v) for v in reference[1:])
    if len(entries) != len(reference) - 1:
        raise Fail(f'{len(entries)} entries, reference {len(reference) - 1}')
    for k, (a, b) in enumerate(zip(entries, reference[1:])):
        if not abs(a - b) <= ENTRY * max(abs(b), 1e-3 * most):
            raise Fail(f'entry {k}: {a!r}, reference {b!r}')


def check_gradient(context, source, data, sign):
    if not os.path.exists(data):
        raise Skip('../shared is not here')
    name = os.path.basename(data)[:-4]
    folder = build(context, name, source,
                   [os.path.join(BENCH, f'adbench_{source}.c')], 'loss,gradient')
    value, entries = run(context, folder, name, data)
    reference = [float(v) for v in read(data.replace('.txt', '.grad.txt')).split()]
    compare(sign * value, [sign * v for v in entries], reference)


def check_jacobian(context):
    data = os.path.join(SHARED, 'ba1_n49_m7776_p31843.txt')
    if not os.path.exists(data):
        raise Skip('../shared is not here')
    folder = build(context, 'ba', 'ba', [os.path.join(BENCH, 'adbench_ba.c')],
                   'residual,jacobian')
    value, entries = run(context, folder, 'ba', data)
    whole = json.loads(read(os.path.join(SHARED, 'ba_1.json')))
    first = whole['obj']['reproj_error']['elements'][0]
    for k in range(0, len(entries), 31):
        compare(value, entries[k:k + 31], [first, *whole['jac']['vals']])


def check_by_hand(context, name):
    main = [os.path.join(BENCH, 'adbench_small.c'),
            os.path.join(BENCH, 'adbench_hand.c'), '-DPROBLEM_' + name]
    folder = build(context, name, name, main, 'loss,gradient')
    made = run(context, folder, name, '-')
    context.run(['cc', *FLAGS, *main, '-DBY_HAND', '-lm', '-o', 'hand'], cwd=folder,
                timeout=120).expect(0)
    value, entries = run(context, folder, 'hand', '-')
    compare(*made, [value, *entries])


def collect(context):
    if context.root != os.path.join(TOP, 'tests') or context.build_name:
        return []
    tests = [Test('adbench lines', check_lines, context),
             Test('adbench differences', check_differences, context),
             Test('adbench ba', check_jacobian, context)]
    for folder, name, sign in [(context.folder('adbench'), 'gmm_test', -1),
                               (SHARED, 'gmm_1k_d2_K5', -1),
                               (SHARED, 'gmm_1k_d10_K5', -1),
                               (SHARED, 'gmm_1k_d10_K25', -1),
                               (SHARED, 'lstm_l2_c1024', 1)]:
        tests.append(Test(f'adbench {name}', check_gradient, context,
                          re.match('[a-z]+', name)[0],
                          os.path.join(folder, name + '.txt'), sign))
    return tests + [Test(f'adbench {name}', check_by_hand, context, name)
                    for name in ('lse', 'llsq', 'kmeans')]
