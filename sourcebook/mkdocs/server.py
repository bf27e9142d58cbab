"""`mkdocs serve`: an edit shows at once, and a mistake never takes away what was there to read.

A page made from data is made when a reader asks for it, by the same code as in a build. So a rebuild reads and checks
everything, and writes little. When a rebuild fails, the last good site is still served, with a bar that says what is wrong.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer

from ..model.memory import garbage_collection_paused
from . import internals
from .deferred import DeferredFiles
from .mistakes import Mistake, of_exception, of_problem
from .restart import CodeFiles, RestartWanted

if TYPE_CHECKING:
    from types import TracebackType
    from wsgiref.types import StartResponse, WSGIEnvironment

log = logging.getLogger("mkdocs.plugins.sourcebook")
# Seconds between two looks at the files. MkDocs looks every 0.5 seconds.
LOOK_EVERY = 0.2
# How many pages are made with every rebuild: those that readers asked for last. A fault that only shows when a page is made
# is then found before a reader asks for the page again.
IN_VIEW = 4


@dataclass
class ServedSite:
    """What a running server shows: the last good build and what has gone wrong since.

    `builds` counts the good builds. `stopped` says whether the mistakes stopped a build, or are only warnings. `in_view` are
    the files of the pages that readers asked for last. Whoever makes files or builds holds the `lock`.
    """

    deferred: DeferredFiles = field(default_factory=lambda: DeferredFiles(()))
    builds: int = 0
    mistakes: Sequence[Mistake] = ()
    stopped: bool = False
    in_view: deque[str] = field(default_factory=lambda: deque(maxlen=IN_VIEW))
    lock: threading.RLock = field(default_factory=threading.RLock)

    def rebuild(self, build: Callable[[], None]) -> None:
        """Build anew. What stops the build is kept for the bar. Readers wait until it is done."""
        with self.lock, garbage_collection_paused():
            try:
                build()
            except RestartWanted:
                raise
            except (Exception, SystemExit) as reason:
                self.mistakes, self.stopped = of_exception(reason), True
                # For an exception that nobody foresaw, the place in the code helps to mend it.
                foreseen = isinstance(reason, (Abort, SystemExit))
                log.error("%s The last good site is still served.", reason, exc_info=None if foreseen else reason)
            else:
                self.mistakes, self.stopped = [of_problem(problem) for problem in self.deferred.warnings], False

    def make(self, path: str, folder: Path) -> None:
        """A reader asks for a file: make it in the folder, unless it is there. A page is in view from now on."""
        with self.lock:
            if path.endswith(".html"):
                if path in self.in_view:
                    self.in_view.remove(path)
                self.in_view.append(path)
            self.deferred.make(path, folder)

    def finish(self, deferred: DeferredFiles, folder: Path) -> None:
        """A build is finished in a folder, and will be shown next: make the pages in view there."""
        for path in self.in_view:
            deferred.make(path, folder)
        self.deferred = deferred
        self.builds += 1

    def bar(self, tag: str, mistakes: Sequence[Mistake], *, stopped: bool) -> bytes:
        """The bar in the words of an edition, by its BCP 47 tag; in those of the default edition for any other tag."""
        bars = self.deferred.bars
        return bars.get(tag, next(iter(bars.values())))(mistakes, stopped).encode()


class SiteServer:
    """Answers the requests to MkDocs' server with what a ServedSite holds. `restarting`: our Python has changed, and the
    program will start again as soon as MkDocs has shut down."""

    def __init__(self, server: LiveReloadServer, served: ServedSite, code: CodeFiles, config_file: str) -> None:
        self.server, self.served = server, served
        self.code, self.config_file = code, config_file
        self.restarting = False
        self.folder = internals.served_folder(server)
        internals.take_over(server, self.answer, self.rebuild)
        internals.look_often(server, LOOK_EVERY)

    def rebuild(self, build: Callable[..., None]) -> None:
        """Build anew, or start the program again if our Python has changed (RestartWanted)."""

        def restart_or_build() -> None:
            self.code.restart_if_changed(self.config_file)
            build()

        try:
            self.served.rebuild(restart_or_build)
        except RestartWanted:
            self.restarting = True
            raise

    def answer(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """The answer to a request: MkDocs' own, after the file that it asks for has been made, and with the bar.

        MkDocs waits for the end of a rebuild that has begun. What was made before is then gone, so it is made again.
        """
        path = internals.path_in_site(self.server, environ)
        while True:
            builds = self.served.builds
            try:
                self.served.make(path, self.folder)
            except (Exception, SystemExit) as reason:
                return self._failure(path, reason, start_response)
            answer = _Answer()
            answer.body = internals.answer(self.server, environ, answer.start)
            if builds == self.served.builds:
                return answer.send(start_response, self._with_bar)
            answer.close()

    def _failure(self, path: str, reason: BaseException, start_response: StartResponse) -> Iterable[bytes]:
        """A page that says why the one that was asked for could not be made."""
        log.error("%s: %s", path, reason, exc_info=reason)
        start_response("500 Internal Server Error", [("Content-Type", "text/html; charset=utf-8")])
        bar = self.served.bar("", of_exception(reason), stopped=True)
        return [internals.with_reload_script(self.server, bar)]

    def _with_bar(self, page: bytes) -> bytes:
        """A page, with the bar at its end if anything is wrong."""
        mistakes, stopped = self.served.mistakes, self.served.stopped
        if not mistakes:
            return page
        tag = page.partition(b' lang="')[2].partition(b'"')[0].decode()
        before, end, after = page.rpartition(b"</body>")
        return before + self.served.bar(tag, mistakes, stopped=stopped) + end + after


class _Answer:
    """An answer of MkDocs that has not been sent yet (WSGI, PEP 3333)."""

    def __init__(self) -> None:
        self.status = ""
        self.headers: list[tuple[str, str]] = []
        self.body: Iterable[bytes] = ()

    def start(
        self,
        status: str,
        headers: list[tuple[str, str]],
        exc_info: tuple[type[BaseException], BaseException, TracebackType] | tuple[None, None, None] | None = None,
        /,
    ) -> Callable[[bytes], object]:
        """MkDocs gives the status and the headers here. It returns the body, and does not write it."""
        self.status, self.headers = status, headers
        return lambda _: None

    def send(self, start_response: StartResponse, change: Callable[[bytes], bytes]) -> Iterable[bytes]:
        """Send the answer on; `change` is applied to a page."""
        if not self.status.startswith("200") or ("Content-Type", "text/html") not in self.headers:
            start_response(self.status, self.headers)
            return self.body
        page = change(b"".join(self.body))
        self.close()
        others = [(name, value) for name, value in self.headers if name != "Content-Length"]
        start_response(self.status, [*others, ("Content-Length", str(len(page)))])
        return [page]

    def close(self) -> None:
        """Let go of the body, which may be an open file."""
        close = getattr(self.body, "close", None)
        if close is not None:
            close()
