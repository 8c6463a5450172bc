"""states: states/messages.txt: what is said of a wrong token in each state of the parser.

bison lists the states; a shortest text that leads to each, and then each of some tokens
that cannot follow: whatever `eqc check` says of that is one of the lines of
messages.txt, which are read as prose. A line: the message, how many states have it, and
the shortest text that gives it. Words of grammars (token, state, identifier...) are in none.
"""
import heapq
import os
import re
import subprocess
import xml.etree.ElementTree as xml
from concurrent.futures import ThreadPoolExecutor

from .common import Fail, TOP, Test, diff, read, write

WRONG = [';', ')', ']', '}', '{', ',', '=', '~', ':', '..', '+', '*', '<', '(', '[', 'b', '7',
         '"s"', 'unknown', 'for', 'if', 'then', 'in', 'from', '']
TEXT = {'NUM': '2', 'STR': '"s"', '$end': ''}
JARGON = re.compile(r'\b(token|state|identifier|syntax|parse|unexpected|nonterminal|lexer)s?\b',
                    re.I)
ERROR = re.compile(r'^-?<stdin>:(\d+):(\d+): error: (.*) \[(E01\d\d)\]$', re.M)


def automaton(context):
    path = os.path.join(context.fresh('states'), 'a.xml')
    subprocess.run(['bison', '--xml=' + path, '-o', path + '.c',
                    os.path.join(TOP, 'grammar', 'eqc.y')], check=True, capture_output=True)
    return xml.parse(path).getroot()


def yields(root):
    """symbol -> its shortest list of tokens"""
    known = {t.get('name'): [t.get('name')] for t in root.iter('terminal')}
    del known['error']
    rules = [(r.find('lhs').text, [s.text for s in r.find('rhs').iter('symbol')])
             for r in root.find('grammar').find('rules')]
    changed = True
    while changed:
        changed = False
        for left, right in rules:
            if all(s in known for s in right):
                new = [t for s in right for t in known[s]]
                if left not in known or len(new) < len(known[left]):
                    known[left] = new
                    changed = True
    return known


def prefixes(root):
    """state -> a shortest list of tokens that leads there (Dijkstra)"""
    known, found, queue = yields(root), {}, [(0, 0, [])]
    edges = {int(s.get('number')): [(t.get('symbol'), int(t.get('state')))
                                    for t in s.find('actions').find('transitions')]
             for s in root.find('automaton')}
    while queue:
        _, state, path = heapq.heappop(queue)
        if state in found:
            continue
        found[state] = path
        for symbol, to in edges[state]:
            if symbol in known and to not in found:
                new = path + known[symbol]
                heapq.heappush(queue, (len(new), to, new))
    return found


def text_of(tokens):
    names, out = iter('acdfghkmpqruvwxyz' * 3), []
    for t in tokens:
        bare = t.strip('"') if t[0] == '"' else t[1:-1].replace("\\'", "'") if t[0] == "'" else t
        out.append(next(names) if t == 'NAME' else TEXT.get(bare, bare))
    return ' '.join(out)


def messages_of(context, text):
    done = context.run_eqc(['check', '-'], stdin=text.encode())
    if not 0 <= done.code < 70:
        raise Fail(f'exit {done.code} for: {text}')
    return ERROR.findall(done.err)


def key(text, found):
    """The message, with what differs from text to text left out."""
    message = re.sub(r'(found|write|before|after|and|between|did you mean|is|of) `[^`]*`',
                     r'\1 `.`', found[2])
    return f'{found[3]} {message}'


def collect_messages(context):
    lines = {}
    tried = [text_of(path) for path in prefixes(automaton(context)).values()]
    texts = sorted({(p + ' ' + w).strip() for p in tried for w in WRONG})
    with ThreadPoolExecutor(2) as pool:
        for text, found in zip(texts, pool.map(lambda t: messages_of(context, t), texts)):
            for one in found[:1]:
                lines.setdefault(key(text, one), []).append(text)
    return len(texts), lines


def check(context):
    path = os.path.join(context.root, 'states', 'messages.txt')
    n, lines = collect_messages(context)
    got = ''.join(f'{k}\n    {len(v)}: {min(v, key=lambda t: (len(t), t))}\n'
                  for k, v in sorted(lines.items()))
    if context.update:
        write(path, got)
    if got != read(path):
        raise Fail('other messages\n' + diff(read(path), got, 'messages.txt'))
    bad = [k for k in lines if JARGON.search(k) or k.startswith('E0149')]
    if bad:
        raise Fail('no words for people:\n' + '\n'.join(bad))
    return n


def collect(context):
    if not os.path.isdir(os.path.join(context.root, 'states')):
        return []
    return [Test('states of the parser', check, context)]
