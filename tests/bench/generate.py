"""An invented briefing of any size, the same for the same size and seed.

What stands on a page does not grow with the number of entities: links, relations and citations stay near.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

from sourcebook.values import passages

from .invented import BRIEFING, KINDS, Words
from .project import Project, text_bytes

CLAIMS_EACH = 8
ENTITIES_A_SOURCE = 10
LEAST = 2 * len(KINDS)
PARAGRAPHS = 20  # of a source, beside those that print names
REACH = 4  # how far away, in its kind, an entity may stand that another one names
YEARS = range(2001, 2006)  # a tally has an amount for each
DISPUTED = 25  # one guild in so many has a disputed leader
STATUSES = ["stated"] * 6 + ["reported"] * 2 + ["expected", "planned", "opinion", "illustrative"]

Record = dict[str, Any]


class Spot(NamedTuple):
    """A place to be filled by an entity: its kind, and its number in it."""

    kind: str
    number: int


def generate(entities: int, seed: int = 1) -> Project:
    """How many entities, LEAST at least → a Project with as many, eight claims each, and a source for every ten."""
    return _Generator(entities, random.Random(f"{entities} entities, seed {seed}")).project()


class _Generator:
    def __init__(self, entities: int, rng: random.Random) -> None:
        self.rng = rng
        self.words = Words(rng)
        self.counts = {kind: entities // len(KINDS) + (n < entities % len(KINDS)) for n, kind in enumerate(KINDS)}
        self.names = {Spot(k, n): self.words.name() for k, count in self.counts.items() for n in range(count)}
        self.amounts = {spot: [self.amount() for _ in YEARS] for spot in self.names if spot.kind == "tallies"}
        self.records: dict[str, Record] = {}
        self.spots = {self.address(spot): spot for spot in self.names}
        self.source_count = max(1, entities // ENTITIES_A_SOURCE)
        self.told = defaultdict(list)
        for spot in self.names:
            self.told[self.home(spot)].append(spot)
        self.made = Project(BRIEFING, {})

    def project(self) -> Project:
        for number in range(self.source_count):
            key = _source(number)
            self.records[key] = self.record()
            self.made.texts[key] = list(self.text(number))
            self.made.sources[key] = self.source(key)
        self.cut = {key: passages.cut(text_bytes(text)) for key, text in self.made.texts.items()}
        for spot in self.names:
            self.made.entities[self.address(spot)] = self.entity(spot)
        for number in range(0, self.counts["guilds"], DISPUTED):
            self.made.questions[f"who-leads-{number}"] = self.dispute(Spot("guilds", number))
            self.made.questions[f"what-for-{number}"] = self.gap(Spot("guilds", number))
        guild = self.address(Spot("guilds", 0))
        page = f'# {{title}}\n\n{{{{{{{{ claim("{guild}/fact-1") }}}}}}}}\n\n{{{{{{{{ card("{guild}") }}}}}}}}\n'
        self.made.home = {lang: page.format(title=title) for lang, title in BRIEFING["title"].items()}
        return self.made

    # ── Who stands where ──

    def address(self, spot: Spot) -> str:
        return f"{spot.kind}/{self.names[spot]['en'].lower()}"

    def home(self, spot: Spot) -> int:
        """The number of the source that prints an entity's names."""
        return spot.number * self.source_count // self.counts[spot.kind]

    def near(self, kind: str, number: int) -> str:
        """The address of an entity of a kind whose number is near."""
        last = self.counts[kind] - 1
        return self.address(Spot(kind, self.rng.randint(min(max(0, number - REACH), last), min(number + REACH, last))))

    def earlier(self, spot: Spot) -> str | None:
        """The address of an entity of the same kind, near and before: along such steps there are no circles."""
        if not spot.number:
            return None
        return self.address(Spot(spot.kind, self.rng.randint(max(0, spot.number - REACH), spot.number - 1)))

    # ── Sources ──

    def text(self, number: int) -> Iterator[str]:
        """The paragraphs of a source: those that print names, others, and one that no claim cites."""
        for spot in self.told[number]:
            name = self.names[spot]
            counted = "; ".join(self.amounts.get(spot, ()))
            yield f"{name['en']} ({name['zh']}), {_alias(name)}, {self.words.word(2, 2)} {counted}. {self.words.sentence()}"
        for _ in range(PARAGRAPHS):
            yield " ".join(self.words.sentence() for _ in range(self.rng.randint(1, 5)))
        record = self.records[_source(number)]
        yield f"{record['title']}. {record['publisher']['en']}. {record['published']}."

    def record(self) -> Record:
        """What a source's last paragraph prints of itself."""
        title = f"{self.words.word().capitalize()} {self.words.word(3, 3)} {self.words.word()}"
        return {"title": title, "publisher": self.words.short(), "published": self.words.day()}

    def source(self, key: str) -> Record:
        return {
            **self.records[key],
            "language": "en",
            "kind": "report",
            "rights": "open",
            "licence": "CC0-1.0",
            "set_aside": {str(len(self.made.texts[key])): self.words.says()},
        }

    def citation(self, spot: Spot) -> Record:
        """A passage of one of the sources near an entity, now and then with a few of its words."""
        source = _source(min(max(0, self.home(spot) + self.rng.randint(-1, 1)), self.source_count - 1))
        text = self.cut[source]
        paragraph = self.rng.randint(1, len(text.paragraphs) - 1)
        count = text.shape[paragraph - 1]
        first = self.rng.randint(1, count)
        forms = [f"{paragraph}", f"{paragraph}.{first}", f"{paragraph}.{first}"]
        at = self.rng.choice(forms + ([f"{paragraph}.{first}-{count}"] if first < count else []))
        cited: Record = {"source": source, "at": at}
        if self.rng.random() < 0.1:
            cited["quote"] = " ".join(text.passage(passages.locator(at)).split()[:4])
        return cited

    def own_paragraph(self, spot: Spot) -> Record:
        """The passage that prints an entity's names, and the amounts of a tally."""
        home = self.home(spot)
        return {"source": _source(home), "at": str(self.told[home].index(spot) + 1)}

    def amount(self) -> str:
        return f"{self.rng.randint(1, 10**7)}.{self.rng.randint(1, 9)}"

    # ── Entities ──

    def entity(self, spot: Spot) -> Record:
        record: Record = {"name": self.names[spot]}
        if spot.number % 5 == 0:
            source = _source(self.home(spot))
            record["aliases"] = [{"text": _alias(self.names[spot]), "lang": "en", "sources": [source]}]
        if spot.kind == "tallies":
            record |= {"unit": {"en": self.words.word(), "zh": self.words.signs(1, 1)}, "measure": "count"}
        facts = list(getattr(self, spot.kind)(spot))
        facts += [{"topic": "saying"}] * (CLAIMS_EACH - len(facts))
        record["claims"] = {f"fact-{n}": self.claim(spot, fact) for n, fact in enumerate(facts, 1)}
        return record

    def claim(self, spot: Spot, fact: Record) -> Record:
        """A claim around what it is to state: its sentence names others, its date and status are left to chance."""
        links = tuple(f"[[{self.link(spot)}]]" for _ in range(self.rng.randint(0, 2)))
        found: Record = {"says": self.words.says(links), **fact}
        if "when" not in fact and self.rng.random() < 0.4:
            found["when"] = self.words.when()
        if "status" not in fact:
            found["status"] = self.rng.choice(STATUSES)
        if self.rng.random() < 0.1 or found["status"] == "opinion":
            found["by"] = self.words.short()
        if "amount" in fact or "states" in fact:
            ends = [spot, *(self.spots[value] for value in fact.get("states", {}).values() if value in self.spots)]
            named = {tuple(cited.values()): cited for cited in map(self.own_paragraph, ends)}
            return found | {"sources": list(named.values())}
        cited = {(c["source"], c["at"]): c for c in (self.citation(spot) for _ in range(self.rng.randint(1, 3)))}
        return found | {"sources": list(cited.values())}

    def link(self, spot: Spot) -> str:
        """What stands in a link: an entity near by, one of its claims, or one with other words."""
        address = self.near(self.rng.choice(list(KINDS)), spot.number)
        words = self.words.word(3, 3)
        return self.rng.choice([address, address, f"{address}|{words}", f"{address}/fact-1|{words}"])

    # What the claims of each kind state.

    def guilds(self, spot: Spot) -> Iterator[Record]:
        if spot.number % DISPUTED == 0:
            for step in (0, 1):
                leader = self.address(Spot("keepers", spot.number + step))
                yield {"topic": "order", "states": {"led_by": leader}, "when": "2020/..", "status": "stated"}
        else:
            for years in ("2001/2010", "2011/.."):
                yield {"topic": "order", "states": {"led_by": self.near("keepers", spot.number)}, "when": years}
        if above := self.earlier(spot):
            yield {"topic": "order", "states": {"part_of": above}}
        for _ in range(2):
            yield {"topic": "making", "states": {"makes": self.near("wares", spot.number)}}
        yield {"topic": "saying", "states": {"motto": self.words.sentence()}}

    def keepers(self, spot: Spot) -> Iterator[Record]:
        yield {"topic": "making", "states": {"makes": self.near("wares", spot.number)}}
        if known := self.earlier(spot):
            yield {"topic": "order", "states": {"knows": known}}
        yield {"topic": "saying", "states": {"motto": self.words.sentence()}}

    def wares(self, spot: Spot) -> Iterator[Record]:
        if stuff := self.earlier(spot):
            yield {"topic": "making", "states": {"made_from": stuff}}

    def tallies(self, spot: Spot) -> Iterator[Record]:
        yield {"topic": "counting", "states": {"counts": self.near("wares", spot.number)}}
        for year, amount in zip(YEARS, self.amounts[spot], strict=True):
            bound = self.rng.choice(["about", "at-most"])
            yield {"topic": "counting", "amount": amount, "when": str(year), "bound": bound}

    def feasts(self, spot: Spot) -> Iterator[Record]:
        day = f"{self.words.day()}?"
        yield {"topic": "order", "states": {"held_on": day}, "when": day}
        yield {"topic": "order", "states": {"held_by": self.near("guilds", spot.number)}}

    # ── Questions ──

    def dispute(self, spot: Spot) -> Record:
        """Who leads a guild: its first two claims disagree."""
        claims = [f"{self.address(spot)}/fact-{n}" for n in (1, 2)]
        return {
            "asks": self.words.says((f"[[{self.address(spot)}]]",)),
            "answer": "disputed",
            "about": [self.address(spot)],
            "positions": {f"side-{n}": {"says": self.words.says(), "claims": [c]} for n, c in enumerate(claims, 1)},
            "weighing": self.words.says(),
            "prefers": "side-1",
        }

    def gap(self, spot: Spot) -> Record:
        """What no source says of a guild."""
        asks = self.words.says((f"[[{self.address(spot)}]]",))
        return {"asks": asks, "answer": "not-stated", "about": [self.address(spot)], "read": [_source(self.home(spot))]}


def _source(number: int) -> str:
    return f"scroll-{number + 1}"


def _alias(name: dict[str, str]) -> str:
    return f"{name['en']} Ba"
