"""limits: hostile inputs with a 256 KiB stack: an answer or a message, no crash.

A test is tests/limits/NAME.py, which writes the input to standard output, or
NAME.eq as it is. Leading comment lines of NAME.py, or the same in NAME.limit
beside a NAME.eq:
    # cmd check       the command (check)
    # exit 1          (any but a crash)
    # says nested     standard error has this text in it
    # seconds 10      of processor time (10)
    # megabytes 450   of address space (2048)
"""
import os
import resource
import sys

from .common import Fail, Test, header, read, tail

STACK = 256 * 1024
MEMORY = 2048


def limits(context, seconds=60, memory=MEMORY):
    def apply():
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        if not context.sanitized:        # its shadow memory needs more
            resource.setrlimit(resource.RLIMIT_STACK, (STACK, STACK))
            resource.setrlimit(resource.RLIMIT_AS, (memory << 20, memory << 20))
    return apply


def check(context, path):
    notes = path if path.endswith('.py') else path[:-3] + '.limit'
    rows = header(read(notes), '#')[0] if os.path.exists(notes) else []
    settings = dict(rows)
    folder = context.fresh('limits ' + os.path.basename(path))
    source = os.path.join(folder, 'input.eq')
    if path.endswith('.py'):
        with open(source, 'wb') as f:
            f.write(context.run([sys.executable, '-S', path]).expect(0).out_bytes)
    else:
        with open(path, 'rb') as a, open(source, 'wb') as b:
            b.write(a.read())
    seconds = int(settings.get('seconds', '10'))
    if context.sanitized:
        seconds *= 10
    limit = limits(context, seconds, int(settings.get('megabytes', MEMORY)))
    done = context.run_eqc([settings.get('cmd', 'check'), 'input.eq'], cwd=folder,
                           limit=limit, timeout=10 * seconds)
    code = settings.get('exit')
    if not 0 <= done.code < 70 or code is not None and done.code != int(code):
        done.expect(int(code or 0))
    if done.code in (1, 2) and 'input.eq' not in done.err:
        raise Fail('no located message\n' + tail(done.err))
    if len(done.err) > 20000:
        raise Fail(f'{len(done.err)} bytes of messages')
    for word, rest in rows:
        if word == 'says' and rest not in done.err:
            raise Fail(f'does not say `{rest}`\n' + tail(done.err)[:2000])


def collect(context):
    paths = sorted(context.files('limits', '.py') + context.files('limits', '.eq'))
    return [Test(context.name('limits', p), check, context, p) for p in paths]
