"""order: calls whose order C leaves open must not both change the same thing.

C does not say which argument of a call, which operand of + or which element of
an initialiser is evaluated first, and gcc and clang differ.  Where two of them
append (a node to the dag, a loop to the program, a line to the output), what
eqc writes would depend on the compiler that built it.  So the first is to be a
statement of its own.  This is read from the sources: a call graph tells which
functions append, then every expression is looked at.
"""
import re

from .common import Fail

TOKEN = re.compile(r'[A-Za-z_]\w*|\d[\w.]*|->|&&|\|\||[^\s\w]')
PAIR = {'(': ')', '[': ']', '{': '}'}
CONTROL = {'if', 'while', 'for', 'switch'}
NO_CALL = CONTROL | {'return', 'sizeof', 'case', 'else', 'do', 'typeof', 'defined',
                     '__attribute__'}
# What appends by itself; everything that calls one of them does, too.
# So may what is called through a pointer.
APPEND = {'vec_push', 'diag_add', '->'}
# Text under construction: a text of one's own is nobody else's list.
APART = {'src/write/out.c'}


class Group:
    """A bracketed part of a token list."""
    def __init__(self, kind, line):
        self.kind, self.line, self.items = kind, line, []


class Function:
    def __init__(self, path, name, body, static=False):
        self.path, self.name, self.body = path, name, body
        own = static and path.endswith('.c')
        self.key = (path if own else '', name)


def tokens(text):
    """C without comments and strings -> (token, line); no directives."""
    text = re.sub(r'\\\n', '  \n', text)            # keep the count of lines
    line = 1
    at = 0
    for m in TOKEN.finditer(text):
        line += text.count('\n', at, m.start())
        at = m.start()
        yield m.group(0), line


def nest(text):
    """-> a Group of everything; a token is (text, line)."""
    top = Group('', 1)
    stack = [top]
    for token, line in tokens(text):
        if token in PAIR:
            group = Group(token, line)
            stack[-1].items.append(group)
            stack.append(group)
        elif token in PAIR.values():
            if len(stack) > 1:
                stack.pop()
        else:
            stack[-1].items.append((token, line))
    return top


def word(item):
    return item[0] if isinstance(item, tuple) else ''


def kind(item):
    return item.kind if isinstance(item, Group) else ''


def is_name(text):
    return re.match('[A-Za-z_]', text) is not None


def is_list(parameters, body):
    """#define ROWS(ROW) ROW(a) ROW(b): a table, no expression."""
    return any(re.search(rf'\b{p.strip()}\(', body)
               for p in parameters.split(',') if is_name(p.strip()))


def cut(text):
    """The directives of a file taken out -> (rest, macros: (name, body, line))."""
    macros = []

    def take(m):
        d = re.match(r'\s*#\s*define\s+(\w+)\(([^)]*)\)(.*)', m.group(0), re.S)
        if d and not is_list(*d.groups()[1:]):
            line = text.count('\n', 0, m.start(0) + d.start(3)) + 1
            macros.append((d.group(1), '\n' * (line - 1) + d.group(3)))
        return re.sub(r'[^\n]', ' ', m.group(0))
    rest = re.sub(r'^[ \t]*#(?:\\\n|[^\n])*', take, text, flags=re.M)
    return rest, macros


def functions(path, text):
    """Functions, and macros that look like some, with their bodies."""
    rest, macros = cut(text)
    for name, body in macros:
        yield Function(path, name, nest(body))
    items = nest(rest).items
    for k in range(2, len(items)):
        if (kind(items[k]) == '{' and kind(items[k - 1]) == '(' and
                is_name(word(items[k - 2]))):
            yield Function(path, word(items[k - 2]), items[k], is_static(items[:k - 2]))


def is_static(before):
    """Do the tokens before a function's name say that?"""
    for item in reversed(before):
        if word(item) == ';' or kind(item) == '{':
            return False
        if word(item) == 'static':
            return True
    return False


def called(items, k):
    """The name that the brackets items[k] call, or ''; `->` by a pointer."""
    name = word(items[k - 1]) if k else ''
    if kind(items[k]) != '(' or not is_name(name) or name in NO_CALL:
        return ''
    return '->' if k > 1 and word(items[k - 2]) in ('->', '.') else name


def calls(group):
    """Every name that is called below."""
    stack = [group]
    while stack:
        items = stack.pop().items
        for k, item in enumerate(items):
            if isinstance(item, Group):
                stack.append(item)
                yield called(items, k)


