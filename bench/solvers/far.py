#!/usr/bin/env python3
"""More, Garbow and Hillstrom's problems from 10 and 100 times their starts, as
`eqc run` solves them: with what it tries after a start that leads nowhere.
(table.py has `lm` alone from these, beside lmder.)
"""
import argparse
import json
import os
import subprocess

import sets


def nested(like, numbers):
    """Numbers in order, in lists as those of `like`."""
    if isinstance(like, list):
        return [nested(part, numbers) for part in like]
    return next(numbers)


def solve(eqc, problem, start):
    """-> the verdict and the sum of squares."""
    numbers = iter(start)
    words = [w for name, like in problem.by_name.items()
             for w in ('--start', f'{name}={json.dumps(nested(like, numbers))}')]
    done = subprocess.run([eqc, 'run', '--json', *words,
                           os.path.join(sets.FOLDER, problem.name + '.eq')],
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    out = json.loads(done.stdout)
    return out['verdict'], out.get('loss', out.get('sse', float('nan')))


def is_known(problem, loss):
    return any(loss <= 1e-12 if best == 0 else abs(loss - best) <= 1e-6*best
               for best in problem.minima())


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--eqc', default=os.path.join(sets.FOLDER, '../../build/eqc'))
    eqc = os.path.abspath(parser.parse_args().eqc)
    found = runs = 0
    for problem in sets.problems(eqc, 'mgh'):
        for title, start, _ in problem.runs[1:]:
            verdict, loss = solve(eqc, problem, start)
            good = is_known(problem, loss)
            found, runs = found + good, runs + 1
            if not good:
                print(f'{problem.name} {title}: {verdict} {loss:.10g}')
    print(f'a known minimum from {found} of {runs} starts')


if __name__ == '__main__':
    main()
