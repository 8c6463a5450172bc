"""The test sets of tests/sets, problem by problem and start by start."""
import glob
import json
import os
import re
import subprocess

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FOLDER = os.path.join(TOP, 'tests', 'sets')
# Sums of squares at other minima that are known, beside the one that the test expects.
OTHERS = {'mgh-02-freudenstein-roth': [0], 'mgh-18-biggs-exp6': [0],
          'mgh-26-trigonometric': [0], 'mgh-27-brown-almost-linear': [1],
          'mgh-35-chebyquad-10': [4.77271370e-3]}


def read(name):
    with open(os.path.join(FOLDER, name), encoding='ascii') as f:
        return f.read()


def flat(value):
    """Nested unknowns of the report as one list, in the order of generated C."""
    if isinstance(value, dict):
        value = list(value.values())
    return [x for v in value for x in flat(v)] if isinstance(value, list) else [value]


def expected(sol):
    """What a .sol file says: key -> list of numbers, or text."""
    out = {}
    for line in sol.splitlines():
        key, _, value = line.partition('=')
        value = value.partition('+-')[0].strip()
        try:
            out[key.strip()] = flat(json.loads(value))
        except ValueError:
            out[key.strip()] = [value]
    return out


class Problem:
    """A text, and runs of it: (title, start, what is known)."""

    def __init__(self, eqc, path):
        self.name = os.path.basename(path)[:-3]
        self.text = read(self.name + '.eq')
        self.runs = []
        # No time, no step: the start is the given one, and none tried after it.
        done = subprocess.run([eqc, 'run', '--json', '--time-limit', '1e-12', path],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              check=False)
        self.by_name = json.loads(done.stdout)['start']
        self.start = flat(self.by_name)
        self.known = expected(read(self.name + '.sol'))

    def scaled_runs(self):
        """As MINPACK's own tests: the start times 1, 10, 100; 0 becomes the factor."""
        for factor in (1, 10, 100):
            start = [factor*v for v in self.start]
            if factor > 1 and not any(start):
                start = [float(factor) for _ in start]
            self.runs.append((f'x{factor}', start, self.known))

    def listed_runs(self):
        self.runs.append(('1', self.start, self.known))
        second = re.search(r'--start "b=(.*?)"', read(self.name + '-2.sol'))
        self.runs.append(('2', json.loads(second.group(1)), self.known))

    def minima(self):
        return self.known['sse'] + OTHERS.get(self.name, [])


def problems(eqc, kind):
    for path in sorted(glob.glob(os.path.join(FOLDER, kind + '*.eq'))):
        p = Problem(eqc, path)
        if kind == 'nist':
            p.listed_runs()
        else:
            p.scaled_runs()
        yield p
