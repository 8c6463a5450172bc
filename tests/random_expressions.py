"""Random expressions, right by construction: their names, shapes and ranges.

Every value stays where functions are smooth and finite: sizes are made moderate
by sin, tanh and their kin, operands of log and sqrt are kept above zero.
"""
from collections import namedtuple

SMOOTH = ['sin({})', 'cos({})', 'tanh({})', 'atan({})', 'exp(sin({}))',
          'sigmoid({})', 'softplus({})', 'log(1.5 + ({})^2)', 'sqrt(1 + ({})^2)',
          'asinh({})', 'erf({})', 'expm1(tanh({}))', 'log1p(({})^2)',
          'cbrt(3 + sin({}))', '-({})', '({})^2', '({})^3', '(2 + sin({}))^-1',
          '(1.5 + cos({})^2)^1.5', 'relu({})', 'abs({})', 'lgamma(2 + sin({}))',
          '1.5^({})', 'exp2(cos({}))', 'asin(0.9*sin({}))', 'acos(tanh({})/2)',
          'tan(sin({}))', 'sinh(tanh({}))', 'cosh(sin({}))', 'erfc(sin({}))',
          'acosh(2 + ({})^2)', 'atanh(0.8*sin({}))', 'gamma(2 + cos({}))',
          'log2(2 + sin({}))', 'log10(3 + cos({}))', 'ln(2 + tanh({}))',
          'floor(3*sin({}) + 0.2)', 'sign({})', '({})/3', '2*({})',
          'polygamma(1, 2 + sin({}))', '({})^0', '({})^1', '0.5^(sin({}))',
          '(0.1 + ({})^2)^1.5', 'sqrt(({})^2 + 0.5)^3', '1/(1 + ({})^2)']
BINARY = ['{} + {}', '{} - {}', '({})*({})', '({})/(2 + cos({}))', 'min({}, {})',
          'max({}, {})', 'hypot(1 + ({})^2, {})', 'atan2({}, 2 + sin({}))',
          '(1.5 + sin({}))^(cos({}))', '{} - ({})', '({})*({})/2']
EXTREMA = ['max', 'min', 'logsumexp', 'mean']

# The rows of random.csv: n.
ROWS = 7

# lo..hi; with `sized`, hi is written with n: such a range equals no literal one.
Range = namedtuple('Range', 'lo hi sized', defaults=[False])
Array = namedtuple('Array', 'name ranges')
Index = namedtuple('Index', 'name range')
# Whole data: name[positions] lies in values.
Gather = namedtuple('Gather', 'name positions values')
# arguments: 's' for a number, 'a' for an array; result likewise.
Function = namedtuple('Function', 'name arguments result')
# The ranges of an argument that may be any array.
ANY = (Range(0, 0),)
FULL = Range(1, ROWS, True)


def length(r):
    return r.hi - r.lo + 1