class Appending:
    """Which functions append, by the call graph.  Names of a file come first."""
    def __init__(self, found, seeds):
        self.defined = {f.key for f in found}
        users = {}
        for f in found:
            for name in set(calls(f.body)):
                users.setdefault(self.key(f.path, name), set()).add(f.key)
        self.keys = {('', name) for name in seeds}
        todo = list(self.keys)
        while todo:
            for user in users.get(todo.pop(), ()):
                if user not in self.keys:
                    self.keys.add(user)
                    todo.append(user)

    def key(self, path, name):
        return (path, name) if (path, name) in self.defined else ('', name)

    def __call__(self, path, name):
        return self.key(path, name) in self.keys


class Reader:
    """Looks at every expression of a function."""
    def __init__(self, path, appends):
        self.path, self.appends = path, appends
        self.wrong = []             # (line, [what stands side by side])

    def block(self, group):
        """Statements: each is looked at by itself."""
        part = []
        for k, item in enumerate(group.items):
            before = group.items[k - 1] if k else None
            if kind(item) == '{' and not self.is_value(part):
                self.unit(part)
                self.block(item)
                part = []
            elif kind(item) == '(' and word(before) in CONTROL:
                self.block(item)    # for (;;): its parts come one by one
                part = []
            elif word(item) in (';', 'return', 'else', 'do') or word(item) in CONTROL:
                self.unit(part)
                part = []
            else:
                part.append(item)
        self.unit(part)

    @staticmethod
    def is_value(part):
        """Is the { after this part an initialiser?"""
        if not part:
            return False
        last = part[-1]
        if word(last) in ('=', ',', '(') or kind(last) == '[':
            return True
        # (struct x){...}, but not f(x) {...} nor FOR_ALL(x) {...}
        return kind(last) == '(' and not (len(part) > 1 and is_name(word(part[-2])))

    def unit(self, items, commas_part=True):
        """An expression -> the calls in it that append, all in open order."""
        found = []
        parts = [[]]
        for item in items:
            if word(item) in ('&&', '||', '?', ':') or (commas_part and word(item) == ','):
                parts.append([])
            else:
                parts[-1].append(item)
        for part in parts:
            found += self.operands(part)
        return found[:1]

    def operands(self, part):
        """No sequence point at this level: at most one may append."""
        units = []
        for k, item in enumerate(part):
            if not isinstance(item, Group):
                continue
            name = called(part, k)
            if k and word(part[k - 1]) in ('sizeof', '__attribute__'):
                continue
            if name or item.kind == '{':
                inner = self.arguments(item)
            else:
                inner = self.unit(item.items)
            if name and self.appends(self.path, name):
                units.append((item.line, name))
            elif inner:
                units.append(inner[0])
        self.note(units)
        return units[:1]

    def arguments(self, group):
        parts = [[]]
        for item in group.items:
            if word(item) == ',':
                parts.append([])
            else:
                parts[-1].append(item)
        units = []
        for part in parts:
            units += self.unit(part)
        self.note(units)
        return units[:1]

    def note(self, units):
        if len(units) > 1:
            self.wrong.append((units[0][0], [n for _, n in units]))


def look(files, seeds=APPEND):
    """files: (path, text without comments and strings) -> lines of complaint."""
    found = [f for path, text in files
             if path not in APART for f in functions(path, text)]
    appends = Appending(found, seeds)
    lines = []
    for f in found:
        reader = Reader(f.path, appends)
        reader.block(f.body)
        lines += [(f.path, line, f.name, units) for line, units in reader.wrong]
    return [f'{path}:{line}: {name}: {" and ".join(units)} in an order that C '
            'leaves open' for path, line, name, units in sorted(lines)]


CANARY = """
static Expr leaf(struct dag *g) { vec_push(&g->nodes, 0); return g->n; }
Expr fine(struct dag *g, bool c)
{
    Expr a = leaf(g), b = leaf(g);
    for (int k = 0; k < 3; k++)
        if (leaf(g).i && leaf(g).i)
            return c ? leaf(g) : neg(g, leaf(g));
    return sum(g, leaf(g), (Expr){a.i + b.i});
}
Expr arguments(struct dag *g) { return sum(g, leaf(g), neg(g, leaf(g))); }
Expr operands(struct dag *g) { return fine(g, 1) + leaf(g); }
Expr list(struct dag *g) { Expr e[] = {leaf(g), (leaf(g))}; return e[0]; }
Expr pointer(struct dag *g) { return sum(g->make(g), g->make(g)); }
"""


def check(files):
    wrong = look(files)
    if wrong:
        raise Fail('name the first result, then use it\n' + '\n'.join(wrong))


def check_canary():
    """The four below `fine` are found, and nothing else."""
    found = [line.split(': ')[1] for line in look([('canary.c', CANARY)])]
    if found != ['arguments', 'operands', 'list', 'pointer']:
        raise Fail(f'found {found}')
