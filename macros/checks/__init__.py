"""Rules over the whole briefing. One rule is one generator of Faults; its name is its stable name, its docstring the rule.

A rule knows records and addresses, not files: `problems` turns each Fault into a Problem at its place. To add a rule,
write a generator in the module of its family and list it in that module's RULES.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from .. import words
from ..evidence import Evidence, gather
from ..load import Known, Loaded, collector_at_rest, load
from ..problems import Problem, errors
from . import addresses, claims, contradictions, fidelity, languages, proof, questions, wording
from .fault import Fault, Rule

FAMILIES = (addresses, languages, claims, questions, contradictions, proof, fidelity, wording)


def rules() -> dict[str, Rule]:
    """Every rule by its stable name, in the order they run."""
    return {rule.__name__: rule for family in FAMILIES for rule in family.RULES}


class Examined(NamedTuple):
    """A data folder: what it holds, the source texts at hand, and everything wrong with it, sorted by place."""

    loaded: Loaded
    evidence: Evidence
    problems: list[Problem]


def examine(
    data: Path, environ: Mapping[str, str] = os.environ, known: dict[str, Known] | None = None
) -> Examined:
    """A data folder → Examined. Reads, proves and checks; prints nothing and raises nothing for bad data. `known` are the
    records that were read before (load.load)."""
    with collector_at_rest():
        loaded = load(data, known)
        evidence = gather(loaded, environ)
        return Examined(loaded, evidence, sorted({*problems(loaded, evidence), *words.problems(loaded)}))


def problems(loaded: Loaded, evidence: Evidence) -> list[Problem]:
    """Everything wrong with a loaded data folder: the problems of its shape, then those that the rules find.

    A value at which a rule already found an error is not reported by the rules after it, nor warned of where anything
    was found: one fault, one message.
    """
    found = list(loaded.problems)
    if loaded.briefing is None:
        return found
    for rule in rules().values():
        taken = {"error": {problem.place for problem in errors(found)}, "warning": {problem.place for problem in found}}
        placed = (_placed(loaded, rule, fault) for fault in rule(loaded.briefing, evidence))
        found.extend(problem for problem in placed if problem.place not in taken[problem.level])
    return found


def _placed(loaded: Loaded, rule: Rule, fault: Fault) -> Problem:
    place = loaded.place(fault.address, fault.path, key=fault.key)
    return Problem(place, fault.says, rule.__name__, fault.hint, fault.level)
