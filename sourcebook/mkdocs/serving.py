"""`mkdocs serve`: an edit shows at once, and a mistake never takes away what was there to read.

A page made from data waits until a reader asks for it: then MkDocs makes it, as in a build. So a rebuild reads and checks
everything, and writes little. When it fails, the last good site is still served, with a bar that says what is wrong.

When our own Python changes, the next rebuild runs with the new; but this module stays: what a running server holds must
not change under it.
"""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from watchdog.observers.polling import PollingObserver

from ..model.memory import garbage_collection_paused
from .hot_reload import PACKAGE, Stamps, import_anew, stamps

log = logging.getLogger("mkdocs.plugins.sourcebook")
# Seconds between two looks at the files.
POLL = 0.2
# The pages in view, made with every rebuild: what only shows when a page is made is then found before a reader asks.
IN_VIEW = 4


class Mistake(NamedTuple):
    """What the bar says of one fault: `file:line:column`, the fault, what to write instead."""

    place: str
    says: str
    hint: str = ""
    rule: str = ""


class Stopped(Abort):
    """A build that its briefing stops; `problems` are the reasons."""

    def __init__(self, message: str, problems: Sequence[Any]) -> None:
        super().__init__(message)
        self.problems = problems


@dataclass
class Shown:
    """What a running server shows: the last good build, with the files of it that wait, and what has gone wrong since.

    `stopped` says whether that stopped a build, or is but a warning."""

    waiting: Any = None
    mistakes: Sequence[Mistake] = ()
    stopped: bool = False
    in_view: deque[str] = field(default_factory=lambda: deque(maxlen=IN_VIEW))
    lock: threading.RLock = field(default_factory=threading.RLock)
    code: Stamps = field(default_factory=stamps)

    def rebuild(self, build: Callable[..., None], *arguments: Any) -> None:
        """Build anew; what stops it is kept for the bar. Readers wait meanwhile."""
        with self.lock, garbage_collection_paused():
            try:
                if (found := stamps()) != self.code:
                    import_anew(self.code, found, stays=__name__)
                    self.code = found
                build(*arguments)
            except (Exception, SystemExit) as reason:
                self.mistakes, self.stopped = tuple(mistakes(reason)), True
                # Whatever was not foreseen, its place in the code helps to mend it.
                foreseen = isinstance(reason, (Abort, SystemExit))
                log.error("%s The last good site is still served.", reason, exc_info=None if foreseen else reason)
            else:
                self.mistakes, self.stopped = tuple(map(_mistake, self.waiting.warnings)), False

    def ask(self, path: str, folder: Path) -> None:
        """A reader asks for a file: it is made, and a page is in view from now on."""
        if path.endswith(".html"):
            if path in self.in_view:
                self.in_view.remove(path)
            self.in_view.append(path)
        self.waiting.make(path, folder)

    def finished(self, waiting: Any, folder: Path) -> None:
        """A build is finished in a folder, and about to be shown: the pages in view are made in it."""
        for path in self.in_view:
            waiting.make(path, folder)
        self.waiting = waiting

    def bar(self, tag: str, mistakes: Sequence[Mistake], stopped: bool) -> str:
        """The bar in the words of an edition, by its BCP 47 tag."""
        bars = self.waiting.bars
        return bars.get(tag, next(iter(bars.values())))(mistakes, stopped)


# The server of this process; None in a build.
shown: Shown | None = None


def begin() -> None:
    """From now on, this process serves."""
    global shown
    shown = Shown()
    sys.dont_write_bytecode = True  # the package is watched: what Python writes into it would be an edit


def mistakes(reason: BaseException) -> Iterable[Mistake]:
    """What stopped a build → what the bar says: the problems of the briefing, or the place in a template or our Python."""
    if problems := getattr(reason, "problems", ()):
        yield from map(_mistake, problems)
        return
    if isinstance(reason, SystemExit) and isinstance(reason.__context__, Exception):
        reason = reason.__context__  # mkdocs-macros gives up on what a macro raised
    says = getattr(reason, "message", None) or str(reason) or type(reason).__name__
    if isinstance(reason, (Abort, SystemExit)):
        yield Mistake("", says)
        return
    yield Mistake(_where(reason), f"{type(reason).__name__}: {says}")


def _mistake(problem: Any) -> Mistake:
    return Mistake(str(problem.place), problem.says, problem.hint, problem.rule)


def _where(reason: BaseException) -> str:
    """The last line of the project that was at work; a file that cannot be read as code names its own."""
    if getattr(reason, "lineno", None):
        return f"{_from_here(reason.filename or '')}:{reason.lineno}"
    root = PACKAGE.parent
    frames = traceback.extract_tb(reason.__traceback__)
    own = [f for f in frames if Path(f.filename).is_relative_to(root) and "site-packages" not in f.filename]
    return f"{_from_here(own[-1].filename)}:{own[-1].lineno}" if own else ""


def _from_here(file: str) -> str:
    root = PACKAGE.parent
    return Path(file).relative_to(root).as_posix() if Path(file).is_relative_to(root) else file


class Attendant:
    """Lets MkDocs' server show what `shown` holds."""

    def __init__(self, server: LiveReloadServer, shown: Shown) -> None:
        self.server, self.shown = server, shown
        self.folder = Path(server.root)
        self._inject = server._inject_js_into_html
        rebuild = server.builder
        server.builder = lambda *arguments: shown.rebuild(rebuild, *arguments)
        server._inject_js_into_html = lambda content, epoch: self._inject(self.with_bar(content), epoch)
        server.set_app(self.answer)
        self._look_often()

    def answer(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """The answer to a request: MkDocs' own, after the file it asks for has been made."""
        path = self._file(environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore"))
        # A rebuild that has been announced is waited for here already: the page is made from what it finds.
        with self.server._epoch_cond:
            self.server._epoch_cond.wait_for(lambda: self.server._visible_epoch == self.server._wanted_epoch)
        with self.shown.lock:
            try:
                self.shown.ask(path, self.folder)
            except (Exception, SystemExit) as reason:
                log.error("%s: %s", path, reason, exc_info=reason)
                start_response("500 Internal Server Error", [("Content-Type", "text/html; charset=utf-8")])
                bar = self.shown.bar("", tuple(mistakes(reason)), stopped=True)
                return [self._inject(bar.encode(), self.server._visible_epoch)]
        return self.server.serve_request(environ, start_response)

    def with_bar(self, content: bytes) -> bytes:
        """A page, with the bar at its end if anything is wrong."""
        if not self.shown.mistakes:
            return content
        tag = content.partition(b' lang="')[2].partition(b'"')[0].decode()
        bar = self.shown.bar(tag, self.shown.mistakes, self.shown.stopped).encode()
        before, end, after = content.rpartition(b"</body>")
        return before + bar + end + after

    def _file(self, path: str) -> str:
        """The path of a request → that of its file below the site's root."""
        inside = path.removeprefix(self.server.mount_path).lstrip("/")
        return f"{inside}index.html" if inside.endswith("/") or not inside else inside

    def _look_often(self) -> None:
        """Look at the files more often than MkDocs does: with as many as a briefing has, that costs little."""
        watched = list(self.server._watched_paths)
        self.server.observer = PollingObserver(timeout=POLL)
        self.server._watched_paths.clear()
        for path in watched:
            self.server.watch(path)
