"""floors: the house rules, read from the sources."""
import os
import re
import subprocess

from . import order
from .common import Fail, TOP, Test, read

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)
CORE_SYSTEM = {'stddef.h', 'stdint.h', 'float.h', 'limits.h', 'math.h', 'string.h'}
# What the compiler and both parts of the runtime must not call, and why.
EVERYWHERE = {
    'strtod': 'reads by the locale; use the number reader',
    'strtof': 'reads by the locale; use the number reader',
    'atof': 'reads by the locale; use the number reader',
    'setlocale': 'changes the process',
    'system': 'runs a shell',
    'popen': 'runs a shell',
    'gets': 'has no bound',
    'sprintf': 'has no bound',
    'strcpy': 'has no bound',
    'strcat': 'has no bound',
    'setjmp': 'does not exist everywhere',
    'alloca': 'grows the stack',
    'tmpnam': 'is a race',
}
CORE_ONLY = {name: 'runtime/core does not allocate, print or stop' for name in
             ('malloc', 'calloc', 'realloc', 'free', 'printf', 'fprintf', 'snprintf',
              'fputs', 'puts', 'exit', 'abort', 'rand', 'srand', 'time', 'getenv')}


def sources(*folders, endings=('.c', '.h', '.l', '.y', '.def')):
    found = []
    for folder in folders:
        for where, subfolders, names in os.walk(os.path.join(TOP, folder)):
            subfolders.sort()
            found += [os.path.join(where, n) for n in sorted(names)
                      if n.endswith(endings)]
    return found


def relative(path):
    return os.path.relpath(path, TOP).replace(os.sep, '/')


def without_comments(text):
    """C with comments and the insides of strings blanked; lines stay."""
    def blank(m):
        s = m.group(0)
        if s[0] in '"\'':
            return s[0] + s[0]
        return re.sub(r'[^\n]', ' ', s)
    return re.sub(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'',
                  blank, text, flags=re.S)


def floors():
    table = {}
    for line in read(os.path.join(TOP, 'src', 'FLOORS')).splitlines():
        if line.strip() and not line.startswith('#'):
            folder, number = line.split()
            table[folder] = int(number)
    return table


def floor_of(path, table):
    """The floor's number; the grammar is read by floor `read`; None: no floor."""
    parts = relative(path).split('/')
    if parts[0] == 'grammar':
        return table['read']
    if parts[0] == 'src':
        if parts[1] not in table:
            raise Fail(f'src/FLOORS does not know src/{parts[1]}')
        return table[parts[1]]
    return None


def check_includes():
    table = floors()
    wrong = []
    for path in sources('src', 'grammar', 'runtime'):
        here = relative(path)
        floor = floor_of(path, table)
        for kind, name in INCLUDE.findall(read(path)):
            if kind == '<':
                if here.startswith('runtime/core/') and name not in CORE_SYSTEM:
                    wrong.append(f'{here}: runtime/core may not include <{name}>')
                continue
            beside = os.path.normpath(os.path.join(os.path.dirname(path), name))
            target = relative(beside)
            if not os.path.exists(beside):
                for base in ('src', 'runtime', 'grammar'):
                    if os.path.exists(os.path.join(TOP, base, name)):
                        target = f'{base}/{os.path.normpath(name)}'
            if here.startswith('runtime/core/'):
                if not target.startswith('runtime/core/'):
                    wrong.append(f'{here}: runtime/core may not include {name}')
            elif here.startswith('runtime/'):
                if not target.startswith('runtime/'):
                    wrong.append(f'{here}: the runtime may not include {name}')
            elif target.startswith('src/'):
                other = floor_of(os.path.join(TOP, target), table)
                if other > floor:
                    wrong.append(f'{here} (floor {floor}) includes {target} '
                                 f'(floor {other})')
    if wrong:
        raise Fail('upward or foreign includes\n' + '\n'.join(wrong))


