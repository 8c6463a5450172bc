"""solve: NAME.sol: what `eqc run --json NAME.eq` finds, on both engines.

Public test sets, with what is certified of them, are in sets/.

    # a comment
    file = ../puzzle.eq        (NAME.eq beside it)
    args = --set c=3           further arguments; repeated lines add up
    cmd = diff --at x=3.6      instead of `run`; then only one engine
    exit = 3                   (0; `any`: that of any verdict)
    engines = vm               (vm cc)
    verdict = ROOT             a word, a list or a number: equal
    A = 5.5 +- 1e-9            an unknown, a `show`, or any key of the JSON
    w = [1, 2, 3] +- 1e-6 rel  each element, relative to it
    std_error.a = 0.1 +- 5e-3
    free[0].A = 1
    chi2 = absent
    contains warnings = start  some element has that text in it
    differences = a 2 1e-4 1e-6    `sensitivity` by the param a, which is 2, is what
                               solving with 2 - 1e-4 and 2 + 1e-4 says, to 1e-6

In strict mode both engines must print the same JSON, but for `seconds`.
"""
import json
import os
import re
import shlex

from .common import Fail, Skip, Test, diff, have_compiler, read

SETTINGS = ('file', 'args', 'cmd', 'exit', 'engines', 'strict', 'differences')
ABSENT = object()


def parse(path):
    settings = {'file': os.path.basename(path)[:-4] + '.eq', 'args': '', 'cmd': 'run',
                'exit': '0', 'engines': 'vm cc', 'strict': 'yes', 'differences': []}
    rows = []
    for number, line in enumerate(read(path).splitlines(), 1):
        line = line.split('#', 1)[0].strip()
        if not line:
            continue
        key, equals, value = line.partition('=')
        key, value = key.strip(), value.strip()
        if not equals:
            raise Fail(f'{os.path.basename(path)}:{number}: no `=` in: {line}')
        if key == 'args':
            settings['args'] += ' ' + value
        elif key == 'differences':
            settings['differences'].append(value.split())
        elif key in SETTINGS:
            settings[key] = value
        else:
            rows.append((number, key, value))
    return settings, rows


def parts(key):
    out = []
    for word in key.split('.'):
        m = re.fullmatch(r'([^\[\]]*)((?:\[\d+\])*)', word)
        if not m:
            raise Fail(f'cannot read the key {key}')
        if m.group(1):
            out.append(m.group(1))
        out += [int(k) for k in re.findall(r'\[(\d+)\]', m.group(2))]
    return out


def look_up(result, key):
    def follow(value):
        for part in parts(key):
            try:
                value = value[part]
            except (KeyError, IndexError, TypeError):
                return ABSENT
        return value
    for start in (result, result.get('unknowns', {}), result.get('show', {})):
        value = follow(start)
        if value is not ABSENT:
            return value
    return ABSENT


def is_number(x):
    return isinstance(x, (int, float)) and not isinstance(x, bool)


def compare(key, want, got, tolerance, relative):
    """-> None or what is wrong."""
    if isinstance(want, list):
        if not isinstance(got, list) or len(want) != len(got):
            return f'{key} = {got}, expected {want}'
        for k, (w, g) in enumerate(zip(want, got)):
            wrong = compare(f'{key}[{k}]', w, g, tolerance, relative)
            if wrong:
                return wrong
        return None
    if is_number(want):
        limit = tolerance * (abs(want) if relative else 1)
        if not is_number(got) or not abs(got - want) <= limit:
            return (f'{key} = {got!r}, expected {want!r}'
                    + (f' +- {limit:.3g}' if tolerance else ''))
        return None
    return None if got == want else f'{key} = {got!r}, expected {want!r}'


def value_of(text):
    """JSON, but words need no quotes: [a, b] and ROOT."""
    try:
        return json.loads(text)
    except ValueError:
        pass
    if text.startswith('['):
        inner = text[1:-1].strip()
        return [value_of(t.strip()) for t in inner.split(',')] if inner else []
    return text


def check_rows(rows, result):
    wrong = []
    for number, key, text in rows:
        if key.startswith('contains '):
            got = look_up(result, key[9:].strip())
            if text not in json.dumps(got if got is not ABSENT else ''):
                wrong.append(f'line {number}: {key[9:]} does not contain `{text}`')
            continue
        got = look_up(result, key)
        if text == 'absent':
            if got is not ABSENT:
                wrong.append(f'line {number}: {key} = {got!r}, expected none')
            continue
        value, sign, tolerance = text.partition('+-')
        relative = tolerance.strip().endswith('rel')
        size = float(tolerance.replace('rel', '').strip()) if sign else 0.0
        if got is ABSENT:
            wrong.append(f'line {number}: no key {key}')
            continue
        problem = compare(key, value_of(value.strip()), got, size, relative)
        if problem:
            wrong.append(f'line {number}: {problem}')
    return wrong


