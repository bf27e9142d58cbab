"""What an invented briefing is made of: its settings, and words from syllables, nobody's names."""

from __future__ import annotations

import random
from typing import Any

SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprstvz" for vowel in "aeiou"]
NAME_SIGNS = "春夏秋冬东西南北山川湖海风雨雷电松竹梅兰"  # not those of sentences: no name stands in one by chance
NUMBERS = frozenset({"five", "nine"})
SIGNS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"


class Words:
    """Invented words, the same for the same `rng`."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.taken: set[str] = set()

    def word(self, least: int = 1, most: int = 2) -> str:
        """A word, shorter than a name where nothing else is asked for, and no number."""
        while (word := "".join(self.rng.choices(SYLLABLES, k=self.rng.randint(least, most)))) in NUMBERS:
            continue
        return word

    def signs(self, least: int, most: int) -> str:
        return "".join(self.rng.sample(SIGNS, self.rng.randint(least, most)))

    def name(self) -> dict[str, str]:
        """A name in both languages; the English one is given only once."""
        while (word := self.word(3, 4).capitalize()) in self.taken:
            continue
        while (signs := "".join(self.rng.sample(NAME_SIGNS, 4))) in self.taken:
            continue
        self.taken |= {word, signs}
        return {"en": word, "zh": signs}

    def sentence(self, links: tuple[str, ...] = ()) -> str:
        """Words of no language, and among them the links, none at the start."""
        # Each word has another before it, and each link a word: nothing stands twice by chance.
        words = [self.word(1, 1) if n % 2 else self.word(2, 2) for n in range(self.rng.randint(8, 16))]
        for link in links:
            at = 2 * self.rng.randint(1, len(words) // 2)
            words[at:at] = [link, self.word(1, 1)]
        return " ".join((words[0].capitalize(), *words[1:])) + "."

    def says(self, links: tuple[str, ...] = ()) -> dict[str, str]:
        """A sentence in both languages, with the same links in both."""
        signs = [self.signs(3, 6), *(part for link in links for part in (link, self.signs(3, 6)))]
        return {"en": self.sentence(links), "zh": "".join(signs) + "。"}

    def short(self) -> dict[str, str]:
        """A few words in both languages."""
        return {"en": f"{self.word()} {self.word()}", "zh": self.signs(2, 3)}

    def day(self) -> str:
        return f"{self.rng.randint(2001, 2030)}-{self.rng.randint(1, 12):02}-{self.rng.randint(1, 28):02}"

    def when(self) -> str:
        """A time in one of the forms that the format knows; days and months are doubtful, for no passage gives them."""
        day = self.day()
        return self.rng.choice([f"{day}?", f"{day[:7]}~", day[:4], f"{day}?/..", f"{day[:4]}/{int(day[:4]) + 2}"])


def _kind(en: str, zh: str, shape: str = "entity") -> dict[str, Any]:
    return {"name": {"en": en, "zh": zh}, "plural": {"en": f"{en}s", "zh": zh}, "shape": shape}


def _property(
    en: str, zh: str, inverse: tuple[str, str] | None, ends: tuple[str, str], must: str = ""
) -> dict[str, Any]:
    found: dict[str, Any] = {"name": {"en": en, "zh": zh}, "from": ends[0].split(), "to": ends[1].split()}
    if inverse:
        found["inverse"] = dict(zip(("en", "zh"), inverse, strict=True))
    return found | ({"must": [must]} if must else {})


KINDS = {
    "guilds": _kind("Guild", "会社"),
    "keepers": _kind("Keeper", "看守"),
    "wares": _kind("Ware", "器物"),
    "tallies": _kind("Tally", "计数", "metric"),
    "feasts": _kind("Feast", "节日", "event"),
}

BRIEFING: dict[str, Any] = {
    "title": {"en": "An invented briefing", "zh": "虚构简报"},
    "description": {
        "en": "Words from syllables, to see what a build costs.",
        "zh": "由音节拼成的词，用来衡量构建的开销。",
    },
    "languages": {"en": {"name": "English", "tag": "en"}, "zh": {"name": "中文", "tag": "zh-Hans"}},
    "label": ["zh", "en"],
    "kinds": KINDS,
    "topics": {
        "order": {"en": "Order", "zh": "次序"},
        "making": {"en": "Making", "zh": "制作"},
        "counting": {"en": "Counting", "zh": "计数"},
        "saying": {"en": "Saying", "zh": "说法"},
    },
    "properties": {
        "part_of": _property("part of", "属于", ("comprises", "包括"), ("guilds", "guilds"), "acyclic"),
        "led_by": _property("led by", "首领", ("leads", "带领"), ("guilds", "keepers"), "one_at_a_time"),
        "makes": _property("makes", "制作", ("made by", "制作者"), ("guilds keepers", "wares")),
        "knows": _property("knows", "认识", ("knows", "认识"), ("keepers", "keepers"), "symmetric"),
        "made_from": _property("made from", "取材于", ("goes into", "用于"), ("wares", "wares"), "acyclic"),
        "counts": _property("counts", "计数对象", ("counted by", "计数者"), ("tallies", "wares guilds")),
        "held_on": _property("date", "日期", None, ("feasts", "date"), "one_at_a_time"),
        "held_by": _property("held by", "举办者", ("holds", "举办"), ("feasts", "guilds")),
        "motto": _property("motto", "格言", None, ("guilds keepers", "text")),
    },
}
