"""A public corpus → a project folder in one language: every record, every sentence, every citation.

The corpus is JSON lines (gzip): `source` (id, title, url, publisher, date), `entity` (id, type, label_en, aliases) and
`claim` (id, subject, predicate, object, value, text with [[entity-id]] links, sources). What the cited works say is not
in it, so the text of a source is what the corpus itself knows: of a record's own page (`rec-…`) its title and the
sentences cited to it, of any other work its bibliographic record. A claim's date is that of its record, not the time at
which it holds: it is left out.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from sourcebook import model
from sourcebook.values.text import folded
from sourcebook.yamlfile.characters import UNSEEN

from .project import Project

LINK = re.compile(r"\[\[([^\[\]|]*)\]\]")
OWN_PAGE = "rec-"
# Read from the other end; any other predicate between entities gets "… of".
INVERSES = {
    "uses": "used by",
    "detects": "detected by",
    "mitigates": "mitigated by",
    "attributed-to": "said to be behind",
    "subtechnique-of": "sub-techniques",
    "tactic": "techniques",
}
DATES = frozenset({"first-seen", "last-seen"})
DESCRIPTION = "description"
NOTICE = """\
© 2025 The MITRE Corporation. This work is reproduced and distributed with the permission of The MITRE Corporation.
"""

Record = dict[str, Any]


@dataclass(frozen=True)
class Corpus:
    """The records of a corpus file, by id and as they are; claims in their order."""

    sources: dict[str, Record]
    entities: dict[str, Record]
    claims: list[Record]

    def address(self, entity: str) -> str:
        """The id of an entity → its address: `T1546.001` → `sub-techniques/T1546.001`."""
        return f"{_plural(self.entities[entity]['type'])}/{entity}"

    def claim_address(self, claim: Record) -> str:
        """A claim → its address; its key is what stands behind the subject in its id."""
        key = claim["id"].removeprefix(f"{claim['subject']}.").replace("_", "-")
        return f"{self.address(claim['subject'])}/{key}"

    def sentence(self, claim: Record) -> str:
        """The text of a claim; for one without, its subject, predicate and object or value, one after the other."""
        if claim["text"] is not None:
            return claim["text"]
        what = f"[[{claim['object']}]]" if claim["object"] else claim["value"]
        return f"[[{claim['subject']}]] {claim['predicate'].replace('-', ' ')} {what}"

    def words(self, claim: Record) -> str:
        """The sentence of a claim with the names of the entities that it links to."""
        return LINK.sub(lambda link: self.entities[link.group(1)]["label_en"], self.sentence(claim))

    @cached_property
    def cited(self) -> dict[str, list[Record]]:
        """The claims that cite a source, by its id."""
        found = defaultdict(list)
        for claim in self.claims:
            for source in claim["sources"]:
                found[source].append(claim)
        return found

    @cached_property
    def paragraphs(self) -> dict[tuple[str, str], int]:
        """(source, claim) → the paragraph that the claim cites: its own, or the bibliographic record."""
        return {
            (source, claim["id"]): number if source.startswith(OWN_PAGE) else 1
            for source, claims in self.cited.items()
            for number, claim in enumerate(claims, 2)
        }


def read(path: Path) -> Corpus:
    """A corpus file → Corpus. ValueError for a text with brackets that the data format would take for a link."""
    found = Corpus({}, {}, [])
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = {name: _visible(value) for name, value in json.loads(line).items()}
            if record["kind"] == "claim":
                found.claims.append(record)
            else:
                (found.sources if record["kind"] == "source" else found.entities)[record["id"]] = record
    broken = [c["id"] for c in found.claims if re.search(r"\[\[|\]\]", LINK.sub("", c["text"] or ""))]
    if broken:
        raise ValueError(f"{len(broken)} texts hold [[ or ]] that is no link, as {broken[0]}: nothing can carry them")
    return found


def _visible(value: Any) -> Any:
    """A record's value without the characters that nobody can see: one text holds a word joiner, one title a line separator."""
    if isinstance(value, list):
        return [_visible(item) for item in value]
    return UNSEEN.sub(lambda sign: " " if sign.group().isspace() else "", value) if isinstance(value, str) else value


def project(corpus: Corpus) -> Project:
    """A Corpus → its Project, in English."""
    title = "A public corpus"
    home = f"# {title}\n\n{NOTICE}"
    made = Project(_briefing(corpus, title), {"en": home}, texts=_texts(corpus))
    made.sources = {key: _source(record) for key, record in corpus.sources.items()}
    printed = "\0".join(folded("\n".join(text)) for text in made.texts.values())
    made.entities = {corpus.address(key): _entity(record, printed) for key, record in corpus.entities.items()}
    for claim in corpus.claims:
        address, _, key = corpus.claim_address(claim).rpartition("/")
        claims = made.entities[address]["claims"]
        if key in claims:
            raise ValueError(f"two claims have the address {address}/{key}")
        claims[key] = _claim(corpus, claim)
    return made


