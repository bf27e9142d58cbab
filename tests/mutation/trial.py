"""Trying a mutant: the changed file in a copy of the data folder, the checker over it, and what its messages are worth.

Everything said is said by `macros`' own code over real files. What it would work out again from the same bytes is kept:
the records of the files that did not change, and what the rules find where a record is hidden or as it was.
`test_mutation.py` tries some mutants without any of that, and the messages are the same.
"""

from __future__ import annotations

import shutil
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property, wraps
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import BaseModel

from sourcebook import checks, model
from sourcebook.checks import engine
from sourcebook.checks.multilingual import multilingual_texts
from sourcebook.checks.rule import Case, RuleFunction, case_of
from sourcebook.evidence import texts as evidence
from sourcebook.model import loading
from sourcebook.problems import Problem

from .tree import File, Mutant, files

# Most rules look at one thing at a time. Of such a rule's faults, only those of the changed record can be other ones than
# before; and before there were none. So it is given a briefing that holds less, and finds the same in much less time.
#
# What these rules find in a record does not depend on any other record: they are given that record alone.
GIVEN_THE_RECORD = frozenset(
    "well_formed_links plain_sentences named_once known_languages every_language known_language_tags finished_texts "
    "own_script one_alphabet whole_sentences own_punctuation typed_once".split()
)
# What these rules find in an entity or a question depends on the sources beside it, and on nothing else: they are given
# that record and all sources.
GIVEN_THE_SOURCES_TOO = frozenset(
    "attributed_opinions figures_in_passage dates_in_passage hedges_kept idle_hedge_marks verbatim_quotes short_quotes "
    "existing_passages known_sources known_topics printed_names".split()
)
# What these rules find in a text depends on what everything in the briefing is called. They are given the whole briefing;
# but where nothing is called otherwise than before, of the texts only those of the record.
GIVEN_ITS_TEXTS = frozenset("own_words same_figures same_links same_names".split())
LANGUAGES = frozenset(("en", "zh"))


class Outcome(NamedTuple):
    """What became of a mutant. `harmless`: nothing was said, and the records are the same to the last letter."""

    mutant: Mutant
    messages: tuple[str, ...]
    harmless: bool
    right_file: bool
    right_line: bool
    traceback: str = ""

    @property
    def noticed(self) -> bool:
        return bool(self.messages) and not self.traceback

    @property
    def survived(self) -> bool:
        return not self.noticed and not self.harmless