def check_calls():
    wrong = []
    for path in sources('src', 'grammar', 'runtime'):
        here = relative(path)
        forbidden = dict(EVERYWHERE)
        if here.startswith('runtime/core/'):
            forbidden.update(CORE_ONLY)
        text = without_comments(read(path))
        pattern = re.compile(r'(?<![\w.>])(' + '|'.join(forbidden) + r')\s*\(')
        for m in pattern.finditer(text):
            line = text.count('\n', 0, m.start()) + 1
            wrong.append(f'{here}:{line}: {m.group(1)}: {forbidden[m.group(1)]}')
    if wrong:
        raise Fail('forbidden calls\n' + '\n'.join(wrong))


def check_sizes():
    wrong = []
    for path in sources('src', 'runtime', 'grammar', 'tests/unit',
                        endings=('.c', '.h', '.l', '.y', '.py')):
        lines = read(path).count('\n')
        if lines > 600:
            wrong.append(f'{relative(path)}: {lines} lines')
    if wrong:
        raise Fail('a file past 600 lines is two things\n' + '\n'.join(wrong))


def check_listed():
    wrong = []
    lists = {'src': 'src/meson.build', 'runtime': 'runtime/meson.build'}
    for folder, where in lists.items():
        # main.c belongs to no floor: the top meson.build links it.
        text = read(os.path.join(TOP, where)) + "'main.c'"
        endings = ('.c',) if folder == 'src' else ('.c', '.h', '.def')
        for path in sources(folder, endings=endings):
            name = relative(path)[len(folder) + 1:]
            if f"'{name}'" not in text:
                wrong.append(f'{relative(path)} is not in {where}')
    if wrong:
        raise Fail('files that are not built\n' + '\n'.join(wrong))


def check_text():
    """What is committed is plain text without traces of one machine."""
    p = subprocess.run(['git', 'ls-files', '-z'], cwd=TOP, stdout=subprocess.PIPE,
                       stderr=subprocess.DEVNULL, check=False)
    names = [n for n in p.stdout.decode().split('\0') if n]
    trace = re.compile('/' + r'(work|farm|root|home)/\w|[.]' + 'library')
    wrong = []
    for name in names:
        path = os.path.join(TOP, name)
        if name.startswith(('tests/limits/', 'tests/messages/')) or not os.path.isfile(path):
            continue
        text = read(path)
        for number, line in enumerate(text.split('\n'), 1):
            if trace.search(line):
                wrong.append(f'{name}:{number}: a path of one machine')
            if name.endswith(('.c', '.h', '.py', '.def', '.eq', 'meson.build')):
                if line.rstrip() != line or '\t' in line:
                    wrong.append(f'{name}:{number}: a tab or blanks at the end')
                if name.startswith(('src/', 'runtime/')) and not line.isascii():
                    wrong.append(f'{name}:{number}: not ASCII')
                if len(line) > 100 and not name.endswith('.def'):     # tables
                    wrong.append(f'{name}:{number}: {len(line)} columns')
    if wrong:
        raise Fail('text\n' + '\n'.join(wrong[:40]))


def check_decisions():
    """Each has a number of its own, and its title says it."""
    folder = os.path.join(TOP, 'docs', 'decisions')
    wrong, seen = [], {}
    for name in sorted(n for n in os.listdir(folder) if n[0].isdigit()):
        number = name[:4]
        if number in seen:
            wrong.append(f'{name} has the number of {seen[number]}')
        if not read(os.path.join(folder, name)).startswith(f'# {number} '):
            wrong.append(f'{name} does not begin with `# {number} `')
        seen[number] = name
    if wrong:
        raise Fail('decisions\n' + '\n'.join(wrong))


def check_order():
    order.check([(relative(path), without_comments(read(path)))
                 for path in sources('src', 'grammar')])


def collect(context):
    if context.root != os.path.join(TOP, 'tests'):
        return []
    return [Test('floors ' + name, function) for name, function in (
        ('includes point downwards', check_includes),
        ('calls that are not allowed', check_calls),
        ('files of at most 600 lines', check_sizes),
        ('every file is built', check_listed),
        ('decisions have numbers', check_decisions),
        ('no calls in an order that C leaves open', check_order),
        ('such calls are found', order.check_canary),
        ('plain text', check_text))]
