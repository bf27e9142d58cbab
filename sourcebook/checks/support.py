"""Fidelity: a claim says no more than its passage, and each language says the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache

from ..evidence.mentions import Names, names
from ..evidence.numbers import Figure, figures, hedge
from ..evidence.texts import Evidence, stands_in
from ..model import LINK, Briefing, Citation, Claim, Entity, Metric, linked, page_of, written
from ..values import edtf as dates
from ..values.text import folded
from ..yamlfile.parse import KeyPath
from .references import LIKE_A_LINK
from .rule import Fault, Spot, Wording, claims, wordings

# The texts that are compared word by word; weighings and remarks are freer.
COMPARED = ("says", "by", "asks")
# Numbers that are read as years.
FIRST_YEAR, LAST_YEAR = 1000, 2199


def figures_in_passage(briefing: Briefing, evidence: Evidence) -> Iterator[Fault]:
    """Every number and month in a claim's sentence, and its amount, stands in a passage that the claim cites."""
    for claim, path in claims(briefing):
        known = _figures_of_passages(briefing, claim, evidence)
        if known is None:
            continue
        told = _figures(claim.says, evidence)
        # A figure that only some languages have is a matter of same_figures.
        extra = frozenset.intersection(*told.values()) - known if told else frozenset()
        if extra:
            says = f"no cited passage has the figure {_listed(extra)}"
            yield Fault(claim.subject, (*path, "says", next(iter(told))), says, "leave it out, or cite where it stands")
        counted = claim.amount is not None and isinstance(briefing.entities[claim.subject], Metric)
        if counted and _amount(claim, briefing.entities[claim.subject]) not in known:
            says = f"no cited passage has the figure {claim.amount:f}"
            yield Fault(claim.subject, (*path, "amount"), says, "write the amount as far as the text gives it")


def dates_in_passage(briefing: Briefing, evidence: Evidence) -> Iterator[Fault]:
    """The month and the day of a claim's date stand in a passage that it cites, and its year if a year stands there;
    a date marked `~` or `?` is the editors' own."""
    for claim, path in claims(briefing):
        dates = list(_dates(briefing, claim, path))
        known = _figures_of_passages(briefing, claim, evidence) if dates else None
        for when, where in dates if known is not None else ():
            points = {point for point in (when.start, when.end) if point and not point.sign}
            parts = {("day", 100 * p.month + p.day) if p.day else ("month", p.month) for p in points}
            years = {
                figure.value for figure in known if figure.kind == "number" and FIRST_YEAR <= figure.value <= LAST_YEAR
            }
            # Texts often leave the year out; where one stands, it is this one.
            parts |= {("number", point.year) for point in points if years}
            extra = {Figure(kind, Decimal(value)) for kind, value in parts if value} - known
            if extra:
                says = f"no cited passage has the date {when.text}: {_listed(extra)} is missing"
                hint = "cite where it stands, or mark what the editors infer: 2026-06?"
                yield Fault(claim.subject, where, says, hint)


def names_in_passage(briefing: Briefing, evidence: Evidence) -> Iterator[Fault]:
    """The two ends of a relation are named in a passage that its claim cites. A warning, for a text may say “it”."""
    for claim, name, value in briefing.stated():
        if not all(_is_understood(briefing, citation, evidence) for citation in claim.sources):
            continue
        passages = folded(" ".join(evidence.words(citation.source, citation.at) for citation in claim.sources))
        for end in dict.fromkeys((value, claim.subject)):
            entity = briefing.entities.get(end)
            if entity is not None and briefing.shape(entity) == "entity" and not _is_named(entity, passages):
                path = ("claims", claim.key, "states", name)
                says = f"no cited passage names {end}"
                hint = "cite the one that does as well"
                yield Fault(claim.subject, path, says, hint, level="warning", leans_on=_naming(end))


def _naming(*addresses: str) -> tuple[Spot, ...]:
    """Where the names of entities stand: what is wrong with a name is wrong with all that looks for it."""
    return tuple(Spot(address, (field,)) for address in addresses for field in ("name", "aliases", "translated"))


def _is_named(entity: Entity, passages: str) -> bool:
    """Whether folded passages hold a name or alias of an entity that some text prints, as words of their own."""
    printed = [name for lang, name in entity.name.items() if lang not in entity.translated]
    printed += [alias.text for alias in entity.aliases]
    return not printed or any(stands_in(name, passages) for name in printed)


def hedges_kept(briefing: Briefing, evidence: Evidence) -> Iterator[Fault]:
    """A claim that leans only on passages with words of reserve is not plainly stated. A warning."""
    for claim, path in claims(briefing):
        if claim.status != "stated" or any(citation.hedge for citation in claim.sources):
            continue
        passages = [evidence.words(citation.source, citation.at) for citation in claim.sources]
        hedges = [hedge(words, evidence.lexicons) if words else None for words in passages]
        if all(hedges) and not any(hedge(written(text), evidence.lexicons) for text in claim.says.values()):
            says = f"it is stated, but the passage hedges: “{hedges[0]}”"
            hint = (
                "status: reported or expected; if the reserve is about something else, hedge: elsewhere at the citation"
            )
            yield Fault(claim.subject, path, says, hint, key=True, level="warning")


