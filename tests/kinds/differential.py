"""differential: what a plan computes, by other means: the raw program, C, other names.

The programs of differential/ and examples/ are held against their raw program by
the unit test test_differential, which does the same here for random ones; here all
are compiled, too, by several compilers, and must give the interpreter's bits.
`run.py --random N --seed K`: how many programs, and the first one's number.
"""
import os
import re
import shutil

from .common import Fail, Skip, Test, TOP, have_compiler, read, tail, write
from .in_c import (FAST, PLAIN, check_c, first_difference, tool, values_in_vm)
import random_programs
import random_recurrences
import shrink

TOGETHER = 25                        # programs in one translation unit
# What random programs may run into: limits, and ranges that nothing bounds.
MAY_BE_REFUSED = {'E0245', 'E0252'}


def copy_table(folder):
    shutil.copy(os.path.join(TOP, 'tests', 'differential', 'random.csv'), folder)


# ---- random programs against the raw program ---------------------------------------

def complaint(context, folder, lines):
    """What is wrong with the program, or ''."""
    write(os.path.join(folder, 'small.eq'), '\n'.join(lines) + '\n')
    done = context.run([tool(context), 'small.eq'], cwd=folder, merge=True)
    if done.code < 0:
        return f'signal {-done.code}'
    return done.out if done.code else ''


def sort_of(text):
    """What must stay while a program is made smaller."""
    found = re.search(r'point \d+: ([a-z A-Z]+?) \d|\[(E\d+)\]|signal', text)
    return found and found.group()[-12:]


def small(context, folder, lines):
    """The program after shrinking and what it shows, as text."""
    sort = sort_of(complaint(context, folder, lines))
    lines = shrink.shrink(lines, lambda some: sort is not None and
                          sort_of(complaint(context, folder, some)) == sort)
    return '\n'.join(lines) + '\n' + tail(complaint(context, folder, lines))


def refused(context, folder, name):
    """May it be: are all its errors such as random programs may run into?"""
    codes = re.findall(r'error: .*\[(E\d+)\]',
                       complaint(context, folder,
                                 read(os.path.join(folder, name)).splitlines()))
    return bool(codes) and set(codes) <= MAY_BE_REFUSED


def program(seed):
    """Every fifth is made of recurrences."""
    of = random_recurrences if seed % 5 == 0 else random_programs
    return of.program(seed)


def seed_of(name):
    return int(re.search(r'\d+', name).group())


def check_values(context, folder, names):
    """Against the raw program -> the names that compile."""
    done = context.run([tool(context), *names], cwd=folder, timeout=600, merge=True)
    if done.code == 0:
        return names
    wrong = [n for n in names if re.search(rf'^{n}: point|^{n}:.*error:|^{n}: bind',
                                           done.out, re.M)]
    kept = [n for n in names if n not in wrong or not refused(context, folder, n)]
    wrong = [n for n in wrong if n in kept]
    if wrong or done.code < 0:
        name = wrong[0] if wrong else next(
            n for n in names if complaint(
                context, folder, read(os.path.join(folder, n)).splitlines()))
        raise Fail(f'run.py --kinds differential --random 1 --seed {seed_of(name)}: '
                   'made small:\n' + small(context, folder, program(
                       seed_of(name))), passed=len(names) - max(1, len(wrong)))
    return kept


def check_names(context, folder, stems):
    """Other names, in another order of the alphabet: the same bits."""
    for stem in stems:
        lines = program(seed_of(stem))
        write(os.path.join(folder, f'again{seed_of(stem)}.eq'),
              '\n'.join(random_programs.renamed(lines)) + '\n')
    again = [f'again{seed_of(s)}' for s in stems]
    here, there = (values_in_vm(context, folder, s) for s in (stems, again))
    for a, b in zip(stems, again):
        if here[a] != there[b]:
            raise Fail(f'{a}: names change the result: ' + first_difference(
                here[a], there[b], 'before', 'under other names'))


def check_random(context, seeds, title):
    folder = context.fresh(title)
    copy_table(folder)
    names = [f'random{seed}.eq' for seed in seeds]
    for seed, name in zip(seeds, names):
        write(os.path.join(folder, name),
              '\n'.join(program(seed)) + '\n')
    stems = [n[:-3] for n in check_values(context, folder, names)]
    check_names(context, folder, stems)
    if not context.build_name:           # its libraries need its own flags
        hard = seeds[0] // TOGETHER % 8 == 0
        check_c(context, folder, stems, FAST if hard else PLAIN)
    shutil.rmtree(folder)
    return len(stems)


def check_planted(context):
    """The test of the test: derivatives that are wrong by 2e-11 are noticed."""
    folder = context.fresh('differential planted')
    copy_table(folder)
    names = [f'random{seed}.eq' for seed in range(1, 101)]
    for name in names:
        write(os.path.join(folder, name),
              '\n'.join(program(seed_of(name))) + '\n')
    done = context.run([tool(context), '--wrong', '2e-11', *names], cwd=folder,
                       merge=True)
    noticed = set(re.findall(r'^(random\d+\.eq): point', done.out, re.M))
    if len(noticed) < 0.9*len(names):    # some are all steps, or cancel
        raise Fail(f'noticed in {len(noticed)} of {len(names)} programs only')


def check_compilers():
    missing = [c for c in ('gcc', 'clang') if not have_compiler(c)]
    if missing:
        raise Skip(f'{missing[0]} is not installed')


# ---- the programs of the tree --------------------------------------------------------

def check_corpus(context, title, sources):
    """sources: paths; they are copied, so that all have a stem of their own."""
    if not have_compiler('cc'):
        raise Skip('no C compiler')
    folder = context.fresh(title)
    stems = []
    for path in sources:
        stems.append('p_' + os.path.basename(path)[:-3].replace('-', '_'))
        shutil.copy(path, os.path.join(folder, stems[-1] + '.eq'))
        for name in os.listdir(os.path.dirname(path)):
            if name.endswith('.csv'):
                shutil.copy(os.path.join(os.path.dirname(path), name), folder)
    check_c(context, folder, stems, [['gcc', '-O1'], ['clang', '-O0']])
    return len(stems)


def collect(context):
    if context.root != os.path.join(TOP, 'tests'):
        return []
    tests = []
    for first in range(context.seed, context.seed + context.random, TOGETHER):
        last = min(first + TOGETHER, context.seed + context.random)
        title = f'differential random {first}-{last - 1}'
        tests.append(Test(title, check_random, context, range(first, last), title))
    if context.build_name:
        return tests
    corpus = [p for p in context.files('differential', '.eq')
              + context.files('../examples', '.eq') if '/embed/' not in p]
    return tests + [Test('differential planted errors', check_planted, context),
                    Test('differential compilers', check_compilers),
                    Test('differential corpus in C', check_corpus, context,
                         'differential C of corpus', corpus)]
