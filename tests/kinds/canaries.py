"""canaries: a wrong expectation of each kind must make the suite fail.

tests/canaries looks like tests/, and every expected file in it is wrong.
"""
import os
import sys

from .common import Fail, TOP, Test, tail

KINDS = ['golden', 'messages', 'run', 'solve', 'families', 'limits', 'docs']


def check(context, kind):
    done = context.run([sys.executable, os.path.join(TOP, 'tests', 'run.py'),
                        '--root', os.path.join(TOP, 'tests', 'canaries'),
                        '--build', context.build, '--kinds', kind], timeout=120)
    last = done.out.rstrip('\n').split('\n')[-1]
    words = last.split()
    if done.code != 1 or words[:2] != ['0', 'passed,'] or words[2] == '0':
        raise Fail('a wrong expectation was not noticed\n' + tail(done.out))


def collect(context):
    if context.root != os.path.join(TOP, 'tests'):
        return []
    return [Test(f'canaries {kind}', check, context, kind) for kind in KINDS]
