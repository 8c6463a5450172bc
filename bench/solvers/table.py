#!/usr/bin/env python3
"""lm on public test sets (tests/sets), beside cminpack's lmder where that is installed."""
import argparse
import math
import os
import statistics
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import sets                                                              # noqa: E402

HERE = sets.TOP + '/bench/solvers'
PEER = ['-DPEER', '-lcminpack']
HEADER = '/usr/include/cminpack-1/cminpack.h'
CLAIMS = {'own': range(0, 3), 'lmder': range(1, 5)}


def digits(value, certified):
    """Log relative error: how many digits agree, at most 11."""
    if not math.isfinite(value):
        return 0.0
    error = abs(value - certified)/abs(certified)
    return min(11.0, -math.log10(error)) if error > 0 else 11.0


def build(args, problem, folder):
    """A program that solves from starts on its standard input."""
    with open(os.path.join(folder, 'made.eq'), 'w', encoding='ascii') as f:
        f.write(problem.text)
    subprocess.run([args.eqc, 'emit', 'made.eq', '-o', 'made.c', '--prefix', 'made',
                    '--with=residual,jacobian', '--solver=lm'], cwd=folder, check=True,
                   stderr=subprocess.DEVNULL)
    subprocess.run([args.cc, '-std=c11', '-O2', '-w', '-I.', '-DMADE="made.c"',
                    '-DPREFIX(x)=made_##x', os.path.join(HERE, 'peer.c'), '-o', 'made',
                    *(PEER if args.peer else []), '-lm'], cwd=folder, check=True)


def answers(folder, problem):
    """For each run: own and lmder as dictionaries."""
    lines = subprocess.run(['./made'], cwd=folder, check=True, text=True,
                           input='\n'.join(' '.join(map(repr, start))
                                           for _, start, _ in problem.runs),
                           stdout=subprocess.PIPE).stdout.splitlines()
    out = []
    for line in lines:
        who, *words = line.split()
        if who == 'own':
            out.append({})
        if who == 'errors':
            out[-1]['own']['errors'] = [float(w) for w in words]
            continue
        out[-1][who] = {'status': int(words[0]), 'sse': float(words[1]),
                        'f': int(words[2]), 'J': int(words[3]), 'us': float(words[4]),
                        'x': [float(w) for w in words[5:]]}
    return out


def score(problem, answer):
    """Digits of the worst parameter; or 11 where a known minimum was found, else 0."""
    if 'b' in problem.known:
        return min(map(digits, answer['x'], problem.known['b']))
    for best in problem.minima():
        if answer['sse'] <= (1e-12 if best == 0 else best*(1 + 1e-6)):
            return 11.0
    return 0.0


def one(problem, title, both):
    words = f'{problem.name + " " + title:<33}'
    for a in both.values():
        words += (f' {a["status"]:4d} {a["score"]:5.1f} {a["f"]:4d} {a["J"]:4d} '
                  f'{a["us"]:8.1f} |')
    if 'lmder' in both:
        words += f' {both["own"]["us"]/both["lmder"]["us"]:6.2f}'
    print(words, flush=True)


def summary(rows, who):
    got = [both[who] for both in rows]
    scores = [a['score'] for a in got]
    wrong = sum(a['score'] < 6 and a['status'] in CLAIMS[who] for a in got)
    print(f'  {who:<6} {sum(s >= 6 for s in scores)} of {len(rows)}, mean '
          f'{statistics.mean(scores):.2f}, worst {min(scores):.1f}, medians '
          f'{statistics.median(a["f"] for a in got):g} f '
          f'{statistics.median(a["J"] for a in got):g} J; {wrong} claims elsewhere')


def table(args, kind, folder):
    print(f'{kind}: status, digits, f, J, us | the same of lmder | time ratio')
    rows, deviations = [], []
    for problem in sets.problems(args.eqc, kind):
        if args.only not in problem.name:
            continue
        build(args, problem, folder)
        for (title, _, _), both in zip(problem.runs, answers(folder, problem)):
            for a in both.values():
                a['score'] = score(problem, a)
            one(problem, title, both)
            rows.append(both)
            if 'std_error.b' in problem.known:
                deviations.append(min(map(digits, both['own']['errors'],
                                          problem.known['std_error.b'])))
    for who in ('own', 'lmder') if args.peer else ('own',):
        summary(rows, who)
    ratios = [b['own']['us']/b['lmder']['us'] for b in rows if 'lmder' in b
              and b['own']['score'] >= 6 and b['lmder']['score'] >= 6]
    if ratios:
        print(f'  time: median ratio {statistics.median(ratios):.2f} where both succeed')
    if deviations:
        print(f'  standard deviations: worst {min(deviations):.1f} digits')


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument('--eqc', default=os.path.join(sets.TOP, 'build', 'eqc'))
    p.add_argument('--cc', default='cc')
    p.add_argument('--only', default='')
    p.add_argument('sets', nargs='*', default=['nist', 'mgh'])
    args = p.parse_args()
    args.peer = os.path.exists(HEADER)
    with tempfile.TemporaryDirectory() as folder:
        for name in args.sets:
            table(args, name, folder)


if __name__ == '__main__':
    main()
