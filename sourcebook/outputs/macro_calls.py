"""Where a hand-written page calls macros: the texts in its Jinja expressions, with their positions in the page.

The page is split into tokens by Jinja's own lexer. So a comment (`{# … #}`), a raw block and the words of the page hold no
call, and a text may hold braces: `{{ link("units/a", "it }} goes on") }}` has two texts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from jinja2 import Environment, TemplateSyntaxError


class MacroText(NamedTuple):
    """A text between quotes in an expression: where it begins and ends in the page, the quotes aside, and the text as it is
    typed, escapes included."""

    start: int
    end: int
    typed: str


def macro_texts(page: str) -> Iterator[MacroText]:
    """A page's Markdown → every text that its macro calls and statements hold, in order.

    Ends at the first place that Jinja cannot read; a build of the site reports that place.
    """
    # Jinja's lexer would make "\r\n" one character; so that positions stay right, it is given a blank in place of each "\r".
    source = page.replace("\r", " ")
    position = 0
    try:
        for _, kind, token in Environment().lex(source):
            # White space that `{%-` takes away is in no token: a token is the next place that has its characters.
            start = source.index(token, position)
            position = start + len(token)
            if kind == "string":
                yield MacroText(start + 1, position - 1, page[start + 1 : position - 1])
    except TemplateSyntaxError:
        return
