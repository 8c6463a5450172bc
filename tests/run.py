#!/usr/bin/env python3
"""Run every test of eqc; see tests/README.md.

The last line is `N passed, N failed, N skipped`. Exit 1 when a test failed.
"""
import argparse
import fnmatch
import importlib
import os
import shutil
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
from kinds import common  # noqa: E402

# In this order; a kind is a module of tests/kinds with collect(context).
KINDS = ['unit', 'tables', 'floors', 'golden', 'messages', 'states', 'run', 'solve', 'variants',
         'cc', 'embed', 'families', 'limits', 'fuzz', 'differential', 'adbench', 'docs',
         'canaries', 'shared']
# What a second build (another compiler, a sanitizer) runs again.
QUICK = ['unit', 'golden', 'messages', 'run', 'fuzz']
BUILDS = {
    'clang': ({'CC': 'clang'}, []),
    'sanitized': ({}, ['-Db_sanitize=address,undefined', '-Db_lundef=false']),
}


def arguments():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument('--build', default=os.path.join(HERE, '..', 'build'),
                   help='the build directory with eqc and the unit tests')
    p.add_argument('--root', default=HERE, help=argparse.SUPPRESS)
    p.add_argument('--kinds', default='', help='only these: ' + ','.join(KINDS))
    p.add_argument('--only', default='', metavar='PATTERN',
                   help='only tests whose name has PATTERN in it, or matches it')
    p.add_argument('--jobs', type=int, default=2)
    p.add_argument('--update', action='store_true',
                   help='rewrite the expected files of tests that differ')
    p.add_argument('--builds', default='',
                   help='also build as and run the quick kinds with: '
                        + ','.join(BUILDS))
    p.add_argument('--random', type=int, default=200, metavar='N',
                   help='that many random programs (200)')
    p.add_argument('--mutants', type=int, default=0, metavar='N',
                   help='that many damaged files (300)')
    p.add_argument('--starts', type=int, default=2, metavar='N',
                   help='that many perturbed starts a problem (2)')
    p.add_argument('--seed', type=int, default=1, metavar='K',
                   help='the number of the first of both (1)')
    p.add_argument('--slow', type=float, default=0, metavar='SECONDS',
                   help='list the tests that took longer')
    return p.parse_args()


def allowed_skips(root):
    path = os.path.join(root, 'allowed-skips.txt')
    if not os.path.exists(path):
        return []
    with open(path, encoding='utf-8') as f:
        lines = [line.strip() for line in f]
    return [line for line in lines if line and not line.startswith('#')]


def wanted(name, pattern):
    return not pattern or pattern in name or fnmatch.fnmatch(name, pattern)


def run_one(test):
    """-> (passed, failures, skips, seconds); one test may count for many."""
    begin = time.monotonic()
    failures, skips, passed = [], [], 0
    try:
        count = test.function()
        passed = 1 if count is None else count
    except common.Skip as skip:
        skips.append((test.name, str(skip)))
    except common.Fail as fail:
        failures.append((test.name, str(fail)))
        passed = fail.passed
    except Exception as e:  # a broken test is a failed test
        failures.append((test.name, f'{type(e).__name__}: {e}'))
    return passed, failures, skips, time.monotonic() - begin


class Totals:
    def __init__(self, allowed):
        self.allowed = allowed
        self.passed = self.failed = self.skipped = 0
        self.skips = {}

    def run(self, title, tests, jobs, slow):
        if not tests:
            return
        begin = time.monotonic()
        counts = [0, 0, 0]
        with ThreadPoolExecutor(max_workers=jobs) as pool:
            results = pool.map(run_one, tests)
            for test, (passed, failures, skips, seconds) in zip(tests, results):
                for name, reason in skips:
                    if any(fnmatch.fnmatch(reason, a) for a in self.allowed):
                        self.skips.setdefault(reason, []).append(name)
                        counts[2] += 1
                    else:
                        failures.append((name, 'a skip that is not in '
                                         f'tests/allowed-skips.txt: {reason}'))
                for name, text in failures:
                    first, _, rest = text.partition('\n')
                    print(f'FAIL {name}: {first}')
                    if rest:
                        print('\n'.join('    ' + line
                                        for line in rest.split('\n')))
                if slow and seconds > slow:
                    print(f'slow {test.name}: {seconds:.1f} s')
                counts[0] += passed
                counts[1] += len(failures)
        self.passed += counts[0]
        self.failed += counts[1]
        self.skipped += counts[2]
        print(f'{title:<18} {counts[0]:5d} passed {counts[1]:4d} failed '
              f'{counts[2]:4d} skipped  {time.monotonic() - begin:6.1f} s',
              flush=True)


def main():
    args = arguments()
    root = os.path.abspath(args.root)
    kinds = args.kinds.split(',') if args.kinds else KINDS
    unknown = [k for k in kinds if k not in KINDS]
    if unknown:
        sys.exit(f'run.py: no such kind: {unknown[0]}')
    totals = Totals(allowed_skips(HERE))
    scratch = tempfile.mkdtemp(prefix='eqc-tests.')
    builds = [('', args.build)]
    try:
        for name in filter(None, args.builds.split(',')):
            env, options = BUILDS[name]
            folder = os.path.join(HERE, '..', 'build-' + name)
            problem = common.configure_and_build(folder, env, options)
            if problem is None:
                builds.append((name, folder))
            elif problem.startswith('skip: '):
                totals.run(f'{name}', [common.skipped(f'build {name}', problem[6:])],
                           1, 0)
            else:
                totals.run(f'{name}', [common.failed(f'build {name}', problem)],
                           1, 0)
        for name, folder in builds:
            context = common.Context(root, os.path.abspath(folder), scratch,
                                     update=args.update, build_name=name)
            context.random, context.seed = args.random, args.seed
            context.mutants, context.starts = args.mutants, args.starts
            for kind in kinds:
                if name and kind not in QUICK:
                    continue
                module = importlib.import_module('kinds.' + kind)
                tests = [t for t in module.collect(context)
                         if wanted(t.name, args.only)]
                title = kind + (f' ({name})' if name else '')
                totals.run(title, tests, args.jobs, args.slow)
                for note in context.notes:
                    print(note)
                context.notes.clear()
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    for reason, names in sorted(totals.skips.items()):
        shown = ', '.join(names[:3]) + (', ...' if len(names) > 3 else '')
        print(f'skipped {len(names)}: {reason} ({shown})')
    if totals.passed + totals.failed == 0:
        print('no test was run')
        totals.failed += 1
    print(f'{totals.passed} passed, {totals.failed} failed, '
          f'{totals.skipped} skipped')
    return 1 if totals.failed else 0


if __name__ == '__main__':
    sys.exit(main())
