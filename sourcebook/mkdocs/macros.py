"""The macros of hand-written pages: claim, link, card, facts, timeline, chart, orgchart, changes, who_says_what, glossary, question, questions, whole_page.

What they return is the output of the same templates as on the pages made from data, in a form that Markdown leaves alone.
A macro never raises for a bad address: it says so, with file and line, and the build stops before anything is written.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from typing import Any, get_args

from ..model import Answer
from ..model.validation import VALUE_TYPES
from ..outputs.html import for_markdown
from ..problems import Problem, did_you_mean
from ..views import Notes, Page, metric, orgchart, overview
from ..views.comparison import comparison
from ..views.entity import entity, key_facts, question_lines
from ..views.question import question as question_page
from ..views.question import question_view
from .edition import Edition, edition_of
from .prose import NAMES, prose_place


class Wrong(Exception):
    """What a macro was asked for does not exist."""

    def __init__(self, says: str, hint: str = "") -> None:
        super().__init__(says)
        self.says, self.hint = says, hint


def define(env: Any) -> None:
    """Register every macro with mkdocs-macros' environment."""
    macros = Macros(edition_of(env.conf), env)
    for name in NAMES:
        env.macro(_reporting(macros, getattr(macros, name)), name)


class Macros:
    """The macros of one edition."""

    def __init__(self, edition: Edition, env: Any) -> None:
        self.edition = edition
        self.env = env
        self.site = edition.site
        self.briefing = edition.loaded.briefing

    # Each docstring is what the documentation of the macros says.

    def claim(self, address: str) -> str:
        """`claim("units/x/key")`: the sentence of a claim, with its notes."""
        return self._part("claim", claim=self.site.claim(self._claim(address), self._notes()))

    def link(self, address: str, words: str | None = None) -> str:
        """`link("units/x")`: a link with the bilingual label; `link("units/x", "other words")`."""
        self._known(address, self.briefing.addresses, "an address")
        return self._part("link", ref=self.site.link(address, words) if words else self.site.ref(address))

    def card(self, address: str) -> str:
        """`card("units/x")`: the name of an entity, its kind and its first claim, in a box."""
        record = self.briefing.entities[self._entity(address)]
        first = next(iter(record.claims.values()), None)
        claim = self.site.claim(first, self._notes()) if first else None
        return self._part("card", ref=self.site.ref(address), one=self.site.kind_name(record.kind), claim=claim)

    def facts(self, address: str) -> str:
        """`facts("units/x")`: the key facts of an entity, with their notes."""
        return self._part("facts", facts=key_facts(self.site, self._entity(address), self._notes()))

    def timeline(self, *kinds: str) -> str:
        """`timeline()`: all dated claims, what was expected apart; `timeline("events", "people")`: those of some kinds."""
        for kind in kinds:
            self._known(kind, self.briefing.settings.kinds, "a kind")
        return self._part("timeline", timeline=overview.timeline(self.site, kinds, self._notes()))

    def chart(self, address: str) -> str:
        """`chart("metrics/x")`: the amounts of a metric, drawn and in a table."""
        if not metric.is_metric(self.briefing, self._entity(address)):
            raise Wrong(f"“{address}” is not a metric")
        return self._part("chart", chart=metric.chart(self.site, address, self._notes()))

    def orgchart(self, date: str | None = None) -> str:
        """`orgchart()`: the organisation chart in its last state; `orgchart("2026-03-16")`: as of a date of its states."""
        states = orgchart.slugs(self.site)
        if not states:
            raise Wrong("there is no chart to draw", "declare chart: in briefing.yml, and state dated relations")
        self._known(date or states[-1], states, "a state of the chart")
        view = orgchart.chart_view(self.site, date or states[-1], self._notes(), together=True)
        return self._part("orgchart", view=view)

    def changes(self) -> str:
        """`changes()`: what stood before and after each event that changed the structure."""
        return self._part("changes", changes=tuple(orgchart.changes(self.site, self._notes())))

    def who_says_what(self) -> str:
        """`who_says_what()`: the disputes and the key facts as rows, the sources as columns."""
        return self._part("who_says_what", found=comparison(self.site))

    def glossary(self) -> str:
        """`glossary()`: the terms of the briefing, each with its definitions."""
        if self.briefing.settings.glossary is None:
            raise Wrong("there is no glossary", "declare glossary: in briefing.yml")
        return self._part("glossary", entries=overview.glossary(self.site, self._notes()))

    def question(self, address: str) -> str:
        """`question("questions/x")`: a question with its positions side by side."""
        self._known(address, self.briefing.questions, "a question")
        view = question_view(self.site, self.briefing.questions[address], self._notes())
        return self._part("question_box", view=view, ref=self.site.ref(address))

    def questions(self, answer: str | None = None) -> str:
        """`questions("disputed")`: the questions with that answer, as a list of links; `questions()`: all."""
        if answer is not None:
            self._known(answer, get_args(Answer), "an answer")
        found = [q for q in self.briefing.questions.values() if answer in (None, q.answer)]
        return self._part("questions", lines=question_lines(self.site, found))

    def whole_page(self, address: str) -> str:
        """`whole_page("units/x")`: all that the page of an entity or a question shows, without its notes' list."""
        make = question_page if address in self.briefing.questions else entity
        if make is entity:
            self._entity(address)
        shown = self.edition.whole.setdefault(self._file, address)
        if shown != address:
            raise Wrong(f"“{shown}” stands on this page already, and one page shows one record whole")
        page = make(self.site, address, self._notes())
        return self._whole(page._replace(path=self._path, notes=(), changed=""))

    # ── What they share ──

    @property
    def _file(self) -> str:
        """The file of the page that is being made."""
        return self.env.page.file.src_uri

    @property
    def _path(self) -> str:
        """Where it stands on the web, from the edition's root."""
        return self.env.page.url

    def _part(self, template: str, **context: Any) -> str:
        return for_markdown(self.edition.renderer.part(f"macro_{template}", self._path, **context))

    def _whole(self, page: Page) -> str:
        return for_markdown(self.edition.renderer.page(page))

    def _notes(self) -> Notes:
        """The notes of the page that is being made."""
        return self.edition.prose.setdefault(self._file, Notes(self.site))

    def _claim(self, address: str) -> Any:
        self._known(address, self.briefing.claims, "the address of a claim")
        return self.briefing.claims[address]

    def _entity(self, address: str) -> str:
        self._known(address, self.briefing.entities, "the address of an entity")
        return address

    def _known(self, name: str, known: Any, what: str) -> None:
        if name not in known:
            few = f"one of: {', '.join(known)}" if len(known) < 10 else ""
            now = self.briefing.now(name)
            hint = f"it is {now} now" if now in known else did_you_mean(name, known) or few
            raise Wrong(f"“{name}” is not {what}", hint)


