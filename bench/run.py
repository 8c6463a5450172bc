#!/usr/bin/env python3
"""Measure speed, memory and size of what eqc writes; see README.md.

Exit 1 when a limit is passed.

    bench/run.py [--build FOLDER] [--only torch,process,rows,size,families]
"""
import argparse
import glob
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(HERE)
RATIO, PROCESS_MS, BEYOND, TEXT = 1.1, 10.0, 1 << 20, 8192
# Memory first: what a child has at most counts that of its parent when it forked.
PARTS = ['solvers', 'torch', 'process', 'rows', 'size', 'families', 'adbench']
EMIT_MS = 50.0
ADBENCH = 1.2
failed = []


def run(args, cwd, **more):
    return subprocess.run(args, cwd=cwd, check=True, stdout=subprocess.PIPE,
                          text=True, **more).stdout


def judge(holds, text):
    print(f'  {"ok  " if holds else "FAIL"} {text}', flush=True)
    if not holds:
        failed.append(text)


def emit(args, source, name, folder):
    run([args.eqc, 'emit', source, '-o', os.path.join(folder, name + '.c'),
         '--prefix', name], folder)


def bench_torch(args, folder):
    print('torch: nanoseconds a step, processor time, medians of 15 runs of\n'
          '  >= 50 ms each, in turns')
    for source, name in (('puzzle-nadam', 'puzzle'), ('quadratic-nadam', 'quadratic'),
                         ('line', 'line')):
        emit(args, os.path.join(TOP, 'examples', source + '.eq'), name, folder)
    run([args.cc, '-std=c11', '-O2', '-I.', f'-I{HERE}',
         os.path.join(HERE, 'torch.c'), os.path.join(HERE, 'by_hand.c'),
         'puzzle.c', 'quadratic.c', 'line.c', '-lm', '-o', 'torch'], folder)
    for line in run(['./torch'], folder).splitlines():
        name, *numbers = line.split()
        made, plain, lean, off, off_lean = map(float, numbers)
        judge(made <= RATIO * plain and off < 1e-9,
              f'{name:<10} generated {made:.1f}, by hand {plain:.1f} '
              f'(ratio {made / plain:.2f}), leanest {lean:.1f} '
              f'(ratio {made / lean:.2f}); ends apart {off:.1e}, {off_lean:.1e}')


def process_ms(command):
    times = []
    for _ in range(31):
        begin = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL, check=True)
        times.append(1e3 * (time.perf_counter() - begin))
    return statistics.median(times)


def bench_process(args, folder):
    print('process: milliseconds, medians of 31 runs')
    nothing = process_ms(['/bin/true'])
    ms = process_ms([args.eqc, 'run', os.path.join(TOP, 'examples', 'puzzle.eq')])
    judge(ms <= PROCESS_MS, f'eqc run puzzle.eq {ms:.2f} (/bin/true {nothing:.2f})')


def bench_rows(args, folder):
    print('rows: a fit whose number of rows is known at run time')
    sizes = []
    for rows in (10, 1000000):
        with open(os.path.join(folder, 'rows.csv'), 'w', encoding='ascii') as f:
            f.write('t,y\n' + '1,2\n' * rows)
        shutil.copy(os.path.join(HERE, 'rows.eq'), folder)
        emit(args, 'rows.eq', 'rows', folder)
        with open(os.path.join(folder, 'rows.c'), 'rb') as f:
            sizes.append(f.read())
    judge(sizes[0] == sizes[1], f'C for 10 and for 1000000 rows: '
          f'{len(sizes[0])} and {len(sizes[1])} bytes')
    run([args.cc, '-std=c11', '-O2', '-I.', os.path.join(HERE, 'rows.c'), 'rows.c',
         '-lm', '-o', 'rows'], folder)
    n, work, grown, seconds, status, off = run(['./rows', '1000000'], folder).split()
    judge(int(work) < BEYOND and int(grown) < BEYOND and int(status) >= 0
          and float(off) < 1e-2,
          f'{n} rows: {work} bytes of memory asked for, the process grew by '
          f'{grown}; {seconds} s, status {status}')


