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
from ..views.macros import MACROS
from .edition import EditionBuild

RULE = "prose_macros"


def prose_problems(build: EditionBuild, page: Page, markdown: str, config: MkDocsConfig) -> Iterator[Problem]:
    """A hand-written page and its Markdown → what would stop its macros."""
    yield from _hidden_macros(page)
    plugin: Any = config.plugins.get("macros")
    if plugin is None:
        return
    try:
        tree = plugin.env.parse(markdown)
    except TemplateSyntaxError as error:
        yield Problem(prose_place(build, page, error.lineno), f"is no macro call: {error.message}", RULE)
        return
    known = {*plugin.env.globals, *plugin.variables, *page.meta}
    for name, line in _undeclared(tree, known):
        hint = did_you_mean(name, MACROS)
        yield Problem(prose_place(build, page, line), f"“{name}” is not defined", RULE, hint)


def _hidden_macros(page: Page) -> Iterator[Problem]:
    """A key of the front matter that is called like a macro: on the page, the key would stand in the macro's place."""
    for key in page.meta:
        if key in MACROS:
            lines = _text(page).split("\n")
            line = next((number for number, text in enumerate(lines, 1) if text.startswith(f"{key}:")), 1)
            hint = "rename the key: in a page it would hide the macro"
            place = Place(display_path(_file(page)), line)
            yield Problem(place, f"the front matter has the key “{key}”", RULE, hint)


def _undeclared(tree: nodes.Template, known: set[str]) -> list[tuple[str, int]]:
    """(name, line) of each name that a page uses and nobody defines."""
    missing = meta.find_undeclared_variables(tree) - known
    names = [node for node in tree.find_all(nodes.Name) if node.ctx == "load" and node.name in missing]
    return [(node.name, node.lineno) for node in names]


def prose_place(build: EditionBuild, page: Page, line: int) -> Place:
    """A line of a page's Markdown → its place in the file, whose front matter MkDocs has cut off."""
    whole = _text(page)
    body = build.written.bodies.get(page.file.src_uri, "")
    before = whole[: whole.find(body)] if body else ""
    return Place(display_path(_file(page)), line + before.count("\n"))


def _file(page: Page) -> Path:
    """The file of a hand-written page; MkDocs knows it for every page that it did not generate."""
    return Path(page.file.abs_src_path or page.file.src_uri)


def _text(page: Page) -> str:
    return _file(page).read_text("utf-8-sig")
