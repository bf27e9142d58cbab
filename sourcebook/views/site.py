"""A briefing as one edition shows it, and the notes of a page of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from ..i18n.messages import Words
from ..model import Briefing, Citation, Claim, Entity, Link, Question, Source, inline, page_of
from ..model.history import NONE, History
from ..values.edtf import when
from ..values.languages import HAN, foreign_runs
from ..values.passages import Locator
from .glossary import Glossary
from .types import (
    ClaimView,
    Dispute,
    Mark,
    NoteView,
    PassageView,
    Qualifiers,
    Reading,
    Ref,
    Run,
    Runs,
    Sentence,
    passage_path,
    web_path,
)


class Site:
    """A briefing as one edition shows it: names, links and sentences in its language."""

    def __init__(self, briefing: Briefing, lang: str, words: Words, history: History = NONE) -> None:
        self.briefing = briefing
        self.history = history
        self.lang = lang
        self.words = words
        self.tag = briefing.settings.tag(lang)
        # What does not depend on the page it stands on is made once for the edition.
        self.glossary = Glossary(briefing)
        self._labels: dict[str, Runs] = {}
        self._claims: dict[str, ClaimView] = {}
        self._passages: dict[tuple[str, Locator], PassageView] = {}

    def t(self, name: str, **values: object) -> str:
        """An interface word."""
        return self.words(name, **values)

    def changed(self, address: str) -> str:
        """The day on which a record last changed, in words; nothing where that is not known."""
        time = self.history.changed.get(address)
        return self.words.when(when(f"{time:%Y-%m-%d}")) if time else ""

    def around(self, name: str, gap: str) -> tuple[str, str]:
        """An interface word that has a gap for something with markup of its own: what stands before it, and after."""
        before, _, after = self.words(name, **{gap: "\0"}).partition("\0")
        return before, after

    def runs(self, text: str, tag: str | None = None) -> Runs:
        """A text in one language → runs: each is tagged that is not in the page's language, or not in its script."""
        tag = tag or self.tag
        outer = None if tag == self.tag else tag
        foreign = foreign_runs(tag, self._tags)
        if foreign is None or not foreign.pattern.search(text):
            return (Run(text, outer),)
        found, end = [], 0
        for match in foreign.pattern.finditer(text):
            if match.start() > end:
                found.append(Run(text[end : match.start()], outer))
            inner = foreign.tag_of(match)
            found.append(Run(match.group(), inner if inner != self.tag else None))
            end = match.end()
        return (*found, Run(text[end:], outer)) if end < len(text) else tuple(found)

    @cached_property
    def _tags(self) -> tuple[str, ...]:
        return tuple(language.tag for language in self.briefing.settings.languages.values())

    def say(self, texts: dict[str, str]) -> str:
        """The words in the edition's language."""
        return texts[self.lang]

    def names(self, entity: Entity) -> list[tuple[str, str]]:
        """(name, tag) in the order of a label, the same words once, letter case aside."""
        settings = self.briefing.settings
        seen: dict[str, tuple[str, str]] = {}
        own = entity.name[self.lang]
        for lang in settings.label:
            name = entity.name[lang]
            seen.setdefault(name.casefold(), (name, self.tag if name == own else settings.tag(lang)))
        return list(seen.values())

    def label(self, address: str) -> Runs:
        """The bilingual label of an entity; the title of a source; what a question asks."""
        if address not in self._labels:
            self._labels[address] = self._label(address)
        return self._labels[address]

    def _label(self, address: str) -> Runs:
        record = self.record(address)
        if isinstance(record, Source):
            return self.runs(record.title, record.language) if record.title else self.runs(self.say(record.called))
        if isinstance(record, Question):
            return self.runs(self.plain(record.asks))
        found: list[Run] = []
        for name, tag in self.names(record):
            found += [Run(" / ")] if found else []
            found += self.runs(name, tag)
        return tuple(found)

    def record(self, address: str) -> Entity | Source | Question:
        """The record of the page on which an address stands."""
        page = page_of(address)
        briefing = self.briefing
        return briefing.entities.get(page) or briefing.sources.get(page) or briefing.questions[page]

    def plain_label(self, address: str) -> str:
        return "".join(run.text for run in self.label(address))

    def plain_name(self, address: str) -> str:
        """What a link in a sentence shows, without the link."""
        return "".join(run.text for run in self.link(address).runs)

    def ref(self, address: str) -> Ref:
        """A link with the whole label."""
        return Ref(web_path(address), self.label(address), "", address)

    def link(self, address: str, words: str | None = None) -> Ref:
        """A link inside a sentence or a narrow column: the given words, or the name in the page's own language, for a
        source its short title."""
        record = self.record(address)
        if words is None and isinstance(record, Entity):
            runs = self.runs(record.name[self.lang])
        elif words is None and isinstance(record, Source) and record.title_short:
            runs = self.runs(self.say(record.title_short))
        else:
            runs = self.runs(words) if words else self.label(address)
            if words is None and isinstance(record, Question):
                runs = self.runs(self.t("quoted", text="".join(run.text for run in runs)))
        label = self.plain_label(address)
        return Ref(web_path(address), runs, "" if label == "".join(run.text for run in runs) else label, address)

    def sentence(self, texts: dict[str, str] | None) -> Sentence:
        """What was written in the edition's language → words and links."""
        found: list[Run | Ref] = []
        for piece in inline(texts[self.lang]) if texts else ():
            found += [self.link(piece.address, piece.words)] if isinstance(piece, Link) else self.runs(piece)
        return tuple(found)

    def plain(self, texts: dict[str, str]) -> str:
        """The same as plain text."""
        pieces = (
            self.link(p.address, p.words).runs if isinstance(p, Link) else (Run(p),) for p in inline(self.say(texts))
        )
        return "".join(run.text for runs in pieces for run in runs)

    def kind_name(self, kind: str, *, many: bool = False) -> str:
        """What a kind, or the folder of sources or questions, is called."""
        if kind in self.briefing.settings.kinds:
            declared = self.briefing.settings.kinds[kind]
            return self.say(declared.plural if many else declared.name)
        return self.t(kind if many else kind.removesuffix("s"))

    def amount(self, claim: Claim, metric: Entity) -> str:
        """The amount of a claim with its unit and bound, or nothing."""
        if claim.amount is None:
            return ""
        unit = self.say(metric.unit)
        spaced = "" if unit in "%‰°" or re.match(f"[{HAN}]", unit) else "\u00a0"
        written = f"{self.words.number(claim.amount)}{spaced}{unit}"
        return self.t(f"bound_{claim.bound}", amount=written) if claim.bound else written

    def written(self, name: str, value: str) -> str:
        """The value of a property as the language writes it: a date, an amount, a text; nothing for an address."""
        value_range = self.briefing.settings.properties[name].value_range
        if value_range == "date":
            return self.words.when(when(value))
        if value_range == "amount":
            return self.words.number(Decimal(value))
        return value if value_range else ""

    def value(self, name: str, value: str) -> Sentence:
        """The value of a property in a sentence: words, or a link."""
        text = self.written(name, value)
        return self.runs(text) if text else (self.link(value),)

    def term(self, term: Entity, words: Run) -> Ref:
        """A link to a term at its first use: the words as they stand, the definition as its title."""
        title = self.plain(self.glossary.definitions(term)[0].says)
        return Ref(web_path(term.address), (words,), title, term.address)

    def disputes(self, claim: Claim) -> tuple[Dispute, ...]:
        return tuple(
            Dispute(web_path(position.address), self.plain(question.asks))
            for question, position in self.briefing.disputes(claim.address)
        )

    def claim(self, claim: Claim, notes: Notes | None, *, own: bool = False) -> ClaimView:
        """A claim, its notes entered in `notes`; `own` on the page of its entity, where its anchor stands."""
        if claim.address not in self._claims:
            self._claims[claim.address] = self._claim(claim)
        view = self._claims[claim.address]
        if notes is None:
            return view
        sentence = self.glossary.linked(view.sentence, notes.linked, self)
        anchors = {"anchor": claim.key, "former_anchors": claim.former_ids} if own else {}
        return view._replace(sentence=sentence, **anchors, marks=notes.of(claim))

    def _claim(self, claim: Claim) -> ClaimView:
        when = self.words.when(claim.when) if claim.when else ""
        return ClaimView(
            address=claim.address,
            path=web_path(claim.address),
            sentence=self.sentence(claim.says),
            qualifiers=Qualifiers(when, claim.status, self.sentence(claim.by), self.disputes(claim)),
            amount=self.amount(claim, self.briefing.entities[claim.subject]),
        )

    def passage(self, citation: Citation) -> PassageView:
        """The passage that a citation names."""
        key = (citation.source, citation.at)
        if key not in self._passages:
            source = self.briefing.source(citation.source)
            self._passages[key] = PassageView(
                source=citation.source,
                path=passage_path(citation.source, citation.at),
                title=self.label(source.address),
                publisher=self.runs(self.say(source.publisher)) if source.publisher else (),
                published=self.words.when(source.published) if source.published else "",
                file=source.file,
                locator=self.words.locator(citation.at),
            )
        return self._passages[key]


