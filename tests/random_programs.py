"""Random programs for the differential tests: right by construction, seeded.

A program is a list of statements, one a line, so that it can be shrunk by leaving
lines out. Every value stays where functions are smooth and finite: sizes are made
moderate by sin, tanh and their kin, operands of log and sqrt are kept above zero.
"""
import random

SMOOTH = ['sin({})', 'cos({})', 'tanh({})', 'atan({})', 'exp(sin({}))',
          'sigmoid({})', 'softplus({})', 'log(1.5 + ({})^2)', 'sqrt(1 + ({})^2)',
          'asinh({})', 'erf({})', 'expm1(tanh({}))', 'log1p(({})^2)',
          'cbrt(3 + sin({}))', '-({})', '({})^2', '({})^3', '(2 + sin({}))^-1',
          '(1.5 + cos({})^2)^1.5',
          'relu({})', 'abs({})', 'lgamma(2 + sin({}))', '1.5^({})', 'exp2(cos({}))']
BINARY = ['{} + {}', '{} - {}', '({})*({})', '({})/(2 + cos({}))', 'min({}, {})',
          'max({}, {})', 'hypot(1 + ({})^2, {})', 'atan2({}, 2 + sin({}))',
          '(1.5 + sin({}))^(cos({}))']
ROBUST = ['huber(0.7)', 'cauchy(1.3)', 'l1(0.3)', 'tukey(40)', 'soft_l1(0.8)',
          'arctan(2)', 'geman_mcclure(1.1)']


# The rows of columns.csv: no other array is that long, so this end means n.
ROWS = 7


def end(hi, sized=False):
    return 'n' if hi == ROWS else 'n-1' if sized and hi == ROWS - 1 else str(hi)


class Array:
    def __init__(self, name, *ranges):
        self.name, self.ranges, self.odd = name, ranges, False


class Index:
    def __init__(self, name, lo, hi, sized=False):
        self.name, self.lo, self.hi, self.sized = name, lo, hi, sized

    def binder(self):
        return f'{self.name} in {self.lo}..{end(self.hi, self.sized)}'


