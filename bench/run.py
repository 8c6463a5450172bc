#!/usr/bin/env python3
"""Measure what issue 2 promises; see README.md. Exit 1 when a limit is passed.

    bench/run.py [--build FOLDER] [--only torch,process,rows,size]
"""
import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(HERE)
RATIO, PROCESS_MS, BEYOND, TEXT = 1.1, 10.0, 1 << 20, 8192
PARTS = ['torch', 'process', 'rows', 'size']
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
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
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


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument('--build', default=os.path.join(TOP, 'build'))
    p.add_argument('--only', default=','.join(PARTS))
    p.add_argument('--cc', default=os.environ.get('CC', 'cc'))
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
