"""messages: NAME.err: the exit code and standard error of `eqc check NAME.eq`.

The first lines of NAME.err may say otherwise:
    # exit N          (1)
    # cmd run         (check)
    # args -o /dev/full --set a=1
    # file other.eq   (NAME.eq; `none`: the arguments say all)
    # env CC=/nonexistent
    # stdin other.eq  (that file's text on standard input)
    # in FOLDER       run there (the test's folder)
The files of broken/ have one fault each, after which they are named: what is
expected there is one message.

A line `...` stands for any lines, `...` in a line for any text.
"""
import os
import re
import shlex

from . import codes, forms
from .common import Fail, Test, diff, header, read, texts_match, write


HEAD = re.compile(r'(?:error|warning): .*\[([EWR]\d{4})(?:, \w+)?\]$', re.M)


def check(context, path):
    text = read(path)
    lines, expected = header(text, '# ')
    settings = {'exit': '1', 'cmd': 'check', 'args': '', 'stdin': '',
                'in': '.', 'file': os.path.basename(path)[:-4] + '.eq'}
    env = {}
    for word, rest in lines:
        if word == 'env':
            key, _, value = rest.partition('=')
            env[key] = value
        elif word in settings:
            settings[word] = rest
        else:
            raise Fail(f'unknown setting `# {word}`')
    folder = os.path.normpath(os.path.join(os.path.dirname(path), settings['in']))
    args = shlex.split(settings['cmd'])
    if settings['file'] != 'none':
        args.append(settings['file'])
    args += shlex.split(settings['args'])
    stdin = b''
    if settings['stdin']:
        with open(os.path.join(folder, settings['stdin']), 'rb') as f:
            stdin = f.read()
    done = context.run_eqc(args, cwd=folder, env=env, stdin=stdin)
    code = int(settings['exit'])
    if done.code == code and texts_match(expected, done.err):
        if args == ['run', settings['file']] and '[R050' in done.err:
            forms.check(context, folder, args, done.err)
        return
    if context.update and 0 <= done.code < 70:
        kept = [(w, r) for w, r in lines if w != 'exit']
        if done.code != 1:
            kept.insert(0, ('exit', str(done.code)))
        write(path, ''.join(f'# {w} {r}\n' for w, r in kept) + done.err)
        return
    done.expect(code)
    raise Fail('other messages\n' + diff(expected, done.err, os.path.basename(path)))


def check_broken(context, path):
    """A file with one fault gets one message, and not a row of them."""
    check(context, path)
    heads = HEAD.findall(read(path))
    if len(heads) != 1:
        raise Fail(f'one fault, {len(heads)} messages: {" ".join(heads)}')


def collect(context, folder='messages', kind='messages'):
    tests = [Test(context.name(kind, path), check, context, path)
             for path in context.files(folder, '.err')]
    if kind == 'messages':
        tests += [Test(context.name('broken', path), check_broken, context, path)
                  for path in context.files('broken', '.err')]
        tests += codes.collect(context)
    return tests