def bench_size(args, folder):
    print('size: text and constants of a nadam-only solver of the puzzle at -Os, '
          'bytes')
    emit(args, os.path.join(TOP, 'examples', 'puzzle-nadam.eq'), 'puzzle', folder)
    text = []
    for more in (['-fno-asynchronous-unwind-tables'], []):
        run([args.cc, '-std=c99', '-Os', *more, '-c', 'puzzle.c', '-o', 'puzzle.o'],
            folder)
        text.append(int(run(['size', 'puzzle.o'], folder).splitlines()[1].split()[0]))
    judge(text[0] < TEXT,
          f'{text[0]}; with the unwind tables of a hosted x86 {text[1]}')


def bench_families(args, folder):
    """The last of each family's sizes, which are its first line."""
    print('families: milliseconds of eqc emit, medians of 31 runs (/bin/true '
          f'{process_ms(["/bin/true"]):.2f})')
    for path in sorted(glob.glob(os.path.join(TOP, 'tests', 'families', '*.eq'))):
        with open(path, encoding='ascii') as f:
            text = f.read()
        n = text.partition('\n')[0].split()[-1]
        name = os.path.basename(path)
        with open(os.path.join(folder, name), 'w', encoding='ascii') as f:
            f.write(re.sub(r'(?m)^const +n = .*;', f'const n = {n};', text))
        ms = process_ms([args.eqc, 'emit', '--stage=c', os.path.join(folder, name)])
        judge(ms <= EMIT_MS, f'{name}, n = {n}: {ms:.2f}')


# ---- derivatives of public objectives ----------------------------------------------

SHARED = os.path.join(TOP, '..', 'shared')
FLAGS = ['-std=gnu11', '-O3', '-march=native', '-w', '-I.']
# name: what is emitted, the hand-written kernel and its input in ../shared, or None
OBJECTIVES = {
    'gmm': ('loss,gradient', 'gmm2.c', 'gmm_1k_d10_K25.txt'),
    'lstm': ('loss,gradient', 'lstm_simd.c', 'lstm_l2_c1024.txt'),
    'ba': ('residual,jacobian', 'ba.c', 'ba1_n49_m7776_p31843.txt'),
    'lse': ('loss,gradient', None, None),
    'llsq': ('loss,gradient', None, None),
    'kmeans': ('loss,gradient', None, None),
    'chain': ('loss,gradient', None, None),
}


def numbers_after(text, *words):
    """The number behind each of the words, in turn."""
    out = []
    for word in words:
        text = text[text.index(word) + len(word):]
        out.append(float(text.split()[0]))
    return out


def frozen_times(name, folder, data):
    """Value and derivative of a kernel of ../shared, whose best variant counts."""
    done = subprocess.run(['./' + name + '_hand', data, 'hand.txt'], cwd=folder,
                          check=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          text=True)
    if name == 'gmm':
        return numbers_after(done.stdout, 'points: primal', 'grad')
    if name == 'lstm':
        return numbers_after(done.stdout, ' primal', 'grad')
    with open(os.path.join(folder, 'hand.txt'), 'w', encoding='ascii') as f:
        f.write(done.stderr)
    value, _, hoisted = numbers_after(done.stdout, 'primal', 'per-obs',
                                      'camera-hoisted')
    return [value, hoisted]


def apart(folder):
    """The greatest difference of what both computed, relative to the greatest."""
    made, hand = ([float(line) for line in open(os.path.join(folder, name),
                                                encoding='ascii')]
                  for name in ('made.txt', 'hand.txt'))
    if sum(a * b for a, b in zip(made, hand)) < 0:
        made = [-a for a in made]        # maximised by us
    return max(abs(a - b) for a, b in zip(made, hand)) / max(map(abs, hand))


def make_objective(args, name, folder):
    what, kernel, data = OBJECTIVES[name]
    source = os.path.join(HERE, 'chain.eq') if name == 'chain' else \
        os.path.join(TOP, 'examples', 'adbench', name + '.eq')
    run([args.eqc, 'emit', source, '-o', os.path.join(folder, name + '.c'),
         '--with=' + what], folder)
    hand = os.path.join(HERE, 'adbench_hand.c')
    if kernel:
        main = [os.path.join(HERE, f'adbench_{name}.c')]
        frozen = os.path.join(SHARED, 'reference', 'handwritten', kernel)
        by_hand = [frozen, '-DSIMDDECL', '-DLANES']
    else:
        main = [os.path.join(HERE, 'adbench_small.c'), hand, '-DPROBLEM_' + name]
        by_hand = [*main, '-DBY_HAND']
    run([args.cc, *FLAGS, f'-I{HERE}', *main, name + '.c', '-lm', '-o', name], folder)
    run([args.cc, *FLAGS, f'-I{HERE}', *by_hand, '-lm', '-o', name + '_hand'], folder)
    return os.path.join(SHARED, 'problems', 'adbench', data) if data else '-'


