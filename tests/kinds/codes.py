"""codes: every message code has a meaning, a page whose examples are true, a test.

The codes that src/ and runtime/ use are the rows of messages.def, and the other way
round. Where a page has examples, the wrong one gives that code and no other error,
the right one is accepted. Every code stands in some expected file of tests/messages
or is listed below with the reason.
"""
import os
import re

from . import forms
from .common import Fail, TOP, Test, read, write

CODE = re.compile(r'\b([EWIR]0\d{3})\b')
USED = re.compile(r'"(?:[^"\\\n]|\\.)*"')

# Codes that no file of tests/messages shows, and why.
UNTESTED = {
    'E0149': 'what no rule knows; a test for it becomes a rule',
    'E0150': 'needs a million brackets', 'E0153': 'needs more than 64 MiB',
    'E0272': 'needs thousands of parts',
}
# Pages without a pair of examples beyond E04xx, R and I, and why.
NO_EXAMPLE = {
    'E0102': 'a page in UTF-8 cannot show what is not',
    'E0149': 'what fits nowhere else has no typical form',
    'E0150': 'a million brackets', 'E0151': '201 characters', 'E0152': '4001 bytes',
    'E0153': 'more than 64 MiB', 'E0272': 'thousands of parts',
}
# The wrong example is about what this version cannot do yet.
WRONG_NOT_RUN = {
}
# The right example says what this version cannot do yet.
RIGHT_NOT_RUN = {
    'E0190': 'units',
}
# A right example may be a fragment: nothing in it is solved yet.
FRAGMENT = {'E0301', 'E0302'}
DATA = {'decay.csv': 't,y,s\n0,1,1\n1,2,1\n', 't.csv': 't\n1\n', 'd.csv': 'x\n1\n',
        'a.csv': 't,a,b\n1,1,2\n2,2,3\n', 'b.csv': 'b\n1\n2\n3\n',
        'run7.csv': 'U (mV)\n1\n', 'gaps.csv': 't,y\n1,2\n2,\n3,6\n',
        'shared.eq': 'const g = 9.80665;\n',
        'motion.eq': 'fn fallen(t) = g*t^2/2;\n',
        'more.eq': 'const g = 9.80665;\nunknown t;\n'}


def used_codes():
    found = {}
    for top in ('src', 'runtime', 'grammar'):
        for where, _, names in os.walk(os.path.join(TOP, top)):
            for name in names:
                if not name.endswith(('.c', '.h', '.l', '.y', '.def', '.inc')):
                    continue
                if name.startswith('messages'):
                    continue
                for text in USED.findall(read(os.path.join(where, name))):
                    for code in CODE.findall(text):
                        found.setdefault(code, f'{top}/.../{name}')
    return found


def rows():
    found = {}
    folder = os.path.join(TOP, 'src', 'tables')
    for name in sorted(os.listdir(folder)):
        if not (name.startswith('messages') and name.endswith('.def')):
            continue
        text = read(os.path.join(folder, name))
        for code in re.findall(r'^M\("([A-Z]\d+)"', text, re.M):
            if code in found:
                raise Fail(f'{code} has two rows')
            found[code] = name
    return found


def check_rows():
    used, table = used_codes(), rows()
    wrong = [f'{c}, used in {used[c]}, has no row' for c in sorted(set(used) - set(table))]
    wrong += [f'{c} has a row and is never used' for c in sorted(set(table) - set(used))]
    if wrong:
        raise Fail('messages.def and the sources differ\n' + '\n'.join(wrong))


def check_tested():
    shown = set()
    for where, _, names in os.walk(os.path.join(TOP, 'tests')):
        if os.path.basename(where) not in ('messages', 'broken', 'shared', 'run', 'limits'):
            continue
        for name in names:
            if name.endswith(('.err', '.out', '.py')):
                shown |= set(CODE.findall(read(os.path.join(where, name))))
    wrong = [f'{c}: no test in tests/messages shows it' for c in sorted(rows())
             if c not in shown and c not in UNTESTED]
    wrong += [f'{c} is listed as untested, and is tested' for c in UNTESTED if c in shown]
    if wrong:
        raise Fail('codes without a test\n' + '\n'.join(wrong))


