"""fuzz: files of the tree, damaged: an answer or a message, never more.

`run.py --kinds fuzz --mutants 20000 --seed 7`; a failure keeps its file in
build/fuzz-SEED.eq.
"""
import os
import random
import re

from .common import Fail, Test, TOP, tail

MUTANTS = 300
SECONDS = 10
CODES = {0, 1, 2, 4}
TOGETHER = 25
# Words of the compiler's own that no user wrote.
OWN_WORDS = re.compile(r'\b(?:AST_|DAG_|OP_|EFFECT_|PLAN_|TYPE_)[A-Z]|\bassert|0x[0-9a-f]{6}'
                       r'|\(null\)|%[sdzu]\b|\bnan\b.*internal', re.I)
TOKEN = re.compile(rb'\s+|\w+|[<>=!]=|\.\.|.', re.S)
HUGE = [b'1e308', b'1e-400', b'99999999999999999999', b'0', b'-1', b'1..0', b'2147483648',
        b'4294967296', b'9223372036854775807', b'1e18', b'0.0000000000000000000001',
        b'inf', b'1.5', b'1000000']
PIECES = [b';', b'(', b')', b'[', b']', b'{', b'}', b',', b'..', b'in', b'for', b'let',
          b'fn', b'data', b'unknown', b'if', b'then', b'else', b'~', b'=', b'<=', b'^', b'@',
          b"'", b'"', b'#', b'sum(', b'diff(', b'from', b'with', b'sigma', b'\x00', b'\xff',
          b'\xe2\x88\x92', b'\r', b'\n', b'\xef\xbb\xbf']


def corpus(context):
    paths = [p for folder in ('../examples', 'differential', 'golden', 'messages', 'run')
             for p in context.files(folder, '.eq')]
    return [p for p in paths if os.path.getsize(p) < 20000]


def damage(r, tokens, others):
    """One damage to a list of tokens, in place."""
    k = r.randrange(len(tokens) + 1)
    n = min(r.choice([1, 1, 1, 2, 5, 20]), max(len(tokens) - k, 0))
    what = r.randrange(8)
    if what == 0:
        del tokens[k:k + n]
    elif what == 1:
        tokens[k:k] = tokens[k:k + n]*r.choice([1, 1, 2, 50])
    elif what == 2:
        tokens[k:k] = [r.choice(PIECES)]
    elif what == 3:
        tokens[k:k + 1] = [r.choice(HUGE)]
    elif what == 4 and tokens:
        tokens[k:k + 1] = [r.choice(tokens)]
    elif what == 5 and tokens:
        j = r.randrange(len(tokens))
        k = min(k, len(tokens) - 1)
        tokens[j], tokens[k] = tokens[k], tokens[j]
    elif what == 6:
        del tokens[k:]
    else:
        j = r.randrange(len(others))
        tokens[k:k] = others[j:j + n]


def mutant(seed, paths):
    r = random.Random(seed)

    def read():
        with open(r.choice(paths), 'rb') as f:
            return f.read()
    tokens, others = TOKEN.findall(read()), TOKEN.findall(read()) or [b';']
    for _ in range(r.choice([1, 1, 2, 3, 8])):
        damage(r, tokens, others)
    text = bytearray(b''.join(tokens))
    for _ in range(r.choice([0, 0, 0, 1, 3])):
        if text:
            text[r.randrange(len(text))] ^= 1 << r.randrange(8)
    return bytes(text[:100000])


def wrong(done):
    """What is wrong with this answer, or None."""
    if done.code not in CODES:
        return f'exit {done.code}'
    if done.code == 1 and not re.search(r'input\.eq(?::\d+:\d+)?: error: ', done.err):
        return 'no located message'
    if len(done.err) > 40000:
        return f'{len(done.err)} bytes of messages'
    found = OWN_WORDS.search('\n'.join(      # between backticks: the user's
        re.sub('`[^`]*`', '', line) for line in done.err.split('\n')
        if re.match(r'\S+: (error|warning|note)', line)))
    if found:
        return f'a word of our own: {found.group()}'
    return None


def check(context, seeds, paths, title):
    folder = context.fresh(title)
    source = os.path.join(folder, 'input.eq')
    for seed in seeds:
        text = mutant(seed, paths)
        with open(source, 'wb') as f:
            f.write(text)
        try:
            done = context.run_eqc(['check', 'input.eq'], cwd=folder,
                                   timeout=SECONDS*(10 if context.sanitized else 1))
            fault = wrong(done)
            said = tail(done.err)
        except Fail as fail:
            fault, said = str(fail), ''
        if fault:
            kept = os.path.join(context.build, f'fuzz-{seed}.eq')
            with open(kept, 'wb') as f:
                f.write(text)
            raise Fail(f'{fault}: run.py --kinds fuzz --seed {seed} --mutants 1; '
                       f'{os.path.relpath(kept, TOP)}\n{said}',
                       passed=seed - seeds[0])
    return len(seeds)


def collect(context):
    if context.root != os.path.join(TOP, 'tests'):
        return []
    paths = corpus(context)
    count = context.mutants or MUTANTS
    tests = []
    for first in range(context.seed, context.seed + count, TOGETHER):
        seeds = range(first, min(first + TOGETHER, context.seed + count))
        title = f'fuzz {seeds[0]}-{seeds[-1]}'
        tests.append(Test(title, check, context, seeds, paths, title))
    return tests
