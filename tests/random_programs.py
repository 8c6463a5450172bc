"""Random programs for the differential tests: right by construction, seeded.

A program is a list of statements, one a line, so that it can be shrunk by leaving
lines out. Results named valueK and slopeK_J are a pair: the second is `diff` of the
first by the unknown number J, counted from 0.
"""
import random
import re

from random_expressions import (ANY, FULL, ROWS, Array, Expressions, Function, Gather,
                                Index, Range, length)

ROBUST = ['huber(0.7)', 'cauchy(1.3)', 'l1(0.3)', 'tukey(40)', 'soft_l1(0.8)',
          'arctan(2)', 'geman_mcclure(1.1)']


class Program(Expressions):
    def __init__(self, seed):
        super().__init__(random.Random(seed))
        self.lines = []
        self.unknowns = []           # names, and arrays
        self.sizes = []              # of the unknowns, in order; n may be among them
        self.no_diff = set()         # names that `diff` does not go through yet

    def add(self, line):
        self.lines.append(line)
        names = re.findall(r'\b[a-z]\d+\b', line)
        if line.startswith(('let', 'fn')) and self.no_diff_in(line):
            self.no_diff.add(names[0])

    def no_diff_in(self, text):
        names = re.findall(r'\b[a-z]\d+\b', text)
        return (re.search(r'\.\.i\d|i\d+\.\.', text)
                or any(n in self.no_diff for n in names))

    def new_array(self, stem, ranges):
        a = Array(self.name(stem), tuple(ranges))
        self.arrays.append(a)
        return a

    def dims(self, a, indices=()):
        if indices:
            return '[' + ', '.join(self.binder(i) for i in indices) + ']'
        return '[' + ', '.join(self.span(r) if r.lo != 1 or self.chance(0.1)
                               else self.end(r) for r in a.ranges) + ']'

    def only(self, stems):
        """Forget all other names for a while: -> what restore() takes."""
        kept = self.scalars, self.arrays
        self.scalars = [s for s in self.scalars if s[0] in stems]
        self.arrays = [a for a in self.arrays if a.name[0] in stems]
        return kept

    def restore(self, kept):
        self.scalars, self.arrays = kept

    # -- inputs --------------------------------------------------------------

    def const(self):
        k = self.r.randint(2, 4)
        if k not in self.consts:
            self.consts[k] = self.name('c')
            self.add(f'const {self.consts[k]} = {k};')

    def table(self):
        n = self.r.randint(2, 5)
        row = lambda: '[' + ', '.join(self.number() for _ in range(n)) + ']'
        if self.chance(0.3):
            m = self.r.randint(2, 3)
            text = '[' + ', '.join(row() for _ in range(m)) + ']'
            a = self.new_array('d', [Range(1, m), Range(1, n)])
        else:
            text = row()
            a = self.new_array('d', [Range(1, n)])
        self.add(f'data {a.name} = {text};')

    def computed(self):
        kept = self.only('dp')
        i = self.index()
        body = self.scalar(2, [i])
        self.restore(kept)
        a = self.new_array('d', [i.range])
        self.add(f'data {a.name}{self.dims(a, [i])} = {body};')

    def drawn(self):
        a = self.new_array('d', [Range(1, self.r.randint(2, 5))])
        law = self.r.choice(['randn({})', 'uniform(0.5, 2, {})'])
        self.add(f'data {a.name}{self.dims(a)} = '
                 + law.format(f'seed = {self.r.randint(1, 999)}') + ';')

    def columns(self):
        if self.sized:
            return
        self.sized = True
        t, y, s = (self.new_array('d', [FULL]).name for _ in range(3))
        g, h = self.name('g'), self.name('g')
        self.gathers += [Gather(g, FULL, Range(1, 3)), Gather(h, FULL, Range(-1, 1))]
        self.add(f'data {t}[n] = "t", {y}[n] = "y", {s}[n] = "s", '
                 f'{g}[n] in 1..3 = "g", {h}[n] in -1..1 = "h" from "random.csv";')
        if self.chance(0.4):
            a = self.new_array('d', [FULL, Range(1, 2)])
            self.add(f'data {a.name}[n, 2] = ["y", "s"] from "random.csv";')

    def whole_numbers(self):
        n, lo = self.r.randint(2, 4), self.r.choice([0, 1, 1])
        values = Range(lo, lo + self.r.randint(1, 3))
        g = Gather(self.name('g'), Range(1, n), values)
        self.gathers.append(g)
        rows = ', '.join(str(self.r.randint(*values[:2])) for _ in range(n))
        self.add(f'data {g.name}[{self.end(g.positions)}] in {self.span(values)} = '
                 f'[{rows}];')

    def curve(self):
        """A table for interp and pchip, wide enough for 2.5*sin(...)."""
        n = self.r.randint(3, 6)
        inner = sorted(self.r.uniform(-2.5, 2.5) for _ in range(n - 2))
        xs = [-3] + [round(x + k*1e-3, 3) for k, x in enumerate(inner)] + [3]
        x, y = (self.new_array('d', [Range(1, n)]).name for _ in range(2))
        self.tables.append((x, y))
        ys = ', '.join(self.number() for _ in range(n))
        self.add(f'data {x} = [{", ".join(map(str, xs))}], {y} = [{ys}];')

    def param(self):
        if self.chance(0.6):
            p = self.name('p')
            self.scalars.append(p)
            self.add(f'param {p} = {self.number()};')
        else:
            a = self.new_array('p', [Range(1, self.r.randint(2, 4))])
            default = self.r.choice(['', ' = 1.3'])
            self.add(f'param {a.name}{self.dims(a)}{default};')

    def wide(self):
        """Data of so many columns that loops over them are cut or put in lanes."""
        ranges = [Range(1, self.r.randint(1, 3)), Range(1, self.r.randint(16, 19))]
        if self.chance(0.5):
            ranges.reverse()
        indices = [Index(self.name('i'), r) for r in ranges]
        a = self.new_array('d', ranges)
        i, j = (i.name for i in indices)
        self.add(f'data {a.name}{self.dims(a, indices)} = '
                 f'sin({self.number()}*{i} + {j});')

    def start_of(self, a, indices):
        """Many start apart: the complex step at a tie of lanes has another winner."""
        k = self.r.random() if length(a.ranges[-1]) < 16 else 0
        if k < 0.4:
            return self.r.choice(['randn(seed = 7)', 'uniform(0.3, 2, seed = 3)'])
        if k < 0.7:
            kept = self.only('dp')
            text = f'sin({self.scalar(2, indices)})'
            self.restore(kept)
            return text
        return self.number()

    def unknown(self):
        bounds = self.r.choice(['', '', ' in [-5, 5]', ' in [-20, inf]'])
        if self.chance(0.5):
            u = self.name('u')
            self.scalars.append(u)
            self.unknowns.append(u)
            self.sizes.append(1)
            self.add(f'unknown {u} = {self.number()}{bounds};')
            return
        ranges = []
        for _ in range(self.r.choice([1, 1, 1, 2, 2, 3])):
            lo = self.r.choice([1, 1, 1, 0, 2])
            ranges.append(Range(lo, lo + self.r.randint(1, 3)))
        if self.sized and self.chance(0.3):
            ranges[0] = Range(self.r.choice([0, 1]), ROWS, True)
        if len(ranges) < 3 and self.chance(0.08):
            ranges[-1] = Range(1, self.r.randint(16, 18))
        a = Array(self.name('u'), tuple(ranges))
        indices = [Index(self.name('i'), r) for r in ranges] \
            if self.chance(0.4) else []
        start = self.start_of(a, indices)
        self.arrays.append(a)
        self.unknowns.append(a)
        size = 1
        for r in ranges:
            size *= length(r)
        self.sizes.append(size)
        self.add(f'unknown {a.name}{self.dims(a, indices)} = {start}{bounds};')

    # -- functions -----------------------------------------------------------

    def function(self):
        f = self.name('f')
        kinds = self.r.choice(['s', 'ss', 's', 'ss', 'a', 'as', 'aa'])
        names = [n for n, _ in zip('xyz', kinds)]
        kept = self.only('')
        functions, tables, gathers = self.functions, self.tables, self.gathers
        self.tables, self.gathers = [], []
        self.functions = [g for g in functions if set(g.arguments) <= {'s'}]
        self.scalars = [n for n, k in zip(names, kinds) if k == 's']
        self.arrays = [Array(n, ANY) for n, k in zip(names, kinds) if k == 'a']
        lets, result = [], 's'
        for k in range(self.r.randint(0, 2)):
            if 'a' in kinds and self.chance(0.5):
                lets.append(f'let v{k} = {self.array(2, ANY)};')
                self.arrays.append(Array(f'v{k}', ANY))
                continue
            lets.append(f'let v{k} = {self.scalar(2)};')
            self.scalars.append(f'v{k}')
        if self.chance(0.25):
            lets.append(self.local_chain([]))
        if kinds[0] == 'a' and self.chance(0.6):
            body, result = self.array(2, ANY), 'a'
        elif 's' == kinds and self.chance(0.4):
            lets.append(f'let w = x^2*({self.scalar(2)}) + sin(x);')
            body = 'w' if self.no_diff_in(''.join(lets)) else 'diff(w, x)'
        else:
            body = self.scalar(2)
        self.restore(kept)
        self.functions, self.tables, self.gathers = functions, tables, gathers
        text = f'fn {f}({", ".join(names)}) '
        self.add(text + ('{ ' + ' '.join(lets) + f' {body} }}' if lets
                         else f'= {body};'))
        self.functions.append(Function(f, kinds, result))

    # -- definitions ---------------------------------------------------------

    def chain(self):
        """One or two arrays, each element from one or two before or after it."""
        n, back = self.r.randint(2, 4), self.r.choice([1, 1, 1, 2])
        down = self.chance(0.3)
        first, rest = list(range(back)), Range(back, n)
        step = '-'
        if down:
            first, rest, step = [n - k for k in first], Range(0, n - back), '+'
        i = Index(self.name('i'), rest)
        names = [self.name('h') for _ in range(self.r.choice([1, 1, 2]))]
        for h in names:
            for k in first:
                self.add(f'let {h}[{k}] = {self.scalar(2)};')
        for k, h in enumerate(names):
            last = ' + '.join(f'{self.r.choice(names)}[{i.name}{step}{b + 1}]'
                              for b in range(back))
            if k:                        # this turn's value of the first one
                last += f' + {names[0]}[{i.name}]/3'
            self.add(f'let {h}[{self.binder(i)}] = tanh({self.scalar(2, [i])} + '
                     f'({last})*{self.scalar(1, [i])});')
        self.arrays += [Array(h, (Range(0, n),)) for h in names]

    def local_chain(self, indices):
        """The text of a recurrence inside `for` or `fn`; its last element is a
        number from then on."""
        n, h = self.r.randint(1, 4), self.name('r')
        i = Index(self.name('i'), Range(1, n))
        start = self.scalar(2, indices)
        step = (f'tanh({self.scalar(2, indices + [i])} + '
                f'{h}[{i.name}-1]*{self.scalar(1, indices)})')
        self.scalars.append(f'{h}[{n}]')
        return f'let {h}[0] = {start}; let {h}[{self.binder(i)}] = {step};'

    def columns_chain(self):
        """A recurrence in many columns that do not touch each other."""
        n, m, h = self.r.randint(1, 3), self.r.randint(16, 18), self.name('h')
        i, j = Index(self.name('i'), Range(1, n)), Index(self.name('i'), Range(1, m))
        last = f'{h}[{i.name}-1, {j.name}]'
        self.add(f'let {h}[0, {self.binder(j)}] = {self.scalar(2, [j])};')
        self.add(f'let {h}[{self.binder(i)}, {self.binder(j)}] = '
                 f'tanh({self.scalar(2, [i, j])} + {last}*{self.scalar(1, [i])});')
        self.arrays.append(Array(h, (Range(0, n), Range(1, m))))

    def grid(self):
        """Each element from those above and to the left."""
        n, m, h = self.r.randint(1, 3), self.r.randint(1, 3), self.name('h')
        j, i = Index(self.name('i'), Range(0, m)), Index(self.name('i'), Range(1, n))
        k = Index(self.name('i'), Range(1, m))
        self.add(f'let {h}[0, {self.binder(j)}] = {self.scalar(2, [j])};')
        self.add(f'let {h}[{self.binder(i)}, 0] = {self.scalar(2, [i])};')
        self.add(f'let {h}[{self.binder(i)}, {self.binder(k)}] = '
                 f'sin({h}[{i.name}-1, {k.name}] + {h}[{i.name}, {k.name}-1]'
                 f'*{self.scalar(1, [i, k])});')
        self.arrays.append(Array(h, (Range(0, n), Range(0, m))))

    def parts(self):
        """An array in pieces."""
        n, e = self.r.randint(2, 4), self.name('e')
        cut = self.r.randint(1, n - 1)
        for r in (Range(1, cut), Range(cut + 1, n)):
            i = Index(self.name('i'), r)
            at = self.binder(i) if r.lo < r.hi or self.chance(0.3) else str(r.lo)
            self.add(f'let {e}[{at}] = {self.scalar(2, [i] if "in" in at else [])};')
        self.arrays.append(Array(e, (Range(1, n),)))

    def to_differentiate(self):
        """-> the name of a number, an unknown in it, the place of that; or None."""
        u, v = self.r.choice(self.unknowns), self.name('v')
        name = u if isinstance(u, str) else f'sum({u.name}^2)'
        self.add(f'let {v} = {name}*({self.scalar(3)}) + {self.scalar(2)};')
        if v in self.no_diff:
            self.scalars.append(v)
            return None
        return v, u, sum(self.sizes[:self.unknowns.index(u)])

    def derivative(self):
        found = self.to_differentiate()
        if found is None:
            return
        e, u, _ = found
        if isinstance(u, str):
            v = self.name('w')
            self.add(f'let {v} = diff({e}, {u});')
            self.scalars.append(v)
        else:
            a = self.new_array('w', u.ranges)
            self.add(f'let {a.name} = diff({e}, {u.name});')
        self.scalars.append(e)

    def let(self):
        k = self.r.random()
        if k < 0.2:
            self.r.choice([self.chain, self.chain, self.grid, self.parts,
                           self.columns_chain])()
            return
        if k < 0.25:
            self.derivative()
            return
        k = self.r.random()
        if k < 0.3 or not self.arrays:
            v = self.name('v')
            self.add(f'let {v} = {self.scalar(3)};')
            self.scalars.append(v)
        elif k < 0.55:
            shape = self.shape() if self.chance(0.5) else tuple(
                Range(1, self.r.randint(2, 3)) for _ in range(self.r.choice([1, 1, 2])))
            body = self.array(2, shape)
            a = self.new_array('e', shape)
            self.add(f'let {a.name} = {body};')
        else:
            idx = [self.index() for _ in range(self.r.choice([1, 1, 2]))]
            body = self.scalar(3, idx)
            a = self.new_array('e', [i.range for i in idx])
            self.add(f'let {a.name}{self.dims(a, idx)} = {body};')

    # -- what must hold ------------------------------------------------------

    def some_unknown(self, indices):
        u = self.r.choice(self.unknowns)
        return u if isinstance(u, str) else self.subscripted(u, indices)

    def tail(self, indices):
        text = ''
        if self.chance(0.5):
            size = self.number()
            if self.chance(0.5):
                kept = self.only('dp')
                size = f'{size} + ({self.scalar(1, indices)})^2'
                self.restore(kept)
            text += self.r.choice([' weight ', ' sigma ']) + size
        if self.chance(0.4):
            text += f' with {self.r.choice(ROBUST)}'
        return text

    def relation(self, sign, indices):
        left = f'{self.scalar(2, indices)} + {self.some_unknown(indices)}'
        label = self.name('l') + ': ' if self.chance(0.1) else ''
        tail = self.tail(indices) if sign == '~' else ''
        return f'{label}{left} {sign} {self.scalar(2, indices)}{tail};'

    def family(self, sign):
        idx = [self.index() for _ in range(self.r.choice([1, 1, 2]))]
        binders = ', '.join(self.binder(i) for i in idx) + self.kept_rows(idx)
        kept = list(self.scalars)
        lets = ''
        if self.chance(0.5):
            v = self.name('v')
            lets = f'let {v} = {self.scalar(2, idx)}; '
            self.scalars.append(v)
        if self.chance(0.25):
            lets += self.local_chain(idx) + ' '
        body = ' '.join(self.relation(sign, idx)
                        for _ in range(self.r.choice([1, 1, 2])))
        self.scalars = kept
        self.add(f'for {binders} {{ {lets}{body} }}')

    def kept_rows(self, indices):
        """A condition that leaves rows out: indices, data, a param decide."""
        i = self.r.choice(indices)
        own = [g for g in self.gathers
               if g.positions.lo <= i.range.lo and i.range.hi <= g.positions.hi]
        params = [p for p in self.scalars if p[0] == 'p']
        if self.chance(0.65):
            return ''
        if own and self.chance(0.6):
            g = self.r.choice(own)
            return f' if {g.name}[{i.name}] == {self.r.randint(*g.values[:2])}'
        if params and self.chance(0.5):
            return f' if {i.name}/2 {self.r.choice("<>")} {self.r.choice(params)}'
        return f' if {self.on_index(indices)}'

    def elementwise(self, sign):
        shapes = [u.ranges for u in self.unknowns if not isinstance(u, str)]
        if not shapes:
            self.add(self.relation(sign, []))
            return
        shape = self.r.choice(shapes)
        names = [u.name for u in self.unknowns if getattr(u, 'ranges', 0) == shape]
        self.add(f'{self.r.choice(names)} + {self.array(2, shape)} {sign} '
                 f'{self.array(1, shape)}{self.tail([]) if sign == "~" else ""};')

    def rows(self, sign):
        k = self.r.random()
        if k < 0.5:
            self.family(sign)
        elif k < 0.7:
            self.elementwise(sign)
        else:
            self.add(self.relation(sign, []))

    def everything(self, sign):
        """Every unknown must stand somewhere."""
        for u in self.unknowns:
            name = u if isinstance(u, str) else f'sum({u.name})'
            self.add(f'{name} {sign} {self.number()};')

    def statements(self):
        kind = self.r.choice(2*['loss', 'fit', 'system'] + ['mixed'])
        for _ in range(self.r.randint(1, 3)):
            if kind == 'loss':
                self.add(f'{self.r.choice(["loss", "minimize"])} {self.scalar(4)};')
            else:
                self.rows('=' if kind == 'system' else '~')
        if kind == 'mixed':
            self.add(f'loss {self.scalar(3)};')
        if kind == 'loss':
            self.add('loss ' + ' + '.join(
                f'{u}^2' if isinstance(u, str) else f'sum({u.name}^2)'
                for u in self.unknowns) + ';')
        else:
            self.everything('=' if kind == 'system' else '~')
        if kind != 'system' and self.chance(0.3):
            self.rows(self.r.choice(['=', '<=', '>=']))

    def shows(self):
        for _ in range(self.r.randint(0, 2)):
            self.add(f'show {self.scalar(3)} as {self.name("s")};')
        if self.chance(0.3):
            self.slope()

    def slope(self):
        """A result and its derivative by one unknown."""
        found = self.to_differentiate()
        if found is None:
            return
        e, u, column = found
        text = f'diff({e}, {u if isinstance(u, str) else u.name})'
        if not isinstance(u, str):
            place = [self.r.randint(r.lo, r.hi) for r in u.ranges]
            offset = 0
            for r, p in zip(u.ranges, place):
                offset = offset*length(r) + p - r.lo
            column += offset
            text = f'({text})[{", ".join(map(str, place))}]'
        pair = self.name('')
        self.add(f'show {e} as value{pair}, {text} as slope{pair}_{column};')


def program(seed):
    """-> the lines of a program"""
    p = Program(seed)
    for _ in range(p.r.randint(0, 2)):
        p.r.choice([p.param, p.param, p.const])()
    for _ in range(p.r.randint(1, 4)):
        p.r.choice(2*[p.table, p.table, p.computed, p.drawn, p.columns,
                      p.whole_numbers, p.curve] + [p.wide])()
    for _ in range(p.r.randint(0, 2)):
        p.function()
    for _ in range(p.r.randint(1, 3)):
        p.unknown()
    for _ in range(p.r.randint(0, 4)):
        p.let()
    p.statements()
    p.shows()
    return p.lines


def renamed(lines):
    """The same program under other names, whose order is another one."""
    return [re.sub(r'(?<!with )\b([a-z])(\d+)\b',
                   lambda m: f'{"zyxwvutsrqponmlkjihgfedcba"[ord(m[1]) - 97]}'
                             f'q{9999 - int(m[2])}', line) for line in lines]

