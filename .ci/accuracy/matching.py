"""Whether what a tool reported is a planted value: with decoders that are not telltale's."""

import functools

from captures import norm
from layers import within

DEPTH = 6


@functools.lru_cache(maxsize=100_000)
def texts(reported):
    """A reported text, and everything that can be decoded out of it."""
    found, queue = {norm(reported): None}, [(reported, 0)]
    while queue:
        text, depth = queue.pop()
        for _, inner in within(text, set()) if depth < DEPTH and len(text) >= 4 else ():
            if inner and norm(inner) not in found:
                found[norm(inner)] = None
                queue.append((inner, depth + 1))
    return tuple(found)


def holds(reported, needle):
    """The text is the value, or holds it, or is at least half of it."""
    return any(needle in text or (2 * len(text) >= len(needle) and len(text) >= 4 and text in needle) for text in texts(reported))


def is_exactly(reported, needle):
    """The text is that value and not one that holds it."""
    return norm(reported) == needle
