"""variants: every problem of `solve`, said otherwise or started elsewhere.

Said otherwise (metamorphic): the statements in the reverse order, the unknowns
under other names, each equation times 8, or a side of each in a `let` of its own.
The verdict stays, and the values to 1e-9; under other names to the bit.

Started elsewhere: `--starts N` perturbed starts each (2; as a soak: 1000), what
comes out held against `eqc verify`, which shares nothing with the solver but the
text: a claim of success that it refutes is a failure.  A start that ends
in no success, or in another answer, is none.
"""
import json
import os
import random
import re
import shlex
import shutil

from . import solve
from .common import Fail, Skip, TOP, Test, read, write

MOST_STARTS = 100         # values on a command line
WORD = re.compile(r'[A-Za-z_]\w*')
DECLARES = {'const', 'param', 'data', 'unknown', 'let', 'fn', 'use', 'solve', 'show', 'for',
            'loss', 'minimize', 'maximize'}
# What a rename looks at: words, but not in strings and comments.
PIECE = re.compile(r'"[^"\n]*"|#[^\n]*|[A-Za-z_]\w*')


def statements(text):
    """-> the top-level statements, without comments."""
    out, depth, now = [], 0, ''
    for c in re.sub(r'#[^\n]*', '', text):
        depth += (c in '([{') - (c in ')]}')
        ends = depth == 0 and (c == ';' or c == '}' and now.lstrip().startswith(('for', 'fn')))
        now += '' if ends and c == ';' else c
        if ends:
            out.append(now.strip())
            now = ''
    return [s for s in out + [now.strip()] if s]


def is_equation(statement):
    first = WORD.match(statement)
    bare = re.sub(r'[<>=!]=', '', statement)
    return (not (first and first.group() in DECLARES) and '{' not in statement
            and bare.count('=') == 1 and not re.search(r'[<>~]', statement))


def sides(statement):
    """-> label, left, right of an equation."""
    label, colon, rest = statement.partition(':')
    if not colon or not WORD.fullmatch(label.strip()):
        label, rest = '', statement
    left, right = re.split(r'(?<![<>=!])=(?!=)', rest, maxsplit=1)
    return label + (': ' if label else ''), left.strip(), right.strip()


def joined(parts):
    return ';\n'.join(parts) + ';\n'


def reordered(text, _):
    """What must hold, and what is defined, the other way round."""
    parts = statements(text)
    turn = [k for k, s in enumerate(parts) if is_equation(s) or '~' in s
            and not s.startswith(('for', 'fn'))]
    swapped = dict(zip(turn, reversed(turn)))
    return joined([parts[swapped.get(k, k)] for k in range(len(parts))])


def renamed(text, names):
    def other(m):
        return f'{m.group()}_q' if m.group() in names else m.group()
    return PIECE.sub(other, text)


def scaled(text, _):
    def eight(s):
        label, left, right = sides(s)
        return f'{label}8*({left}) = 8*({right})'
    return joined([eight(s) if is_equation(s) else s for s in statements(text)])


def split(text, _):
    parts = []
    for k, s in enumerate(statements(text)):
        if is_equation(s):
            label, left, right = sides(s)
            parts.append(f'let part{k}_q = {left}')
            s = f'{label}part{k}_q = {right}'
        parts.append(s)
    return joined(parts)


VARIANTS = [reordered, renamed, scaled, split]


# ---- said otherwise --------------------------------------------------------------

def flat(values):
    if isinstance(values, list):
        return [x for v in values for x in flat(v)]
    return [values]


def near(a, b, exact):
    if exact or not all(map(solve.is_number, (a, b))):
        return a == b
    return abs(a - b) <= 1e-9 * max(1, abs(a), abs(b))


def differs(before, after, exact):
    """-> what is not as it was, or None."""
    if before['verdict'] != after['verdict']:
        return f'{before["verdict"]} became {after["verdict"]}'
    if before['exit'] != 0 or 'free' in before or before['verdict'] == 'STEPS_DONE':
        return None
    names = {name.removesuffix('_q'): v for name, v in after['unknowns'].items()}
    for name, value in before['unknowns'].items():
        for a, b in zip(flat(value), flat(names[name])):
            if not near(a, b, exact):
                return f'{name} = {a!r} became {b!r}'
    return None


