"""Addresses: what is named must exist, and what exists has one name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model import LINK, SOURCES, Briefing, Entity, Link, Record, former_addresses, inline, page_of
from ..problems import did_you_mean
from ..yamlfile.values import KeyPath
from .multilingual import LIKE_A_LINK
from .rule import Case, Fault, claims

LINK_HINT = "write [[address]] or [[address|other words]]"


def well_formed_links(case: Case) -> Iterator[Fault]:
    """A link in a sentence is [[address]] or [[address|other words]]; a text without links has no double brackets."""
    for text in case.texts:
        for lang, words in text.texts.items():
            rest = LINK.sub("", words) if text.linked else words
            if "[[" in rest or "]]" in rest:
                hint = LINK_HINT if text.linked else "no links stand here"
                yield Fault(text.address, (*text.path, lang), "a link is not closed, or not allowed here", hint)


def plain_sentences(case: Case) -> Iterator[Fault]:
    """A sentence has no links but [[address]] and [[address|other words]], and a bar in one has words behind it."""
    for text in case.texts:
        if not text.linked:
            continue
        for lang, words in text.texts.items():
            where = (*text.path, lang)
            rest = LINK.sub("", words)
            like = LIKE_A_LINK.search(words) if any(mark in rest for mark in "[【】") else None
            if like:
                yield Fault(text.address, where, f"“{like.group()}” is no link here", LINK_HINT, level="warning")
            elif any(link.words is not None and not link.words.strip() for link in _links(words)):
                yield Fault(text.address, where, "a link has a bar and no words behind it", LINK_HINT)


def _links(words: str) -> list[Link]:
    """The links in a sentence."""
    return [piece for piece in inline(words) if isinstance(piece, Link)]


def known_addresses(case: Case) -> Iterator[Fault]:
    """Every address that a sentence, a statement or a question names is the address of a record."""
    for text in case.texts:
        if text.linked:
            for lang, words in text.texts.items():
                for link in _links(words):
                    yield from _unknown(case.briefing, text.address, (*text.path, lang), link.address)
    for entity in case.briefing.entities.values():
        for index, other in enumerate(entity.different_from):
            path = ("different_from", index)
            yield from _unknown(case.briefing, entity.address, path, other)
            if other == entity.address:
                yield Fault(entity.address, path, f"“{other}” is this record itself", "name what it is not")
    for question in case.briefing.questions.values():
        for index, about in enumerate(question.about):
            yield from _unknown(case.briefing, question.address, ("about", index), about)


def known_claims(case: Case) -> Iterator[Fault]:
    """A position of a question is carried by claims, named by their addresses."""
    for question in case.briefing.questions.values():
        for position in question.positions.values():
            for index, claim in enumerate(position.claims):
                path = ("positions", position.key, "claims", index)
                if claim not in case.briefing.claims and page_of(claim) not in case.briefing.hidden:
                    hint = did_you_mean(claim, case.briefing.claims)
                    hint = _today(case.briefing, claim) if case.briefing.now(claim) in case.briefing.claims else hint
                    yield Fault(question.address, path, f"“{claim}” is not the address of a claim", hint)


def known_sources(case: Case) -> Iterator[Fault]:
    """Every source that is cited has a record."""
    for claim, path in claims(case.briefing):
        for index, citation in enumerate(claim.sources):
            yield from _no_source(case.briefing, claim.subject, (*path, "sources", index, "source"), citation.source)
    for entity in case.briefing.entities.values():
        for index, alias in enumerate(entity.aliases):
            for number, source in enumerate(alias.sources):
                yield from _no_source(case.briefing, entity.address, ("aliases", index, "sources", number), source)
    for record in case.briefing.sources.values():
        if record.derived_from is not None:
            yield from _no_source(case.briefing, record.address, ("derived_from",), record.derived_from)
    for question in case.briefing.questions.values():
        for index, source in enumerate(question.read):
            yield from _no_source(case.briefing, question.address, ("read", index), source)


def one_address_each(case: Case) -> Iterator[Fault]:
    """No two claims of a page differ in case only, and a former id is not the id of another record or claim."""
    given: dict[str, str] = {}
    for record in case.briefing.records:
        for field in ("claims", "positions"):
            parts = getattr(record, field, {})
            yield from _one_key_each(record.address, field, parts)
            for key, part in parts.items():
                formers = [f"{record.address}/{former}" for former in part.former_ids]
                yield from _never_again(
                    case.briefing, given, part.address, formers, record.address, (field, key, "former_ids")
                )
        yield from _never_again(
            case.briefing, given, record.address, former_addresses(record), record.address, ("former_ids",)
        )


def _one_key_each(record: str, field: str, parts: Iterable[str]) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for key in parts:
        if (other := seen.setdefault(key.lower(), key)) != key:
            says = f"“{key}” differs only in case from “{other}”"
            yield Fault(record, (field, key), says, "give one of the two another key", key=True)


def _never_again(
    briefing: Briefing, given: dict[str, str], owner: str, formers: Iterable[str], record: str, path: KeyPath
) -> Iterator[Fault]:
    """What is wrong with the former addresses of an owner; `given` are those that others have had."""
    what = "a record" if owner == record else "another part of the page"
    for index, former in enumerate(formers):
        name = former.rpartition("/")[2]
        hint = "an id is never given away again"
        if former in briefing.addresses:
            yield Fault(record, (*path, index), f"the former id “{name}” is the id of {what} now", hint)
        elif (other := given.setdefault(former, owner)) != owner:
            yield Fault(record, (*path, index), f"the former id “{name}” is already that of {other}", hint)


def names_apart(case: Case) -> Iterator[Fault]:
    """Two entities that share a name or an alias say that they are different things, on either page. A warning."""
    bearers: dict[str, list[Entity]] = {}
    for entity in case.briefing.entities.values():
        told: set[str] = set()  # one message for two records, however many names they share
        named = {name.casefold(): name for name in (*entity.name.values(), *(alias.text for alias in entity.aliases))}
        for key, name in sorted(named.items()):
            for other in bearers.setdefault(key, []):
                apart = entity.address in other.different_from or other.address in entity.different_from
                if not apart and other.address not in told:
                    told.add(other.address)
                    says = f"“{name}” is also a name of {other.address}"
                    hint = "the same thing is one record; different things name each other under different_from"
                    yield Fault(entity.address, ("name",), says, hint, key=True, level="warning")
            bearers[key].append(entity)


def first_told(case: Case) -> Iterator[Fault]:
    """No source derives from itself, directly or by way of others."""
    for source in case.briefing.sources.values():
        seen, other = {source.id}, case.briefing.find_source(source.derived_from or "")
        while other is not None and other.id not in seen:
            seen.add(other.id)
            other = case.briefing.find_source(other.derived_from or "")
        if other is not None and other.id == source.id:
            says = "the source derives from itself" + (f", by way of {source.derived_from}" if len(seen) > 1 else "")
            yield Fault(source.address, ("derived_from",), says, "which of them told it first?")
            return


def named_once(case: Case) -> Iterator[Fault]:
    """No list holds the same thing twice."""
    yield from _said_twice("briefing", case.briefing.settings)
    for record in case.briefing.records:
        yield from _said_twice(record.address, record)


def _said_twice(address: str, record: Record) -> Iterator[Fault]:
    for path, items in _lists(record, ()):
        for index, item in enumerate(items):
            if item in items[:index]:
                says = f"this stands here a second time; first as number {items.index(item) + 1}"
                yield Fault(address, (*path, index), says, "keep one of the two")


def _lists(part: object, path: KeyPath) -> Iterator[tuple[KeyPath, tuple[object, ...]]]:
    """Every list in a record, with the path to it."""
    if isinstance(part, Record):
        for name, inner in part.__dict__.items():
            if type(inner) in (tuple, dict) or isinstance(inner, Record):
                yield from _lists(inner, (*path, type(part).model_fields[name].alias or name))
    elif type(part) is dict:
        for key, inner in part.items():
            yield from _lists(inner, (*path, key))
    elif type(part) is tuple and path[-1] != "passages":
        yield path, part
        for index, inner in enumerate(part):
            yield from _lists(inner, (*path, index))


def one_file_each(case: Case) -> Iterator[Fault]:
    """No two sources are records of the same file."""
    seen: dict[str, str] = {}
    for source in case.briefing.sources.values():
        if (other := seen.setdefault(source.file, source.address)) != source.address:
            yield Fault(
                source.address, ("file",), f"“{source.file}” is already the file of {other}", "name its own file"
            )


def no_copies(case: Case) -> Iterator[Fault]:
    """No two claims of a page say the same."""
    for entity in case.briefing.entities.values():
        said: dict[tuple[str, str], str] = {}
        for key, claim in entity.claims.items():
            for lang, text in claim.says.items():
                if (other := said.setdefault((lang, text), key)) != key:
                    path = ("claims", key, "says", lang)
                    yield Fault(entity.address, path, f"“{other}” says the same", "say what it adds", level="warning")
                    break


def _unknown(briefing: Briefing, record: str, path: KeyPath, address: str) -> Iterator[Fault]:
    if address not in briefing.addresses and page_of(address) not in briefing.hidden:
        hint = _today(briefing, address) or did_you_mean(address, briefing.addresses)
        yield Fault(record, path, f"“{address}” is not an address", hint)


def _today(briefing: Briefing, address: str) -> str:
    """A hint for who writes an address that has been renamed, or `""`."""
    now = briefing.now(address)
    return f"it is {now} now" if now else ""


def _no_source(briefing: Briefing, record: str, path: KeyPath, source: str) -> Iterator[Fault]:
    if briefing.find_source(source) is None and f"{SOURCES}/{source}" not in briefing.hidden:
        near = did_you_mean(source, (known.id for known in briefing.sources.values()))
        hint = _today(briefing, f"{SOURCES}/{source}").replace(f"{SOURCES}/", "") or near
        yield Fault(record, path, f"“{source}” is not a source", hint or f"write {SOURCES}/{source}.yml first")


RULES = (
    well_formed_links,
    plain_sentences,
    known_addresses,
    known_claims,
    known_sources,
    one_address_each,
    first_told,
    names_apart,
    one_file_each,
    named_once,
    no_copies,
)