class TwinMacros(Macros):
    """The same macros for the Markdown twin of a hand-written page, which has been made without a problem."""

    def __init__(self, edition: Edition, env: Any, page: Any) -> None:
        super().__init__(edition, env)
        self.page = page
        self.notes = Notes(edition.site)

    @property
    def _file(self) -> str:
        return self.page.file.src_uri

    @property
    def _path(self) -> str:
        return self.page.url

    def _part(self, template: str, **context: Any) -> str:
        return self.edition.twins.part(f"macro_{template}", self._path, **context)

    def _whole(self, page: Page) -> str:
        return self.edition.twins.page(page)

    def _notes(self) -> Notes:
        return self.notes


def _reporting(macros: Macros, macro: Callable[..., str]) -> Callable[..., str]:
    @wraps(macro)
    def wrapped(*arguments: Any, **named: Any) -> str:
        try:
            for given in (*arguments, *named.values()):
                if not isinstance(given, str):
                    raise Wrong(
                        f"{macro.__name__}: an address is one text, not {VALUE_TYPES.get(type(given), 'this')}", _help(macro)
                    )
            return macro(*arguments, **named)
        except Wrong as wrong:
            says, hint = wrong.says, wrong.hint
        except TypeError as error:
            says, hint = f"{macro.__name__}: {str(error).partition(' ')[2]}", _help(macro)
        place = prose_place(macros.edition, macros.env.page, _template_line())
        macros.edition.problems.append(Problem(place, says, "prose_macros", hint))
        return ""

    return wrapped


def _help(macro: Callable[..., str]) -> str:
    return (macro.__doc__ or "").strip()


def _template_line() -> int:
    """The line of the template that called the macro: Jinja keeps the table, the frame has the compiled line."""
    frame = sys._getframe(2)
    while frame is not None and "__jinja_template__" not in frame.f_globals:
        frame = frame.f_back
    return frame.f_globals["__jinja_template__"].get_corresponding_lineno(frame.f_lineno) if frame else 1