_Key = tuple[str, Locator]


@dataclass
class _Note:
    number: int
    citation: Citation
    claims: list[Claim] = field(default_factory=list)
    quotes: list[str] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)


class Notes:
    """The notes of one page, numbered in order of first use: same source and passage, same number. `linked` are the
    terms that need no further link there: those linked already, and the subject of the page."""

    def __init__(self, site: Site, subject: str = "") -> None:
        self.site = site
        self.linked = {subject}
        self._notes: dict[_Key, _Note] = {}

    def of(self, *claims: Claim) -> tuple[Mark, ...]:
        """The marks to set behind claims that say the same: one for each passage that any of them cites."""
        marks: dict[_Key, Mark] = {}
        for claim in claims:
            for citation in claim.sources:
                key = (citation.source, citation.at)
                note = self._noted(key, claim, citation)
                if key not in marks:
                    marks[key] = self._marked(note)
        return tuple(marks.values())

    def _noted(self, key: _Key, claim: Claim, citation: Citation) -> _Note:
        note = self._notes.setdefault(key, _Note(len(self._notes) + 1, citation))
        if claim not in note.claims:
            note.claims.append(claim)
        if citation.quote and citation.quote not in note.quotes:
            note.quotes.append(citation.quote)
        return note

    def _marked(self, note: _Note) -> Mark:
        mark = Mark(note.number, len(note.marks) + 1)
        note.marks.append(mark)
        return mark

    def views(self) -> tuple[NoteView, ...]:
        """The notes in order, for the end of the page."""
        return tuple(self._view(note) for note in self._notes.values())

    def _view(self, note: _Note) -> NoteView:
        site = self.site
        tag = site.briefing.source(note.citation.source).language
        views = (site.claim(claim, None) for claim in note.claims)
        return NoteView(
            number=note.number,
            passage=site.passage(note.citation),
            quotes=tuple(Run(quote, tag if tag != site.tag else None) for quote in note.quotes),
            readings=tuple(dict.fromkeys(Reading(view.status, view.qualifiers.by) for view in views)),
            marks=tuple(note.marks),
        )