def bench_adbench(args, folder):
    print('adbench: microseconds, the least of three turns; one thread, '
          + ' '.join([args.cc, '-O3', '-march=native']))
    for name in args.objectives.split(','):
        kernel = OBJECTIVES[name][1]
        if kernel and not os.path.exists(os.path.join(SHARED, 'reference')):
            print(f'  skip {name}: no ../shared')
            continue
        data = make_objective(args, name, folder)
        made, hand = [], []
        for _ in range(3):
            made.append([float(v) for v in
                         run(['./' + name, data, 'made.txt'], folder).split()[:2]])
            if kernel:
                hand.append(frozen_times(name, folder, data))
            else:
                hand.append([float(v) for v in
                             run(['./' + name + '_hand', data, 'hand.txt'],
                                 folder).split()[:2]])
        made, hand = ([min(t) for t in zip(*times)] for times in (made, hand))
        off = apart(folder)
        judge(off < 1e-9 and all(a <= ADBENCH * b for a, b in zip(made, hand)),
              f'{name:<7} value {made[0]:.0f}, by hand {hand[0]:.0f} (ratio '
              f'{made[0] / hand[0]:.2f}); derivative {made[1]:.0f}, by hand '
              f'{hand[1]:.0f} (ratio {made[1] / hand[1]:.2f}); derivative/value '
              f'{made[1] / made[0]:.2f}; apart {off:.0e}')


def solved(args, folder, source):
    """The JSON of a built program, processor seconds, and the most memory in MB."""
    run([args.eqc, 'build', source, '-o', 'solver'], folder)
    with open(os.path.join(folder, 'out.json'), 'w+') as out:
        child = subprocess.Popen(['./solver', '--json'], cwd=folder, stdout=out,
                                 stderr=subprocess.DEVNULL)
        usage = os.wait4(child.pid, 0)[2]
        out.seek(0)
        return json.load(out), usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


# name, file, size in it, most seconds, most MB
SOLVERS = [('bratu 1e4', 'tests/families/bratu.eq', 100, 0.5, 50),
           ('bundle 49, 7776', 'bench/solvers/bundle.eq', 0, 4, 100),
           ('bratu 1e5', 'tests/families/bratu.eq', 316, 4, 250),
           ('broyden 1e6', 'tests/families/broyden.eq', 1000000, 2, 200)]


def bench_solvers(args, folder):
    print('solvers: processor seconds and memory of the whole program, printing too')
    run([sys.executable, os.path.join(HERE, 'solvers', 'bundle.py'), '49', '7776', '4'],
        folder)
    for name, source, size, seconds, most in SOLVERS:
        with open(os.path.join(TOP, source)) as f:
            text = f.read()
        text = re.sub(r'const +n = 10;', f'const n = {size};', text)
        with open(os.path.join(folder, 'solver.eq'), 'w') as f:
            f.write(text)
        out, took, memory = solved(args, folder, 'solver.eq')
        judge(out['exit'] == 0 and took < seconds and memory < most,
              f'{name:<16} {out["verdict"]}, {out["matrix"]}, {out["iterations"]} steps: '
              f'{took:.2f} s, {memory:.0f} MB')


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument('--build', default=os.path.join(TOP, 'build'))
    p.add_argument('--only', default=','.join(PARTS))
    p.add_argument('--cc', default=os.environ.get('CC', 'cc'))
    p.add_argument('--objectives', default=','.join(OBJECTIVES))
    args = p.parse_args()
    args.eqc = os.path.join(os.path.abspath(args.build), 'eqc')
    for part in args.only.split(','):
        if part not in PARTS:
            sys.exit(f'run.py: no part {part}: there are {", ".join(PARTS)}')
        with tempfile.TemporaryDirectory(prefix='eqc-bench.') as folder:
            globals()['bench_' + part](args, folder)
    print(f'{len(failed)} beyond their limits')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
