"""A text as the events that libyaml tells of it, through PyYAML: a mapping starts, a scalar, the mapping ends.

What is to be known of libyaml (tried with PyYAML 6.0.3 and libyaml 0.2.5):

- We take events and build the values ourselves. PyYAML's own way, which composes nodes and then makes objects of them,
  calls itself once for each level, in C: a file of 100,000 `[` ends the process with a segmentation fault. Events need no
  such calls, and whoever takes them can stop at a depth.
- An alias costs nothing while it is read, and much when the value is used: a file of 396 bytes, lists of aliases of lists
  of aliases, becomes 2.3 GB when it is printed. Its event is the moment to refuse it.
- An event knows where it starts and ends: line, column and index from 0, counted in characters and not in bytes. The index
  counts `\\r\\n` as two. An end in block style is where the next thing starts, so it says nothing about the value.
- A `\\r` alone, U+0085, U+2028 and U+2029 are line ends to libyaml and not to most editors. They are refused before a text
  comes here (`characters`), so that libyaml's lines are the editor's lines.
- A syntax error has the place where libyaml could not go on, which may be far below the slip (`diagnose`).
- PyYAML's parser in pure Python reads some documents differently. It is never used: without libyaml, the import fails.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import cast

import yaml
from yaml import CBaseLoader

NextEvent = Callable[[], yaml.Event]


@contextmanager
def events(text: str) -> Iterator[NextEvent]:
    """The function that gives the next event of a text. It is not called again after the event that ends the stream.

    It raises yaml.YAMLError where the text is not YAML.
    """
    loader = CBaseLoader(text)
    try:
        yield cast(NextEvent, loader.get_event)
    finally:
        loader.dispose()


# libyaml marks every event. PyYAML's types say that a mark may be missing, or of a class of its own that is just like Mark.


def start_of(event: yaml.Event) -> yaml.Mark:
    """Where an event starts."""
    return cast(yaml.Mark, event.start_mark)


def end_of(event: yaml.Event) -> yaml.Mark:
    """Where an event ends."""
    return cast(yaml.Mark, event.end_mark)
