"""Support: a claim says no more than the passages that it cites."""

from __future__ import annotations

from collections.abc import Iterator

from ..evidence.numbers import Figure, Number, Percentage, figures_of_date, listed, years_of_date
from ..evidence.printed import stands_in
from ..evidence.reader import first_hedge
from ..model import Briefing, Claim, Entity, Metric, plain_words
from ..values.edtf import When, when
from ..values.text import folded
from ..yamlfile.values import KeyPath
from .cited import figures_of_passages, figures_of_texts, words_of_passage, words_of_passages
from .rule import Case, Fault, RecordPath, claims, naming

# Numbers that are read as years.
FIRST_YEAR, LAST_YEAR = 1000, 2199


def attributed_opinions(case: Case) -> Iterator[Fault]:
    """An opinion says whose it is."""
    for claim, path in claims(case.briefing):
        if claim.status == "opinion" and claim.by is None:
            says = "an opinion says whose it is"
            yield Fault(claim.subject, (*path, "status"), says, "add by: …, the writer of the text if nobody is named")


def figures_in_passage(case: Case) -> Iterator[Fault]:
    """Every number and month in a claim's sentence, and its amount, stands in a passage that the claim cites."""
    for claim, path in claims(case.briefing):
        known = figures_of_passages(case, claim)
        if known is None:
            continue
        said = figures_of_texts(case.evidence, claim.says)
        # A figure that only some languages have is a matter of same_figures.
        extra = frozenset.intersection(*said.values()) - known if said else frozenset()
        if extra:
            says = f"no cited passage has the figure {listed(extra)}"
            yield Fault(claim.subject, (*path, "says", next(iter(said))), says, "leave it out, or cite where it stands")
        amount = _amount(claim, case.briefing.entities[claim.subject])
        if amount is not None and amount not in known:
            says = f"no cited passage has the figure {claim.amount:f}"
            yield Fault(claim.subject, (*path, "amount"), says, "write the amount as far as the text gives it")


def _amount(claim: Claim, entity: Entity) -> Figure | None:
    """The amount of a claim about a metric, as a text would print it: in a unit of per cent, a percentage."""
    if claim.amount is None or not isinstance(entity, Metric):
        return None
    value = abs(claim.amount).normalize()
    is_percentage = any(unit in ("%", "‰") for unit in entity.unit.values())
    return Percentage(value) if is_percentage else Number(value)


def dates_in_passage(case: Case) -> Iterator[Fault]:
    """The month and the day of a claim's date stand in a passage that it cites, and its year if a year stands there;
    a date marked `~` or `?` is the editors' own."""
    for claim, path in claims(case.briefing):
        dates = _dates(case.briefing, claim, path)
        known = figures_of_passages(case, claim) if dates else None
        if known is None:
            continue
        # Texts often leave the year out; where one stands, it is this one.
        has_year = any(isinstance(figure, Number) and FIRST_YEAR <= figure.value <= LAST_YEAR for figure in known)
        for date, where in dates:
            printed = figures_of_date(date)
            if has_year:
                printed |= years_of_date(date)
            if extra := printed - known:
                says = f"no cited passage has the date {date.text}: {listed(extra)} is missing"
                hint = "cite where it stands, or mark what the editors infer: 2026-06?"
                yield Fault(claim.subject, where, says, hint)


def _dates(briefing: Briefing, claim: Claim, path: KeyPath) -> list[tuple[When, KeyPath]]:
    """The dates of a claim that were typed: its `when`, and the values of its properties of dates that are not it."""
    found: list[tuple[When, KeyPath]] = []
    if claim.when is not None:
        found.append((claim.when, (*path, "when")))
    for name, value in claim.states.items():
        declared = briefing.settings.properties.get(name)
        if declared is None or declared.value_range != "date" or (claim.when and claim.when.text == value):
            continue
        try:
            found.append((when(value), (*path, "states", name)))
        except ValueError:
            continue  # said by another rule
    return found


def names_in_passage(case: Case) -> Iterator[Fault]:
    """The two ends of a relation are named in a passage that its claim cites. A warning, for a text may say “it”."""
    for claim, name, value in case.briefing.stated():
        words = words_of_passages(case, claim)
        if words is None:
            continue
        passages = folded(" ".join(words))
        for end in dict.fromkeys((value, claim.subject)):
            entity = case.briefing.entities.get(end)
            if entity is not None and case.briefing.shape(entity) == "entity" and not _is_named(entity, passages):
                path = ("claims", claim.key, "states", name)
                says = f"no cited passage names {end}"
                hint = "cite the one that does as well"
                yield Fault(claim.subject, path, says, hint, level="warning", depends_on=naming(end))


def _is_named(entity: Entity, passages: str) -> bool:
    """Whether folded passages hold a name or alias of an entity that some text prints, as words of their own; also where
    no text prints any of its names."""
    printed = [name for lang, name in entity.name.items() if lang not in entity.translated]
    printed += [alias.text for alias in entity.aliases]
    return not printed or any(stands_in(name, passages) for name in printed)


def hedges_kept(case: Case) -> Iterator[Fault]:
    """A claim whose passages all have words of reserve (“reportedly”) does not have the status “stated”. A warning."""
    readers = case.evidence.readers.values()
    for claim, path in claims(case.briefing):
        if claim.status != "stated" or any(citation.hedge for citation in claim.sources):
            continue
        passages = [case.evidence.words(citation.source, citation.at) for citation in claim.sources]
        hedges = [first_hedge(words, readers) if words else None for words in passages]
        if all(hedges) and not any(first_hedge(plain_words(text), readers) for text in claim.says.values()):
            says = f"it is stated, but the passage hedges: “{hedges[0]}”"
            hint = (
                "status: reported or expected; if the reserve is about something else, hedge: elsewhere at the citation"
            )
            yield Fault(claim.subject, path, says, hint, key=True, level="warning")


def idle_hedge_marks(case: Case) -> Iterator[Fault]:
    """`hedge: elsewhere` is only written where the passage has a word of reserve."""
    for claim, path in claims(case.briefing):
        for index, citation in enumerate(claim.sources):
            words = words_of_passage(case, citation) if citation.hedge else None
            if words and not first_hedge(words, case.evidence.readers.values()):
                where = (*path, "sources", index, "hedge")
                yield Fault(claim.subject, where, "the passage has no word of reserve", "take it out", key=True)


def figures_of_positions(case: Case) -> Iterator[Fault]:
    """A number or month in a position stands in one of the claims that carry it."""
    for question in case.briefing.questions.values():
        for key, position in question.positions.items():
            carrying = [case.briefing.claims.get(address) for address in position.claims]
            known = [claim for claim in carrying if claim is not None]
            if len(known) < len(carrying):
                continue  # said by another rule
            of_claims = [figures_of_texts(case.evidence, claim.says) for claim in known]
            for lang, said in figures_of_texts(case.evidence, position.says).items():
                extra = said.difference(*(figures.get(lang, frozenset()) for figures in of_claims))
                if extra:
                    says = f"no claim of the position has the figure {listed(extra)}"
                    hint = "leave it out, or name the claim that has it"
                    where = ("positions", key, "says", lang)
                    depends_on = tuple(RecordPath(claim.subject, ("claims", claim.key)) for claim in known)
                    yield Fault(question.address, where, says, hint, depends_on=depends_on)
                    break


RULES = (
    attributed_opinions,
    figures_in_passage,
    dates_in_passage,
    names_in_passage,
    hedges_kept,
    idle_hedge_marks,
    figures_of_positions,
)
