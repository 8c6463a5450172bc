"""families: the C of a problem does not grow with the problem.

A test is families/NAME.eq with `const n = 10;` in it, which the test replaces, and
    # sizes 10 1000 1000000     a small n and two large ones
as its first line. The C of both large ones is the same but for numbers and where
lines break; that of the small one is no longer (loops of a few turns have no lanes).
"""
import os
import re

from .common import Fail, Test, diff, header, read, write

SIZE = re.compile(r'^const +n = \d+;', re.M)
NUMERAL = re.compile(r'\b\d+(\.\d+)?(e[-+]?\d+)?\b')
PROBLEM = re.compile(r'/\* -+ the problem \*/\n(.*?)/\* -+ what callers see \*/', re.S)
PROBLEM_BYTES = 10000


def emitted(context, path, n):
    """The C of the family's member of size n."""
    folder = context.fresh(f'families {os.path.basename(path)} {n}')
    write(os.path.join(folder, 'family.eq'), SIZE.sub(f'const n = {n};', read(path)))
    return context.run_eqc(['emit', '--stage=c', 'family.eq'], cwd=folder).expect(0).out


def shape(text):
    """Without what the size may change: numbers, and where lines break."""
    return re.sub(r'\s+', '\n', NUMERAL.sub('0', text))


def check(context, path):
    word, sizes = header(read(path), '#')[0][0]
    sizes = [int(n) for n in sizes.split()]
    if word != 'sizes' or len(sizes) != 3 or not SIZE.search(read(path)):
        raise Fail('no `# sizes SMALL LARGE LARGER` or no `const n = 10;`')
    texts = [emitted(context, path, n) for n in sizes]
    small, large, larger = map(shape, texts)
    if large != larger:
        raise Fail(f'not the same C for {sizes[1]} and {sizes[2]}\n'
                   + diff(large, larger, str(sizes[1])))
    if len(small) > len(large):
        raise Fail(f'{len(small)} bytes for {sizes[0]}, {len(large)} for {sizes[1]}')
    own = len(PROBLEM.search(texts[2]).group(1))
    if own >= PROBLEM_BYTES:
        raise Fail(f'{own} bytes of C for the problem itself')


def collect(context):
    return [Test(context.name('families', p), check, context, p)
            for p in context.files('families', '.eq')]
