"""Lets mkdocs-macros call the macros of `views/macros.py` on hand-written pages.

What a macro returns is rendered by the templates that pages made from data have, in a form that Markdown leaves alone. A bad
address is told with file and line, and the build stops before anything is written.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial, wraps
from types import FrameType
from typing import Any

from ..model.validation import VALUE_TYPES
from ..outputs.escaping import html_in_markdown
from ..problems import Problem
from ..views import Edition
from ..views.macros import MACROS, Macro, Unknown
from ..views.notes import Notes, numbered
from .edition import EditionBuild, build_of
from .prose import prose_place

__all__ = ["Unknown", "add", "define", "edition_of"]


def define(env: Any) -> None:
    """Register every macro with the environment of mkdocs-macros (`define_env(env)` of the briefing's macros/)."""
    build = build_of(env.conf)
    for name, macro in MACROS.items():
        env.macro(_reporting(build, env, macro, partial(_shown, build, env, macro)), name)


def add(env: Any, macro: Callable[..., str]) -> None:
    """Register a macro of a briefing's own, a function of texts that returns Markdown, under the function's name.

    Where it raises `Unknown`, the build stops and tells what is wrong with the page's file and line.
    """
    env.macro(_reporting(build_of(env.conf), env, macro, macro), macro.__name__)


def edition_of(env: Any) -> Edition:
    """The edition whose pages call the macros, for a briefing's own macros: its briefing, its language, its words."""
    return build_of(env.conf).edition


def _reporting(
    build: EditionBuild, env: Any, macro: Callable[..., object], call: Callable[..., str]
) -> Callable[..., str]:
    """A macro as pages call it, with texts: `call` does it, and what is wrong becomes a problem at the page's line."""

    @wraps(macro)
    def wrapped(*arguments: object, **named: object) -> str:
        try:
            for given in (*arguments, *named.values()):
                if not isinstance(given, str):
                    kind = next((name for type_, name in VALUE_TYPES.items() if isinstance(given, type_)), "this")
                    raise Unknown(f"{macro.__name__}: an address is one text, not {kind}", _help(macro))
            return call(*arguments, **named)
        except Unknown as unknown:
            says, hint = unknown.says, unknown.hint
        except TypeError as error:
            says, hint = f"{macro.__name__}: {str(error).partition(' ')[2]}", _help(macro)
        place = prose_place(build, env.page, _template_line())
        build.written.problems.append(Problem(place, says, "prose_macros", hint))
        return ""

    return wrapped


def _shown(build: EditionBuild, env: Any, macro: Macro, *arguments: str, **named: str) -> str:
    """What a macro shows, as HTML for a Markdown page; its notes are numbered after those that the page has already."""
    page = env.page
    part = macro(build.edition, *arguments, **named)
    file = page.file.src_uri
    if part.whole:
        first = build.written.whole.setdefault(file, part.whole)
        if first != part.whole:
            raise Unknown(f"“{first}” stands on this page already, and one page shows one record whole")
    values, build.written.notes[file] = numbered(tuple(part.values.values()), build.written.notes.get(file, Notes()))
    context = dict(zip(part.values, values, strict=True))
    return html_in_markdown(build.renderer.part(part.template, page.url, **context))


def _help(macro: Callable[..., object]) -> str:
    return (macro.__doc__ or "").strip()


def _template_line() -> int:
    """The line of the page that called the macro: Jinja keeps the table, the frame has the compiled line."""
    frame: FrameType | None = sys._getframe(2)
    while frame is not None and "__jinja_template__" not in frame.f_globals:
        frame = frame.f_back
    if frame is None:
        return 1
    line: int = frame.f_globals["__jinja_template__"].get_corresponding_lineno(frame.f_lineno)
    return line
