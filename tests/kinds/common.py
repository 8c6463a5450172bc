"""What the kinds of tests share: running eqc, comparing texts, files."""
import difflib
import os
import re
import shutil
import signal
import subprocess
import tempfile

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TIMEOUT = 60


class Fail(Exception):
    def __init__(self, text, passed=0):
        super().__init__(text)
        self.passed = passed


class Skip(Exception):
    pass


class Test:
    """A name and a function: returns None or a count, raises Fail or Skip."""
    def __init__(self, name, function, *args):
        self.name = name
        self.function = (lambda: function(*args)) if args else function


def failed(name, text):
    def function():
        raise Fail(text)
    return Test(name, function)


def skipped(name, reason):
    def function():
        raise Skip(reason)
    return Test(name, function)


class Context:
    def __init__(self, root, build, scratch, update=False, build_name=''):
        self.root = root              # the folder with golden/, messages/ ...
        self.build = build
        self.eqc = os.path.join(build, 'eqc')
        self.scratch = scratch
        self.cache = os.path.join(scratch, 'cache')   # the runtime, compiled once
        os.makedirs(self.cache, exist_ok=True)
        self.update = update
        self.build_name = build_name  # '' for the main build
        self.sanitized = build_name == 'sanitized'
        self.random, self.seed = 200, 1   # random programs: how many, the first
        self.mutants, self.starts = 0, 2  # per problem: perturbed starts
        self.notes = []               # printed after the kind's tests

    def note(self, text):
        self.notes.append(text)

    def folder(self, name):
        return os.path.join(self.root, name)

    def files(self, folder, suffix):
        """Sorted paths below a folder of tests."""
        found = []
        for where, folders, names in os.walk(self.folder(folder)):
            folders.sort()
            found += [os.path.join(where, n) for n in names if n.endswith(suffix)]
        return sorted(found)

    def name(self, kind, path):
        text = os.path.relpath(path, self.root).replace(os.sep, '/')
        text = text.split('../')[-1]
        prefix = self.build_name + ':' if self.build_name else ''
        return prefix + (text if text.startswith(kind) else f'{kind} {text}')

    def fresh(self, name):
        """A new directory for one test; names that look alike never share one."""
        return tempfile.mkdtemp(prefix=re.sub(r'[^\w.-]+', '_', name) + '.',
                                dir=self.scratch)

    def environment(self, extra=None):
        env = {k: v for k, v in os.environ.items()
               if k in ('PATH', 'HOME', 'TMPDIR', 'LD_LIBRARY_PATH')}
        env.update(LC_ALL='C', NO_COLOR='1', PYTHONDONTWRITEBYTECODE='1',
                   EQC_CACHE=self.cache,
                   ASAN_OPTIONS='detect_leaks=1:exitcode=99',
                   UBSAN_OPTIONS='halt_on_error=1:print_stacktrace=1:exitcode=99')
        env['PATH'] = self.build + os.pathsep + env.get('PATH', '')
        env.update(extra or {})
        return env

    def run(self, args, cwd=None, env=None, stdin=b'', timeout=TIMEOUT,
            limit=None, merge=False):
        """-> Done. `limit` is called in the child before it starts."""
        try:
            p = subprocess.run(
                args, cwd=cwd, env=self.environment(env), input=stdin,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT if merge else subprocess.PIPE,
                timeout=timeout, preexec_fn=limit, check=False)
        except subprocess.TimeoutExpired:
            raise Fail(f'took longer than {timeout} s: {show(args)}') from None
        except FileNotFoundError:
            raise Fail(f'not found: {args[0]}') from None
        done = Done(p.returncode, p.stdout, p.stderr or b'', args)
        if b'Sanitizer' in done.err_bytes or b'runtime error:' in done.err_bytes:
            raise Fail('a sanitizer stopped ' + show(args) + '\n' + done.err)
        return done

    def run_eqc(self, args, **more):
        return self.run([self.eqc] + args, **more)