def run_text(context, folder, text, args):
    write(os.path.join(folder, 'variant.eq'), text)
    done = context.run_eqc(['run', '--json', 'variant.eq', *args], cwd=folder, timeout=120)
    if done.code not in (0, 3, 4, 5):
        return None, done
    return json.loads(done.out), done


def first_of(context, folder, text, args):
    """The problem as it stands."""
    result, done = run_text(context, folder, text, args)
    if result is None:
        raise Fail(f'exit {done.code}\n{done.err}')
    if 'unknowns' not in result:
        raise Skip('variants: nothing is solved for')
    return result


def place(context, name, path):
    """-> a folder with the files that lie beside the problem."""
    top = context.fresh(name)
    os.symlink(os.path.join(TOP, 'examples'), os.path.join(top, 'examples'))
    folder = os.path.join(top, 'tests', 'solve')
    os.makedirs(folder)
    for other in os.listdir(os.path.dirname(path)):
        if other.endswith(('.csv', '.eq')):
            shutil.copy(os.path.join(os.path.dirname(path), other), folder)
    return folder


def check_variant(context, path, args, variant):
    text = read(path)
    folder = place(context, f'variants {variant.__name__} {os.path.basename(path)}', path)
    before = first_of(context, folder, text, args)
    other = variant(text, set(before['unknowns']))
    after, done = run_text(context, folder, other, args)
    if after is None:
        raise Fail(f'is refused\n{other}\n{done.err}')
    exact = variant is renamed
    wrong = differs(before, after, exact)
    if wrong:
        raise Fail(f'{wrong}\n{other}')


# ---- started elsewhere -----------------------------------------------------------

def moved(x, chance):
    """Mostly a little, sometimes by a factor, the sign with it."""
    far = chance.choice([0.1, 0.1, 1, 10])
    return (x if solve.is_number(x) else 1) * (1 + far * chance.uniform(-1, 1)) \
        + far * 0.1 * chance.uniform(-1, 1)


def moved_all(value, chance):
    if isinstance(value, list):
        return [moved_all(v, chance) for v in value]
    return moved(value, chance)


def start_args(start, chance):
    return [f'--start={name}={json.dumps(moved_all(value, chance))}'
            for name, value in start.items()]


def check_starts(context, path, args, count):
    folder = place(context, f'variants starts {os.path.basename(path)}', path)
    name = os.path.basename(path)
    first = first_of(context, folder, read(path), args)
    if sum(len(flat(v)) for v in first['start'].values()) > MOST_STARTS:
        raise Skip('variants: too many unknowns for a command line')
    chance = random.Random(name)
    tried = 0
    for _ in range(count):
        starts = start_args(first['start'], chance)
        done = context.run_eqc(['run', '--json', name, *args, *starts], cwd=folder,
                               timeout=120)
        if done.code == 2 and 'outside its bounds' in done.err:
            continue
        if done.code not in (0, 3, 4, 5):
            raise Fail(f'exit {done.code}: {" ".join(starts)}\n{done.err}', tried)
        tried += 1
        if done.code != 0 or '"verdict": "STEPS_DONE"' in done.out:
            continue
        write(os.path.join(folder, 'claim.json'), done.out)
        inputs = [a for a in args if '=' in a and a.startswith(('--set', '--data'))]
        verified = context.run_eqc(['verify', name, 'claim.json', *inputs], cwd=folder,
                                   timeout=120)
        if verified.code != 0:
            raise Fail(f'a wrong claim: {" ".join(starts)}\n{done.out}'
                       f'{verified.out}{verified.err}', tried)
    return max(1, tried)


# ---- all ---------------------------------------------------------------------------

def collect(context):
    tests = []
    for path in context.files('solve', '.sol') + context.files('../examples', '.sol'):
        settings, _ = solve.parse(path)
        source = os.path.normpath(os.path.join(os.path.dirname(path), settings['file']))
        args = shlex.split(settings['args'])
        name = os.path.basename(path)[:-4]
        if settings['cmd'] != 'run' or any(':' in a for a in args):
            continue
        for variant in VARIANTS:
            tests.append(Test(f'variants {name} ({variant.__name__})', check_variant,
                              context, source, args, variant))
        tests.append(Test(f'variants {name} (starts)', check_starts, context, source, args,
                          context.starts))
    return tests