def result_of(context, folder, settings, more):
    cmd = shlex.split(settings['cmd'])
    # eqc runs where the file is, so that what it prints does not depend on us.
    source = os.path.normpath(os.path.join(folder, settings['file']))
    args = [cmd[0], os.path.basename(source), *cmd[1:], '--json',
            *shlex.split(settings['args']), *more]
    done = context.run_eqc(args, cwd=os.path.dirname(source),
                           timeout=120)
    if settings['exit'] != 'any' or done.code not in (0, 3, 4, 5):
        done.expect(0 if settings['exit'] == 'any' else int(settings['exit']))
    try:
        return json.loads(done.out), done
    except ValueError as e:
        raise Fail(f'no JSON object ({e}): {done.out[:200]!r}') from None


def flat(values):
    """{'x': 1, 'w': [1, 2]} -> {'x': 1, 'w[1]': 1, 'w[2]': 2}"""
    out = {}
    for name, value in values.items():
        items = enumerate(value, 1) if isinstance(value, list) else [(0, value)]
        out.update({f'{name}[{k}]' if k else name: v for k, v in items})
    return out


def check_differences(context, path, settings, result):
    """Of solves with one param a little less and more; -> what is wrong."""
    wrong = []
    for name, value, step, tolerance in settings['differences']:
        ends = []
        for sign in (-1, 1):
            more = ['--set', f'{name}={float(value) + sign*float(step)!r}']
            found, _ = result_of(context, os.path.dirname(path), settings, more)
            ends.append(flat({**found['unknowns'], **found.get('show', {})}))
        rows = {**result['sensitivity'], **result.get('show_sensitivity', {})}
        for row, by in rows.items():
            want = (ends[1][row] - ends[0][row])/(2*float(step))
            if not abs(by[name] - want) <= float(tolerance)*max(1, abs(want)):
                wrong.append(f'd {row}/d {name} = {by[name]!r}, differences: {want!r}')
    return wrong


def check(context, path, engine):
    settings, rows = parse(path)
    if engine == 'cc' and not have_compiler('cc'):
        raise Skip('no C compiler')
    more = [f'--engine={engine}'] if settings['cmd'].startswith('run') else []
    result, done = result_of(context, os.path.dirname(path), settings, more)
    wrong = check_rows(rows, result)
    wrong += check_differences(context, path, settings, result)
    if wrong:
        raise Fail(f'{len(wrong)} of {len(rows)} differ\n' + '\n'.join(wrong)
                   + '\n' + done.out.rstrip())
    return max(1, len(rows))


def check_strict(context, path):
    settings, _ = parse(path)
    if not have_compiler('cc'):
        raise Skip('no C compiler')
    texts = []
    for engine in ('vm', 'cc'):
        _, done = result_of(context, os.path.dirname(path), settings,
                            [f'--engine={engine}', '--fp=strict'])
        texts.append(re.sub(r'"seconds": *[-+.\w"]+', '"seconds": 0', done.out))
    if texts[0] != texts[1]:
        raise Fail('strict mode: vm and cc differ\n'
                   + diff(texts[0].replace(', ', ',\n'),
                          texts[1].replace(', ', ',\n'), 'vm'))


def tests_of(context, path, kind='solve'):
    settings, _ = parse(path)
    name = context.name(kind, path)
    if not settings['cmd'].startswith('run'):
        return [Test(name, check, context, path, 'vm')]
    engines = settings['engines'].split()
    strict = len(engines) == 2 and settings['strict'] == 'yes'
    # Compiling takes seconds. Where the bits are compared, the answer is the
    # interpreter's; another build of eqc writes the same C.
    if (strict and kind == 'solve') or context.build_name:
        engines = engines[:1]
    tests = [Test(f'{name} ({e})', check, context, path, e) for e in engines]
    if strict and not context.build_name:
        tests.append(Test(f'{name} (strict)', check_strict, context, path))
    return tests


def collect(context, folder='solve', kind='solve'):
    paths = context.files(folder, '.sol')
    if kind == 'solve':
        paths += context.files('sets', '.sol') + context.files('../examples', '.sol')
    return [t for path in paths for t in tests_of(context, path, kind)]