def examples(page):
    """-> {'Wrong': text, 'Right': text}; <U+2212> stands for that character."""
    found = {}
    for part in re.finditer(r'^(Wrong|Right):\n\n((?:    .*\n|\n(?=    ))+)', page + '\n',
                            re.M):
        text = re.sub(r'^    ', '', part.group(2), flags=re.M)
        found[part.group(1)] = re.sub(r'<U\+([0-9A-F]+)>',
                                      lambda m: chr(int(m.group(1), 16)), text)
    return found


def codes_said(context, folder, name, text):
    write(os.path.join(folder, name), text)
    done = context.run_eqc(['check', name], cwd=folder)
    return done, re.findall(r'(error|warning)\b.*\[([A-Z]\d{4})(?:, \w+)?\]$', done.err, re.M)


def check_page(context, code):
    page = context.run_eqc(['explain', code]).expect(0).out
    pair = examples(page)
    if not pair and (code in NO_EXAMPLE or code[:3] in ('E04', 'R05', 'I03')):
        return
    if code in WRONG_NOT_RUN:
        return
    if set(pair) != {'Wrong', 'Right'}:
        raise Fail(f'eqc explain {code} lacks the pair of examples')
    folder = context.fresh('page ' + code)
    for name, text in DATA.items():
        write(os.path.join(folder, name), text)
    done, said = codes_said(context, folder, 'wrong.eq', pair['Wrong'])
    wanted = 'warning' if code[0] == 'W' else 'error'
    if (wanted, code) not in said:
        raise Fail(f'the wrong example of {code} gives exit {done.code}\n' + done.err)
    forms.check(context, folder, ['check', 'wrong.eq'], done.err)
    if code in RIGHT_NOT_RUN:
        return
    done, said = codes_said(context, folder, 'right.eq', pair['Right'])
    wrong = {c for level, c in said if level == 'error'} - FRAGMENT
    if wrong or code in [c for _, c in said] or (done.code != 0 and not said):
        raise Fail(f'the right example of {code} gives exit {done.code}\n' + done.err)


def check_forms(context):
    """Names of files and bytes that JSON and references write otherwise."""
    folder = context.fresh('forms')
    for name, text in [('a "b"\\ c%.eq', b'x = = 3;\n\ty == "\t";\n'),
                       ('plain.eq', b'x = "\xff\xfe\x01"; y ~~ 3;\n'),
                       ('\u00e9.eq', 'x = \u03b1 \u2212 1; x = 1 # \u20ac\ny = 2;'.encode())]:
        with open(os.path.join(folder, name), 'wb') as f:
            f.write(text)
        human = context.run_eqc(['check', name], cwd=folder).err
        forms.check(context, folder, ['check', name], human)


def check_advice():
    """Each row of advice.def is given in an expected file of tests/run."""
    table = read(os.path.join(TOP, 'runtime', 'host', 'advice.def'))
    folder = os.path.join(TOP, 'tests', 'run')
    given = ' '.join(' '.join(read(os.path.join(folder, name)).split())
                     for name in sorted(os.listdir(folder)) if name.endswith('.out'))
    rows = re.findall(r'^ADVICE\(([^"]*),((?:\s*"(?:[^"]*)")+)\)', table, re.M)
    wrong = []
    for what, text in rows:
        words = ''.join(re.findall(r'"([^"]*)"', text))
        if max(words.split('%s'), key=len).strip() not in given:
            wrong.append(' '.join(what.split()))
    if wrong or not rows:
        raise Fail('advice that no test of tests/run gets\n' + '\n'.join(wrong))


def collect(context):
    if context.root != os.path.join(TOP, 'tests'):
        return []
    tests = [Test('codes rows', check_rows), Test('codes tested', check_tested),
             Test('codes advice', check_advice), Test('forms', check_forms, context)]
    for code in sorted(rows()):
        tests.append(Test(f'codes page {code}', check_page, context, code))
    return tests
