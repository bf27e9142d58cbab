"""Texts: the text at hand is the one that was read, its passages are the recorded ones, and each is accounted for."""

from __future__ import annotations

from collections.abc import Iterator

from ..evidence.coverage import Sentence, coverage
from ..model import SOURCES, Briefing, Entity, Source
from ..values import passages
from .cited import is_quoted_elsewhere
from .rule import Case, Fault, RecordPath, claims

SHOWN = 5  # passages that a message names, of those that are neither cited nor set aside


def readable_texts(case: Case) -> Iterator[Fault]:
    """A source text is UTF-8."""
    for source in case.briefing.sources.values():
        if source.id in case.evidence.unread:
            yield Fault(source.address, ("file",), f"“{source.file}” is not UTF-8")


def named_files(case: Case) -> Iterator[Fault]:
    """No text at hand has the recorded hash of a source under another name than the recorded one."""
    for source in case.briefing.sources.values():
        if name := case.evidence.misnamed.get(source.id):
            says = f"no file at hand is called “{source.file}”, but “{name}” has the recorded hash"
            yield Fault(source.address, ("file",), says, f"did you mean “{name}”?")


def same_text(case: Case) -> Iterator[Fault]:
    """A text at hand is the one that was read: its SHA-256 is the recorded one."""
    for source in case.briefing.sources.values():
        text = case.evidence.texts.get(source.id)
        if text is not None and text.sha256 != source.sha256:
            says = f"the file at hand has another hash: {text.sha256}"
            hint = "is it the same text? then read it again before the hash changes"
            yield Fault(source.address, ("sha256",), says, hint)


def same_passages(case: Case) -> Iterator[Fault]:
    """The recorded number of sentences in each paragraph is that of the text."""
    for source in case.briefing.sources.values():
        text = case.evidence.texts.get(source.id)
        if text is not None and text.sha256 == source.sha256 and text.shape != source.passages:
            says = "the recorded passages are not those of the text"
            yield Fault(source.address, ("passages",), says, f"write “{' '.join(map(str, text.shape))}”")


def existing_passages(case: Case) -> Iterator[Fault]:
    """A locator names a passage that its source has."""
    for claim, path in claims(case.briefing):
        for index, citation in enumerate(claim.sources):
            source = case.briefing.find_source(citation.source)
            if source is None or case.evidence.disproves(source) or citation.at.sentences(source.passages):
                continue
            says, hint = _past_the_end(citation.at, source.passages)
            yield Fault(claim.subject, (*path, "sources", index, "at"), says, hint)
    for source in case.briefing.sources.values():
        if not case.evidence.disproves(source):
            for at in source.set_aside:
                yield from _wrong_set_aside(source, at)


def _wrong_set_aside(source: Source, at: str) -> Iterator[Fault]:
    """What is wrong with a key under `set_aside`."""
    path = ("set_aside", at)
    try:
        where = passages.locator(at)
    except ValueError as error:
        yield Fault(source.address, path, f"“{at}” is not a locator: {error}", key=True)
        return
    if not where.sentences(source.passages):
        says, hint = _past_the_end(where, source.passages)
        yield Fault(source.address, path, says, hint, key=True)


def _past_the_end(where: passages.Locator, shape: tuple[int, ...]) -> tuple[str, str]:
    """What a message says of a locator past the end of a text, and its hint."""
    if where.paragraph > len(shape):
        return f"the text has no paragraph {where.paragraph}", f"its last is {len(shape)}"
    last = f"{where.paragraph}.{shape[where.paragraph - 1]}"
    return f"“{where}” lies past the end of paragraph {where.paragraph}", f"its last sentence is {last}"


def read_to_the_end(case: Case) -> Iterator[Fault]:
    """Every passage of a source that is read fully is cited by a claim or set aside with a reason, and not both."""
    whole = case.briefing.is_whole() and all(
        case.briefing.find_source(citation.source)
        for claim in case.briefing.claims.values()
        for citation in claim.sources
    )
    for source in case.briefing.sources.values():
        if case.evidence.disproves(source) or _is_misquoted(case, source):
            continue
        covered = coverage(case.briefing, source)
        if source.read == "fully" and covered.open and whole and _has_right_locators(case.briefing, source):
            says = f"it is read fully, but neither cited nor set aside: {_some_of(covered.open)}"
            hint = "cite them, set them aside with a reason, or write read: partly"
            yield Fault(source.address, ("read",), says, hint)
        for at in source.set_aside:
            if covered.cited.intersection(_sentences(source, at)):
                says = f"{at} is set aside, but a claim cites it"
                yield Fault(source.address, ("set_aside", at), says, "take it out here", key=True)


