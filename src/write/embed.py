"""Write the text of runtime files as a C source: embed.py OUT ROOT FILE..."""
import os
import re
import sys

out_path, root, *paths = sys.argv[1:]
ESCAPE = {'\\': '\\\\', '"': '\\"', '\t': '\\t'}


def literal(text):
    """Lines as adjacent string literals; ?? is split, against trigraphs."""
    lines = []
    for line in text.splitlines():
        line = re.sub(r'[^\t -~]', '?', line)    # tests/kinds/floors.py forbids it
        body = ''.join(ESCAPE.get(c, c) for c in line).replace('??', '?""?')
        lines.append(f'    "{body}\\n"')
    return '\n'.join(lines) or '    ""'


out = ['/* Made by embed.py from runtime/. */', '#include "embedded.h"', '']
rows = []
for k, path in enumerate(sorted(os.path.abspath(p) for p in paths)):
    name = os.path.relpath(path, os.path.abspath(root)).replace(os.sep, '/')
    with open(path, encoding='utf-8', newline='\n') as f:
        text = f.read()
    out += [f'static const char text_{k}[] =', literal(text) + ';', '']
    rows.append(f'    {{"{name}", text_{k}, sizeof text_{k} - 1}},')
out += ['const struct embedded_file embedded_files[] = {', *rows, '};',
        f'const size_t embedded_file_count = {len(rows)};']
with open(out_path, 'w', encoding='ascii', newline='\n') as f:
    f.write('\n'.join(out) + '\n')
