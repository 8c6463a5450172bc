"""unit: the programs of tests/unit and tests/table, most with Check, and the sanitizers' canary.

A program that does not use Check counts as one test: exit 0 is a pass.
"""
import glob
import os
import re
import subprocess

from .common import Fail, Skip, TOP, Test, tail

TOTALS = re.compile(r'(\d+)%: Checks: (\d+), Failures: (\d+), Errors: (\d+)')


def run_program(context, path):
    # Check gives a test 4 seconds, which is little on a loaded machine.  A
    # sanitizer looks for leaks whenever a process ends: one process then.
    env = {'CK_TIMEOUT_MULTIPLIER': '20', 'CK_FORK': 'no' if context.sanitized else 'yes'}
    done = context.run([path], cwd=os.path.join(TOP, 'tests', 'unit'), env=env,
                       timeout=240, merge=True)
    found = TOTALS.search(done.out)
    if not found:
        done.expect(0)
        return 1
    checks, failures, errors = (int(found.group(k)) for k in (2, 3, 4))
    if failures or errors or done.code:
        raise Fail(f'{failures} failures, {errors} errors\n' + tail(done.out),
                   passed=checks - failures - errors)
    return checks


def run_canary(context):
    """The planted bug must be caught, or the sanitizer build proves nothing."""
    if not context.sanitized:
        raise Skip('not a sanitizer build')
    p = subprocess.run(['ninja', '-C', context.build, '--quiet', 'tests/canary'],
                       stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    if p.returncode:
        raise Fail('the canary does not build\n' + p.stdout.decode())
    p = subprocess.run([os.path.join(context.build, 'tests', 'canary')],
                       stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    if p.returncode == 0 or b'heap-use-after-free' not in p.stderr:
        raise Fail('the planted bug was not caught')


def collect(context):
    tests = []
    if context.root != os.path.join(TOP, 'tests'):
        return tests
    for path in sorted(glob.glob(os.path.join(context.build, 'tests', 'test_*'))):
        if os.path.isfile(path) and os.access(path, os.X_OK):
            tests.append(Test(context.name('unit', os.path.basename(path)),
                              run_program, context, path))
    sources = [s for folder in ('unit', 'table') for s in
               glob.glob(os.path.join(TOP, 'tests', folder, 'test_*.c'))]
    def all_built():
        missing = [os.path.basename(s) for s in sources if not os.path.exists(
            os.path.join(context.build, 'tests', os.path.basename(s)[:-2]))]
        if missing:
            raise Fail('not built (name it in tests/meson.build): '
                       + ', '.join(missing))
    tests.append(Test('unit all built', all_built))
    if context.sanitized:
        tests.append(Test('sanitized:unit canary', run_canary, context))
    return tests