def _some_of(sentences: frozenset[Sentence]) -> str:
    """The first sentences of a text, of those that are open, and how many more there are."""
    named = ", ".join(f"{paragraph}.{number}" for paragraph, number in sorted(sentences)[:SHOWN])
    more = len(sentences) - SHOWN
    return f"{named} and {more} more" if more > 0 else named


def _sentences(source: Source, at: str) -> list[Sentence]:
    """The sentences that a key under `set_aside` covers; none where it is no locator."""
    return passages.locator(at).sentences(source.passages) if passages.LOCATOR.fullmatch(at) else []


def _is_misquoted(case: Case, source: Source) -> bool:
    """Whether a quote of a source stands elsewhere: its locator may be the slip, and what it should name seems open."""
    return any(is_quoted_elsewhere(case, citation) for _, citation in case.briefing.cited(source.id))


def _has_right_locators(briefing: Briefing, source: Source) -> bool:
    """Whether every locator of a source names a passage: what a wrong one should have named seems open."""
    cited = all(citation.at.sentences(source.passages) for _, citation in briefing.cited(source.id))
    return cited and all(_sentences(source, at) for at in source.set_aside)


def set_aside_once(case: Case) -> Iterator[Fault]:
    """No sentence of a source is set aside twice: alone, and with its paragraph."""
    for source in case.briefing.sources.values():
        if case.evidence.disproves(source):
            continue
        seen: dict[Sentence, str] = {}
        for at in source.set_aside:
            sentences = _sentences(source, at)
            other = next((seen[sentence] for sentence in sentences if sentence in seen), None)
            if other is not None:
                says = f"{at} is set aside twice: here, and with {other}"
                yield Fault(source.address, ("set_aside", at), says, "keep one of the two", key=True)
            seen.update(dict.fromkeys(sentences, at))


def printed_names(case: Case) -> Iterator[Fault]:
    """A name is printed in a source text, or listed under `translated`; an alias is printed in the texts it names."""
    evidence = case.evidence
    if evidence.missing(case.briefing) or evidence.unread or not evidence.texts:
        return  # the name may stand in a text that is not at hand
    if not case.briefing.is_whole(SOURCES):
        return
    for entity in case.briefing.entities.values():
        # Most names stand in the texts that the entity's own claims cite: looking there first keeps this linear.
        near = {citation.source for claim in entity.claims.values() for citation in claim.sources}
        for lang, name in entity.name.items():
            if lang in entity.translated or (near and evidence.prints(name, near)) or evidence.prints(name):
                continue
            hint = f"is it the editors' own rendering? then write translated: [{lang}]"
            depends_on = (RecordPath(entity.address, ("name", lang)), RecordPath(entity.address, ("translated",)))
            yield Fault(entity.address, ("name", lang), f"no text prints “{name}”", hint, depends_on=depends_on)
        yield from _unprinted_aliases(case, entity)


def _unprinted_aliases(case: Case, entity: Entity) -> Iterator[Fault]:
    for index, alias in enumerate(entity.aliases):
        if any(case.briefing.find_source(source) is None for source in alias.sources):
            continue
        missing = [source for source in alias.sources if not case.evidence.prints(alias.text, [source])]
        if not alias.sources and not case.evidence.prints(alias.text):
            missing = ["any text"]
        if missing:
            says = f"“{alias.text}” is not printed by {' or '.join(missing)}"
            yield Fault(entity.address, ("aliases", index), says, "write the spelling as the text has it")


def printed_record(case: Case) -> Iterator[Fault]:
    """The titles, publisher and date of a source's record stand in its text; a date marked `~` or `?` is the editors'."""
    evidence = case.evidence
    for source in case.briefing.sources.values():
        if source.id not in evidence.texts:
            continue
        for field, name in (("title", source.title), ("original_title", source.original_title)):
            if name and not evidence.prints(name, [source.id]):
                says = f"the text does not print “{name}”"
                yield Fault(source.address, (field,), says, "write it as the file prints it")
        if source.publisher and not any(evidence.prints(name, [source.id]) for name in source.publisher.values()):
            says = "the text prints the publisher in none of the languages"
            yield Fault(source.address, ("publisher",), says, "leave it out: what a text does not give is not stated")
        if source.published and not evidence.prints_date(source.id, source.published):
            says = f"the text does not print {source.published.text}"
            yield Fault(source.address, ("published",), says, "leave it out, or mark what the editors infer: 2026-06?")


RULES = (
    readable_texts,
    named_files,
    same_text,
    same_passages,
    existing_passages,
    read_to_the_end,
    set_aside_once,
    printed_names,
    printed_record,
)