# ── Settings ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _briefing(corpus: Corpus, title: str) -> Record:
    """The settings, computed from what the records use."""
    types = list(dict.fromkeys(entity["type"] for entity in corpus.entities.values()))
    topics = dict.fromkeys((DESCRIPTION, *(claim["predicate"] for claim in corpus.claims if claim["predicate"])))
    return {
        "title": {"en": title},
        "description": {"en": "Records of a public corpus, to see what a build of its size costs."},
        "languages": {"en": {"name": "English", "tag": "en"}},
        "label": ["en"],
        "kinds": {_plural(t): {"name": {"en": _named(t)}, "plural": {"en": _named(_plural(t))}} for t in types},
        "topics": {topic: {"en": _named(topic)} for topic in topics},
        "properties": _properties(corpus),
    }


def _properties(corpus: Corpus) -> Record:
    """Every predicate as a property, between the kinds that the corpus states it between."""
    ends: dict[str, tuple[dict, dict]] = defaultdict(lambda: ({}, {}))
    for claim in corpus.claims:
        if predicate := claim["predicate"]:
            subjects, objects = ends[predicate]
            subjects[_kind(corpus, claim["subject"])] = None
            objects[_kind(corpus, claim["object"]) if claim["object"] else _range(predicate)] = None
    return {_property(name): _declared(name, list(ends[name][0]), list(ends[name][1])) for name in ends}


def _declared(predicate: str, subjects: list[str], objects: list[str]) -> Record:
    found: Record = {"name": {"en": predicate.replace("-", " ")}, "from": subjects, "to": objects}
    if objects[0] not in model.VALUE_RANGES:
        found["inverse"] = {"en": INVERSES.get(predicate, f"{predicate} of")}
    return found


def _kind(corpus: Corpus, entity: str) -> str:
    return _plural(corpus.entities[entity]["type"])


def _plural(entity_type: str) -> str:
    """The folder of a type of entity: `technique` → `techniques`, `detection-strategy` → `detection-strategies`."""
    if entity_type == "malware":
        return entity_type
    return f"{entity_type[:-1]}ies" if entity_type.endswith("y") else f"{entity_type}s"


def _named(key: str) -> str:
    return key.replace("-", " ").capitalize()


def _property(predicate: str) -> str:
    return predicate.replace("-", "_")


def _range(predicate: str) -> str:
    return "date" if predicate in DATES else "text"


# ── Records ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _entity(record: Record, printed: str) -> Record:
    """An entity without its claims. An alias that no text prints stands in its claim alone, a name is owned up to."""
    found: Record = {"name": {"en": record["label_en"]}}
    if folded(record["label_en"]) not in printed:
        found["translated"] = ["en"]
    aliases = [{"text": alias, "lang": "en"} for alias in record["aliases"] if folded(alias) in printed]
    return found | ({"aliases": aliases} if aliases else {}) | {"claims": {}}


def _claim(corpus: Corpus, claim: Record) -> Record:
    says = LINK.sub(lambda link: f"[[{corpus.address(link.group(1))}]]", corpus.sentence(claim))
    found: Record = {"says": {"en": says}, "topic": claim["predicate"] or DESCRIPTION}
    if claim["predicate"]:
        value = corpus.address(claim["object"]) if claim["object"] else claim["value"]
        found["states"] = {_property(claim["predicate"]): value}
    cited = [{"source": s, "at": str(corpus.paragraphs[s, claim["id"]])} for s in claim["sources"]]
    return found | {"sources": cited}


def _texts(corpus: Corpus) -> dict[str, list[str]]:
    """The paragraphs of every source, by its id."""
    found = {}
    for key, record in corpus.sources.items():
        if key.startswith(OWN_PAGE):
            found[key] = [record["title"], *map(corpus.words, corpus.cited[key])]
        else:
            parts = (record[field] for field in ("title", "publisher", "date", "url"))
            found[key] = [". ".join(part for part in parts if part)]
    return found


def _source(record: Record) -> Record:
    """The record of a source; a date or address that the model does not take stands in the text alone."""
    found: Record = {"title": record["title"], "language": "en", "kind": "record", "rights": "open", "read": "fully"}
    found["licence"] = NOTICE.strip()
    if record["publisher"]:
        found["publisher"] = {"en": record["publisher"]}
    for ours, theirs in (("published", "date"), ("url", "url")):
        if record[theirs] and _taken(ours, record[theirs]):
            found[ours] = record[theirs]
    if record["id"].startswith(OWN_PAGE):
        found |= {"set_aside": {"1": {"en": "the title of the record"}}}
    return found


def _taken(field: str, value: str) -> bool:
    """Whether the model takes a value for a field of a source."""
    try:
        _FIELDS[field].validate_python(value)
    except ValidationError:
        return False
    return True


_FIELDS = {name: TypeAdapter(model.Source.model_fields[name].annotation) for name in ("published", "url")}