class Trial:
    """A copy of a data folder in which one file at a time is spoilt. ValueError if it has problems to begin with."""

    def __init__(self, root: Path, environ: dict[str, str]) -> None:
        self.root, self.environ = root, environ
        self.whole = loading.load(root)
        self.evidence = evidence.gather(self.whole, environ)
        if found := checks.problems(self.whole, self.evidence):
            raise ValueError(f"the data has problems of its own: {found[0]}")
        self._shown = loading.display_path(root)
        self._hidden: dict[str, list[Problem]] = {}
        self._memory = checks.Memory()

    @cached_property
    def files(self) -> list[File]:
        """The data files as operators see them."""
        return files(self.root, self.whole.briefing, self.evidence)

    def judge(self, mutant: Mutant) -> Outcome:
        """A mutant → what became of it. Leaves the folder as it was."""
        try:
            with self.spoilt(mutant):
                briefing, found = self.examined(mutant)
        except Exception:  # a checker that falls over is one of the things looked for
            return Outcome(mutant, (), False, False, False, traceback.format_exc(limit=-3))
        file = f"{self._shown}/{mutant.moved_to or mutant.file}"
        right = {file, file.rpartition("/")[0]} if mutant.moved_to else {file}  # the folder, where that is the slip
        here = [problem.place for problem in found if problem.place.file in right]
        return Outcome(
            mutant,
            tuple(str(problem).replace(f"{self._shown}/", "") for problem in found),
            not found and briefing is not None and written(briefing) == self._written,
            bool(here) and len(here) == len(found),
            bool(here) and (bool(mutant.moved_to) or any(place.line in mutant.lines for place in here)),
        )

    def examined(self, mutant: Mutant) -> tuple[model.Briefing | None, list[Problem]]:
        """What `checks.examine` finds in the spoilt folder."""
        address = mutant.file.removesuffix(".yml")
        if mutant.moved_to or address not in self.whole.files or address in (loading.SETTINGS, loading.WORDS):
            return self.examined_whole(self._memory)
        loader = loading.Loader(self.root, {})
        before = next(group[address] for group in _groups(self.whole.briefing).values() if address in group)
        after = loader.record(address, self.root / mutant.file, type(before))
        briefing = self._with(address, after, loader.hidden)
        files = {**self.whole.files, **loader.files}
        loaded = loading.Loaded(self.root, tuple(loader.problems), files, briefing, self.whole.words)
        if written(after) == written(before):
            return self.whole.briefing, list(loaded.problems)
        if after is not None:
            proof = evidence.gather(loaded, self.environ) if isinstance(after, model.Source) else self.evidence
            rules = self._narrowed(briefing, address, before, after, proof)
            return briefing, engine.judged(loaded, case_of(briefing, proof, self._memory), rules)
        if address not in self._hidden:  # the rules see no more of a record that cannot be read than that it is hidden
            self._hidden[address] = checks.problems(replace(loaded, problems=()), self.evidence)
        return briefing, sorted({*loaded.problems, *self._hidden[address]})

    def examined_whole(self, memory: checks.Memory | None = None) -> tuple[model.Briefing | None, list[Problem]]:
        """The same by `checks.examine` itself; without a `memory` of an earlier time, everything is read anew."""
        loaded, _, found = checks.examine(self.root, self.environ, memory)
        return (None if isinstance(loaded, loading.Broken) else loaded.briefing), found

    def _narrowed(
        self,
        briefing: model.Briefing,
        address: str,
        before: model.Record,
        after: model.Record,
        proof: evidence.Evidence,
    ) -> Iterator[RuleFunction]:
        """The rules, each made to look at no more than it needs to find what it would find in the whole briefing."""
        alone = self._with(address, after, set(), alone=True)
        beside = briefing if isinstance(after, model.Source) else replace(alone, sources=briefing.sources)
        record = case_of(alone, proof, self._memory)
        sources_too = case_of(beside, proof, self._memory)
        its_texts = case_of(briefing, proof, self._memory)
        if called(after) == called(before):
            its_texts = replace(its_texts, texts=multilingual_texts(alone))
        for name, rule in checks.rules().items():
            if name in GIVEN_THE_RECORD:
                yield _given(record, rule)
            elif name in GIVEN_THE_SOURCES_TOO:
                yield _given(sources_too, rule)
            elif name in GIVEN_ITS_TEXTS:
                yield _given(its_texts, rule)
            else:
                yield rule

    def _with(self, address: str, record: model.Record | None, hidden: set[str], alone: bool = False) -> model.Briefing:
        """The briefing with another record at an address, or without one; or that record alone."""
        groups = _groups(self.whole.briefing)
        found = {name: {} if alone else group for name, group in groups.items()}
        name = next(name for name, group in groups.items() if address in group)
        if alone or record is not None:
            found[name] = {**found[name], address: record}
        else:
            found[name] = {key: value for key, value in found[name].items() if key != address}
        return replace(self.whole.briefing, **found, hidden=frozenset(hidden))

    @cached_property
    def _written(self) -> str:
        """All that the briefing holds, in its order: equal for two briefings only if every page of them is."""
        return written(self.whole.briefing)

    @contextmanager
    def spoilt(self, mutant: Mutant) -> Iterator[None]:
        """The folder with a mutant's file in it."""
        path, target = self.root / mutant.file, self.root / (mutant.moved_to or mutant.file)
        before = path.read_bytes() if path.exists() else None
        made = not target.parent.exists()
        try:
            if mutant.moved_to:
                path.unlink()
                target.parent.mkdir(exist_ok=True)
            target.write_bytes(mutant.data)
            yield
        finally:
            if before is None or mutant.moved_to:
                target.unlink()
            if made:
                target.parent.rmdir()
            if before is not None:
                path.write_bytes(before)


def _given(case: Case, rule: RuleFunction) -> RuleFunction:
    """A rule that looks at a certain case, whatever it is asked to look at."""
    return wraps(rule)(lambda _: rule(case))


def called(record: model.Record) -> Any:
    """What others may call a record and what is in it: its names, and its addresses. A source is read by all."""
    if isinstance(record, model.Entity):
        return record.name, record.aliases, record.former_ids, [(key, c.former_ids) for key, c in record.claims.items()]
    return [*record.positions] if isinstance(record, model.Question) else object()


def written(part: Any) -> str:
    """All that a record or a briefing holds, in its order. Only the order of the languages of one text is put aside:
    `test_mutation.py` shows that no page depends on it."""
    if isinstance(part, model.Briefing):
        return "\n".join(
            f"{key} {written(value)}" for key, value in vars(part).items() if key in part.__dataclass_fields__
        )
    if isinstance(part, BaseModel):
        return f"{type(part).__name__}({', '.join(f'{key}={written(value)}' for key, value in part)})"
    if isinstance(part, dict):
        texts = part and all(isinstance(value, str) for value in part.values()) and {*part} <= LANGUAGES
        pairs = sorted(part.items()) if texts else part.items()
        return "{" + ", ".join(f"{key!r}: {written(value)}" for key, value in pairs) + "}"
    if isinstance(part, tuple) and type(part) is tuple:
        return f"({', '.join(map(written, part))})"
    return repr(part)


def _groups(briefing: model.Briefing) -> dict[str, dict[str, Any]]:
    return {name: getattr(briefing, name) for name in ("entities", "sources", "questions")}


@contextmanager
def trial(data: Path, texts: str = "") -> Iterator[Trial]:
    """A Trial over a copy of a data folder, in memory where the system has a place for that; `texts` are the folders in
    which source texts are looked for, as SOURCEBOOK_TEXTS names them."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        root = Path(folder) / "data"
        shutil.copytree(data, root, ignore=shutil.ignore_patterns("README.md"))
        yield Trial(root, {evidence.ENVIRONMENT: texts})
