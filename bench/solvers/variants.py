#!/usr/bin/env python3
"""The rate of success on variants of the public sets (tests/sets).

A variant is a problem with its equations and rows in another order, each unknown
in another unit (1e-3, 1 or 1e3 of its own), and the start moved by up to 10 %.
"""
import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, '..', '..', 'tests')]
import sets                                                              # noqa: E402
from kinds.variants import DECLARES, statements                          # noqa: E402

UNITS = (1e-3, 1.0, 1e3)
# name, dimensions, start, bounds
DECLARED = re.compile(r'\s*(\w+)\s*(?:\[([^\]]*)\])?\s*=(.*?)(?:\bin\s*\[(.*)\])?\s*', re.S)
SUCCESS = {'nist': ('b', 1e-6), 'mgh': ('sse', 1e-6), 'hs': ('loss', 1e-6),
           'system': (None, 0)}


def apart(text):
    """Text at the commas outside of brackets."""
    out, depth = [''], 0
    for c in text:
        depth += (c in '([{') - (c in ')]}')
        if c == ',' and depth == 0:
            out.append('')
        else:
            out[-1] += c
    return out


def moved(value, chance):
    return value*(1 + chance.uniform(-0.1, 0.1)) if value else chance.uniform(-0.1, 0.1)


def number(text):
    try:
        return float(text)
    except ValueError:
        return None


def inside(value, low, high):
    """Literal bounds are kept; others are seldom, and the start then stays outside."""
    low, high = number(low), number(high)
    value = value if low is None else max(low, value)
    return value if high is None else min(high, value)


def element(start, bounds, unit, chance):
    """-> start and bounds of one unknown, in its new unit."""
    low, high = apart(bounds) if bounds else ('-inf', 'inf')
    value = inside(moved(start, chance), low, high)/unit
    return repr(value), f'({low})*{1/unit!r}', f'({high})*{1/unit!r}'


def declare(name, bounds, start, chance):
    """-> statements that declare an unknown in other units, and those units."""
    if not isinstance(start, list):
        unit = chance.choice(UNITS)
        value, low, high = element(start, bounds, unit, chance)
        return [f'unknown {name}_q = {value} in [{low}, {high}]',
                f'let {name} = {unit!r}*{name}_q'], unit
    units = [chance.choice(UNITS) for _ in start]
    value, low, high = zip(*(element(v, bounds, u, chance) for v, u in zip(start, units)))
    box = f'j_q in 1..{len(start)}'
    lists = {'u': map(repr, units), 'v': value, 'l': low, 'h': high}
    return [*(f'const {name}_{k}[{len(start)}] = [{", ".join(v)}]' for k, v in lists.items()),
            f'unknown {name}_q[{box}] = {name}_v[j_q] in [{name}_l[j_q], {name}_h[j_q]]',
            f'let {name}[{box}] = {name}_u[j_q]*{name}_q[j_q]'], units


def unknowns(statement, start, chance, units):
    """An unknown statement in other units; as it is, where that is not possible."""
    out = []
    for text in apart(statement[len('unknown'):]):
        name, dims, _, bounds = DECLARED.fullmatch(text).groups()
        value = start[name]
        if isinstance(value, list) and (isinstance(value[0], list) or
                                        dims and re.search(r'\b0\s*\.\.', dims)):
            out.append(f'unknown {text.strip()}')
            units[name] = None
        else:
            parts, units[name] = declare(name, bounds, value, chance)
            out += parts
    return out


def holds(statement):
    first = re.match(r'\w+', statement)
    return not (first and first.group() in DECLARES - {'for'})


def variant(text, start, chance):
    """-> the text said otherwise, and the unit of each unknown."""
    parts, units, out = statements(text), {}, []
    turn = [k for k, s in enumerate(parts) if holds(s)]
    order = dict(zip(turn, chance.sample(turn, len(turn))))
    for k in range(len(parts)):
        s = parts[order.get(k, k)]
        if re.match(r'unknown\b', s):
            out += unknowns(s, start, chance, units)
        else:
            out.append(s)
    return ';\n'.join(out) + ';\n', units


def in_old_units(result, units):
    out = {}
    for name, unit in units.items():
        value = result['unknowns'][name if unit is None else name + '_q']
        if isinstance(unit, list):
            value = [u*v for u, v in zip(unit, value)]
        out[name] = value if unit is None or isinstance(unit, list) else unit*value
    return out


def near(found, known, tolerance):
    return abs(found - known) <= tolerance*(abs(known) if known else 1e-6)


def is_known(kind, problem, result, units):
    """Is it an answer of the literature's?"""
    key, tolerance = SUCCESS[kind]
    if kind == 'nist':
        found = in_old_units(result, units)['b']
        return all(near(a, b, tolerance) for a, b in zip(found, problem.known['b']))
    if kind == 'mgh':
        return any(result['sse'] <= (1e-12 if s == 0 else s*(1 + tolerance))
                   for s in problem.minima())
    if kind == 'hs':
        return any(abs(result['loss'] - f) <= tolerance*max(1, abs(f))
                   for f in problem.known.get(key, []) if f != '')
    return result['verdict'] == 'ROOT'


def one(args, kind, problem, chance, folder):
    """-> verdict, whether it is a success, whether the answer is known."""
    text, units = variant(problem.text, problem.by_name, chance)
    path = os.path.join(folder, 'variant.eq')
    with open(path, 'w', encoding='ascii') as f:
        f.write(text)
    done = subprocess.run([args.eqc, 'run', '--json', path], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, check=False)
    if done.returncode not in (0, 3, 4, 5):
        raise SystemExit(f'{problem.name}: exit {done.returncode}\n{text}'
                         f'{done.stderr.decode()}')
    result = json.loads(done.stdout)
    good = result['exit'] == 0
    return result['verdict'], good, good and is_known(kind, problem, result, units)


def table(args, kind, folder):
    problems = list(sets.problems(args.eqc, kind))
    good = known = 0
    for k in range(args.variants):
        problem = problems[k % len(problems)]
        chance = random.Random(f'{kind} {args.seed} {k}')
        verdict, ends_well, is_it = one(args, kind, problem, chance, folder)
        good += ends_well
        known += is_it
        if args.verbose and not is_it:
            print(f'    {problem.name} {k}: {verdict}')
    print(f'{kind:<7} {args.variants} variants of {len(problems)} problems: {good} end in '
          f'a success, {known} of them where the literature does', flush=True)


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument('kinds', nargs='*', default=[], help=', '.join(SUCCESS))
    p.add_argument('--eqc', default=os.path.join(sets.TOP, 'build', 'eqc'))
    p.add_argument('--variants', type=int, default=200, metavar='N', help='a set (200)')
    p.add_argument('--seed', type=int, default=1)
    p.add_argument('--verbose', action='store_true', help='list what ends elsewhere')
    args = p.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for kind in args.kinds or SUCCESS:
            table(args, kind, folder)


if __name__ == '__main__':
    main()
