"""run: NAME.out: what `eqc run NAME.eq` prints.

First lines of NAME.eq:  #! args --set a=1     further arguments
                         #! cmd diff --at x=3.6   instead of `run`
First lines of NAME.out: #~ rel 1e-9           numbers may differ by that
                         #~ exit 3             (0)
"""
import os
import shlex

from .common import Fail, Test, diff, header, read, texts_match, write


def check(context, path):
    source = path[:-4] + '.eq'
    words = dict(header(read(source), '#!')[0])
    lines, expected = header(read(path), '#~')
    wanted = dict(lines)
    cmd = shlex.split(words.get('cmd', 'run'))
    args = [cmd[0], os.path.basename(source), *cmd[1:],
            *shlex.split(words.get('args', ''))]
    done = context.run_eqc(args, cwd=os.path.dirname(path))
    code = int(wanted.get('exit', '0'))
    if done.code == code and texts_match(expected, done.out,
                                         float(wanted.get('rel', '0'))):
        return
    if context.update and done.code == code:
        write(path, ''.join(f'#~ {w} {r}\n' for w, r in lines) + done.out)
        return
    done.expect(code)
    raise Fail('differs\n' + diff(expected, done.out, os.path.basename(path)))


def collect(context):
    return [Test(context.name('run', path), check, context, path)
            for path in context.files('run', '.out')]