def idle_hedge_marks(briefing: Briefing, evidence: Evidence) -> Iterator[Fault]:
    """`hedge: elsewhere` stands where the passage has a word of reserve."""
    for claim, path in claims(briefing):
        for index, citation in enumerate(claim.sources):
            marked = citation.hedge and _is_understood(briefing, citation, evidence)
            if marked and not hedge(evidence.words(citation.source, citation.at), evidence.lexicons):
                where = (*path, "sources", index, "hedge")
                yield Fault(claim.subject, where, "the passage has no word of reserve", "take it out", key=True)


def attributed_opinions(briefing: Briefing, evidence: Evidence) -> Iterator[Fault]:
    """An opinion says whose it is."""
    for claim, path in claims(briefing):
        if claim.status == "opinion" and claim.by is None:
            says = "an opinion says whose it is"
            yield Fault(claim.subject, (*path, "status"), says, "add by: …, the writer of the text if nobody is named")


def same_figures(briefing: Briefing, evidence: Evidence) -> Iterator[Fault]:
    """A sentence has the same numbers and months in every language; in longer prose that goes for digits alone."""
    for wording in wordings(briefing):
        if not wording.linked or not _is_comparable(briefing, wording):
            continue
        told = _figures(wording.texts, evidence, words=wording.path[-1] in COMPARED)
        claim = briefing.claims.get("/".join((wording.address, *map(str, wording.path[1:2]))))
        known = _figures_of_passages(briefing, claim, evidence) if claim and len(set(told.values())) > 1 else None
        yield from _differing(wording, told, "the figure {}", _listed, known)


def same_links(briefing: Briefing, evidence: Evidence) -> Iterator[Fault]:
    """A sentence links to the same addresses in every language."""
    for wording in wordings(briefing):
        if wording.linked and _is_comparable(briefing, wording):
            told = {lang: frozenset(linked(text)) for lang, text in wording.texts.items()}
            yield from _differing(wording, told, "a link to {}", lambda extra: ", ".join(sorted(extra)))


def _is_comparable(briefing: Briefing, wording: Wording) -> bool:
    """Whether a wording stands in the briefing's languages, and its links lead somewhere: where not, other rules say so."""
    return {*wording.texts} <= {*briefing.settings.languages} and all(
        _is_well_linked(text) and briefing.addresses.issuperset(linked(text)) for text in wording.texts.values()
    )


@lru_cache(maxsize=1 << 17)
def _is_well_linked(text: str) -> bool:
    """Whether all brackets of a sentence are those of links."""
    return not LIKE_A_LINK.search(text) and not any(marks in LINK.sub("", text) for marks in ("[[", "]]"))


def same_names(briefing: Briefing, evidence: Evidence) -> Iterator[Fault]:
    """What a sentence names in one language, it names in every language. A warning, as names are found by their look."""
    if any({*briefing.settings.languages} - {*entity.name} for entity in briefing.entities.values()):
        return  # what has no name in a language is named by nothing in it; every_language says so
    known, of_names = names(briefing), _naming(*briefing.entities)  # a wrong name may stand in the way of another one
    for wording in _sentences(briefing) if briefing.is_whole() else ():
        if len(wording.texts) < 2 or not _is_comparable(briefing, wording):
            continue
        told = {lang: frozenset(_named(known, text)) for lang, text in wording.texts.items()}
        # A name may have several bearers: it is enough that the other language may mean one of them.
        every = {lang: frozenset().union(*bearers) for lang, bearers in told.items()}
        # A page need not name its own subject; what is linked is compared by same_links.
        implied = {page_of(wording.address)} | {page_of(a) for text in wording.texts.values() for a in linked(text)}
        for lang in wording.texts:
            missing = {
                sorted(bearers)[0]
                for other, named in told.items()
                for bearers in named
                if other != lang and not bearers & (every[lang] | implied)
            }
            if missing:
                says = f"{lang} does not name {', '.join(sorted(missing))}, another language does"
                hint = "name it here too, or link to it"
                leans_on = (Spot(wording.address, wording.path), *of_names)
                yield Fault(wording.address, (*wording.path, lang), says, hint, level="warning", leans_on=leans_on)
                break


