"""differential: random programs, and generated C against the interpreter.

The programs of differential/ and examples/ are also taken by the unit test
test_differential, which holds the interpreter against the raw program; here it
does so for random ones. Seeds: EQC_SEED in the environment, EQC_PROGRAMS of them.
"""
import os
import shutil

from .common import Fail, Skip, Test, TOP, have_compiler, read, tail, write
import random_programs
import shrink

SEED = int(os.environ.get('EQC_SEED', 1))
COUNT = int(os.environ.get('EQC_PROGRAMS', 200))
IN_C = 30                            # of the random ones, how many are compiled
POINTS = 3
POINT_SEED = 20240229
FLAGS = ['-std=c99', '-O1', '-ffp-contract=off', '-fno-builtin', '-w']
MAIN_FLAGS = ['-std=c99', '-O0', '-w']


def tool(context):
    return os.path.join(context.build, 'tests', 'test_differential')


def write_programs(context, folder, seeds):
    shutil.copy(os.path.join(TOP, 'tests', 'differential', 'random.csv'), folder)
    names = []
    for seed in seeds:
        names.append(f'random{seed}.eq')
        write(os.path.join(folder, names[-1]),
              '\n'.join(random_programs.program(seed)) + '\n')
    return names


def small(context, folder, name):
    """The program after shrinking, as text."""
    def complaint(lines):
        write(os.path.join(folder, 'small.eq'), '\n'.join(lines) + '\n')
        done = context.run([tool(context), 'small.eq'], cwd=folder, merge=True)
        return done.out if done.code else ''
    lines = read(os.path.join(folder, name)).splitlines()
    numbers = ': point' in complaint(lines)
    lines = shrink.shrink(
        lines, lambda some: (': point' in complaint(some)) == numbers
        and complaint(some) != '')
    return '\n'.join(lines) + '\n' + tail(complaint(lines))


def check_random(context):
    folder = context.fresh('differential random')
    names = write_programs(context, folder, range(SEED, SEED + COUNT))
    done = context.run([tool(context), *names], cwd=folder, timeout=600, merge=True)
    if done.code == 0:
        return COUNT
    name = next((n for n in names if n in done.out), names[0])
    raise Fail(f'EQC_SEED={name[6:-3]}: {name}, made small:\n'
               + small(context, folder, name))


# ---- generated C -----------------------------------------------------------------

def include(folders):
    return [f'-I{os.path.join(TOP, f)}' for f in folders]


def compile_all(context, folder, stems):
    """One program with everything in it; -> its path."""
    objects = []
    for stem in stems:
        objects += [stem + '.o', stem + '_main.o']
        names = [f'-Dmain={stem}_main', '-Deqh_main=differential_main']
        for source, flags in ((stem, FLAGS), (stem + '_main', MAIN_FLAGS + names)):
            context.run(['cc', *flags, *include(['runtime/core', 'runtime']),
                         '-c', source + '.c'], cwd=folder, timeout=120).expect(0)
    calls = '\n'.join(f'    failed |= run({s}_main, "{s}");' for s in stems)
    declared = '\n'.join(f'int {s}_main(int argc, char **argv);' for s in stems)
    write(os.path.join(folder, 'all.c'), f'''{declared}
static int run(int (*f)(int, char **), const char *name)
{{
    char *argv[] = {{"", (char *)name, "{POINT_SEED}", "{POINTS}", 0}};
    return f(4, argv);
}}
int main(void)
{{
    int failed = 0;
{calls}
    return failed;
}}
''')
    unit = os.path.join(TOP, 'tests', 'unit')
    context.run(['cc', *FLAGS, '-D_POSIX_C_SOURCE=200809L',
                 *include(['runtime/core', 'runtime']), 'all.c',
                 os.path.join(unit, 'differential_main.c'),
                 os.path.join(unit, 'differential_bound.c'), *objects,
                 os.path.join(context.build, 'runtime', 'libeqr_host.a'),
                 os.path.join(context.build, 'runtime', 'libeqr_core.a'),
                 '-lm', '-o', 'all'], cwd=folder, timeout=300).expect(0)
    return os.path.join(folder, 'all')


def by_program(text):
    parts = {}
    for part in text.split('program ')[1:]:
        name, _, values = part.partition('\n')
        parts[name] = values.splitlines()
    return parts


def first_difference(vm, c):
    where = ''
    for a, b in zip(vm, c):
        where = a if a.startswith('point') else where
        if a != b:
            return f'{where}: {a} in the interpreter, {b} in C'
    return f'{len(vm)} values in the interpreter, {len(c)} in C'


def check_c(context, title, sources):
    """sources: paths; they are copied, so that all have a stem of their own."""
    if not have_compiler('cc'):
        raise Skip('no C compiler')
    folder = context.fresh(title)
    stems = []
    for path in sources:
        stem = 'p_' + os.path.basename(path)[:-3].replace('-', '_')
        shutil.copy(path, os.path.join(folder, stem + '.eq'))
        stems.append(stem)
        for name in os.listdir(os.path.dirname(path)):
            if name.endswith('.csv'):
                shutil.copy(os.path.join(os.path.dirname(path), name), folder)
    names = [s + '.eq' for s in stems]
    context.run([tool(context), '--emit', '.', *names], cwd=folder).expect(0)
    program = compile_all(context, folder, stems)
    c = by_program(context.run([program], cwd=folder).expect(0).out)
    done = context.run([tool(context), '--seed', str(POINT_SEED), '--print', *names],
                       cwd=folder).expect(0)
    vm = by_program(done.out)
    wrong = []
    for stem in stems:
        if vm[stem + '.eq'] != c[stem]:
            wrong.append(f'{stem[2:]}: ' + first_difference(vm[stem + '.eq'],
                                                            c[stem]))
    if wrong:
        raise Fail(f'{len(wrong)} programs differ\n' + '\n'.join(wrong),
                   passed=len(stems) - len(wrong))
    return len(stems)


def check_random_c(context):
    folder = context.fresh('differential random C')
    names = write_programs(context, folder, range(SEED, SEED + IN_C))
    return check_c(context, 'differential C of random',
                   [os.path.join(folder, n) for n in names])


def collect(context):
    if context.root != os.path.join(TOP, 'tests'):
        return []
    tests = [Test(context.name('differential', 'random programs'), check_random,
                  context)]
    if context.build_name:               # its libraries need its own flags
        return tests
    corpus = [p for p in context.files('differential', '.eq')
              + context.files('../examples', '.eq') if '/embed/' not in p]
    return tests + [
        Test('differential corpus in C', check_c, context,
             'differential C of corpus', corpus),
        Test('differential random programs in C', check_random_c, context)]
