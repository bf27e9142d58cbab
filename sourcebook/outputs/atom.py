"""The claims by the day they were added to the briefing, newest first: what a reader who comes back wants to know."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from ..views.claims import claim_view, passage_view
from ..views.edition import Edition
from ..views.paths import root_of
from ..views.text import plain, ref
from ..views.types import ClaimView, PassageView, Ref

PATH = "feed.xml"
# What was added longer ago is found on the edition.
LENGTH = 50


class EditionRef(NamedTuple):
    """An edition: its language tag, and its folder from the site's root."""

    tag: str
    root: str


class FeedEntry(NamedTuple):
    """A claim as an entry: its sentence in plain words, when it was added (RFC 3339), its topic, its page and passages."""

    claim: ClaimView
    title: str
    added: str
    topic: str
    topic_name: str
    page: Ref
    passages: tuple[PassageView, ...]


class Feed(NamedTuple):
    """The feed of an edition; `updated` is when the newest of its claims was added."""

    path: str
    title: str
    subtitle: str
    updated: str
    editions: tuple[EditionRef, ...]
    entries: tuple[FeedEntry, ...]


def feed(edition: Edition) -> Feed | None:
    """An edition → its feed; None where the history of the briefing is not known."""
    added = edition.history.added
    if not added:
        return None
    settings = edition.briefing.settings
    newest = sorted(added, key=lambda address: (-added[address].timestamp(), address))[:LENGTH]
    return Feed(
        path=PATH,
        title=edition.say(settings.title),
        subtitle=edition.t("feed"),
        updated=_rfc3339(added[newest[0]]),
        editions=tuple(
            EditionRef(language.tag, root_of(settings.default_language, lang))
            for lang, language in settings.languages.items()
        ),
        entries=tuple(_entry(edition, address) for address in newest),
    )


def _entry(edition: Edition, address: str) -> FeedEntry:
    claim = edition.briefing.claims[address]
    return FeedEntry(
        claim=claim_view(edition, claim),
        title=plain(edition, claim.says),
        added=_rfc3339(edition.history.added[address]),
        topic=claim.topic,
        topic_name=edition.say(edition.briefing.settings.topics[claim.topic]),
        page=ref(edition, claim.subject),
        passages=tuple(dict.fromkeys(passage_view(edition, citation) for citation in claim.sources)),
    )


def _rfc3339(time: datetime) -> str:
    return f"{time:%Y-%m-%dT%H:%M:%SZ}"
