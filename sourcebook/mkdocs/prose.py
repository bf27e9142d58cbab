"""Hand-written pages: what is wrong with their macro calls, found before the macros run, with file and line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jinja2 import TemplateSyntaxError, meta, nodes
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from ..model.loading import display_path
from ..problems import Place, Problem, did_you_mean
from .edition import EditionBuild as Edition

# The macros that adapter/macros.py defines.
NAMES = (
    "claim",
    "link",
    "card",
    "facts",
    "timeline",
    "chart",
    "orgchart",
    "changes",
    "who_says_what",
    "glossary",
    "question",
    "questions",
    "whole_page",
)


def prose_problems(edition: Edition, page: Page, markdown: str, config: MkDocsConfig) -> Iterator[Problem]:
    """A hand-written page and its Markdown → what its macros could not survive."""
    for key in page.meta:
        if key in NAMES:
            hint = "rename the key: in a page it would hide the macro"
            lines = Path(page.file.abs_src_path).read_text("utf-8-sig").split("\n")
            line = next((number for number, text in enumerate(lines, 1) if text.startswith(f"{key}:")), 1)
            yield Problem(
                Place(display_path(Path(page.file.abs_src_path)), line),
                f"the front matter has the key “{key}”",
                "prose_macros",
                hint,
            )
    plugin = config.plugins.get("macros")
    if plugin is None:
        return
    try:
        tree = plugin.env.parse(markdown)
    except TemplateSyntaxError as error:
        yield Problem(prose_place(edition, page, error.lineno), f"is no macro call: {error.message}", "prose_macros")
        return
    known = {*plugin.env.globals, *plugin.variables, *page.meta}
    for name, line in _undeclared(tree, known):
        yield Problem(
            prose_place(edition, page, line), f"“{name}” is not defined", "prose_macros", did_you_mean(name, NAMES)
        )


def _undeclared(tree: Any, known: set[str]) -> list[tuple[str, int]]:
    """(name, line) of each name that a page uses and nobody defines."""
    missing = meta.find_undeclared_variables(tree) - known
    return [
        (node.name, node.lineno) for node in tree.find_all(nodes.Name) if node.ctx == "load" and node.name in missing
    ]


def prose_place(edition: Edition, page: Any, line: int) -> Place:
    """A line of a page's Markdown → its place in the file, whose front matter MkDocs has cut off."""
    path = Path(page.file.abs_src_path)
    whole = path.read_text("utf-8-sig")
    body = edition.bodies.get(page.file.src_uri, "")
    before = whole[: whole.find(body)] if body else ""
    return Place(display_path(path), line + before.count("\n"))
