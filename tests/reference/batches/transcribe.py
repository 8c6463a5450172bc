#!/usr/bin/env python3
"""What tests/solve/batches-*.sol expect: the same problems, transcribed by hand.

Nothing here is shared with eqc: the shuffle (SplitMix64, Fisher and Yates), the
optimizers as torch.optim states them, the losses, and their derivatives by
complex steps.  Prints the expected values of each problem.
"""
import cmath
import csv
import math
import os

SOLVE = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'solve')
MASK = (1 << 64) - 1


class Random:
    def __init__(self, seed):
        self.state = seed

    def next(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return z ^ (z >> 31)

    def below(self, n):
        while True:
            z = self.next()
            if z >= (1 << 64) % n:
                return z % n


def batches(n, size, epochs, seed, drop_last):
    """Yields (epoch, rows)."""
    order, random = list(range(n)), Random(seed)
    for epoch in range(epochs):
        for i in range(n - 1, 0, -1):
            j = random.below(i + 1)
            order[i], order[j] = order[j], order[i]
        for at in range(0, n - n % size if drop_last else n, size):
            yield epoch, order[at:at + size]


def gradient(f, p):
    out = []
    for k in range(len(p)):
        q = [complex(v) for v in p]
        q[k] += 1e-30j
        out.append(f(q).imag / 1e-30)
    return out


class Sgd:
    def __init__(self, momentum=0.0):
        self.momentum, self.buffer = momentum, None

    def step(self, p, g, lr):
        b = list(g) if self.buffer is None else \
            [self.momentum * u + v for u, v in zip(self.buffer, g)]
        self.buffer = b
        return [u - lr * v for u, v in zip(p, b)]


class Adam:
    def __init__(self):
        self.m = self.v = None
        self.t = 0

    def step(self, p, g, lr):
        n = len(p)
        self.m, self.v, self.t = self.m or [0.0] * n, self.v or [0.0] * n, self.t + 1
        self.m = [0.9 * m + 0.1 * u for m, u in zip(self.m, g)]
        self.v = [0.999 * v + 0.001 * u * u for v, u in zip(self.v, g)]
        return [u - lr * (m / (1 - 0.9 ** self.t))
                / (math.sqrt(v / (1 - 0.999 ** self.t)) + 1e-8)
                for u, m, v in zip(p, self.m, self.v)]


class Rmsprop:
    def __init__(self):
        self.v = None

    def step(self, p, g, lr):
        self.v = [0.99 * v + 0.01 * u * u for v, u in zip(self.v or [0.0] * len(p), g)]
        return [u - lr * w / (math.sqrt(v) + 1e-8) for u, w, v in zip(p, g, self.v)]


def train(p, n, size, epochs, seed, term, penalty, method, rate, drop_last=False):
    """term(q, i): what row i adds to the whole loss; penalty(q): what is not drawn."""
    for epoch, rows in batches(n, size, epochs, seed, drop_last):
        p = method.step(p, gradient(
            lambda q: n / len(rows) * sum(term(q, i) for i in rows) + penalty(q), p),
            rate(epoch))
    return p


def huber(u, d):
    return u * u if abs(u.real) <= d else 2 * d * (u if u.real > 0 else -u) - d * d


def fit(drop_last=False):
    t = [i / 4 for i in range(1, 24)]
    y = [2.5 * math.exp(-0.7 * t[i]) + 0.3 * math.sin(37 * (i + 1)) for i in range(23)]

    def term(q, i):
        return huber(2 * (y[i] - q[0] * cmath.exp(-q[1] * t[i]) - q[2]), 0.5)

    def penalty(q):
        return (q[2] - 0.1) ** 2 / 0.25 ** 2
    return train([1.0, 1.0, 0.0], 23, 5, 30, 7, term, penalty, Adam(),
                 lambda epoch: 0.05 * 0.5 ** (epoch // 10), drop_last)


def fit_drop_last():
    return fit(drop_last=True)


def classes():
    with open(os.path.join(SOLVE, 'batches-classes.csv')) as file:
        rows = [[float(v) for v in row] for row in list(csv.reader(file))[1:]]
    n = len(rows)

    def term(q, i):
        z = [q[3 * k] * rows[i][0] + q[3 * k + 1] * rows[i][1] + q[3 * k + 2]
             for k in range(3)]
        return (cmath.log(sum(cmath.exp(v) for v in z)) - z[int(rows[i][2]) - 1]) / n

    def penalty(q):
        return 0.01 * sum(v * v for v in q)
    return train([0.1 * ((k % 3) - (k // 3)) for k in range(9)], n, 8, 12, 0, term,
                 penalty, Sgd(0.9), lambda epoch: 0.1)


def network():
    x = [-1 + 2 * i / 41 for i in range(1, 41)]
    y = [math.sin(3 * v) for v in x]

    def term(q, i):
        h = [cmath.tanh(q[j] * x[i] + q[4 + j]) for j in range(4)]
        return (sum(q[8 + j] * h[j] for j in range(4)) + q[12] - y[i]) ** 2 / 40
    start = [0.5 * j for j in (1, 2, 3, 4)] + [0.1 * j for j in (1, 2, 3, 4)] \
        + [0.3, -0.3, 0.3, -0.3] + [0.0]
    return train(start, 40, 16, 25, 42, term, lambda q: 0, Rmsprop(),
                 lambda epoch: 1e-3 + (0.02 - 1e-3) / 2 * (1 + math.cos(math.pi * epoch / 25)))


if __name__ == '__main__':
    for make in (fit, fit_drop_last, classes, network):
        print(make.__name__, [float(v) for v in make()])
