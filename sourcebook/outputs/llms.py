"""The list of an edition's pages for readers that are programs: `llms.txt` (https://llmstxt.org/)."""

from __future__ import annotations

import re
from typing import NamedTuple

from markupsafe import Markup

from ..views import Edition
from .escaping import in_markdown
from .templates import text_environment

LLMS = "llms.txt"


class ListedPage(NamedTuple):
    """A line of the list: a title, a path from the edition's root, what the page is about."""

    title: str
    path: str
    description: str


def llms_txt(edition: Edition, home: str, sections: dict[str, list[ListedPage]]) -> str:
    """The pages by section → the list, its links below the edition's web address, or relative if `home` is `""`."""
    template = text_environment(in_markdown).get_template("llms.txt.jinja")
    text = template.render(
        edition=edition,
        t=edition.t,
        href=lambda path: Markup(home + path),
        sections=sections.items(),
    )
    return re.sub(r"\n\s*\n(?=\S)", "\n\n", text).strip("\n")
