"""A data folder → everything wrong with it: the rules are run, and of one fault one message is told."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from ..evidence import lexicon
from ..evidence.texts import Evidence, gather
from ..i18n import messages
from ..model.loading import Broken, Loaded, load
from ..model.memory import garbage_collection_paused
from ..problems import Place, Problem
from ..yamlfile.values import KeyPath
from . import contradictions, parity, questions, references, rights, support, texts, typography, vocabulary
from .rule import Case, Fault, Memory, RuleFunction, case_of

# In this order the rules run; of two that find the same value at fault, the earlier one is told.
FAMILIES: tuple[ModuleType, ...] = (
    references,
    parity,
    vocabulary,
    questions,
    contradictions,
    texts,
    rights,
    support,
    typography,
)


def rules() -> dict[str, RuleFunction]:
    """Every rule by its stable name, in the order they run."""
    return {rule.__name__: rule for family in FAMILIES for rule in family.RULES}


class Examined(NamedTuple):
    """A data folder: what it holds, the source texts at hand, and everything wrong with it, sorted by place."""

    loaded: Loaded | Broken
    evidence: Evidence
    problems: list[Problem]


def examine(data: Path, environ: Mapping[str, str] = os.environ, memory: Memory | None = None) -> Examined:
    """A data folder → Examined. Reads, proves and checks; prints nothing and raises nothing for bad data. A `memory` that
    is given again the next time saves reading and proving what has not changed; it is brought up to date."""
    memory = memory or Memory()
    with garbage_collection_paused():
        loaded = load(data, memory.records)
        if isinstance(loaded, Broken):
            return Examined(loaded, Evidence({}), sorted(set(loaded.problems)))
        memory.evidence = evidence = gather(loaded, environ, memory.evidence)
        found = {
            *problems(loaded, evidence, memory),
            *messages.problems(loaded, lexicon.needed_words(loaded)),
            *lexicon.problems(loaded),
        }
        return Examined(loaded, evidence, sorted(found))


def problems(loaded: Loaded, evidence: Evidence, memory: Memory | None = None) -> list[Problem]:
    """Everything wrong with a loaded data folder: the problems of its shape, then those that the rules find."""
    return judged(loaded, case_of(loaded.briefing, evidence, memory), rules().values())


def judged(loaded: Loaded, case: Case, rules: Iterable[RuleFunction]) -> list[Problem]:
    """The problems of a folder's shape, and those that some rules find in a case.

    One fault, one message. Where a rule has found an error, nothing more is told of that value; where something was found
    at all, no warning is told. A fault that depends on other values is looked at when the others are known, and told only
    if none of those values is at fault; and since a warning explains no error, errors are looked at before warnings.
    """
    report = _Report(loaded)
    found = [(rule.__name__, [*rule(case)]) for rule in rules]
    for name, faults in found:
        report.add(name, [fault for fault in faults if not fault.depends_on])
    for level in ("error", "warning"):
        for name, faults in found:
            report.add(name, [fault for fault in faults if fault.depends_on and fault.level == level])
    return report.problems


class _Report:
    """The problems that are told, and the values that they are told of."""

    def __init__(self, loaded: Loaded) -> None:
        self.loaded = loaded
        self.problems = list(loaded.problems)
        # By the address of a record: the path to each value at fault, and how grave it is.
        self.values: dict[str, list[tuple[KeyPath, str]]] = defaultdict(list)

    def add(self, rule: str, faults: list[Fault]) -> None:
        """Tell what a rule found, but for values of which something was told before, and faults that such a value
        explains. The faults of one rule do not stand in each other's way."""
        levels: dict[Place, str] = {}
        for problem in self.problems if faults else ():
            if levels.get(problem.place) != "error":
                levels[problem.place] = problem.level
        for fault in [fault for fault in faults if not self.is_explained(fault)]:
            place = self.loaded.place(fault.address, fault.path, key=fault.key)
            told = levels.get(place)
            if told == "error" or (told == "warning" and fault.level == "warning"):
                continue
            if told == "warning":  # what was only warned of is now known for an error
                self.problems = [other for other in self.problems if other.place != place]
                del levels[place]
            self.problems.append(Problem(place, fault.says, rule, fault.hint, fault.level))
            self.values[fault.address].append((fault.path, fault.level))

    def is_explained(self, fault: Fault) -> bool:
        """Whether a value that a fault depends on, or one around it or inside it, is at fault itself. A warning explains
        no error: it does not stop a build."""
        for address, path in fault.depends_on:
            for other, level in self.values.get(address, ()):
                overlaps = all(one == another for one, another in zip(path, other, strict=False))
                if overlaps and (level == "error" or fault.level == "warning"):
                    return True
        return False
