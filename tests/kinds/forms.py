"""forms: `--diagnostics=short|json|sarif` say what people are told, well formed.

For programs: one line a message, a list of objects, or SARIF 2.1.0 (the parts of its
schema that eqc writes are looked at here). Codes, levels, places and words are those
of the form for people.
"""
import json
import re

from .common import Fail

HUMAN = re.compile(r'^(.*?)(?::(\d+):(\d+))?: (error|warning|info): (.*)'
                   r' \[([EWIR]\d{4})(?:, (\w+))?\]$')
SHORT = re.compile(r'^(.*?):(\d+):(\d+): (error|warning|info): (.*)'
                   r' \[([EWIR]\d{4})(?:, (\w+))?\]$')
LEVELS = {'error': 'error', 'warning': 'warning', 'info': 'note'}


def need(what, where):
    if not what:
        raise Fail(f'ill-formed: {where}')


def place(m, where):
    """(line, column) of a JSON object, or None."""
    if 'line' not in m:
        return None
    numbers = [m[key] for key in ('line', 'column', 'end_line', 'end_column')]
    need(all(type(k) is int and k >= 1 for k in numbers), where)
    need(numbers[2:] >= numbers[:2], where)
    return numbers[0], numbers[1]


def of_json(text):
    found = []
    for m in json.loads(text):
        where = json.dumps(m)
        need(set(m) - {'tag', 'line', 'column', 'end_line', 'end_column'} ==
             {'code', 'level', 'message', 'file', 'notes', 'help'}, where)
        need(m['level'] in LEVELS and m['message'] and m['file'], where)
        for remark in m['notes'] + m['help']:
            need(remark['message'], where)
            place(remark, where)
        found.append((m['code'], m['level'], place(m, where), m['message']))
    return found


def of_sarif(text):
    log = json.loads(text)
    need(set(log) == {'$schema', 'version', 'runs'} and log['version'] == '2.1.0' and
         len(log['runs']) == 1, text[:300])
    run = log['runs'][0]
    need(run['tool']['driver']['name'] == 'eqc' and
         run['columnKind'] == 'unicodeCodePoints', text[:300])
    found = []
    for m in run['results']:
        where = json.dumps(m)
        need(set(m) - {'relatedLocations'} ==
             {'ruleId', 'level', 'message', 'locations'}, where)
        need(m['level'] in LEVELS.values() and len(m['locations']) == 1, where)
        for other in m.get('relatedLocations', []):
            need(other['message']['text'] and other['physicalLocation']['region'], where)
        at = m['locations'][0]['physicalLocation']
        need(re.fullmatch(r"(?:[A-Za-z0-9._~/+@,;=!$&'()*:-]|%[0-9A-F]{2})+",
                          at['artifactLocation']['uri']), where)
        region = at.get('region')
        if region:
            need(list(region) == ['startLine', 'startColumn', 'endLine', 'endColumn'] and
                 all(type(k) is int and k >= 1 for k in region.values()), where)
        found.append((m['ruleId'], m['level'],
                      region and (region['startLine'], region['startColumn']),
                      m['message']['text'].split('\n')[0]))
    return found


def of_human(text):
    found = []
    for line in text.split('\n'):
        m = HUMAN.match(re.sub(r'\\x[89a-f][0-9a-f]', '\ufffd', line))
        if m and not line.startswith(' '):
            at = (int(m[2]), int(m[3])) if m[2] else None
            found.append((m[6], m[4], at, m[5]))
    return found


def check(context, folder, args, human):
    """What `eqc ARGS` says in each form, where `human` is what it tells people."""
    wanted = of_human(human)
    said = {form: context.run_eqc(args + ['--diagnostics=' + form], cwd=folder).err
            for form in ('short', 'json', 'sarif')}
    if of_json(said['json']) != wanted:
        raise Fail('JSON says something else\n' + said['json'] + human)
    if of_sarif(said['sarif']) != [(c, LEVELS[k], at, t) for c, k, at, t in wanted]:
        raise Fail('SARIF says something else\n' + said['sarif'] + human)
    lines = re.sub(r'\\x[89a-f][0-9a-f]', '\ufffd', said['short']).splitlines()
    for line in lines:
        need(SHORT.match(line), line)
    short = [SHORT.match(line) for line in lines]
    if [(m[6], m[4], m[5]) for m in short] != [(c, k, t) for c, k, _, t in wanted]:
        raise Fail('the short form says something else\n' + said['short'] + human)
