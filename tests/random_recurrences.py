"""Random programs of recurrences: in lets, in `fn` and `for`, in one another, up and
down, two at a time, with sums over ranges that depend on the index, in branches.

As in random_programs: seeded, right by construction, a statement a line.
"""
import random

HEAD = ['data w1[4] = [1, 0.7, 1.3, 0.4], k2[4] in 1..4 = [2, 3, 1, 4];',
        'unknown a1 = 0.5, c2 = 0.4, q3[4] = 0.3;']
SMOOTH = ['sin({})', 'cos({})', 'tanh({})', '0.5*{}', '({})^2/4', 'exp(-({})^2)',
          'log(2 + ({})^2)']
# Over j: ranges and conditions, by the index i of the recurrence.
RANGES = ['j in 1..i', 'j in 1..3', 'j in i..4', 'j in 1..4 if k2[j] >= i',
          'j in 1..k2[i]', 'j in 1..min(i, 2)', 'j in 1..div(6, i + 1)']


class Recurrences:
    def __init__(self, seed):
        self.r = random.Random(seed)
        self.functions = []
        self.names = 0

    def name(self, letter):
        self.names += 1
        return f'{letter}{self.names + 9}'

    def chance(self, p):
        return self.r.random() < p

    # ---- expressions -------------------------------------------------------------

    def leaf(self, names):
        return self.r.choice(names + ['a1', 'c2', 'q3[2]', '0.7'])

    def smooth(self, e):
        return self.r.choice(SMOOTH).format(e)

    def call(self, names):
        return f'{self.r.choice(self.functions)}({self.leaf(names)}, {self.leaf(names)})'

    def choice(self, names, e):
        cond = f'{self.leaf(names)} > {self.r.choice(["0.3", "0.6", "a1"])}'
        return f'(if {cond} then {e} else {self.leaf(names)})'

    def term(self, names, depth=2):
        if depth == 0:
            return self.leaf(names)
        inner, k = self.term(names, depth - 1), self.r.random()
        if k < 0.35:
            return self.smooth(inner)
        if k < 0.6:
            return f'{self.leaf(names)}*{self.smooth(inner)}'
        if k < 0.75:
            return f'({inner} + {self.leaf(names)})'
        if k < 0.88 and self.functions:
            return self.call(names)
        return self.choice(names, inner)

    def total(self, names):
        of = self.r.choice(['q3[j]', 'a1', 'w1[j]'])
        return (f'sum({self.r.choice(RANGES)}: w1[j]*{of}*'
                f'{self.smooth(self.leaf(names))})/8')

    # ---- recurrences -------------------------------------------------------------

    def recurrences(self, names, longest):
        """-> the lets of one recurrence, or of two that need one another; a result"""
        most = self.r.randint(2, longest)
        down = self.chance(0.3)
        begin, step, end = (most + 1, 'i+1', 1) if down else (0, 'i-1', most)
        arrays = [self.name('z') for _ in range(self.r.choice([1, 1, 2]))]
        earlier = [f'{a}[{step}]' for a in arrays]
        lets = [f'let {a}[{begin}] = {self.leaf(names)};' for a in arrays]
        for k, array in enumerate(arrays):
            at_hand = names + earlier + [f'{a}[i]' for a in arrays[:k]]
            body = self.term(at_hand)
            if self.chance(0.4):
                body += ' + ' + self.total(at_hand)
            lets.append(f'let {array}[i in 1..{most}] = {body} + {earlier[k]}/3;')
        result = ' + '.join(f'{a}[{end}]' for a in arrays)
        if self.chance(0.3):
            result += f' + sum({arrays[0]})/5'
        return ' '.join(lets), result

    def function(self):
        lets, result = self.recurrences(['s1', 'r2'], 3)
        name = self.name('f')
        self.functions.append(name)
        return f'fn {name}(s1, r2) {{ {lets} {result} }}'

    def family(self):
        lets, result = self.recurrences(['w1[k]', 'q3[k]'], 3)
        rows = f'{result} ~ w1[k]{self.r.choice(["", " sigma 0.5", " with huber(0.5)"])};'
        if self.chance(0.4):
            rows += f' (if k2[k] > 1 then {self.call(["q3[k]"])} else q3[k]) ~ 1;'
        return f'for k in 1..4 {{ {lets} {rows} }}'

    def rows(self):
        lets, result = self.recurrences([], 4)
        return [lets, f'{result} ~ {self.leaf([])};']


def program(seed):
    """-> the lines of a program"""
    p = Recurrences(seed)
    lines = HEAD + [p.function() for _ in range(p.r.randint(1, 3))]
    for _ in range(p.r.randint(1, 2)):
        lines += p.rows()
    lines += [p.family() for _ in range(p.r.randint(0, 2))]
    if p.chance(0.4):
        lines.append(f'loss ({p.call(["a1"])} - 0.5)^2*(1 + q3[1]^2);')
    if p.chance(0.4):
        lines.append(f'diff({p.call(["a1"])} + a1^2, a1) + sum(q3^2) ~ 0.3;')
    return lines + ['for k in 1..4 { q3[k] ~ 0.2*a1 + c2 + sum(w1)*k2[k]/99; }']
