"""The macros of hand-written pages, as functions: an edition and what the page names → the part to show there.

A macro is a function with the mark `@macro`; its name is the name that pages call, its docstring is what `macros/README.md`
says of it. It raises `Unknown` for an address that there is not.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple, get_args

from ..model import Answer, Metric
from ..problems import did_you_mean
from . import metric
from . import orgchart as charts
from .claims import cited_claim
from .comparison import comparison
from .edition import Edition
from .entity import entity, key_facts, question_lines
from .glossary import glossary as glossary_entries
from .question import question as question_page
from .question import question_view
from .text import link as link_to
from .text import ref
from .timeline import timeline as dated_claims
from .types import Page


class PagePart(NamedTuple):
    """A part of a page: the template that shows it, and the template's values in the order in which they are shown.
    `whole` is the address of a record of which it is the whole page."""

    template: str
    values: Mapping[str, object]
    whole: str = ""


class Unknown(Exception):
    """What a macro was asked for is not in the briefing: the fact, and what to write instead."""

    def __init__(self, says: str, hint: str = "") -> None:
        super().__init__(says)
        self.says, self.hint = says, hint


Macro = Callable[..., PagePart]
MACROS: dict[str, Macro] = {}


def macro(function: Macro) -> Macro:
    """Let hand-written pages call a function by its name."""
    MACROS[function.__name__] = function
    return function


@macro
def claim(edition: Edition, address: str) -> PagePart:
    """`claim("units/x/key")`: the sentence of a claim, with its notes."""
    _require(edition, address, edition.briefing.claims, "the address of a claim")
    return PagePart("macro_claim", {"claim": cited_claim(edition, edition.briefing.claims[address])})


@macro
def link(edition: Edition, address: str, words: str | None = None) -> PagePart:
    """`link("units/x")`: a link with the bilingual label; `link("units/x", "other words")`."""
    _require(edition, address, edition.briefing.addresses, "an address")
    return PagePart("macro_link", {"ref": link_to(edition, address, words) if words else ref(edition, address)})


@macro
def card(edition: Edition, address: str) -> PagePart:
    """`card("units/x")`: the name of an entity, its kind and its first claim, in a box."""
    _require_entity(edition, address)
    record = edition.briefing.entities[address]
    first = next(iter(record.claims.values()), None)
    shown = cited_claim(edition, first) if first else None
    return PagePart("macro_card", {"ref": ref(edition, address), "one": edition.kind_name(record.kind), "claim": shown})


@macro
def facts(edition: Edition, address: str) -> PagePart:
    """`facts("units/x")`: the key facts of an entity, with their notes."""
    _require_entity(edition, address)
    return PagePart("macro_facts", {"facts": key_facts(edition, address)})


@macro
def timeline(edition: Edition, *kinds: str) -> PagePart:
    """`timeline()`: all dated claims, what was expected apart; `timeline("events", "people")`: those of some kinds."""
    for kind in kinds:
        _require(edition, kind, edition.briefing.settings.kinds, "a kind")
    return PagePart("macro_timeline", {"timeline": dated_claims(edition, kinds)})


@macro
def chart(edition: Edition, address: str) -> PagePart:
    """`chart("metrics/x")`: the amounts of a metric, drawn and in a table."""
    _require_entity(edition, address)
    record = edition.briefing.entities[address]
    if not isinstance(record, Metric):
        raise Unknown(f"“{address}” is not a metric")
    return PagePart("macro_chart", {"chart": metric.chart(edition, record)})


@macro
def orgchart(edition: Edition, date: str | None = None) -> PagePart:
    """`orgchart()`: the organisation chart in its last state; `orgchart("2026-03-16")`: as of a date of its states."""
    states = charts.slugs(edition)
    if not states:
        raise Unknown("there is no chart to draw", "declare chart: in briefing.yml, and state dated relations")
    _require(edition, date or states[-1], states, "a state of the chart")
    return PagePart("macro_orgchart", {"view": charts.chart_view(edition, date or states[-1], together=True)})


@macro
def changes(edition: Edition) -> PagePart:
    """`changes()`: what stood before and after each event that changed the structure."""
    return PagePart("macro_changes", {"changes": tuple(charts.changes(edition))})


@macro
def who_says_what(edition: Edition) -> PagePart:
    """`who_says_what()`: the disputes and the key facts as rows, the sources as columns."""
    return PagePart("macro_who_says_what", {"found": comparison(edition)})


@macro
def glossary(edition: Edition) -> PagePart:
    """`glossary()`: the terms of the briefing, each with its definitions."""
    if edition.briefing.settings.glossary is None:
        raise Unknown("there is no glossary", "declare glossary: in briefing.yml")
    return PagePart("macro_glossary", {"entries": glossary_entries(edition)})


@macro
def question(edition: Edition, address: str) -> PagePart:
    """`question("questions/x")`: a question with its positions side by side."""
    _require(edition, address, edition.briefing.questions, "a question")
    view = question_view(edition, edition.briefing.questions[address])
    return PagePart("macro_question_box", {"view": view, "ref": ref(edition, address)})


@macro
def questions(edition: Edition, answer: str | None = None) -> PagePart:
    """`questions("disputed")`: the questions with that answer, as a list of links; `questions()`: all."""
    if answer is not None:
        _require(edition, answer, get_args(Answer), "an answer")
    asked = [q for q in edition.briefing.questions.values() if answer in (None, q.answer)]
    return PagePart("macro_questions", {"lines": question_lines(edition, asked)})


@macro
def whole_page(edition: Edition, address: str) -> PagePart:
    """`whole_page("units/x")`: all that the page of an entity or a question shows, without its notes' list."""
    if address in edition.briefing.questions:
        page: Page = question_page(edition, address)
    else:
        _require_entity(edition, address)
        page = entity(edition, address)
    page = page._replace(notes=(), changed="")
    return PagePart(page.template, {"view": page.body, "page": page._replace(body=())}, whole=address)


def _require_entity(edition: Edition, address: str) -> None:
    _require(edition, address, edition.briefing.entities, "the address of an entity")


def _require(edition: Edition, name: str, known: Collection[str], what: str) -> None:
    """Unknown, with the nearest known name, where a name is not among those known."""
    if name in known:
        return
    now = edition.briefing.now(name)
    few = f"one of: {', '.join(known)}" if len(known) < 10 else ""
    hint = f"it is {now} now" if now in known else did_you_mean(name, known) or few
    raise Unknown(f"“{name}” is not {what}", hint)
