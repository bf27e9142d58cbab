"""What a page says to machines: schema.org, as JSON-LD 1.1 (https://www.w3.org/TR/json-ld11/).

A thing, and a source, have one identity in all editions: their address in the default one. What is written in a language
(a page, a claim's sentence) has one in each, and says of which it is the translation. Only what the data state is said:
no rating of a claim, no date more precise than its source, no invented example.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from ..model import AHEAD, SOURCES, Claim, Entity, Link, Metric, Question, Source, inline
from ..values.edtf import When, when
from ..views.claims import amount
from ..views.edition import Edition
from ..views.paths import passage_path, root_of, web_path
from ..views.text import plain
from ..views.types import Page

Node = dict[str, Any]
ORGANISED = frozenset({"Organization", "Person"})


class JsonLd:
    """The pages of one edition as JSON-LD. `home` is the web address of the default edition, with a slash at its end."""

    def __init__(self, edition: Edition, home: str) -> None:
        self.edition = edition
        self.home = home
        self.root = root_of(edition.briefing.settings.default_language, edition.lang)

    def page(self, page: Page) -> Node:
        """A page made from data → its graph: the page, its subject, its claims and the sources that they cite."""
        record = self.edition.briefing.find_record(page.address)
        about: list[Node] = []
        cited: list[Source] = []
        if isinstance(record, Entity):
            claims = [claim for claim in record.claims.values() if claim.status != "illustrative"]
            about = [self._entity(record, page), *map(self._claim, claims)]
            cited = self._cited(claims)
        elif isinstance(record, Question):
            about = [self._question(record, page)]
            cited = self._cited(self.edition.briefing.claims[a] for p in record.positions.values() for a in p.claims)
        elif isinstance(record, Source):
            about = [self._source(record)]
        described = self._web_page(page.path, page.title, page.description)
        if about:
            described["mainEntity"] = {"@id": about[0]["@id"]}
        return _graph(described, about, map(self._source, cited))

    def written(self, path: str, title: str, description: str, sources: Iterable[str]) -> Node:
        """A hand-written page, and the ids of the sources that its notes name → its graph; the home page is the site's."""
        named = [self.edition.briefing.source(source) for source in dict.fromkeys(sources)]
        page = self._web_page(path, title, description)
        if named:
            page["citation"] = [{"@id": self._source_id(source)} for source in named]
        return _graph(page, [self._web_site()] if not path else [], map(self._source, named))

    # ── The site and its pages ──

    def _web_page(self, path: str, title: str, description: str) -> Node:
        node = {
            "@id": self._here(path),
            "@type": "WebPage",
            "url": self._here(path),
            "name": title,
            "description": description,
            "inLanguage": self.edition.tag,
            "isPartOf": {"@id": self._here("#site")},
        }
        return node | self._translation(path)

    def _web_site(self) -> Node:
        settings = self.edition.briefing.settings
        node = {
            "@id": self._here("#site"),
            "@type": "WebSite",
            "url": self._here(""),
            "name": self.edition.say(settings.title),
            "description": self.edition.say(settings.description),
            "inLanguage": self.edition.tag,
            "isBasedOn": [{"@id": self._source_id(source)} for source in self.edition.briefing.sources.values()],
        }
        return node | self._translation("#site")

    # ── What pages are about ──

    def _entity(self, record: Entity, page: Page) -> Node:
        kind = self.edition.briefing.settings.kinds[record.kind]
        name = record.name[self.edition.lang]
        others = (*record.name.values(), *(alias.text for alias in record.aliases))
        node: Node = {"@id": self._thing(record.address), "@type": kind.schema_type, "name": name}
        if more := [other for other in dict.fromkeys(others) if other != name]:
            node["alternateName"] = more
        node["mainEntityOfPage"] = {"@id": self._here(page.path)}
        if isinstance(record, Metric):
            node |= self._dataset(record, page)
        if kind.schema_type == "Event":
            node |= self._dates(record)
        return node

    def _dataset(self, record: Metric, page: Page) -> Node:
        """The amounts of a metric: they share unit, measure and base. What is expected says so."""
        variables = [
            self._amount(claim, claim.amount, record)
            for claim in record.claims.values()
            if claim.amount is not None and claim.status != "illustrative"
        ]
        node: Node = {"description": page.description, "isAccessibleForFree": True}
        return node | ({"variableMeasured": variables} if variables else {})

    def _amount(self, claim: Claim, value: Decimal, metric: Metric) -> Node:
        name = {"at-least": "minValue", "at-most": "maxValue"}.get(claim.bound or "", "value")
        said = [amount(self.edition, claim), self.edition.words.when(claim.when) if claim.when else ""]
        said += [self.edition.t(f"status_{claim.status}")] if claim.status != "stated" else []
        measure = [self.edition.t(f"measure_{metric.measure}"), self.edition.say(metric.base) if metric.base else ""]
        return {
            "@type": "PropertyValue",
            "name": metric.name[self.edition.lang],
            name: _number(value),
            "unitText": self.edition.say(metric.unit),
            "measurementTechnique": self.edition.t("list_separator").join(filter(None, measure)),
            "description": self.edition.t("list_separator").join(filter(None, said)),
            "subjectOf": {"@id": self._here(web_path(claim.address))},
        }

    def _dates(self, record: Entity) -> Node:
        """When an event took place, as precisely as its claims say; nothing where they disagree or are disputed."""
        briefing = self.edition.briefing
        properties = briefing.settings.properties
        found = {
            value: claim
            for claim in record.claims.values()
            for name, value in claim.states.items()
            if properties[name].value_range == "date" and claim.status not in AHEAD
        }
        if len(found) != 1 or any(briefing.disputes(claim.address) for claim in found.values()):
            return {}
        return _period(next(iter(found)))

    def _claim(self, claim: Claim) -> Node:
        path = web_path(claim.address)
        node: Node = {
            "@id": self._here(path),
            "@type": "Claim",
            "text": plain(self.edition, claim.says),
            "inLanguage": self.edition.tag,
            "about": {"@id": self._thing(claim.subject)},
            "appearance": [self._passage(citation.source, citation.at) for citation in claim.sources],
        }
        if claim.status != "stated":
            node["description"] = self.edition.t(f"status_{claim.status}")
        if claim.when and _is_plain(claim.when):
            node["temporalCoverage"] = claim.when.text
        if disputes := self.edition.briefing.disputes(claim.address):
            node["subjectOf"] = [
                {"@id": self._here(f"{web_path(question.address)}#_title")} for question, _ in disputes
            ]
        return node | self._said_by(claim) | self._translation(path)

    def _said_by(self, claim: Claim) -> Node:
        """Whom a claim is attributed to: a person or body where the data name just that, else the words."""
        if not claim.by:
            return {}
        pieces = inline(self.edition.say(claim.by))
        only = pieces[0] if len(pieces) == 1 and isinstance(pieces[0], Link) else None
        entity = self.edition.briefing.entities.get(only.address) if only else None
        if entity and self.edition.briefing.settings.kinds[entity.kind].schema_type in ORGANISED:
            return {"author": {"@id": self._thing(entity.address)}}
        return {"creditText": plain(self.edition, claim.by)}

    def _question(self, record: Question, page: Page) -> Node:
        """A question and its positions. None is the accepted one: what the editors lean to is their reading."""
        path = web_path(record.address)
        node: Node = {
            "@id": self._here(f"{path}#_title"),
            "@type": "Question",
            "name": plain(self.edition, record.asks),
            "inLanguage": self.edition.tag,
            "answerCount": len(record.positions),
            "mainEntityOfPage": {"@id": self._here(page.path)},
        }
        if record.about:
            node["about"] = [{"@id": self._thing(address)} for address in record.about]
        answers = [
            {
                "@id": self._here(web_path(position.address)),
                "@type": "Answer",
                "text": plain(self.edition, position.says),
                "citation": [{"@id": self._here(web_path(claim))} for claim in position.claims],
            }
            for position in record.positions.values()
        ]
        return node | ({"suggestedAnswer": answers} if answers else {}) | self._translation(f"{path}#_title")

    # ── Sources ──

    def _source(self, source: Source) -> Node:
        edition = self.edition
        node: Node = {
            "@id": self._source_id(source),
            "@type": "CreativeWork",
            "name": source.title or edition.say(source.called or {}),
            "alternateName": source.original_title,
            "publisher": {"@type": "Organization", "name": edition.say(source.publisher)} if source.publisher else None,
            "datePublished": source.published.text if source.published and _is_plain(source.published) else None,
            "inLanguage": source.language,
            "url": source.url,
            "license": source.licence,
            "isBasedOn": {"@id": self._source_id(edition.briefing.source(source.derived_from))}
            if source.derived_from
            else None,
        }
        return {name: value for name, value in node.items() if value is not None}

    def _passage(self, source: str, at: Any) -> Node:
        whole = {"@id": self._source_id(self.edition.briefing.source(source))}
        return {"@id": self.home + passage_path(source, at), "@type": "CreativeWork", "isPartOf": whole}

    def _cited(self, claims: Iterable[Claim]) -> list[Source]:
        used = dict.fromkeys(citation.source for claim in claims for citation in claim.sources)
        return [self.edition.briefing.source(source) for source in used]

    # ── Identities ──

    def _here(self, path: str) -> str:
        return f"{self.home}{self.root}{path}"

    def _thing(self, address: str) -> str:
        """A thing by its heading; a claim or a source that somebody says it is about, by its own place."""
        path = web_path(address)
        return self.home + path + ("" if "#" in path else "#_record" if path.startswith(f"{SOURCES}/") else "#_title")

    def _source_id(self, source: Source) -> str:
        return self._thing(source.address)

    def _translation(self, path: str) -> Node:
        return {"translationOfWork": {"@id": self.home + path}} if self.root else {}


def _graph(*parts: Node | Iterable[Node]) -> Node:
    nodes: dict[str, Node] = {}
    for part in parts:
        for node in [part] if isinstance(part, dict) else part:
            nodes.setdefault(node["@id"], node)
    return {"@context": "https://schema.org", "@graph": list(nodes.values())}


def _is_plain(when: When) -> bool:
    """Whether a time is one that ISO 8601-1 can write: neither about nor uncertain."""
    return not any(point and point.sign for point in (when.start, when.end))


def _period(text: str) -> Node:
    time = when(text)
    if not _is_plain(time):
        return {}
    ends = {"startDate": time.start, "endDate": time.end if time.is_interval else None}
    return {name: str(point) for name, point in ends.items() if point}


def _number(amount: Decimal) -> int | float:
    """An amount as a number of JSON."""
    whole = amount.to_integral_value()
    return int(whole) if whole == amount else float(amount)
