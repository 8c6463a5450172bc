"""tables: every row of a table at work, by a loop over its rows.

A row added to status.def, limits.def, solvers.def or an options.def is taken up
here by itself; where it needs an example of its own, the test says so.
"""
import os
import re

from .common import Fail, TOP, Test, read, tail, write
from .limits import limits

# ---- reading the row files ---------------------------------------------------------

STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')


def rows(path, macro):
    """-> the arguments of each MACRO(...), as texts."""
    text = re.sub(r'/\*.*?\*/', '', read(os.path.join(TOP, path)), flags=re.S)
    found = []
    for m in re.finditer(rf'^{macro}\(((?:"(?:[^"\\]|\\.)*"|[^")])*)\)', text, re.M | re.S):
        parts = re.findall(r'\s*((?:"(?:[^"\\]|\\.)*"|[^",])+)', m.group(1))
        found.append([''.join(STRING.findall(p)) if '"' in p else p.strip()
                      for p in parts])
    if not found:
        raise Fail(f'no {macro} in {path}')
    return found


# ---- limits --------------------------------------------------------------------------

def fill(n):
    return b'x = 1;#' + b'a' * (n - 7)


# What says that it is too much, and what needs just n of it.
LIMITS = {
    'FILE_SIZE': ('the file is larger than 64 MiB', fill),
    'NAME_LENGTH': ('[E0151]', lambda n: b'a' * n + b' = 1;'),
    'TEXT_LENGTH': ('[E0152]', lambda n: b'data u[n] = "' + b'a' * n + b'" from "a.csv";'),
    'LIST_ELEMENTS': ('[E0248]', lambda n: b'unknown a, x[%d]; a = 1; x = [' % n
                      + b', '.join(b'a + %d' % k for k in range(n)) + b'];'),
    'ARRAY_ELEMENTS': ('[E0248]', lambda n: b'unknown a; for i in 1..%d { a = 2; }' % n),
    'LISTED_ROWS': ('[E0248]', lambda n: b'unknown a; for i in 0..%d if i > 0 { a = 2; }'
                    % n),
    'NESTING': ('[E0150]', lambda n: b'show ' + b'(' * n + b'1' + b')' * n + b' as a;'),
}
# What else is open there: the statement and its parts.
BESIDE = {'NESTING': 6}


def check_limit(context, name, value):
    if name not in LIMITS:
        raise Fail(f'no example: give LIMITS of tests/kinds/tables.py a row {name}')
    says, make = LIMITS[name]
    folder = context.fresh(f'tables limit {name}')
    most = eval(value, {})               # pylint: disable=eval-used
    for n in (most - 1, most, most + 1):
        with open(os.path.join(folder, 'input.eq'), 'wb') as f:
            f.write(make(n - BESIDE.get(name, 0)))
        done = context.run_eqc(['check', 'input.eq'], cwd=folder,
                               limit=limits(context))
        if (says in done.err) != (n > most):
            raise Fail(f'{name} = {most}, with {n}: exit {done.code}\n'
                       + tail(done.err)[:2000])
    return 3


# ---- statuses ------------------------------------------------------------------------

# Verdicts that no expected file shows, and why.
UNSEEN = {
    'ROOT_PROVED': 'comes with certificates', 'REFUSED': 'generated code says it',
    'CANCELLED': 'needs a signal',
    'SADDLE': 'comes with second order',
}


def check_status(context, name, value, code):
    if (int(value) >= 0) != (int(code) == 0):
        raise Fail(f'{name}: value {value}, exit {code}: >= 0 exactly where exit is 0')
    if int(code) not in (0, 1, 3, 4, 5, 130):
        raise Fail(f'{name}: exit {code} is no verdict\'s')
    shown = any(re.search(rf'(?:\b|EQR_){name}\b', read(p))
                for folder in ('run', 'solve', '../examples', 'shared', 'unit')
                for suffix in ('.out', '.sol', '.c') for p in context.files(folder, suffix))
    if not shown and name not in UNSEEN:
        raise Fail(f'no .out, .sol or unit test has {name}: add one')


# ---- solvers and their options -------------------------------------------------------

PROBLEMS = {                             # by what a solver needs
    'EQR_ROWS': 'data t = [0, 1, 2, 3], y = [1, 3.1, 4.9, 7];\ny ~ a + b*t;\n',
    'EQR_SQUARE': 'unknown a = 1.2, b = 0.9;\na + b = 2;\na*3 - b = 2;\n',
    'EQR_GRADIENT': 'unknown a = 1.2, b = 0.9;\nloss (a - 1)^2 + (b + a - 2)^2 + a^4/9;\n',
}


def problem_for(needs):
    return next(PROBLEMS[n] for n in ('EQR_SQUARE', 'EQR_GRADIENT', 'EQR_ROWS')
                if n in needs)