class Done:
    def __init__(self, code, out, err, args):
        self.code, self.out_bytes, self.err_bytes, self.args = code, out, err, args
        self.out = out.decode('utf-8', 'backslashreplace')
        self.err = err.decode('utf-8', 'backslashreplace')

    def expect(self, code):
        if self.code == code:
            return self
        what = f'exit {self.code}'
        if self.code < 0:
            what = f'killed by {signal.Signals(-self.code).name}'
        raise Fail(f'{what}, expected exit {code}: {show(self.args)}\n'
                   + tail(self.err or self.out))


def show(args):
    return ' '.join(os.path.basename(a) if os.sep in a else a for a in args)[:200]


def tail(text, lines=30):
    parts = text.rstrip('\n').split('\n')
    return '\n'.join(parts if len(parts) <= lines else ['...'] + parts[-lines:])


def read(path):
    with open(path, encoding='utf-8', errors='backslashreplace', newline='') as f:
        return f.read()


def write(path, text):
    with open(path, 'w', encoding='utf-8', newline='') as f:
        f.write(text)


def diff(expected, got, name='expected'):
    lines = difflib.unified_diff(
        expected.split('\n'), got.split('\n'), name, 'got', n=2, lineterm='')
    return tail('\n'.join(lines), 60)


NUMBER = re.compile(r'(?<![\w.])[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?(?!\w)')


def lines_match(expected, got, rel):
    """One line: `...` stands for any text, numbers may differ by rel."""
    if expected == got:
        return True
    if '...' in expected and re.fullmatch(
            '.*'.join(map(re.escape, expected.split('...'))), got):
        return True
    if not rel:
        return False
    a, b = NUMBER.findall(expected), NUMBER.findall(got)
    if len(a) != len(b):
        return False
    if [s.strip() for s in NUMBER.split(expected)] != [
            s.strip() for s in NUMBER.split(got)]:
        return False
    return all(abs(float(x) - float(y)) <= rel * max(abs(float(x)), abs(float(y)))
               or float(x) == float(y) for x, y in zip(a, b))


def texts_match(expected, got, rel=0.0):
    """Line by line; a line that is only `...` stands for any lines."""
    want = expected.rstrip('\n').split('\n')
    have = got.rstrip('\n').split('\n')
    reach = {0}                     # how many lines of `have` may be used up
    for line in want:
        if line.strip() == '...':
            reach = set(range(min(reach), len(have) + 1))
        else:
            reach = {k + 1 for k in reach
                     if k < len(have) and lines_match(line, have[k], rel)}
        if not reach:
            return False
    return len(have) in reach


def arguments(source):
    """What the first line of the file, `# args ...`, says."""
    first = read(source).partition('\n')[0]
    return first.split()[2:] if first.startswith('# args ') else []


def header(text, mark):
    """Leading lines `MARK word rest` -> (list of (word, rest), remaining text)."""
    found = []
    while text.startswith(mark):
        line, _, text = text.partition('\n')
        word, _, rest = line[len(mark):].strip().partition(' ')
        found.append((word, rest.strip()))
    return found, text


def configure_and_build(folder, env, options):
    """None, or why it did not work (`skip: ...` when a compiler is missing)."""
    compiler = env.get('CC')
    if compiler and not shutil.which(compiler):
        return f'skip: {compiler} is not installed'
    full = dict(os.environ, **env)
    steps = []
    if not os.path.exists(os.path.join(folder, 'build.ninja')):
        # Under sanitizers gcc warns of what its own instrumentation does.
        strict = not any('sanitize' in o for o in options)
        steps.append(['meson', 'setup', '-Dtests=enabled',
                      f'-Dwerror={str(strict).lower()}', *options, folder, TOP])
    steps.append(['ninja', '-C', folder, '--quiet'])
    for step in steps:
        p = subprocess.run(step, env=full, stdout=subprocess.PIPE,
                           stderr=subprocess.STDOUT, check=False)
        if p.returncode:
            return (f'{step[0]} failed in {os.path.basename(folder)}\n'
                    + tail(p.stdout.decode('utf-8', 'replace')))
    return None


def have_compiler(name):
    return shutil.which(name) is not None
