"""Who says what: rows are facts and disputes, columns the sources, cells what a source says, with its passage, or silence.

Silence is shown only for a text that was read to the end, and it says what is known: that none of its claims states
this. Of a text read in part nothing is known. What is counted are
independent origins: sources that derive from one another count once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..model import Claim, Question, Source
from .claims import property_name, value_sentence
from .edition import Edition
from .paths import passage_path
from .text import link, ref, sentence
from .types import Ref, Run, Sentence

# More sources than this make no table that anybody reads; the notes tell them apart.
COLUMNS = 12
NOT_COMPARED = frozenset({"illustrative"})
ONE_VALUE = "one_at_a_time"
ONE_HOLDER = "one_holder_at_a_time"


class Saying(NamedTuple):
    """What one source says in one row: a link or words, the status of the claim, and its passages."""

    says: Sentence
    status: str
    passages: tuple[Ref, ...]


class Cell(NamedTuple):
    """A source's place in a row; `silence` says why it is empty."""

    sayings: tuple[Saying, ...]
    silence: str


class ComparisonRow(NamedTuple):
    """A fact or a dispute: what it is about (None on its own page), what is asked or stated of it, a cell for each
    source, and how many independent origins speak. `answer` is set for a question."""

    about: Ref | None
    property: str
    cells: tuple[Cell, ...]
    origins: int
    answer: str = ""


class Comparison(NamedTuple):
    """The columns, and the rows under them."""

    sources: tuple[Ref, ...]
    rows: tuple[ComparisonRow, ...]


class _StatedGroup(NamedTuple):
    """The claims that state one property of one thing: seen from the subject, or (inverse) from the object."""

    about: str
    property: str
    inverse: bool


def comparison(edition: Edition) -> Comparison:
    """The whole briefing → the disputes, then the facts of which more than one source speaks or that allow one value."""
    groups = _groups(edition)
    shown = [group for group, claims in groups.items() if _is_key(edition, group, claims)]
    questions = [q for q in edition.briefing.questions.values() if q.answer == "disputed"]
    sources = [*edition.briefing.sources.values()]
    rows = [_question_row(edition, question, sources) for question in questions]
    rows += [_fact_row(edition, group, groups[group], sources) for group in shown]
    return Comparison(_columns(edition, sources), tuple(rows))


def of_entity(edition: Edition, address: str) -> Comparison:
    """An entity → what each source states of it; nothing where only one origin speaks of it."""
    groups = _groups(edition, address)
    used = {citation.source for claims in groups.values() for claim in claims for citation in claim.sources}
    sources = [source for source in edition.briefing.sources.values() if source.id in used]
    if len(origins(edition, used)) < 2:
        return Comparison((), ())
    if len(sources) > COLUMNS:
        return Comparison((), ())
    rows = tuple(_fact_row(edition, group, found, sources)._replace(about=None) for group, found in groups.items())
    return Comparison(_columns(edition, sources), rows)


def origins(edition: Edition, sources: Iterable[str]) -> set[str]:
    """Source ids → the ids of the texts that they go back to (PROV-O: wasDerivedFrom)."""
    found: set[str] = set()
    for source in sources:
        origin, seen = source, set[str]()
        while (record := edition.briefing.find_source(origin)) and record.derived_from and origin not in seen:
            seen.add(origin)
            origin = record.derived_from
        found.add(origin)
    return found


def _groups(edition: Edition, address: str = "") -> dict[_StatedGroup, list[Claim]]:
    """Every (thing, property) and the claims that state it: of one entity from both ends, of all from the subject, but a
    property with one holder from what is held."""
    properties = edition.briefing.settings.properties
    found: dict[_StatedGroup, list[Claim]] = {}
    for claim, name, value in edition.briefing.stated() if not address else _stated_of(edition, address):
        if claim.status not in NOT_COMPARED:
            inverse = value == address if address else ONE_HOLDER in properties[name].must
            found.setdefault(_StatedGroup(value if inverse else claim.subject, name, inverse), []).append(claim)
    return found


def _stated_of(edition: Edition, address: str) -> Iterator[tuple[Claim, str, str]]:
    """What an entity's claims state, then what others state of it."""
    for claim in edition.briefing.entities[address].claims.values():
        yield from ((claim, name, value) for name, value in claim.states.items())
    for relation in edition.briefing.relations(address):
        if relation.inverse and edition.briefing.settings.properties[relation.property].inverse:
            yield relation.claim, relation.property, address


def _is_key(edition: Edition, group: _StatedGroup, claims: list[Claim]) -> bool:
    """Whether a fact belongs in the table of the whole briefing."""
    must = edition.briefing.settings.properties[group.property].must
    speaking = {citation.source for claim in claims for citation in claim.sources}
    return ONE_VALUE in must or ONE_HOLDER in must or len(origins(edition, speaking)) > 1


def _columns(edition: Edition, sources: list[Source]) -> tuple[Ref, ...]:
    return tuple(link(edition, source.address) for source in sources)


def _fact_row(edition: Edition, group: _StatedGroup, claims: list[Claim], sources: list[Source]) -> ComparisonRow:
    name = property_name(edition, group.property, inverse=group.inverse)
    cells = tuple(_cell(edition, source, _facts(edition, group, claims, source)) for source in sources)
    speaking = {citation.source for claim in claims for citation in claim.sources}
    return ComparisonRow(ref(edition, group.about), name, cells, len(origins(edition, speaking)))


def _facts(edition: Edition, group: _StatedGroup, claims: list[Claim], source: Source) -> Iterator[Saying]:
    for claim in claims:
        passages = _passages(edition, [claim], source)
        if passages:
            other = claim.subject if group.inverse else claim.states[group.property]
            says = (link(edition, other),) if group.inverse else value_sentence(edition, group.property, other)
            yield Saying(says, claim.status, passages)


def _question_row(edition: Edition, question: Question, sources: list[Source]) -> ComparisonRow:
    claims = {key: [edition.briefing.claims[a] for a in p.claims] for key, p in question.positions.items()}
    cells = []
    for source in sources:
        said = []
        for key, position in question.positions.items():
            passages = _passages(edition, claims[key], source)
            if passages:
                said.append(Saying(sentence(edition, position.says), "stated", passages))
        cells.append(_cell(edition, source, said))
    speaking = {c.source for found in claims.values() for claim in found for c in claim.sources}
    return ComparisonRow(
        ref(edition, question.address), "", tuple(cells), len(origins(edition, speaking)), question.answer
    )


def _cell(edition: Edition, source: Source, sayings: Iterable[Saying]) -> Cell:
    found = tuple(sayings)
    if found:
        return Cell(found, "")
    return Cell((), edition.t("no_claim" if source.read == "fully" else "not_read"))


def _passages(edition: Edition, claims: list[Claim], source: Source) -> tuple[Ref, ...]:
    """Where a source says what claims say, in order: links named by their locators."""
    cited = {citation.at for claim in claims for citation in claim.sources if citation.source == source.id}
    return tuple(
        Ref(passage_path(source.id, at), (Run(str(at)),), edition.words.locator(at))
        for at in sorted(cited, key=lambda at: (at.sentences(source.passages), str(at)))
    )
