"""What a run of mutants comes to: a table, a line per operator, and the slips that were not noticed or badly told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from .operators import OPERATORS, Operator
from .trial import Outcome

# What the project promises (shares of all mutants noticed).
LEAST_FILE, LEAST_LINE, LEAST_ONE = 1.0, 0.99, 0.95
HEADINGS = ("mutants", "noticed", "harmless", "survived", "file %", "line %", "one %", "tracebacks", "seconds")
COLUMNS = "{:<34}{:>8}{:>9}{:>10}{:>10}{:>8}{:>8}{:>8}{:>12}{:>9}"
EXAMPLES = 3


@dataclass
class Tally:
    """What became of mutants, counted; and examples of those that were not noticed, or told badly."""

    mutants: int = 0
    noticed: int = 0
    harmless: int = 0
    tracebacks: int = 0
    file: int = 0
    line: int = 0
    one: int = 0
    seconds: float = 0.0
    bad: dict[str, list[Outcome]] = field(default_factory=lambda: defaultdict(list))

    @property
    def survived(self) -> int:
        return self.mutants - self.noticed - self.harmless

    def add(self, outcome: Outcome) -> None:
        self.mutants += 1
        self.noticed += outcome.noticed
        self.harmless += outcome.harmless
        self.tracebacks += bool(outcome.traceback)
        if outcome.noticed:
            self.file += outcome.right_file
            self.line += outcome.right_line
            self.one += len(outcome.messages) == 1
        for name, wrong in (
            ("traceback", bool(outcome.traceback)),
            ("survived", outcome.survived and not outcome.traceback),
            ("wrong file", outcome.noticed and not outcome.right_file),
            ("wrong line", outcome.noticed and outcome.right_file and not outcome.right_line),
            ("several messages", outcome.noticed and outcome.right_line and len(outcome.messages) > 1),
        ):
            if wrong and len(self.bad[name]) < 400:
                self.bad[name].append(outcome)

    def merge(self, other: Tally) -> None:
        for name in ("mutants", "noticed", "harmless", "tracebacks", "file", "line", "one", "seconds"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name, outcomes in other.bad.items():
            self.bad[name] += outcomes

    def row(self, name: str) -> str:
        shares = [
            f"{int(10_000 * part / self.noticed) / 100:.2f}" if self.noticed else ""
            for part in (self.file, self.line, self.one)
        ]
        counts = (self.mutants, self.noticed, self.harmless, self.survived)
        return COLUMNS.format(name, *counts, *shares, self.tracebacks, f"{self.seconds:.0f}")

    def reaches(self, noticed: float, file: float, line: float, one: float) -> bool:
        """Whether such shares (from 0 to 1) of all mutants were noticed or harmless, and of those noticed so many told in
        the right file, at the right line, with one message; and nothing fell over."""
        return (
            not self.tracebacks
            and self.survived <= (1 - noticed) * self.mutants
            and self.file >= file * self.noticed
            and self.line >= line * self.noticed
            and self.one >= one * self.noticed
        )

    @property
    def keeps_the_promise(self) -> bool:
        """Whether all were noticed or harmless, in the right file, nearly all at the right line, with one message."""
        return self.reaches(1.0, LEAST_FILE, LEAST_LINE, LEAST_ONE)


def tallied(outcomes: Iterable[Outcome]) -> dict[str, Tally]:
    """Outcomes → a Tally for each operator."""
    found: dict[str, Tally] = defaultdict(Tally)
    for outcome in outcomes:
        found[outcome.mutant.operator].add(outcome)
    return dict(found)


def held_to_account(operator: Operator, texts: bool) -> bool:
    """Whether a slip of this kind has to be noticed, with or without the source texts at hand."""
    return not operator.reader and (texts or not operator.proof)


def summed(tallies: dict[str, Tally], texts: bool) -> Tally:
    """The Tally of all operators that are held to account."""
    total = Tally()
    for name, tally in tallies.items():
        if held_to_account(OPERATORS[name], texts):
            total.merge(tally)
    return total


def lines(tallies: dict[str, Tally], texts: bool, examples: int = EXAMPLES) -> Iterator[str]:
    """The report, line by line: each family, each operator, and examples of what is not as promised."""
    yield COLUMNS.format("family", *HEADINGS)
    for family in sorted({OPERATORS[name].family for name in tallies}):
        of_family = {name: tally for name, tally in tallies.items() if OPERATORS[name].family == family}
        yield summed(of_family, texts).row(family)
    yield summed(tallies, texts).row("all")
    yield "\n" + COLUMNS.format("operator", *HEADINGS)
    groups = [
        ("", [o for o in OPERATORS.values() if held_to_account(o, texts)]),
        ("only a source text can tell (none at hand)", [o for o in OPERATORS.values() if o.proof and not texts]),
        ("only a reader can tell", [o for o in OPERATORS.values() if o.reader]),
    ]
    for title, operators in groups:
        total = Tally()
        if title and any(o.name in tallies for o in operators):
            yield f"\n{title}"
        for operator in sorted(operators, key=lambda o: o.family):
            if operator.name in tallies:
                yield tallies[operator.name].row(f"{operator.family}: {operator.name}"[:33])
                total.merge(tallies[operator.name])
        if total.mutants:
            yield total.row("all")
    yield from _examples(tallies, texts, examples)


def _examples(tallies: dict[str, Tally], texts: bool, examples: int) -> Iterator[str]:
    for name, tally in tallies.items():
        operator = OPERATORS[name]
        for how, outcomes in tally.bad.items():
            if not held_to_account(operator, texts) and how != "traceback":
                continue
            if outcomes:
                yield f"\n{name}, {how}: {len(outcomes)}. {operator.means}"
            step = max(1, len(outcomes) // examples) if examples else 1
            for outcome in outcomes[::step][:examples]:
                said = outcome.traceback or "\n".join(outcome.messages[:4])
                expected = ",".join(map(str, sorted(outcome.mutant.lines)[:4]))
                yield f"  {outcome.mutant.file}:{expected}  {outcome.mutant.note}"
                yield "".join(f"      {line}\n" for line in said.splitlines()).rstrip("\n")