def figures_of_positions(briefing: Briefing, evidence: Evidence) -> Iterator[Fault]:
    """A number or month in a position stands in one of the claims that carry it."""
    for question in briefing.questions.values():
        for key, position in question.positions.items():
            carried = [briefing.claims.get(address) for address in position.claims]
            if not all(carried):
                continue
            told = _figures(position.says, evidence)
            for lang, said in told.items():
                of_claims = (_figures(claim.says, evidence).get(lang, frozenset()) for claim in carried)
                if extra := said - frozenset().union(*of_claims):
                    says = f"no claim of the position has the figure {_listed(extra)}"
                    hint = "leave it out, or name the claim that has it"
                    leans_on = tuple(Spot(claim.subject, ("claims", claim.key)) for claim in carried)
                    yield Fault(question.address, ("positions", key, "says", lang), says, hint, leans_on=leans_on)
                    break


RULES = (
    attributed_opinions,
    figures_in_passage,
    dates_in_passage,
    names_in_passage,
    hedges_kept,
    idle_hedge_marks,
    same_links,
    same_figures,
    same_names,
    figures_of_positions,
)


def _figures_of_passages(briefing: Briefing, claim: Claim, evidence: Evidence) -> frozenset[Figure] | None:
    """The figures of all passages that a claim cites; None where a text is not at hand, or in a language not known."""
    if not all(_is_understood(briefing, citation, evidence) for citation in claim.sources):
        return None
    passages = [evidence.words(citation.source, citation.at) or "" for citation in claim.sources]
    return frozenset().union(*(figures(words, lexicon) for words in passages for lexicon in evidence.lexicons.values()))


def _is_understood(briefing: Briefing, citation: Citation, evidence: Evidence) -> bool:
    """Whether a cited text is at hand, and in a language whose figures and words of reserve are known."""
    source = briefing.find_source(citation.source)
    known = {lang.partition("-")[0] for lang in evidence.lexicons}
    words = source is not None and evidence.words(citation.source, citation.at)
    return bool(words) and source.language.partition("-")[0] in known


def _dates(briefing: Briefing, claim: Claim, path: KeyPath) -> Iterator[tuple[dates.When, KeyPath]]:
    """The dates of a claim that were typed: its `when`, and the values of its properties of dates that are not it."""
    if claim.when is not None:
        yield claim.when, (*path, "when")
    for name, value in claim.states.items():
        declared = briefing.settings.properties.get(name)
        if declared is not None and declared.value_range == "date" and (claim.when is None or claim.when.text != value):
            try:
                yield dates.when(value), (*path, "states", name)
            except ValueError:
                continue  # said by another rule


def _sentences(briefing: Briefing) -> Iterator[Wording]:
    """The sentences that readers compare: those of claims, positions and questions."""
    return (wording for wording in wordings(briefing) if wording.path[-1] in COMPARED)


def _named(known: Names, text: str) -> Iterator[frozenset[str]]:
    """The bearers of each name printed in a sentence; a link is compared as a link."""
    return (named.addresses for named in known.within(written(text)))


def _amount(claim: Claim, metric: Metric) -> Figure:
    """The amount of a claim as a text would print it: in a unit of per cent, a percentage."""
    percent = any(unit in ("%", "‰") for unit in metric.unit.values())
    return Figure("percent" if percent else "number", abs(claim.amount).normalize())


def _figures(texts: Mapping[str, str], evidence: Evidence, *, words: bool = True) -> dict[str, frozenset[Figure]]:
    """The figures of a sentence in each language whose figures are known."""
    return {
        lang: figures(written(text), evidence.lexicons[lang], words=words)
        for lang, text in texts.items()
        if lang in evidence.lexicons
    }


def _differing(
    wording: Wording,
    told: dict[str, frozenset],
    what: str,
    listed: Callable[[frozenset], str],
    known: frozenset | None = None,
) -> Iterator[Fault]:
    """A fault where the languages do not tell the same, at the one that is odd: it has what no passage has (`known`), or
    it stands alone against the others, or it is the later one."""
    if len(set(told.values())) < 2:
        return
    of_all = [*told.values()]
    invented = [lang for lang, own in told.items() if known is not None and own - known]
    alone = [lang for lang, own in told.items() if of_all.count(own) == 1 and len(of_all) > 2]
    odd = (invented or alone or [*told])[-1]
    other = next(lang for lang, theirs in told.items() if theirs != told[odd])
    more, less = told[odd] - told[other], told[other] - told[odd]
    says = " and ".join(
        f"{verb} {what.format(listed(part))}" for verb, part in (("has", more), ("lacks", less)) if part
    )
    against = "does not" if not less else "has" if not more else "tells otherwise"
    says = f"{odd} {says}; {other} {against}"
    leans_on = (Spot(wording.address, wording.path),)
    yield Fault(wording.address, (*wording.path, odd), says, "say the same in both", leans_on=leans_on)


def _listed(extra: frozenset[Figure] | set[Figure]) -> str:
    shown = {"month": "month {0:f}", "percent": "{0:f} %", "day": "{1}-{2:02}"}
    return ", ".join(shown.get(kind, "{0:f}").format(v, *divmod(int(v), 100)) for kind, v in sorted(extra))
