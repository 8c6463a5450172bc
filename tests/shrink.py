"""Making a program that fails smaller, while it still fails in the same way."""
import re


def without_lines(lines, fails):
    for k in reversed(range(len(lines))):
        fewer = lines[:k] + lines[k + 1:]
        if fails(fewer):
            return fewer
    return None


def closing(text, at):
    """Where the bracket that opens at `at` closes."""
    depth = 0
    for k in range(at, len(text)):
        depth += (text[k] in '([{') - (text[k] in ')]}')
        if depth == 0:
            return k
    return None


def parts(text):
    """Split at commas and semicolons outside of brackets."""
    found, depth, begin = [], 0, 0
    for k, c in enumerate(text):
        depth += (c in '([{') - (c in ')]}')
        if c in ',;' and depth == 0:
            found.append(text[begin:k])
            begin = k + 1
    return found + [text[begin:]]


def shorter(line):
    """Lines like this one with something in brackets replaced by less."""
    for m in re.finditer(r'(?<![\w.])\w*\(|\[|\{', line):
        end = closing(line, m.end() - 1)
        if end is None:
            continue
        before, inside, after = line[:m.start()], line[m.end():end], line[end + 1:]
        if m.group() == '{':
            some = [p + ';' for p in parts(inside) if p.strip()]
            for k in range(len(some)):
                yield before + '{' + ''.join(some[:k] + some[k + 1:]) + ' }' + after
        elif m.group() == '[':
            some = parts(inside)
            for k in range(len(some) if len(some) > 1 else 0):
                yield before + '[' + ','.join(some[:k] + some[k + 1:]) + ']' + after
        else:
            for part in parts(inside):
                arms = re.split(r'\bif\b|\bthen\b|\belse\b|: ', part)
                for arm in arms:
                    yield before + '(' + arm.strip() + ')' + after
            yield before + '0.5' + after
            yield before + inside + after
    for m in re.finditer(r' [-+*/@~=] |\)[*/^]', line):
        for n in re.finditer(r' [-+*/@~=] |[;)\]},:]|$', line[m.end():]):
            yield line[:m.start() + (line[m.start()] == ')')] \
                + line[m.end() + n.start():]


def with_shorter_line(lines, fails):
    for k, line in enumerate(lines):
        for text in shorter(line):
            if len(text) < len(line):
                fewer = lines[:k] + [text] + lines[k + 1:]
                if fails(fewer):
                    return fewer
    return None


def shrink(lines, fails):
    """Leave lines and brackets out while fails(lines)."""
    while True:
        fewer = without_lines(lines, fails) or with_shorter_line(lines, fails)
        if fewer is None:
            return lines
        lines = fewer
