#!/usr/bin/env python3
"""Beside other solvers, where they are installed: ipm and Ipopt on Hock and Schittkowski's
problems (tests/sets), lm and Ceres on the bundle adjustment of bundle.py.

Debian: coinor-libipopt-dev, libceres-dev. Both get the exact second derivatives of the generated
C, or automatic ones; the programs are hs_ipopt.c and bundle_ceres.cc.
"""
import argparse
import glob
import json
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(os.path.dirname(HERE))


def run(words, folder):
    return subprocess.run(words, cwd=folder, check=True, text=True, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL).stdout


def one_hs(args, path, folder):
    """own and ipopt: [status, loss, iterations, microseconds]."""
    shutil.copy(path, os.path.join(folder, 'made.eq'))
    run([args.eqc, 'emit', 'made.eq', '-o', 'made.c', '--prefix', 'made', '--solver=ipm'], folder)
    run([args.cc, '-std=c11', '-O2', '-w', '-I.', '-DMADE="made.c"', '-DPREFIX(x)=made_##x',
         os.path.join(HERE, 'hs_ipopt.c'), '-o', 'made', '-lipopt', '-lm'], folder)
    return {who: words for who, *words in map(str.split, run(['./made'], folder).splitlines())}


def hs(args, folder):
    print('hs: status, loss, iterations of ipm | of Ipopt')
    less = more = 0
    for path in sorted(glob.glob(os.path.join(TOP, 'tests', 'sets', 'hs*.eq'))):
        both = one_hs(args, path, folder)
        own, peer = both['own'], both.get('ipopt', ['', 'nan', '0', ''])
        print(f'{os.path.basename(path)[:-3]:<8} {own[0]:>3} {float(own[1]):16.9g} {own[2]:>4} |'
              f' {peer[0]:>3} {float(peer[1]):16.9g} {peer[2]:>4}')
        less += int(own[2]) < int(peer[2])
        more += int(own[2]) > int(peer[2])
    print(f'  fewer iterations {less} times, more {more} times')


def bundle(args, folder):
    print('bundle: sum of squares, steps, seconds of the solve; one thread')
    run([sys.executable, os.path.join(HERE, 'bundle.py'), '49', '7776', '4'], folder)
    run([args.cxx, '-O2', '-march=native', '-w', '-I/usr/include/eigen3',
         os.path.join(HERE, 'bundle_ceres.cc'), '-o', 'ceres', '-lceres', '-lglog'], folder)
    shutil.copy(os.path.join(HERE, 'bundle.eq'), folder)
    run([args.eqc, 'build', 'bundle.eq', '-o', 'own'], folder)
    for _ in range(2):
        out = json.loads(run(['./own', '--json'], folder))
        print(f'  own   {out["sse"]:.17g} {out["iterations"]} {out["seconds"]:.2f}')
        sse, steps, seconds = run(['./ceres'], folder).split()
        print(f'  Ceres {sse} {steps} {seconds}')


PARTS = {'hs': (hs, '/usr/include/coin/IpStdCInterface.h'),
         'bundle': (bundle, '/usr/include/ceres/ceres.h')}


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument('--eqc', default=os.path.join(TOP, 'build', 'eqc'))
    p.add_argument('--cc', default='cc')
    p.add_argument('--cxx', default='c++')
    p.add_argument('parts', nargs='*', default=list(PARTS))
    args = p.parse_args()
    args.eqc = os.path.abspath(args.eqc)
    for part in args.parts:
        function, header = PARTS[part]
        if not os.path.exists(header):
            print(f'{part}: skipped, there is no {header}')
            continue
        with tempfile.TemporaryDirectory() as folder:
            function(args, folder)


if __name__ == '__main__':
    main()
