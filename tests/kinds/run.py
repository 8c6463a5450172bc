"""run: NAME.out: what `eqc run NAME.eq` prints.

The first lines of NAME.out may say otherwise:
    #~ file ../../examples/puzzle.eq
    #~ cmd diff --at x=3.6    (run)
    #~ args --set a=1         further arguments
    #~ rel 1e-9               numbers may differ by that
    #~ exit 3                 (0)
"""
import os
import shlex

from .common import Fail, Test, diff, header, read, texts_match, write


def check(context, path):
    lines, expected = header(read(path), '#~')
    settings = {'file': os.path.basename(path)[:-4] + '.eq', 'cmd': 'run', 'args': '',
                'rel': '0', 'exit': '0', **dict(lines)}
    source = os.path.normpath(os.path.join(os.path.dirname(path), settings['file']))
    cmd = shlex.split(settings['cmd'])
    done = context.run_eqc([cmd[0], os.path.basename(source), *cmd[1:],
                            *shlex.split(settings['args'])],
                           cwd=os.path.dirname(source))
    code = int(settings['exit'])
    if done.code == code and texts_match(expected, done.out, float(settings['rel'])):
        return
    if context.update and done.code == code:
        write(path, ''.join(f'#~ {w} {r}\n' for w, r in lines) + done.out)
        return
    done.expect(code)
    raise Fail('differs\n' + diff(expected, done.out, os.path.basename(path)))


def collect(context):
    return [Test(context.name('run', path), check, context, path)
            for path in context.files('run', '.out')]
