"""A report of changes as a comment on a pull request, in Markdown from which a code host makes no mention and no link."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from jinja2 import Environment
from markupsafe import Markup

from .escaping import in_comment
from .templates import text_environment

# The host counts characters as UTF-16 does, and refuses a longer comment.
COMMENT_LENGTH = 65_536
# How many things a section lists at most, how many lines each of them, and how much of a text a line shows: more than
# anybody reads, and few enough for the summary alone always to fit.
MOST_ITEMS, MOST_LINES, MOST_WORDS = 400, 60, 1_200


class ReportedSection(Protocol):
    """What a section of a report has for its length: its items."""

    @property
    def items(self) -> Sequence[object]: ...


class Reported(Protocol):
    """A report of sections, items and lines of pieces (editing/diff)."""

    @property
    def sections(self) -> Sequence[ReportedSection]: ...


def comment(report: Reported, length: int = COMMENT_LENGTH) -> str:
    """A report → Markdown for a comment, no longer than `length` (in UTF-16 code units).

    Where it would be longer, its longest sections show less and say how much more there is. Nothing in a piece is taken
    for markup, a mention or a link: not by Markdown, nor by what a code host makes of Markdown's output.
    """
    template = _environment().get_template("diff.md.jinja")

    def with_items(most: int) -> str:
        return template.render(report=report, most=most, most_lines=MOST_LINES, most_words=MOST_WORDS)

    longest = max((len(section.items) for section in report.sections), default=0)
    fits, too_many = 0, min(longest, MOST_ITEMS) + 1
    fitting, tried = with_items(0), too_many - 1  # all of them first: most comments fit
    while tried > fits:
        longer = with_items(tried)
        if len(longer.encode("utf-16-le")) <= 2 * length:
            fitting, fits = longer, tried
        else:
            too_many = tried
        tried = (fits + too_many) // 2
    return fitting


def _environment() -> Environment:
    """The environment of comments: every expression is made inert as it is written, whatever the template does."""
    parting = text_environment(str).get_template("break.md.jinja").render().strip()
    environment = text_environment(lambda text: in_comment(text, parting))
    environment.filters["tag"] = _language_tag
    return environment


def _language_tag(text: str) -> Markup:
    """A language tag as an attribute; `und` for what is none."""
    return Markup(text if re.fullmatch("[A-Za-z0-9-]{1,35}", text) else "und")
