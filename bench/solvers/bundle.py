#!/usr/bin/env python3
"""Data of a bundle adjustment, made up: cameras on an arc about a cloud of points.

    bundle.py CAMERAS POINTS SEEN    three files beside, for bundle.eq: each point is seen
                                     by SEEN cameras next to each other
"""
import math
import random
import sys

NOISE = [.01]*3 + [.05]*3 + [5, 0, 0]


def turned(r, p):
    """p turned by the vector r, by Rodrigues' formula."""
    t = math.sqrt(sum(a*a for a in r))
    k = [a/t for a in r]
    c, s, d = math.cos(t), math.sin(t), sum(a*b for a, b in zip(k, p))
    x = [k[1]*p[2] - k[2]*p[1], k[2]*p[0] - k[0]*p[2], k[0]*p[1] - k[1]*p[0]]
    return [p[i]*c + x[i]*s + k[i]*d*(1 - c) for i in range(3)]


def projected(c, p):
    q = [a + b for a, b in zip(turned(c[:3], p), c[3:6])]
    u, v = -q[0]/q[2], -q[1]/q[2]
    r = u*u + v*v
    lens = c[6]*(1 + r*(c[7] + r*c[8]))
    return lens*u, lens*v


def table(name, titles, rows):
    with open(name, 'w') as f:
        f.write(titles + '\n')
        for row in rows:
            f.write(','.join(f'{v:.9f}' if isinstance(v, float) else str(v)
                             for v in row) + '\n')


def main(cameras, points, seen):
    g = random.Random(1)
    c = [[0.02*g.gauss(0, 1), -1.2*(i/cameras - 0.5), 0.02*g.gauss(0, 1),
          0.1*g.gauss(0, 1), 0.1*g.gauss(0, 1), -6 + 0.1*g.gauss(0, 1),
          500 + 10*g.gauss(0, 1), 1e-2*g.gauss(0, 1), 1e-3*g.gauss(0, 1)]
         for i in range(cameras)]
    p = [[g.uniform(-1, 1) for _ in range(3)] for _ in range(points)]
    rows = []
    for j in range(points):
        first = g.randrange(cameras)
        for k in range(seen + (j % 10 == 0)):
            i = (first + k) % cameras
            rows.append([i + 1, j + 1] + [v + 0.5*g.gauss(0, 1)
                                          for v in projected(c[i], p[j])])
    table('bundle-seen.csv', 'cam,pt,ox,oy', rows)
    table('bundle-cameras.csv', 'r1,r2,r3,t1,t2,t3,f,k1,k2',
          [[a + b*g.gauss(0, 1) for a, b in zip(row, NOISE)] for row in c])
    table('bundle-points.csv', 'p1,p2,p3',
          [[a + 0.05*g.gauss(0, 1) for a in row] for row in p])


if __name__ == '__main__':
    main(*map(int, sys.argv[1:4]))