class Expressions:
    def __init__(self, random):
        self.r = random
        self.scalars = []            # names without indices
        self.arrays = []
        self.gathers = []
        self.functions = []
        self.tables = []             # pairs of names, for interp and pchip
        self.consts = {}             # a number -> its name
        self.sized = False           # is there an n?
        self.count = 0

    def name(self, stem):
        self.count += 1
        return f'{stem}{self.count}'

    def chance(self, p):
        return self.r.random() < p

    def number(self):
        return f'{self.r.uniform(0.2, 2.5):.3g}'

    # -- ranges --------------------------------------------------------------

    def end(self, r):
        if r.sized:
            return 'n' if r.hi == ROWS else f'n{r.hi - ROWS:+d}'
        if r.hi in self.consts and self.chance(0.5):
            return self.consts[r.hi]
        return str(r.hi)

    def span(self, r):
        return f'{r.lo}..{self.end(r)}'

    def binder(self, i):
        return f'{i.name} in {self.span(i.range)}'

    def index(self, most=4):
        name = self.name('i')
        if self.sized and self.chance(0.3):
            lo, hi = self.r.choice([(1, ROWS), (2, ROWS - 1), (1, ROWS - 1),
                                    (2, ROWS)])
            return Index(name, Range(lo, hi, True))
        lo = self.r.choice([1, 1, 0, 2])
        return Index(name, Range(lo, lo + self.r.randint(0, most)))

    def subscript(self, r, indices):
        """An index expression that stays in the range."""
        options = [str(self.r.randint(r.lo, r.hi))]
        for i in indices:
            lo, hi = i.range.lo, i.range.hi
            if lo > hi:
                continue
            shifts = range(r.lo - lo, r.hi - hi + 1)
            options += [i.name if s == 0 else f'{i.name}{s:+d}' for s in shifts] * 3
            if hi - lo <= r.hi - r.lo:
                options.append(f'{r.lo + hi}-{i.name}')
            options.append(f'mod({i.name}, {length(r)})'
                           + (f' + {r.lo}' if r.lo else ''))
            if lo >= 0 and r.lo + hi//2 <= r.hi:
                options.append(f'div({i.name}, 2) + {r.lo}')
        for g in self.gathers:
            if r.lo <= g.values.lo and g.values.hi <= r.hi:
                options += [f'{g.name}[{self.plain(g.positions, indices)}]'] * 2
        return self.r.choice(options)

    def plain(self, r, indices):
        kept, self.gathers = self.gathers, []
        text = self.subscript(r, indices)
        self.gathers = kept
        return text

    # -- numbers -------------------------------------------------------------

    def subscripted(self, a, indices):
        return f'{a.name}[' + ', '.join(
            self.subscript(r, indices) for r in a.ranges) + ']'

    def known(self):
        return [a for a in self.arrays if a.ranges != ANY]

    def element(self, indices):
        return self.subscripted(self.r.choice(self.known()), indices)

    def guarded(self, indices):
        """An element that a condition on the index protects."""
        i = self.r.choice(indices)
        a = self.r.choice([a for a in self.known() if len(a.ranges) == 1])
        shift = self.r.choice([-2, -1, 1, 2])
        at, r = f'{i.name}{shift:+d}', a.ranges[0]
        return (f'(if {at} >= {r.lo} and {at} <= {self.end(r)} '
                f'then {a.name}[{at}] else {self.leaf(indices)})')

    def leaf(self, indices):
        k = self.r.random()
        if self.known() and k < 0.5:
            return self.element(indices)
        if self.scalars and k < 0.8:
            return self.r.choice(self.scalars)
        if indices and k < 0.9:
            return f'{self.r.choice(indices).name}/3'
        return self.number()

    def condition(self, depth, indices):
        if indices and self.chance(0.6):
            return self.on_index(indices)
        c = f'{self.scalar(depth, indices)} {self.r.choice("<>")} ' \
            f'{self.scalar(0, indices)}'
        return self.r.choice(['{}', 'not ({})', '({}) and 1 < 2', '({}) or 2 < 1',
                              'not (({}) and 1 < 2)']).format(c)

    def on_index(self, indices):
        i = self.r.choice(indices)
        other = self.subscript(i.range, indices) if self.chance(0.5) else \
            str(self.r.randint(i.range.lo, max(i.range.lo, i.range.hi)))
        text = f'{i.name} {self.r.choice(["<", "==", "!=", ">=", "<=", ">"])} {other}'
        return f'not {text}' if self.chance(0.1) else text

    def scalar(self, depth, indices=()):
        indices = list(indices)
        k = self.r.random()
        if depth <= 0 or k < 0.1:
            return self.leaf(indices)
        if k < 0.4:
            return self.r.choice(SMOOTH).format(self.scalar(depth - 1, indices))
        if k < 0.65:
            return self.r.choice(BINARY).format(self.scalar(depth - 1, indices),
                                                self.scalar(depth - 1, indices))
        if k < 0.75:
            return self.choice(depth, indices)
        if k < 0.82 and self.functions:
            return self.call(depth, indices)
        if k < 0.86 and self.tables:
            x, y = self.r.choice(self.tables)
            return (f'{self.r.choice(["interp", "pchip"])}'
                    f'(2.5*sin({self.scalar(depth - 1, indices)}), {x}, {y})')
        if k < 0.9 and self.known():
            return self.of_vectors(depth - 1)
        return f'tanh({self.reduction(depth - 2, indices)})'

    def choice(self, depth, indices):
        if indices and any(len(a.ranges) == 1 for a in self.known()) \
                and self.chance(0.3):
            return self.guarded(indices)
        return (f'(if {self.condition(depth - 2, indices)} '
                f'then {self.scalar(depth - 1, indices)} '
                f'else {self.scalar(depth - 1, indices)})')

    def argument(self, kind, depth, indices, shape):
        if kind == 's':
            return f'sin({self.scalar(depth - 2, indices)})'
        return self.array(depth - 2, shape)

    def call(self, depth, indices):
        f = self.r.choice(self.functions)
        if 'a' in f.arguments and not self.arrays:
            return self.leaf(indices)
        shape = self.shape() if 'a' in f.arguments else None
        text = f'{f.name}(' + ', '.join(
            self.argument(k, depth, indices, shape) for k in f.arguments) + ')'
        return f'sin({text})' if f.result == 's' else f'mean({text})'

    def of_vectors(self, depth):
        """A number from vectors and matrices."""
        v = (Range(1, self.r.randint(2, 3)),)
        k = self.r.random()
        if k < 0.3:
            return f'sin(dot({self.array(depth, v)}, {self.array(depth, v)}))'
        if k < 0.5:
            return f'norm(1.5 + ({self.array(depth, self.shape())})^2)/4'
        if k < 0.7:
            return f'sin(({self.array(depth, v)}) @ ({self.array(depth, v)}))'
        if k < 0.8:
            return (f'tanh(({self.array(depth, v)})\' @ ({self.array(depth, v + v)})'
                    f' @ ({self.array(0, v)}))')
        return f'({self.array(depth, v)})[{self.r.randint(1, v[0].hi)}]'

    # -- reductions ----------------------------------------------------------

    def whole(self, depth):
        """A reduction over a whole array expression."""
        f = self.r.choice(['sum', 'prod'] + EXTREMA)
        return f'{f}({self.array(depth, self.shape())})'

    def inner_indices(self):
        """-> indices, their binders, may there be none of them?"""
        first = self.index(2)
        found, binders, empty = [first], [self.binder(first)], False
        if self.chance(0.35):
            lo, hi, sized = first.range
            name, k = self.name('i'), self.r.randint(0, 3)
            if k == 0:
                second = self.index(2)
                name, text = second.name, self.binder(second)
                lo, hi = second.range.lo, second.range.hi
            else:
                text = f'{name} in ' + [f'{lo}..{first.name}',
                                        f'{first.name}..{self.end(first.range)}',
                                        f'{lo}..{first.name}-1'][k - 1]
                empty = k == 3
            found.append(Index(name, Range(lo, hi, sized)))
            binders.append(text)
        return found, binders, empty

    def reduction(self, depth, indices):
        if self.arrays and self.chance(0.3):
            return self.whole(depth)
        inner, binders, empty = self.inner_indices()
        tail = ''
        if self.chance(0.3):
            r = inner[0].range
            if self.chance(0.5) or r.lo >= r.hi:
                tail, empty = self.condition(depth, indices + inner), True
            else:
                tail = f'{inner[0].name} != {self.r.randint(r.lo, r.hi)}'
            tail = ' if ' + tail
        body = self.scalar(depth, indices + inner)
        f = self.r.choice(['sum', 'sum', 'prod'] + ([] if empty else EXTREMA))
        if f == 'prod':
            body = f'1 + sin({body})/2'
        return f'{f}({", ".join(binders)}{tail}: {body})'

    # -- arrays --------------------------------------------------------------

    def shape(self):
        return self.r.choice(self.arrays).ranges

    def sliced(self, a, shape):
        """A part of `a` with that shape, or None."""
        if len(a.ranges) < len(shape) or a.ranges == ANY:
            return None
        parts, left = [], list(shape)
        for k, r in enumerate(a.ranges):
            must = len(a.ranges) - k == len(left)
            if left and not left[0].sized and length(left[0]) <= length(r) \
                    and (must or self.chance(0.5)):
                lo = self.r.randint(r.lo, r.hi - length(left[0]) + 1)
                parts.append(f'{lo}..{lo + left.pop(0).hi - 1}')
            elif left and left[0].sized and r == FULL and left[0].hi < ROWS:
                lo = self.r.randint(1, 1 + ROWS - left[0].hi)
                hi = Range(lo, lo + left.pop(0).hi - 1, True)
                parts.append(self.span(hi))
            elif must:
                return None
            else:
                parts.append(str(self.r.randint(r.lo, r.hi)))
        return f'{a.name}[{", ".join(parts)}]'

    def listed(self, shape):
        if len(shape) == 1:
            return '[' + ', '.join(self.r.choice(['{}', '{}', 'sin({})', '1 + {}']).format(
                self.leaf([])) for _ in range(shape[0].hi)) + ']'
        return '[' + ', '.join(self.listed(shape[1:])
                               for _ in range(shape[0].hi)) + ']'

    def array_leaf(self, shape):
        options = [a.name for a in self.arrays if a.ranges == shape]
        if shape != ANY and all(r.lo == 1 for r in shape):
            options += [s for s in (self.sliced(a, shape) for a in self.arrays) if s]
            if not any(r.sized for r in shape) and (not options or self.chance(0.2)):
                options.append(self.listed(shape))
        return self.r.choice(options) if options else self.scalar(0)

    def product(self, depth, shape):
        """`@` with that shape."""
        inner = Range(1, self.r.randint(2, 3))
        if len(shape) == 2:
            a, b = (shape[0], inner), (inner, shape[1])
        else:
            a, b = (shape[0], inner), (inner,)
            if self.chance(0.4):
                a, b = (inner,), (inner, shape[0])
        return f'({self.array(depth - 1, a)}) @ ({self.array(depth - 1, b)})'

    def array(self, depth, shape):
        """An array expression of that shape, without indices."""
        shape = tuple(shape)
        if depth <= 0 or self.chance(0.2):
            return self.array_leaf(shape)
        k = self.r.random()
        flat = shape != ANY and not any(r.sized or r.lo != 1 for r in shape)
        if k < 0.35:
            return self.r.choice(SMOOTH).format(self.array(depth - 1, shape))
        if k < 0.45 and flat and len(shape) <= 2:
            return f'({self.product(depth, shape)})'
        if k < 0.5 and flat and len(shape) == 2:
            return f'({self.array(depth - 1, shape[::-1])})\''
        if k < 0.53 and shape == (Range(1, 3),):
            return f'cross({self.array(depth - 1, shape)}, {self.array(0, shape)})'
        if k < 0.6:
            return (f'(if {self.condition(0, [])} then {self.array(depth - 1, shape)} '
                    f'else {self.array(depth - 1, shape)})')
        return self.pair(depth, shape)

    def pair(self, depth, shape):
        fs = [f for f in self.functions if f.result == 'a']
        if fs and self.chance(0.3):
            f = self.r.choice(fs)
            return f'{f.name}(' + ', '.join(
                self.argument(k, depth + 1, [], shape) for k in f.arguments) + ')'
        other = (self.array(depth - 1, shape) if self.chance(0.5)
                 else self.scalar(depth - 1))
        return self.r.choice(BINARY).format(self.array(depth - 1, shape), other)
