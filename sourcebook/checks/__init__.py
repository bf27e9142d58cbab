"""Rules over the whole briefing. One rule is one generator of Faults; its name is its stable name, its docstring the rule.

A rule knows records and addresses, not files: `problems` turns each Fault into a Problem at its place. To add a rule,
write a generator in the module of its family and list it in that module's RULES.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from ..evidence.texts import Evidence, gather
from ..i18n import messages as words
from ..model.loading import Broken, KnownRecord, Loaded, load
from ..model.memory import garbage_collection_paused
from ..problems import Problem, errors
from ..yamlfile.parse import KeyPath
from . import contradictions, questions
from . import parity as languages
from . import references as addresses
from . import support as fidelity
from . import texts as proof
from . import typography as wording
from . import vocabulary as claims
from .rule import Fault, Rule

FAMILIES = (addresses, languages, claims, questions, contradictions, proof, fidelity, wording)


def rules() -> dict[str, Rule]:
    """Every rule by its stable name, in the order they run."""
    return {rule.__name__: rule for family in FAMILIES for rule in family.RULES}


class Examined(NamedTuple):
    """A data folder: what it holds, the source texts at hand, and everything wrong with it, sorted by place."""

    loaded: Loaded | Broken
    evidence: Evidence
    problems: list[Problem]


def examine(
    data: Path, environ: Mapping[str, str] = os.environ, known: dict[str, KnownRecord] | None = None
) -> Examined:
    """A data folder → Examined. Reads, proves and checks; prints nothing and raises nothing for bad data. `known` are the
    records that were read before (load.load)."""
    with garbage_collection_paused():
        loaded = load(data, known)
        if isinstance(loaded, Broken):
            return Examined(loaded, Evidence({}), sorted(set(loaded.problems)))
        evidence = gather(loaded, environ)
        return Examined(loaded, evidence, sorted({*problems(loaded, evidence), *words.problems(loaded)}))


def problems(loaded: Loaded, evidence: Evidence) -> list[Problem]:
    """Everything wrong with a loaded data folder: the problems of its shape, then those that the rules find.

    A value at which a rule already found an error is not reported by the rules after it, nor warned of where anything
    was found; and a fault that leans on other values is weighed last, and told only if none of them is at fault: one
    fault, one message.
    """
    told = _Told(loaded)
    faults = [(rule, [*rule(loaded.briefing, evidence)]) for rule in rules().values()]
    for leaning in (False, True):
        for rule, found in faults:
            told.add(rule, [fault for fault in found if bool(fault.leans_on) is leaning])
    return told.problems


class _Told:
    """The problems told so far, and the values they are told of: by record, the path to each with its level."""

    def __init__(self, loaded: Loaded) -> None:
        self.loaded = loaded
        self.problems = list(loaded.problems)
        self.values: dict[str, list[tuple[KeyPath, str]]] = defaultdict(list)

    def add(self, rule: Rule, faults: list[Fault]) -> None:
        """What a rule found, but for what stands at a place where something was told, or is explained by it."""
        every = {problem.place for problem in self.problems} if faults else set()
        taken = {"error": {problem.place for problem in errors(self.problems)} if faults else set(), "warning": every}
        for fault in [fault for fault in faults if not self.explains(fault)]:
            problem = _placed(self.loaded, rule, fault)
            if problem.place not in taken[problem.level]:
                if problem.place in every:  # only warned of, and now known for an error
                    self.problems = [other for other in self.problems if other.place != problem.place]
                    every.discard(problem.place)
                self.problems.append(problem)
                self.values[fault.address].append((fault.path, fault.level))

    def explains(self, fault: Fault) -> bool:
        """Whether something that a fault leans on is at fault. A warning explains no error: it does not stop a build."""
        return any(
            (level == "error" or fault.level == "warning") and all(a == b for a, b in zip(path, other, strict=False))
            for address, path in fault.leans_on
            for other, level in self.values.get(address, ())
        )


def _placed(loaded: Loaded, rule: Rule, fault: Fault) -> Problem:
    place = loaded.place(fault.address, fault.path, key=fault.key)
    return Problem(place, fault.says, rule.__name__, fault.hint, fault.level)
