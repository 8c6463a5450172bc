"""shared: larger public collections, where ../shared lies beside the project.

    NIST      nonlinear regression, 18 problems from two starts each
    torch     trajectories of sgd, adam, nadam
    programs  tests/shared/*.sol and *.err, for programs written by others

Not part of the project; skipped, and counted, where it is absent.
"""
import csv
import json
import math
import os
import re

from . import messages, solve
from .common import Fail, Test, TOP, skipped, write

SHARED = os.path.join(os.path.dirname(TOP), 'shared')
NIST_FLOOR = 31           # of 36: more than 30 must reach six digits


def json_of(path):
    with open(path, encoding='utf-8') as f:
        return json.load(f)


def run_json(context, folder, name, text, codes=(0, 3)):
    write(os.path.join(folder, name), text)
    done = context.run_eqc(['run', '--json', name], cwd=folder)
    if done.code not in codes:
        done.expect(codes[0])
    return json.loads(done.out)


def digits(value, certified):
    """Log relative error: how many digits agree, at most 11."""
    if not isinstance(value, (int, float)) or not math.isfinite(value):
        return 0.0
    error = abs(value - certified) / abs(certified)
    return min(11.0, -math.log10(error)) if error > 0 else 11.0


def nist_program(problem, start, folder):
    columns = problem['columns']
    with open(os.path.join(folder, problem['name'] + '.csv'), 'w', newline='') as f:
        rows = csv.writer(f, lineterminator='\n')
        rows.writerow(columns)
        rows.writerows([repr(v) for v in row] for row in problem['rows'])
    data = f'data {", ".join(columns)} from "{problem["name"]}.csv";\n'
    starts = ', '.join(f'b{k + 1} = {v!r}' for k, v in enumerate(start))
    formula = problem['formula'].replace('**', '^')
    return f'{data}unknown {starts};\n{problem["response"]} ~ {formula};\n'


def check_nist(context):
    folder = context.fresh('nist')
    table, reached, wrong = [], 0, []
    for problem in json_of(os.path.join(SHARED, 'problems', 'nist.json')):
        row = []
        for k, start in enumerate(problem['starts']):
            try:
                text = nist_program(problem, start, folder)
                result = run_json(context, folder, f'{problem["name"]}{k + 1}.eq', text)
                found = [result['unknowns'][f'b{j + 1}']
                         for j in range(problem['n_params'])]
                low = min(map(digits, found, problem['certified']))
                deviations = result.get('std_error', {})
                spread = min(digits(deviations.get(f'b{j + 1}', math.nan), v)
                             for j, v in enumerate(problem['certified_sd']))
                row.append(f'{low:5.1f} {spread:5.1f} {result["verdict"]:<14}'
                           f'{result["iterations"]:5d}')
                reached += low >= 6
            except (Fail, KeyError, ValueError) as e:
                row.append(f'  no answer: {str(e).splitlines()[0][:60]}')
        table.append(f'  {problem["name"]:<9} ' + ' | '.join(row))
    context.note('NIST: digits of the worst parameter and of the worst standard error, '
                 'verdict, steps; start 1 | start 2\n' + '\n'.join(table)
                 + f'\n  {reached} of 36 reach six digits')
    if reached < NIST_FLOOR:
        raise Fail(f'{reached} of 36 reach six digits, expected {NIST_FLOOR}')
    return reached


def method_of(case):
    """torch's optimizer and hyper-parameters as `solve with`, or None."""
    hyper = case['hyper']
    words = {'lr': hyper['lr'], 'weight_decay': hyper.get('weight_decay', 0)}
    name = case['optimizer'].lower()
    if name == 'sgd':
        words.update(momentum=hyper['momentum'], dampening=hyper['dampening'],
                     nesterov=int(hyper['nesterov']))
    elif name == 'adam' and not hyper['amsgrad'] or name == 'nadam' and hyper['foreach']:
        words.update(beta1=hyper['betas'][0], beta2=hyper['betas'][1], eps=hyper['eps'])
        if name == 'nadam':
            words['momentum_decay'] = hyper['momentum_decay']
    else:
        return None
    return name + '(' + ', '.join(f'{k} = {v!r}' for k, v in words.items())


PROBLEMS = {
    'rosenbrock': ('unknown p0 = -1.2, p1 = 1;\n'
                   'loss (1 - p0)^2 + 100*(p1 - p0^2)^2;\n', 2),
    'puzzle': ('unknown p0 = 0.5, p1 = 0.5, p2 = 0.5, p3 = 0.5;\n'
               'p0 + p1 = 9; p2 - p3 = 1; p0 + p2 = 8; p1 - p3 = 2;\n', 4),
}


def near(got, want):
    return abs(got - want) <= 1e-9 * max(1, abs(want))


def check_torch(context, case, method):
    with open(os.path.join(SHARED, 'reference', 'torch', case['file']),
              encoding='utf-8') as f:
        rows = list(csv.DictReader(f))
    text, count = PROBLEMS[case['problem']]
    folder = context.fresh('torch ' + case['file'])
    for steps in (1, 2, 3, 10, 50, 100, 200):
        result = run_json(context, folder, 'p.eq',
                          f'{text}solve with {method}, steps = {steps});\n')
        for k in range(count):
            got = result['unknowns'][f'p{k}']
            want = float(rows[steps][f'p{k}'])
            if not near(got, want):
                raise Fail(f'after {steps} steps p{k} = {got!r}, torch has {want!r}')


def check_quadratic(context, key):
    """The three torch programs in full length: quadratic regression."""
    torch = os.path.join(SHARED, 'reference', 'torch')
    case = next(c for c in json_of(os.path.join(torch, 'prog_inputs.json'))['quad']
                if c['seed'] == key)
    with open(os.path.join(torch, f'prog_quad_foreach_float64_seed{key}.csv'),
              encoding='utf-8') as f:
        rows = list(csv.DictReader(f))
    names = [n for n in rows[0] if n.startswith('w')]
    xs = ', '.join(map(repr, case['X']))
    starts = ', '.join(f'{n[:2]} = {float(rows[0][n])!r}' for n in names)
    result = run_json(context, context.fresh(f'quad {key}'), 'q.eq', f'''
data x = [{xs}];
data y[i in 1..20] = x[i]^2 + 2*x[i] + 3;
unknown {starts};
loss mean((w0*x^2 + w1*x + w2 - y)^2);
solve with nadam(lr = 0.01, steps = 1000);
''')
    for n in names:
        got, want = result['unknowns'][n[:2]], float(rows[-1][n])
        if not near(got, want):
            raise Fail(f'{n[:2]} = {got!r}, torch has {want!r}')


def collect(context):
    if not os.path.isdir(os.path.join(SHARED, 'problems')):
        return [skipped('shared', '../shared is not here')]
    tests = [Test('shared nist', check_nist, context)]
    manifest = json_of(os.path.join(SHARED, 'reference', 'torch', 'manifest.json'))
    for case in manifest['cases']:
        method = method_of(case)
        if method:
            name = re.sub(r'\.csv$', '', case['file'])
            tests.append(Test(f'shared torch {name}', check_torch, context, case, method))
    tests.append(Test('shared torch quadratic seed 0', check_quadratic, context, 0))
    return (tests + solve.collect(context, 'shared', 'shared')
            + messages.collect(context, 'shared', 'shared'))
