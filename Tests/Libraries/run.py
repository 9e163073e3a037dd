"""Runs calls of an app against a library in Python, as run.js does for JavaScript, and prints what would be sent.

    python3 run.py FOLDER < {"calls": {"NAME": "SNIPPET" or null, …}}

In FOLDER, `library.py` hands each request to `send`, `start.py` starts it without a snippet, and `calls.py` says in `calls`, by name, what
an app does. `kept(…)` are objects of the app, which must not be changed.
"""
import copy
import json
import pathlib
import sys


def main():
    folder = pathlib.Path(sys.argv[1])
    texts = {name: (folder / f'{name}.py').read_text() for name in ('library', 'start', 'calls')}
    names = {}
    exec(texts['calls'], names | {'kept': lambda value: value}, names)
    calls = json.load(sys.stdin).get('calls') or dict.fromkeys(names['calls'])
    print(json.dumps({name: run(texts, name, snippet) for name, snippet in calls.items()}))


def run(texts, name, snippet):
    sent, objects = [], []

    def kept(value):
        objects.append((value, copy.deepcopy(value)))
        return value

    world = {'send': sent.append, 'kept': kept}
    exec(compile(texts['library'], 'library.py', 'exec'), world)
    exec(compile(texts['start'] if snippet is None else snippet, 'snippet.py', 'exec'), world)
    exec(compile(texts['calls'], 'calls.py', 'exec'), world)
    world['calls'][name]()
    for value, before in objects:
        assert value == before, f'{name}: an object of the app was changed: {value}'
    return sent


if __name__ == '__main__':
    main()
