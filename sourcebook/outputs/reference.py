"""The reference of the macros of hand-written pages, made from their docstrings."""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping
from typing import NamedTuple

from markupsafe import Markup

from ..views.macros import MACROS, Macro
from .templates import text_environment


class MacroEntry(NamedTuple):
    """A macro in the reference: its name, how it is called, and what its docstring says."""

    name: str
    call: str
    paragraphs: tuple[str, ...]


def macro_reference(macros: Mapping[str, Macro] = MACROS) -> str:
    """Macros by name → a Markdown document that says of each how it is called and what it shows."""
    template = text_environment(str).get_template("macros.md.jinja")
    example = Markup('`{{ claim("units/x/key") }}`')
    text = template.render(example=example, macros=[_entry(name, macro) for name, macro in macros.items()])
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def _entry(name: str, macro: Macro) -> MacroEntry:
    """What the docstring and the signature of a macro say; the edition, its first parameter, is no argument of a page."""
    parameters = list(inspect.signature(macro).parameters.values())[1:]
    listed = ", ".join(str(parameter).partition(":")[0].partition("=")[0].strip() for parameter in parameters)
    optional = [p.name for p in parameters if p.default is not p.empty]
    call = f"`{name}({listed})`" + (f", {' and '.join(optional)} may be left out" if optional else "")
    return MacroEntry(name, call, tuple(inspect.cleandoc(macro.__doc__ or "").split("\n\n")))