class Program:
    def __init__(self, seed):
        self.r = random.Random(seed)
        self.lines = []
        self.scalars = []            # names without indices
        self.arrays = []
        self.unknowns = []
        self.functions = []
        self.sized = False           # is there an n?
        self.count = 0

    def name(self, stem):
        self.count += 1
        return f'{stem}{self.count}'

    def number(self):
        return f'{self.r.uniform(0.2, 2.5):.3g}'

    # -- expressions ---------------------------------------------------------

    def subscript(self, lo, hi, indices):
        """An index expression that stays in lo..hi, or None."""
        options = [str(self.r.randint(lo, hi))]
        for i in indices:
            if i.lo > i.hi:
                continue
            shifts = range(lo - i.lo, hi - i.hi + 1)
            options += [i.name if s == 0 else f'{i.name}{s:+d}' for s in shifts] * 3
            if lo <= lo + hi - i.hi and lo + hi - i.lo <= hi:
                options.append(f'{lo + hi}-{i.name}')
        return self.r.choice(options)

    def element(self, indices):
        a = self.r.choice(self.arrays)
        return f'{a.name}[' + ', '.join(
            self.subscript(lo, hi, indices) for lo, hi in a.ranges) + ']'

    def leaf(self, indices):
        k = self.r.random()
        if self.arrays and k < 0.5:
            return self.element(indices)
        if self.scalars and k < 0.8:
            return self.r.choice(self.scalars)
        if indices and k < 0.9:
            return f'{self.r.choice(indices).name}/3'
        return self.number()

    def condition(self, depth, indices):
        if indices and self.r.random() < 0.4:
            i = self.r.choice(indices)
            return f'{i.name} {self.r.choice(["<", "==", "!=", ">="])} ' \
                   f'{self.r.randint(i.lo, i.hi)}'
        c = f'{self.scalar(depth, indices)} {self.r.choice("<>")} ' \
            f'{self.scalar(0, indices)}'
        return self.r.choice(['{}', 'not ({})', '({}) and 1 < 2']).format(c)

    def shape(self):
        return self.r.choice([a for a in self.arrays if not a.odd]).ranges

    def whole(self, depth):
        """A reduction over a whole array expression."""
        shape = self.shape()
        f = self.r.choice(['sum', 'mean', 'max', 'min', 'prod'])
        return f'{f}({self.elementwise(depth, shape)})'

    def reduction(self, depth, indices):
        if self.arrays and self.r.random() < 0.3:
            return self.whole(depth)
        inner = []
        for _ in range(self.r.choice([1, 1, 1, 2])):
            inner.append(self.index(2))
        body = self.scalar(depth, indices + inner)
        f = self.r.choice(['sum', 'sum', 'mean', 'prod', 'max', 'min'])
        binders = ', '.join(i.binder() for i in inner)
        if f == 'prod':
            body = f'1 + sin({body})/2'
        return f'{f}({binders}: {body})'

    def scalar(self, depth, indices=()):
        indices = list(indices)
        k = self.r.random()
        if depth <= 0 or k < 0.1:
            return self.leaf(indices)
        if k < 0.4:
            return self.r.choice(SMOOTH).format(self.scalar(depth - 1, indices))
        if k < 0.7:
            return self.r.choice(BINARY).format(self.scalar(depth - 1, indices),
                                                self.scalar(depth - 1, indices))
        if k < 0.78:
            return (f'(if {self.condition(depth - 2, indices)} '
                    f'then {self.scalar(depth - 1, indices)} '
                    f'else {self.scalar(depth - 1, indices)})')
        if k < 0.86 and self.functions:
            f, arity = self.r.choice(self.functions)
            return f'{f}(' + ', '.join(
                f'sin({self.scalar(depth - 2, indices)})' for _ in range(arity)) + ')'
        return f'tanh({self.reduction(depth - 2, indices)})'

    def elementwise(self, depth, shape):
        """An array expression of that shape, without subscripts."""
        same = [a.name for a in self.arrays if list(a.ranges) == list(shape) and not a.odd]
        if depth <= 0 or self.r.random() < 0.2:
            return self.r.choice(same)
        if self.r.random() < 0.5:
            return self.r.choice(SMOOTH).format(self.elementwise(depth - 1, shape))
        other = (self.elementwise(depth - 1, shape) if self.r.random() < 0.5
                 else self.scalar(depth - 1))
        return self.r.choice(BINARY).format(self.elementwise(depth - 1, shape), other)

    # -- statements ----------------------------------------------------------

    def add(self, line):
        self.lines.append(line)

    def range_of(self):
        lo = self.r.choice([1, 1, 0, 2])
        return lo, lo + self.r.randint(1, 4)

    def index(self, most=4):
        name = self.name('i')
        if self.sized and self.r.random() < 0.3:
            lo, hi = self.r.choice([(1, ROWS), (2, ROWS - 1), (1, ROWS - 1)])
            return Index(name, lo, hi, True)
        lo = self.r.choice([1, 1, 0, 2])
        return Index(name, lo, lo + self.r.randint(0, most))

    def new_array(self, stem, ranges):
        a = Array(self.name(stem), *ranges)
        self.arrays.append(a)
        return a

    def dims(self, a, names=()):
        out = []
        for k, (lo, hi) in enumerate(a.ranges):
            text = f'{lo}..{end(hi)}' if lo != 1 else end(hi)
            out.append(names[k].binder() if names else text)
        return '[' + ', '.join(out) + ']'

    def table(self):
        n = self.r.randint(2, 5)
        row = lambda: '[' + ', '.join(self.number() for _ in range(n)) + ']'
        if self.r.random() < 0.3:
            m = self.r.randint(2, 3)
            text = '[' + ', '.join(row() for _ in range(m)) + ']'
            a = self.new_array('d', [(1, m), (1, n)])
        else:
            text = row()
            a = self.new_array('d', [(1, n)])
        self.add(f'data {a.name} = {text};')

    def computed(self):
        kept = self.scalars, self.arrays
        i = self.index()
        self.scalars = [s for s in self.scalars if s[0] in 'cp']
        self.arrays = [a for a in self.arrays if a.name[0] == 'd']
        body = self.scalar(2, [i])
        self.scalars, self.arrays = kept
        a = self.new_array('d', [(i.lo, i.hi)])
        self.add(f'data {a.name}{self.dims(a, [i])} = {body};')

    def drawn(self):
        a = self.new_array('d', [(1, self.r.randint(2, 5))])
        law = self.r.choice(['randn({})', 'uniform(0.5, 2, {})'])
        self.add(f'data {a.name}{self.dims(a)} = '
                 + law.format(f'seed = {self.r.randint(1, 999)}') + ';')

    def columns(self):
        if not self.sized:
            self.sized = True
            t, y = (self.new_array('d', [(1, ROWS)]) for _ in range(2))
            self.add(f'data {t.name}[n] = "t", {y.name}[n] = "y" '
                     'from "columns.csv";')

    def param(self):
        if self.r.random() < 0.6:
            p = self.name('p')
            self.scalars.append(p)
            self.add(f'param {p} = {self.number()};')
        else:
            n = self.r.randint(2, 4)
            a = self.new_array('d', [(1, n)])
            self.add(f'param {a.name}[{n}];')

    def unknown(self):
        bounds = self.r.choice(['', '', ' in [-5, 5]', ' in [-20, inf]'])
        if self.r.random() < 0.5:
            u = self.name('u')
            self.scalars.append(u)
            self.unknowns.append(u)
            self.add(f'unknown {u} = {self.number()}{bounds};')
            return
        ranges = [self.range_of() for _ in range(self.r.choice([1, 1, 2]))]
        if self.sized and self.r.random() < 0.3:
            ranges[0] = (self.r.choice([0, 1]), ROWS)
        a = self.new_array('u', ranges)
        self.unknowns.append(a)
        start = self.r.choice(['randn(seed = 7)', 'uniform(0.3, 2, seed = 3)'])
        self.add(f'unknown {a.name}{self.dims(a)} = {start};')

    def function(self):
        f, arity = self.name('f'), self.r.choice([1, 2])
        args = ['x', 'y'][:arity]
        kept = self.scalars, self.arrays, self.functions
        self.scalars, self.arrays = list(args), []
        lets = []
        for k in range(self.r.randint(0, 2)):
            lets.append(f'let v{k} = {self.scalar(2)};')
            self.scalars.append(f'v{k}')
        body = self.scalar(2)
        self.scalars, self.arrays, self.functions = kept
        text = f'fn {f}({", ".join(args)}) '
        self.add(text + ('{ ' + ' '.join(lets) + f' {body} }}' if lets
                         else f'= {body};'))
        self.functions.append((f, arity))

    def recurrence(self):
        """One or two arrays, each element from the one before."""
        n = self.r.randint(2, 4)
        i = Index(self.name('i'), 1, n)
        names = [self.name('h') for _ in range(self.r.choice([1, 1, 2]))]
        for h in names:
            self.add(f'let {h}[0] = {self.scalar(2)};')
        for k, h in enumerate(names):
            last = f'{self.r.choice(names)}[{i.name}-1]'
            if k:                        # this turn's value of the first one
                last += f' + {names[0]}[{i.name}]/3'
            self.add(f'let {h}[{i.binder()}] = tanh({self.scalar(2, [i])} + '
                     f'({last})*{self.scalar(1, [i])});')
        self.arrays += [Array(h, (0, n)) for h in names]

    def let(self):
        k = self.r.random()
        if k < 0.15:
            self.recurrence()
            return
        k = self.r.random()
        if k < 0.3 or not self.arrays:
            v = self.name('v')
            self.add(f'let {v} = {self.scalar(3)};')
            self.scalars.append(v)
        elif k < 0.5:
            shape = self.shape()
            body = self.elementwise(2, shape)
            a = self.new_array('e', shape)
            self.add(f'let {a.name} = {body};')
        else:
            rank = self.r.choice([1, 1, 2])
            idx = [self.index() for _ in range(rank)]
            body = self.scalar(3, idx)
            a = self.new_array('e', [(i.lo, i.hi) for i in idx])
            if any(i.sized and i.hi < ROWS for i in idx):
                a.odd = True             # 2..n-1 is not 2..6
            self.add(f'let {a.name}{self.dims(a, idx)} = {body};')

    def some_unknown(self, indices):
        u = self.r.choice(self.unknowns)
        return u if isinstance(u, str) else f'{u.name}[' + ', '.join(
            self.subscript(lo, hi, indices) for lo, hi in u.ranges) + ']'

    def relation(self, fit, indices):
        left = f'{self.scalar(2, indices)} + {self.some_unknown(indices)}'
        if not fit:
            return f'{left} = {self.scalar(2, indices)};'
        tail = ''
        if self.r.random() < 0.5:
            tail += self.r.choice([' weight ', ' sigma ']) + self.number()
        if self.r.random() < 0.4:
            tail += f' with {self.r.choice(ROBUST)}'
        return f'{left} ~ {self.scalar(2, indices)}{tail};'

    def family(self, fit):
        idx = [self.index() for _ in range(self.r.choice([1, 1, 2]))]
        binders = ', '.join(i.binder() for i in idx)
        kept = list(self.scalars)
        lets = ''
        if self.r.random() < 0.5:
            v = self.name('v')
            lets = f'let {v} = {self.scalar(2, idx)}; '
            self.scalars.append(v)
        body = ' '.join(self.relation(fit, idx)
                        for _ in range(self.r.choice([1, 1, 2])))
        self.scalars = kept
        self.add(f'for {binders} {{ {lets}{body} }}')

    def everything(self, fit):
        """Every unknown must stand somewhere."""
        for u in self.unknowns:
            name = u if isinstance(u, str) else f'sum({u.name})'
            self.add(f'{name} {"~" if fit else "="} {self.number()};')

    def statements(self):
        kind = self.r.choice(2*['loss', 'fit', 'system'] + ['mixed'])
        for _ in range(self.r.randint(1, 3)):
            if kind == 'loss':
                self.add(f'{self.r.choice(["loss", "minimize"])} {self.scalar(4)};')
                continue
            fit = kind != 'system'
            if self.r.random() < 0.6:
                self.family(fit)
            else:
                self.add(self.relation(fit, []))
        if kind == 'mixed':
            self.add(f'loss {self.scalar(3)};')
        if kind == 'loss':
            self.add('loss ' + ' + '.join(
                f'{u}^2' if isinstance(u, str) else f'sum({u.name}^2)'
                for u in self.unknowns) + ';')
        else:
            self.everything(kind != 'system')


def program(seed):
    """-> the lines of a program"""
    p = Program(seed)
    for _ in range(p.r.randint(0, 2)):
        p.param()
    for _ in range(p.r.randint(1, 3)):
        p.r.choice([p.table, p.table, p.computed, p.drawn, p.columns])()
    for _ in range(p.r.randint(0, 2)):
        p.function()
    for _ in range(p.r.randint(1, 3)):
        p.unknown()
    for _ in range(p.r.randint(0, 4)):
        p.let()
    p.statements()
    for _ in range(p.r.randint(0, 2)):
        p.add(f'show {p.scalar(3)} as {p.name("s")};')
    return p.lines


def shrink(lines, fails):
    """Leave lines out while it still fails."""
    again = True
    while again:
        again = False
        for k in reversed(range(len(lines))):
            fewer = lines[:k] + lines[k + 1:]
            if fails(fewer):
                lines, again = fewer, True
    return lines
