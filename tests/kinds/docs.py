"""docs: every fenced block of README.md and docs/*.md does what it says.

    ```eq [NAME]       checked: exit 0 (`eq error`: exit 1, `eq false`: exit 4);
                       a `text` block right after it is what `eqc run` prints
                       (after `eq error`: what `eqc check` says); `eq used NAME`: for others to use
    ```console         `$ command`, then its output, both streams; `...` stands
                       for any text
    ```c NAME          written to NAME; without a NAME: must compile
    ```LANG NAME       any block with a file name is written to it
    ```text            without an `eq` block before it: not looked at

A document's blocks share one directory, with the examples in it. The lines
between <!-- functions --> and <!-- /functions --> are those that
`eqc explain functions` prints. --update rewrites outputs that differ, and the list;
`...` in them is lost then.
"""
import os
import re
import shutil

from .common import Fail, TOP, Test, diff, have_compiler, read, tail, texts_match, write

FENCE = re.compile(r'^```([^\n`]*)\n(.*?)^```[ \t]*$', re.S | re.M)
FUNCTIONS = re.compile(r'(<!-- functions -->\n)(.*?)(<!-- /functions -->)', re.S)
LANGUAGES = {'eq', 'console', 'c', 'cpp', 'csv', 'make', 'meson', 'text', 'sh', 'diff'}


class Block:
    def __init__(self, text, match):
        words = match.group(1).split() or ['']
        self.language, self.words = words[0], words[1:]
        self.body = match.group(2)
        self.line = text.count('\n', 0, match.start()) + 1
        self.span = match.span(2)
        self.new = None               # what --update would have it say
        files = [w for w in self.words if '.' in w]
        self.file = files[0] if files else None


def blocks_of(path):
    text = read(path)
    return [Block(text, m) for m in FENCE.finditer(text)]


def workplace(context, name):
    folder = context.fresh('docs ' + name)
    shutil.copytree(os.path.join(TOP, 'examples'), os.path.join(folder, 'examples'))
    # The real bootstrap would build again; what it ends in is eqc.
    write(os.path.join(folder, 'bootstrap'), '#!/bin/sh\nexec eqc "$@"\n')
    os.chmod(os.path.join(folder, 'bootstrap'), 0o755)
    return folder


def check_eq(context, folder, block, following):
    name = block.file or f'line{block.line}.eq'
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    write(path, block.body)
    if 'used' in block.words:
        return
    wrong = 'error' in block.words
    code = 1 if wrong else 4 if 'false' in block.words else 0
    done = context.run_eqc(['check', name], cwd=folder).expect(code)
    if following is None or following.language != 'text':
        return
    got = done.err
    if not wrong:
        got = context.run_eqc(['run', name], cwd=folder).out
    if not texts_match(following.body, got):
        following.new = got
        raise Fail('prints otherwise\n' + diff(following.body, got))


def check_console(context, folder, block):
    steps = re.split(r'^\$ ', block.body, flags=re.M)
    if steps[0].strip():
        raise Fail('a console block starts with `$ command`')
    wrong, block.new = None, ''
    for step in steps[1:]:
        command, _, expected = step.partition('\n')
        written = command
        while command.endswith('\\'):
            more, _, expected = expected.partition('\n')
            written += '\n' + more
            command = command[:-1] + more.lstrip('> ')
        done = context.run(['sh', '-c', command], cwd=folder, merge=True)
        got = done.out
        if not texts_match(expected, got):
            wrong = wrong or Fail(f'`{command}` prints otherwise (exit {done.code})\n'
                                  + diff(expected, got))
            expected = got
        block.new += f'$ {written}\n{expected}'
    if wrong:
        raise wrong
    block.new = None


def check_c(context, folder, block):
    path = os.path.join(folder, block.file or f'line{block.line}.c')
    write(path, block.body)
    if block.file or not have_compiler('cc'):
        return
    done = context.run(['cc', '-std=c99', '-Wall', '-Wextra', '-pedantic', '-Werror',
                        '-fsyntax-only', os.path.basename(path)], cwd=folder)
    if done.code:
        raise Fail('does not compile\n' + tail(done.err))


def check_document(context, path):
    """One document is one story: its blocks run in order."""
    name = os.path.relpath(path, context.root).replace('../', '')
    folder = workplace(context, name)
    blocks = blocks_of(path)
    wrong, passed = [], 0
    for block, following in zip(blocks, blocks[1:] + [None]):
        try:
            if block.language not in LANGUAGES:
                raise Fail(f'unknown kind of block: {block.language or "none"}')
            if block.language == 'eq':
                check_eq(context, folder, block, following)
            elif block.language == 'console':
                check_console(context, folder, block)
            elif block.language in ('c', 'cpp') and 'fragment' not in block.words:
                check_c(context, folder, block)
            elif block.file:
                target = os.path.join(folder, block.file)
                os.makedirs(os.path.dirname(target), exist_ok=True)
                write(target, block.body)
            else:
                continue
            passed += 1
        except Fail as fail:
            wrong.append(f'{name}:{block.line}: {fail}')
    if context.update and any(b.new is not None for b in blocks):
        text = read(path)
        for block in reversed(blocks):
            if block.new is not None:
                text = text[:block.span[0]] + block.new + text[block.span[1]:]
        write(path, text)
    if wrong:
        raise Fail(f'{len(wrong)} of {len(blocks)} blocks\n' + '\n'.join(wrong),
                   passed=passed)
    return max(passed, 1)


def check_functions(context, path):
    text = read(path)
    if not FUNCTIONS.search(text):
        raise Fail('has no <!-- functions --> mark')
    table = context.run_eqc(['explain', 'functions']).expect(0).out
    table = '\n```text\n' + table.rstrip('\n') + '\n```\n\n'
    fresh = FUNCTIONS.sub(lambda m: m.group(1) + table + m.group(3), text)
    if fresh == text:
        return
    if context.update:
        write(path, fresh)
        return
    raise Fail('the table of functions is stale\n' + diff(text, fresh))


def collect(context):
    paths = context.files('docs', '.md')
    tests = []
    if context.root == os.path.join(TOP, 'tests'):
        paths = [os.path.join(TOP, 'README.md')]
        for folder in ('docs', 'examples', os.path.join('examples', 'embed')):
            for name in sorted(os.listdir(os.path.join(TOP, folder))):
                if name.endswith('.md'):
                    paths.append(os.path.join(TOP, folder, name))
        language = os.path.join(TOP, 'docs', 'LANGUAGE.md')
        tests.append(Test('docs table of functions', check_functions, context, language))
    for path in paths:
        tests.append(Test(context.name('docs', path), check_document, context, path))
    return tests
