"""What the repository knows of the data: when each claim was added, when each record last changed. One reading of git.

Where there is no history (a downloaded archive, a shallow clone, no git) nothing is known, and nothing is said: the day
of a build is no date of a fact. Times are those of the commits (committer time), in UTC.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from . import ID, Briefing, Entity, former_addresses


class History(NamedTuple):
    """`added`: when each claim first stood in the data, by its address; `changed`: when each record's file last changed,
    by its address. Neither has what is not committed."""

    added: Mapping[str, datetime]
    changed: Mapping[str, datetime]


NONE = History({}, {})
# An added line that begins with a key: keys of claims are looked for among them, by their names.
KEY = re.compile(rf"^\+ +[\"']?({ID})[\"']? *:", re.MULTILINE)
COMMIT = re.compile(r"^\0(\d+)\n", re.MULTILINE)
FILE = re.compile(r"^diff --git .*\n(?:(?!diff --git |@@ ).*\n)*?\+\+\+ b/(?P<path>.+?)\t?\n", re.MULTILINE)


def history(briefing: Briefing, data: Path) -> History:
    """A briefing and its data folder → what the repository around it knows; NONE where that is nothing."""
    commit = _git(data, "rev-parse", "--verify", "--quiet", "HEAD")
    shallow = _git(data, "rev-parse", "--is-shallow-repository")
    if not commit or (shallow or "").strip() != "false":
        return NONE
    first_lines, last_changes = _read(str(data.resolve()), commit.strip())
    records = (*briefing.entities.values(), *briefing.sources.values(), *briefing.questions.values())
    changed = {r.address: last_changes[r.address] for r in records if r.address in last_changes}
    added = {
        claim.address: min(times)
        for entity in briefing.entities.values()
        for claim in entity.claims.values()
        if (times := list(_first(first_lines, entity, claim.key, claim.former_ids)))
    }
    return History(added, changed)


def _first(
    lines: Mapping[tuple[str, str], datetime], record: Entity, key: str, former: tuple[str, ...]
) -> Iterator[datetime]:
    """When a claim appeared, at each place where it has stood."""
    for address in (record.address, *former_addresses(record)):
        for name in (key, *former):
            if (address, name) in lines:
                yield lines[address, name]


@lru_cache(maxsize=4)
def _read(data: str, commit: str) -> tuple[dict[tuple[str, str], datetime], dict[str, datetime]]:
    """((record, key) → when a line with that key was first added, record → when its file last changed)."""
    log = _git(
        Path(data),
        *("log", "--reverse", "--patch", "--unified=0", "--no-renames", "--no-ext-diff", "--no-textconv", "--no-color"),
        *("--relative", "--src-prefix=a/", "--dst-prefix=b/", "--format=%x00%ct", commit, "--", "."),
    )
    keys: dict[tuple[str, str], datetime] = {}
    changed: dict[str, datetime] = defaultdict(lambda: datetime.min.replace(tzinfo=UTC))
    _, *parts = COMMIT.split(log or "")
    for seconds, patch in zip(parts[::2], parts[1::2], strict=True):
        time = datetime.fromtimestamp(int(seconds), UTC)
        for path, lines in _files(patch):
            if path.endswith(".yml"):
                record = path.removesuffix(".yml")
                changed[record] = max(changed[record], time)
                for key in KEY.findall(lines):
                    keys[record, key] = min(keys.get((record, key), time), time)
    return keys, dict(changed)


def _files(patch: str) -> Iterator[tuple[str, str]]:
    """The patch of a commit → (path, its lines) of each file that it leaves in place."""
    heads = list(FILE.finditer(patch))
    ends = [head.start() for head in heads[1:]] + [len(patch)]
    for head, end in zip(heads, ends[: len(heads)], strict=True):
        yield head["path"], patch[head.end() : end]


def _git(folder: Path, *arguments: str) -> str | None:
    """What a git command prints; None if it fails or there is no git."""
    command = [
        "git",
        "--no-replace-objects",
        "-c",
        "core.fsmonitor=false",
        "-c",
        "core.quotePath=false",
        "-C",
        str(folder),
    ]
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        done = subprocess.run([*command, *arguments], capture_output=True, env=environment, check=False)
    except OSError:
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None
