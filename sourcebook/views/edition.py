"""A briefing as one edition shows it: what every view takes beside an address.

Views are functions of an edition and an address. What does not depend on the page (a label, a claim with its passages) is
made once for an edition and kept in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ..i18n.messages import Words
from ..model import Briefing
from ..model.history import NONE, History
from ..values.edtf import when
from ..values.passages import Locator
from .terms import TermFinder
from .types import ClaimView, PassageView, Ref, Runs


@dataclass
class Kept:
    """What has been made for an edition so far, by address; a passage by its source's id and its locator."""

    labels: dict[str, Runs] = field(default_factory=dict)
    links: dict[str, Ref] = field(default_factory=dict)
    claims: dict[str, ClaimView] = field(default_factory=dict)
    cited: dict[str, ClaimView] = field(default_factory=dict)
    passages: dict[tuple[str, Locator], PassageView] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Edition:
    """A briefing in one of its languages: `lang` is the language's code in the data, `words` are its interface words,
    `history` is what git knows of the data."""

    briefing: Briefing
    lang: str
    words: Words
    history: History = NONE
    kept: Kept = field(default_factory=Kept, repr=False)

    @cached_property
    def tag(self) -> str:
        """The BCP 47 tag of its language."""
        return self.briefing.settings.tag(self.lang)

    @cached_property
    def tags(self) -> tuple[str, ...]:
        """The BCP 47 tags of all languages of the briefing."""
        return tuple(language.tag for language in self.briefing.settings.languages.values())

    @cached_property
    def terms(self) -> TermFinder:
        """The terms of the glossary, to be found in texts."""
        return TermFinder(self.briefing)

    def t(self, name: str, **values: object) -> str:
        """An interface word; `values` fill its gaps."""
        return self.words(name, **values)

    def around(self, name: str, gap: str) -> tuple[str, str]:
        """An interface word whose gap takes something with markup of its own: the words before the gap, and after it."""
        before, _, after = self.words(name, **{gap: "\0"}).partition("\0")
        return before, after

    def say(self, texts: Mapping[str, str]) -> str:
        """The text in the edition's language."""
        return texts[self.lang]

    def changed(self, address: str) -> str:
        """The day on which a record last changed, in words; `""` where that is not known."""
        time = self.history.changed.get(address)
        return self.words.when(when(f"{time:%Y-%m-%d}")) if time else ""

    def kind_name(self, kind: str, *, many: bool = False) -> str:
        """What a kind, or the folder of sources or questions, is called."""
        if kind in self.briefing.settings.kinds:
            declared = self.briefing.settings.kinds[kind]
            return self.say(declared.plural if many else declared.name)
        return self.t(kind if many else kind.removesuffix("s"))
