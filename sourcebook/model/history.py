"""What the repository knows of the data: when each claim was added, when each record last changed. One reading of git.

Where there is no history (a downloaded archive, a shallow clone, no git) nothing is known, and nothing is said: the day
of a build is no date of a fact. Times are those of the commits (committer time), in UTC.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from .briefing import Briefing
from .fields import ID
from .git import GitMissing, git_output
from .records import Claim, Entity, former_addresses


class History(NamedTuple):
    """`added`: when each claim first stood in the data, by its address; `changed`: when each record's file last changed,
    by its address. Neither has what is not committed."""

    added: Mapping[str, datetime]
    changed: Mapping[str, datetime]


NONE = History({}, {})


class ReadLog(NamedTuple):
    """What the log says up to a commit: when a line with a key was first added to a record's file, by record and key; and
    when each record's file last changed."""

    commit: str
    key_added: dict[tuple[str, str], datetime]
    file_changed: dict[str, datetime]


def history(briefing: Briefing, data: Path, known: dict[Path, ReadLog] | None = None) -> History:
    """A briefing and its data folder → what the repository around it knows; NONE where that is nothing.

    The log of a data folder that stands in `known` is not read again until there is a new commit; `known` is brought up to
    date for the next time.
    """
    known = {} if known is None else known
    try:
        commit = git_output(data, "rev-parse", "--verify", "--quiet", "HEAD")
        shallow = git_output(data, "rev-parse", "--is-shallow-repository")
        if not commit or shallow is None or shallow.strip() != b"false":
            return NONE
        read_log = _read_log(data, commit.decode("ascii").strip(), known)
    except GitMissing:
        return NONE
    _, key_added, file_changed = read_log
    changed = {
        record.address: file_changed[record.address] for record in briefing.records if record.address in file_changed
    }
    added: dict[str, datetime] = {}
    for entity in briefing.entities.values():
        for claim in entity.claims.values():
            times = [key_added[place] for place in _places(entity, claim) if place in key_added]
            if times:
                added[claim.address] = min(times)
    return History(added, changed)


def _places(entity: Entity, claim: Claim) -> Iterator[tuple[str, str]]:
    """The (record, key) under which a claim stands, and has stood: each record's address with each key."""
    for address in (entity.address, *former_addresses(entity)):
        for key in (claim.key, *claim.former_ids):
            yield address, key


# ── The log ──────────────────────────────────────────────────────────────────────────────────────────────────────────
#
# Commits from the oldest on, each with its time in seconds behind a NUL, and what it changes in the data folder, without
# lines around the changes:
#
#     \0 1577836800
#
#     diff --git a/groups/bois.yml b/groups/bois.yml
#     new file mode 100644
#     --- /dev/null
#     +++ b/groups/bois.yml                 the file that the commit leaves (/dev/null where it deletes one)
#     @@ -0,0 +1,12 @@
#     +name: {fr: Les Bois, en: Woodwinds}
#     +claims:
#     +  three-players:                     a line with a key: the claim of this name was added here, or before
#
# Only lines between `diff --git` and `@@` are about the file; all others begin with a sign (+, -, \) of their own.

KEY = re.compile(rf"\+ +[\"']?({ID})[\"']? *:")


def _read_log(data: Path, commit: str, known: dict[Path, ReadLog]) -> ReadLog:
    """The log of a data folder up to a commit: the one that is known, or a new one, known from now on."""
    folder = data.resolve()
    if folder not in known or known[folder].commit != commit:
        known[folder] = _parsed(commit, _log(data, commit))
    return known[folder]


def _log(data: Path, commit: str) -> str:
    """What `git log` prints."""
    log = git_output(
        data,
        *("log", "--reverse", "--patch", "--unified=0", "--no-renames", "--no-ext-diff", "--no-textconv", "--no-color"),
        *("--relative", "--src-prefix=a/", "--dst-prefix=b/", "--format=%x00%ct", commit, "--", "."),
    )
    return (log or b"").decode("utf-8", "replace")


def _parsed(commit: str, log: str) -> ReadLog:
    """The log up to a commit → ReadLog."""
    key_added: dict[tuple[str, str], datetime] = {}
    file_changed: dict[str, datetime] = {}
    time = datetime.min.replace(tzinfo=UTC)
    record = ""  # the record whose lines follow; nothing for a file that is no record
    in_head = False
    for line in log.split("\n"):
        if line.startswith("+ "):  # by far the most lines
            if record and (key := KEY.match(line)):
                place = (record, key[1])
                key_added[place] = min(key_added.get(place, time), time)
        elif line.startswith("\0"):
            time = datetime.fromtimestamp(int(line[1:]), UTC)
        elif line.startswith("diff --git "):
            record, in_head = "", True
        elif line.startswith("@@ "):
            in_head = False
        elif in_head and line.startswith("+++ b/"):
            path = line.removeprefix("+++ b/").removesuffix("\t")  # a name with a space in it ends with a tab
            if path.endswith(".yml"):
                record = path.removesuffix(".yml")
                file_changed[record] = max(file_changed.get(record, time), time)
    return ReadLog(commit, key_added, file_changed)
