"""The C of many programs in one: what it computes, in hexadecimal."""
import os
import re

from .common import Fail, TOP, have_compiler, read, write

POINTS = 3
POINT_SEED = 20240229
STRICT = ['-std=c99', '-ffp-contract=off', '-fno-builtin', '-w']
UNIT = os.path.join(TOP, 'tests', 'unit')
INCLUDE = [f'-I{os.path.join(TOP, f)}' for f in ('runtime/core', 'runtime')]
# Contraction is off: neither of them may change a bit. But gcc 12 makes vfmsubadd of
# products and sums side by side all the same, where it looks for such blocks.
FAST = [['gcc', '-O3', '-march=native', '-fno-tree-slp-vectorize'], ['clang', '-O2']]
PLAIN = [['gcc', '-O0'], ['clang', '-O0']]
OWN = re.compile(r'^static (?:const )?\w[\w ]*[ *](?:const )?(\w+)(?:\[\]|\(|;)', re.M)


def tool(context):
    return os.path.join(context.build, 'tests', 'test_differential')


def main_of(folder, stem):
    """The text of a main program; its names are its own."""
    text = read(os.path.join(folder, stem + '_main.c'))
    names = set(OWN.findall(text)) | {'main'}
    text = re.sub(r'(?<![.\w>])(' + '|'.join(sorted(names)) + r')\b(?!\.\w+")',
                  rf'{stem}_own_\1', text)
    return text.replace('eqh_main(', 'differential_main(')


def write_sources(folder, stems):
    write(os.path.join(folder, 'programs.c'),
          ''.join(f'#include "{s}.c"\n' for s in stems))
    calls = '\n'.join(f'    failed |= run({s}_own_main, "{s}");' for s in stems)
    write(os.path.join(folder, 'mains.c'),
          '#include "host/eqh.h"\n'
          'int differential_main(const eqh_program *host, int argc, char **argv);\n'
          + '\n'.join(main_of(folder, s) for s in stems) + f'''
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


def compile_to(context, folder, compiler, source, out):
    context.run([*compiler, *STRICT, '-D_POSIX_C_SOURCE=200809L', *INCLUDE, '-c',
                 source, '-o', out], cwd=folder, timeout=600).expect(0)


def by_program(text):
    parts = {}
    for part in text.split('program ')[1:]:
        name, _, values = part.partition('\n')
        parts[name] = values.splitlines()
    return parts


def values_in_c(context, folder, stems, compilers):
    """Yields (compiler, {stem: lines}); the C of the stems was emitted there."""
    write_sources(folder, stems)
    compile_to(context, folder, ['cc', '-O0'], 'mains.c', 'mains.o')
    ours = []
    for name in ('differential_main', 'differential_bound'):
        ours.append(name + '.o')
        compile_to(context, folder, ['cc', '-O1'], os.path.join(UNIT, name + '.c'),
                   ours[-1])
    for k, compiler in enumerate(c for c in compilers if have_compiler(c[0])):
        compile_to(context, folder, compiler, 'programs.c', f'programs{k}.o')
        context.run(['cc', f'programs{k}.o', 'mains.o', *ours,
                     os.path.join(context.build, 'runtime', 'libeqr_host.a'),
                     os.path.join(context.build, 'runtime', 'libeqr_core.a'),
                     '-lm', '-o', f'all{k}'], cwd=folder, timeout=300).expect(0)
        done = context.run([os.path.join(folder, f'all{k}')], cwd=folder)
        yield ' '.join(compiler), by_program(done.expect(0).out)


def values_in_vm(context, folder, stems):
    done = context.run([tool(context), '--seed', str(POINT_SEED), '--print',
                        *[s + '.eq' for s in stems]], cwd=folder).expect(0)
    return {name[:-3]: lines for name, lines in by_program(done.out).items()}


def first_difference(a, b, of_a, of_b):
    where = ''
    for x, y in zip(a, b):
        where = x if x.startswith('point') else where
        if x != y:
            return f'{where}: {x} {of_a}, {y} {of_b}'
    return f'{len(a)} values {of_a}, {len(b)} {of_b}'


def check_c(context, folder, stems, compilers):
    """The programs STEM.eq in the folder: C and the interpreter, to the bit."""
    context.run([tool(context), '--emit', '.', *[s + '.eq' for s in stems]],
                cwd=folder).expect(0)
    vm = values_in_vm(context, folder, stems)
    wrong = {}
    for compiler, c in values_in_c(context, folder, stems, compilers):
        for stem in stems:
            if vm[stem] != c.get(stem):
                wrong.setdefault(stem, f'{stem}: ' + first_difference(
                    vm[stem], c.get(stem, []), 'in the interpreter',
                    f'in C of {compiler}'))
    if wrong:
        raise Fail(f'{len(wrong)} programs differ\n' + '\n'.join(wrong.values()),
                   passed=len(stems) - len(wrong))
