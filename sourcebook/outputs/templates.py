"""The templates of the package, compiled: the one place that makes Jinja environments.

What comes from data is escaped by the environment (autoescape), never parsed: it passes through no Markdown and no other
template. An environment belongs to whoever made it; the editions of one build share it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, TemplateNotFound
from markupsafe import Markup

FOLDER = Path(__file__).parent / "templates"


class MissingTemplate(LookupError):
    """A view names a template that there is not."""


class Templates:
    """The templates of pages (HTML and XML), of text files in Markdown, and of comments on a code host."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._pages = _environment(folder)
        self._pages.filters["json"] = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))

    def page(self, name: str) -> Template:
        """The template of a page or of a part of one, by its name without its ending. MissingTemplate if there is none."""
        return _found(self._pages, f"{name}.html.jinja")

    def file(self, name: str) -> Template:
        """The template of another file, by its whole name."""
        return _found(self._pages, f"{name}.jinja")

    def compile(self) -> None:
        """Compile every template of pages; jinja2.TemplateSyntaxError, if one is wrong."""
        for name in self._pages.list_templates():
            if name.endswith(".html.jinja"):
                self._pages.get_template(name)


def text_environment(escape: Callable[[str], str], folder: Path = FOLDER) -> Environment:
    """An environment for files that are not HTML: `escape` is applied to every expression that is no Markup."""
    return _environment(folder, lambda value: value if isinstance(value, Markup) else Markup(escape(str(value))))


def _environment(folder: Path, finalize: Callable[[Any], Any] | None = None) -> Environment:
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=finalize,
    )


def _found(environment: Environment, name: str) -> Template:
    try:
        return environment.get_template(name)
    except TemplateNotFound as error:
        if error.name != name:
            raise
        stem = re.sub(r"[.].*", "", name)
        raise MissingTemplate(f"a view names the template “{stem}”: write outputs/templates/{name}") from None
