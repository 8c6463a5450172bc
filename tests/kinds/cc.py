"""cc: the C of every example and golden compiles everywhere, without a warning.

Also: only libm and a few functions of libc are called, the same input gives the
same bytes, no path of the machine is in them, and the pair needs no other file.
"""
import os
import re

from .common import (Fail, Skip, Test, TOP, arguments, diff, have_compiler, read,
                     tail)

STRICT = ['-pedantic', '-Wall', '-Wextra', '-Wconversion', '-Wshadow',
          '-Wdouble-promotion', '-Werror']
COMPILERS = {
    'gcc': ['gcc', '-std=c99', '-O2', '-fno-pic'],  # tables stay constants
    'clang': ['clang', '-std=c99', '-O1'],
    'g++': ['g++', '-x', 'c++', '-std=c++11', '-O0'],
    'clang++': ['clang++', '-x', 'c++', '-std=c++11', '-O0'],
}
# What generated C may call: libm's functions, and these of libc.
LIBC = {'memcpy', 'memset', 'memmove', 'memcmp', 'strcmp', 'strlen'}
LIBM = set('''
acos acosh asin asinh atan atan2 atanh cbrt ceil copysign cos cosh erf erfc exp
exp2 expm1 fabs fdim floor fma fmax fmin fmod frexp hypot ilogb ldexp lgamma log
log10 log1p log2 logb lrint lround modf nearbyint nextafter pow remainder rint
round scalbn sin sincos sinh sqrt tan tanh tgamma trunc'''.split())
LIBM |= {name + 'f' for name in LIBM}
OPTIONS = [[], ['--real=float']]


def emit(context, source, folder, name, options):
    """-> the paths of the .c and the .h, both checked for paths and endings."""
    c = os.path.join(folder, name + '.c')
    context.run_eqc(['emit', os.path.basename(source), '-o', c, *arguments(source),
                     *options], cwd=os.path.dirname(source)).expect(0)
    for path in (c, c[:-2] + '.h'):
        if not os.path.exists(path):
            raise Fail(f'{os.path.basename(path)} was not written')
        text = read(path)
        for bad in (TOP, folder, os.path.dirname(source), '/tmp'):
            if bad and bad in text:
                raise Fail(f'{os.path.basename(path)} contains a path: {bad}')
        if re.search(r'[^\x20-\x7e\n]', text) or not text.endswith('\n'):
            raise Fail(f'{os.path.basename(path)}: not plain ASCII text')
    return c, c[:-2] + '.h'


def check_same(context, source, name):
    folder = context.fresh('cc same ' + source)
    texts = []
    for k in ('one', 'two'):
        os.makedirs(os.path.join(folder, k))
        paths = emit(context, source, os.path.join(folder, k), name, [])
        texts.append([read(p) for p in paths])
    for a, b in zip(*texts):
        if a != b:
            raise Fail('two emits differ\n' + diff(a, b, 'first'))


def check_compile(context, source, name, compiler, options):
    if not have_compiler(compiler):
        raise Skip(f'{compiler} is not installed')
    folder = context.fresh(f'cc {compiler} {source} {options}')
    c, _ = emit(context, source, folder, name, options)
    obj = os.path.join(folder, name + '.o')
    done = context.run([*COMPILERS[compiler], *STRICT, '-c', os.path.basename(c),
                        '-o', obj], cwd=folder, timeout=120)
    if done.code:
        raise Fail(f'{compiler} refuses it\n' + tail(done.err))
    if compiler in ('g++', 'clang++'):
        return
    symbols = context.run(['nm', '-u', obj]).expect(0).out.split()
    bad = [s for s in symbols if s not in ('U', 'w') and s not in LIBC | LIBM
           and not s.startswith('_GLOBAL_')
           and not s.startswith('_ZGV')]     # libm's functions for vectors
    if bad:
        raise Fail('calls what is neither libm nor allowed: ' + ' '.join(bad))
    if compiler == 'gcc':
        # Nothing but constants may stand in the object's data.
        rows = context.run(['nm', '--defined-only', obj]).expect(0).out.splitlines()
        data = [r.split()[-1] for r in rows if r.split()[-2] in 'bBdDsSC']
        if data:
            raise Fail('has variables outside functions: ' + ' '.join(data))


def sources(context):
    """The examples, and the goldens that get as far as C."""
    goldens = [p for p in context.files('golden', '.eq')
               if any(os.path.exists(p[:-3] + stage) for stage in ('.plan', '.c'))]
    return context.files('../examples', '.eq') + goldens


def collect(context):
    tests = []
    for source in sources(context):
        base = context.name('cc', source)
        name = re.sub(r'\W', '_', os.path.basename(source)[:-3])
        tests.append(Test(f'{base} same bytes', check_same, context, source, name))
        for options in OPTIONS:
            for compiler in COMPILERS:
                title = ' '.join([base, compiler, *options])
                tests.append(Test(title, check_compile, context, source, name,
                                  compiler, options))
    return tests
