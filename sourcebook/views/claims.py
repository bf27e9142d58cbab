"""A claim as a page shows it, and the passages it cites."""

from __future__ import annotations

from decimal import Decimal

from ..model import Citation, Claim, Entity, Metric
from ..values.edtf import when
from ..values.languages import HAN_LETTER
from .edition import Edition
from .paths import passage_path, web_path
from .terms import definitions
from .text import label, link, plain, runs, sentence
from .types import Cite, ClaimView, DisputeLink, PassageView, Qualifiers, Reading, Ref, Run, Sentence, Term


def claim_view(edition: Edition, claim: Claim) -> ClaimView:
    """A claim without notes, for pages that show its passages otherwise."""
    views = edition.kept.claims
    if claim.address not in views:
        date = edition.words.when(claim.when) if claim.when else ""
        qualifiers = Qualifiers(date, claim.status, sentence(edition, claim.by), disputes(edition, claim))
        views[claim.address] = ClaimView(
            address=claim.address,
            path=web_path(claim.address),
            sentence=sentence(edition, claim.says),
            marks=(),
            qualifiers=qualifiers,
            amount=amount(edition, claim),
        )
    return views[claim.address]


def cited_claim(edition: Edition, claim: Claim) -> ClaimView:
    """A claim with a note for each passage that it cites, and links to the glossary's terms."""
    views = edition.kept.cited
    if claim.address not in views:
        view = claim_view(edition, claim)
        views[claim.address] = view._replace(sentence=_with_terms(edition, view.sentence), marks=cites(edition, claim))
    return views[claim.address]


def own_claim(edition: Edition, claim: Claim) -> ClaimView:
    """The same on the page of its entity, where its anchors stand."""
    return cited_claim(edition, claim)._replace(anchor=claim.key, former_anchors=claim.former_ids)


def _with_terms(edition: Edition, pieces: Sentence) -> Sentence:
    """A sentence with its glossary terms marked as such; `notes.numbered` makes a link of the first on a page."""
    marked: list[Run | Ref | Term] = []
    for piece in pieces:
        if isinstance(piece, Run):
            for words, term in edition.terms.split(piece.text):
                run = Run(words, piece.lang)
                marked.append(Term(run, _term_link(edition, term, run)) if term else run)
        else:
            marked.append(piece)
    return tuple(marked)


def _term_link(edition: Edition, term: Entity, run: Run) -> Ref:
    """A link to a term: the words as they stand, the definition as its title."""
    definition = definitions(edition.briefing, term)[0]
    return Ref(web_path(term.address), (run,), plain(edition, definition.says), term.address)


def cites(edition: Edition, *claims: Claim) -> tuple[Cite, ...]:
    """The passages that stand behind claims that say the same, each passage once."""
    by_passage: dict[str, Cite] = {}
    for claim in claims:
        reading = _reading(edition, claim)
        for citation in claim.sources:
            passage = passage_view(edition, citation)
            quotes = (_quote(edition, citation),) if citation.quote else ()
            known = by_passage.get(passage.path, Cite(passage, (), ()))
            by_passage[passage.path] = Cite(passage, (*known.quotes, *quotes), (*known.readings, reading))
    return tuple(by_passage.values())


def _reading(edition: Edition, claim: Claim) -> Reading:
    qualifiers = claim_view(edition, claim).qualifiers
    return Reading(qualifiers.status, qualifiers.by)


def _quote(edition: Edition, citation: Citation) -> Run:
    tag = edition.briefing.source(citation.source).language
    return Run(citation.quote or "", tag if tag != edition.tag else None)


def passage_view(edition: Edition, citation: Citation) -> PassageView:
    """The passage that a citation names."""
    key = (citation.source, citation.at)
    passages = edition.kept.passages
    if key not in passages:
        source = edition.briefing.source(citation.source)
        passages[key] = PassageView(
            source=citation.source,
            path=passage_path(citation.source, citation.at),
            title=label(edition, source.address),
            publisher=runs(edition, edition.say(source.publisher)) if source.publisher else (),
            published=edition.words.when(source.published) if source.published else "",
            file=source.file,
            locator=edition.words.locator(citation.at),
        )
    return passages[key]


def disputes(edition: Edition, claim: Claim) -> tuple[DisputeLink, ...]:
    """The disputed questions in which a claim carries a position."""
    return tuple(
        DisputeLink(web_path(position.address), plain(edition, question.asks))
        for question, position in edition.briefing.disputes(claim.address)
    )


def amount(edition: Edition, claim: Claim) -> str:
    """The amount of a claim with its unit and bound; `""` for a claim without one."""
    metric = edition.briefing.entities[claim.subject]
    if claim.amount is None or not isinstance(metric, Metric):
        return ""
    unit = edition.say(metric.unit)
    space = "" if unit in "%‰°" or HAN_LETTER.match(unit) else "\u00a0"
    written = f"{edition.words.number(claim.amount)}{space}{unit}"
    return edition.t(f"bound_{claim.bound}", amount=written) if claim.bound else written


def property_name(edition: Edition, name: str, *, inverse: bool = False) -> str:
    """What a property is called, read from the subject or (inverse) from the object."""
    declared = edition.briefing.settings.properties[name]
    return edition.say((declared.inverse if inverse else None) or declared.name)


def value_words(edition: Edition, name: str, value: str) -> str:
    """The value of a property as the language writes it: a date, an amount, a text; `""` for an address."""
    value_range = edition.briefing.settings.properties[name].value_range
    if value_range == "date":
        return edition.words.when(when(value))
    if value_range == "amount":
        return edition.words.number(Decimal(value))
    return value if value_range else ""


def value_sentence(edition: Edition, name: str, value: str) -> Sentence:
    """The value of a property in a sentence: words, or a link."""
    words = value_words(edition, name, value)
    return runs(edition, words) if words else (link(edition, value),)
