"""Where a site is built, and how it takes the place of the last one: at no time half a site, whoever builds or is killed.

Every build has a folder of its own beside the site. When it is finished, two renames put it in place, one build at a time.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform != "win32":  # Windows has no fcntl: whoever builds there must not start two builds at once
    import fcntl


def building_folder(target: Path) -> Path:
    """The folder in which this process builds the site that goes to `target`. What killed builds left is removed."""
    for left in target.parent.glob(f"{target.name}.building-*"):
        if not _is_running(left.name.rpartition("-")[2]):
            shutil.rmtree(left, ignore_errors=True)
    return target.with_name(f"{target.name}.building-{os.getpid()}")


def swap(built: Path, target: Path) -> None:
    """Put a finished site in the place of the last one."""
    old = target.with_name(f"{target.name}.old")
    with _alone(target.parent):
        if old.exists() and not target.exists():
            old.rename(target)  # a build was killed between the two renames: this is the last good site
        shutil.rmtree(old, ignore_errors=True)
        if target.exists():
            target.rename(old)
        built.rename(target)
        # Hidden files at the top (.git, .nojekyll) are not the build's: MkDocs leaves them alone, and so does this.
        for kept in old.glob(".*"):
            if not (target / kept.name).exists():
                kept.rename(target / kept.name)
        shutil.rmtree(old, ignore_errors=True)


def _is_running(pid: str) -> bool:
    try:
        os.kill(int(pid), 0)
    except (ProcessLookupError, ValueError, OverflowError):
        return False
    except OSError:
        return True  # it is somebody else's
    return True


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """While one build swaps, others wait. The lock is the folder's own, and goes with the process that holds it."""
    if sys.platform == "win32":
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