def check_solver(context, name, needs, honours):
    folder = context.fresh(f'tables solver {name}')
    steps = '(steps = 5)' if 'EQR_STEPS' in honours or 'EQR_LEARNS' in honours else ''
    write(os.path.join(folder, 'p.eq'),
          problem_for(needs) + f'solve with {name}{steps};\n')
    done = context.run_eqc(['run', '--json', 'p.eq'], cwd=folder)
    said = f'"solver": "{name}"' in done.out or '"answers": [{' in done.out
    if done.code not in (0, 3) or not said:
        raise Fail(f'exit {done.code}\n' + tail(done.err + done.out)[:2000])
    if 'null' in done.out or '"loss": "' in done.out:
        raise Fail('a loss that is no number\n' + done.out[:2000])


def check_start(context, name, factor, count):
    """A root that is found from this start alone: elsewhere there is no value."""
    folder = context.fresh(f'tables start {name}')
    start = factor or 1.6
    near = f'abs(x - {start!r}) < 0.05*abs(x)'
    write(os.path.join(folder, 'p.eq'),
          f'(if {near} then x - {start!r} else sqrt(-1 - x^2)) = 0;\n')
    done = context.run_eqc(['run', '--json', 'p.eq'], cwd=folder).expect(0)
    if f'"rule": "{name}"' not in done.out or not count:
        raise Fail(done.out[:2000])


def option_methods(whose, solvers):
    """-> names of solvers that take the option, names of those that do not."""
    def takes(name, honours):
        learns = 'EQR_LEARNS' in honours
        if whose == 'all':
            return True
        if whose == 'steps':
            return learns or 'EQR_STEPS' in honours
        if whose == 'rate':
            return learns or 'EQR_RATE' in honours
        if whose == 'batches':
            return learns or 'EQR_BATCHES' in honours
        return name in whose.split()
    with_it = [s for s in solvers if takes(s[0], s[2])]
    return with_it, [s for s in solvers if s not in with_it]


# Rows to take batches of, and the option without which the others mean nothing.
BATCHED = 'data t = [0, 1, 2, 3], y = [1, 3.1, 4.9, 7];\nunknown a, b;\ny ~ a + b*t;\n'


def check_option(context, kind, name, whose, solvers):
    folder = context.fresh(f'tables option {name}')
    yes, no = option_methods(whose, solvers)
    value = '1' if kind == 'size_t' else '0.5'
    beside = 'batch = 2, ' if whose == 'batches' and name != 'batch' else ''
    for solver, fine in [(yes[0], True), (yes[-1], True)] + [(s, False) for s in no[:2]]:
        problem = BATCHED if whose == 'batches' and fine else problem_for(solver[1])
        write(os.path.join(folder, 'p.eq'), problem
              + f'solve with {solver[0]}({beside}{name} = {value});\n')
        done = context.run_eqc(['check', 'p.eq'], cwd=folder)
        if fine != (done.code == 0):
            raise Fail(f'{solver[0]}({name} = {value}): exit {done.code}, '
                       f'expected {"0" if fine else "an error"}\n' + tail(done.err))


# ---- eqc's own options ---------------------------------------------------------------

COMMANDS = {'r': 'run', 'b': 'build', 'e': 'emit', 'c': 'check', 'd': 'diff',
            'v': 'verify'}


def check_help(context, name, short, commands):
    for letter, command in COMMANDS.items():
        done = context.run_eqc([command, '--help']).expect(0)
        said = re.search(rf'(?<![\w-])--?{name}\b', done.out)
        if letter in commands and not said:
            raise Fail(f'eqc {command} --help has no {name}')
    if short.strip("'") not in ('0', '') and f'-{short.strip(chr(39))}' not in done.out \
            and 'v' in commands:
        raise Fail(f'--help has no -{short}')


def check_with(context, name):
    done = context.run_eqc(['emit', '--help']).expect(0)
    if not re.search(rf'also emit:.*\b{name}\b', done.out):
        raise Fail(f'eqc emit --help: --with has no {name}')


def collect(context):
    if context.root != os.path.join(TOP, 'tests') or context.build_name:
        return []
    tests = []

    def add(title, function, *args):
        tests.append(Test(f'tables {title}', function, context, *args))
    for name, value, *_ in rows('src/tables/limits.def', 'LIMIT'):
        add(f'limit {name}', check_limit, name, value)
    for name, value, code, *_ in rows('runtime/core/status.def', 'STATUS'):
        add(f'status {name}', check_status, name, value, code)
    solvers = [row[:3] for row in rows('runtime/core/solvers.def', 'SOLVER')]
    solvers += [(row[1], 'EQR_SQUARE', '')
                for row in rows('runtime/core/searches.def', 'SEARCH')]
    for row in solvers:
        add(f'solver {row[0]}', check_solver, *row)
    for _, name, *_ in rows('src/write/with.def', 'WITH'):
        add(f'with {name}', check_with, name)
    for name, factor, count, _ in rows('runtime/core/starts.def', 'START'):
        add(f'start {name}', check_start, name, float(factor), int(count))
    for kind, name, _, whose, *_ in rows('runtime/core/options.def', 'OPTION'):
        add(f'option {name}', check_option, kind, name, whose, solvers)
    for _, name, short, *rest in rows('src/door/options.def', 'OPTION_ROW'):
        add(f'--{name}', check_help, name, short, rest[1])
    return tests
