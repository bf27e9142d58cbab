"""Everything of MkDocs that its documentation does not promise, in this one module.

`NAMES` lists each name with the reason why we need it and with what is lost without it. `missing` says which of them the
installed MkDocs lacks; the plugin asks this before it starts, and `make engines` asks it of every version that we support.
No other module of the package uses a name of MkDocs that begins with an underscore (tests/test_house.py).

MkDocs lives on under a second name: ProperDocs lets `import mkdocs` give its own modules, so that nothing here changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import mkdocs
from jinja2 import BaseLoader, Environment
from mkdocs.commands import build as build_module
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.theme import Theme
from watchdog.observers.polling import PollingObserver

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

# The name of the program that runs: "mkdocs", or "properdocs". Its loggers begin with it.
ENGINE = mkdocs.__name__


class UndocumentedName(NamedTuple):
    """A name of MkDocs that its documentation does not promise: what has it, why we use it, what is lost without it."""

    owner: object
    name: str
    why: str
    without: str


def names() -> list[UndocumentedName]:
    """Every undocumented name that this module uses."""
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, ".")  # not bound to a port before it serves
    server.server_close()
    return [
        UndocumentedName(
            build_module,
            "_build_page",
            "`mkdocs serve` makes a page when a reader asks for it, as a build would make it",
            "no page made from data can be served",
        ),
        UndocumentedName(
            server,
            "builder",
            "MkDocs calls it for a rebuild; ours keeps the last good site when the rebuild fails",
            "a mistake in the data takes the site away until it is mended",
        ),
        UndocumentedName(
            server,
            "serve_request",
            "MkDocs' own answer to a request, which follows after the file has been made",
            "nothing can be served",
        ),
        UndocumentedName(server, "root", "the folder from which files are served", "pages are made in no folder"),
        UndocumentedName(
            server, "mount_path", "the path of the site on the server", "an address is not known to be a page's"
        ),
        UndocumentedName(
            server,
            "_inject_js_into_html",
            "the page that says why another could not be made loads again after the mend, as every page does",
            "a reader must load that page again by hand",
        ),
        UndocumentedName(
            server, "_visible_epoch", "which build that page was made after", "the same as for _inject_js_into_html"
        ),
        UndocumentedName(server, "observer", "it finds changed files; ours looks more often", "see _watched_paths"),
        UndocumentedName(
            server,
            "_watched_paths",
            "what must be watched by the observer that looks more often",
            "an edit shows 0.3 seconds later",
        ),
        UndocumentedName(
            Theme,
            "get_env",
            "replaced, so that the theme's 14,000 icons are not listed for every edition",
            "every edition takes a quarter of a second longer",
        ),
        UndocumentedName(
            Page,
            "links_to_anchors",
            "the parts of pages to which hand-written pages link; only the pages linked to keep a list of their anchors",
            "a link to an anchor that a page made from data does not have is not found",
        ),
        UndocumentedName(Page, "present_anchor_ids", "the anchors of a page made from data", "as for links_to_anchors"),
    ]


def missing() -> list[UndocumentedName]:
    """The names that the installed MkDocs does not have."""
    return [name for name in names() if not hasattr(name.owner, name.name)]


# ── One page ──


def build_page(page: Page, config: MkDocsConfig, pages: Iterable[File], nav: Navigation, env: Environment) -> None:
    """Make one page and write it where its file goes, with all events of a build."""
    build_module._build_page(page, config, list(pages), nav, env)


def pages_linked_at_anchors(files: Files) -> Iterator[Page]:
    """The pages of which some hand-written page links to a part (`page.md#part`); a page may come more than once."""
    for file in files.documentation_pages():
        links = file.page.links_to_anchors if file.page else None
        for target in links or {}:
            if target.page is not None:
                yield target.page


def set_anchors(page: Page, ids: set[str]) -> None:
    """Tell MkDocs the anchors of a page, for its check of links to anchors."""
    page.present_anchor_ids = ids


# ── The theme ──


def set_template_loader(theme: Theme, make: Callable[[], BaseLoader]) -> None:
    """Let the Jinja environment that the theme gives to a build find and list its templates with the loader of `make`."""

    def get_env() -> Environment:
        env = Theme.get_env(theme)
        env.loader = make()
        return env

    theme.get_env = get_env  # type: ignore[method-assign]  # MkDocs has no setting for the loader


# ── The server ──


def served_folder(server: LiveReloadServer) -> Path:
    """The folder from which a server answers."""
    return Path(server.root)


def path_in_site(server: LiveReloadServer, environ: WSGIEnvironment) -> str:
    """A request → the path of the file that it asks for, below the site's root."""
    path = str(environ["PATH_INFO"]).encode("latin-1").decode("utf-8", "ignore")
    inside = path.removeprefix(server.mount_path).lstrip("/")
    return f"{inside}index.html" if inside.endswith("/") or not inside else inside


def take_over(server: LiveReloadServer, app: WSGIApplication, rebuild: Callable[[Callable[..., None]], None]) -> None:
    """Let `app` answer all requests, and `rebuild` do all further builds; it is given MkDocs' own way to build."""
    build = cast(Callable[..., None], server.builder)
    server.builder = lambda: rebuild(build)
    server.set_app(app)


def answer(server: LiveReloadServer, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """MkDocs' own answer to a request. It waits for the end of a rebuild that has begun."""
    # MkDocs leaves the parameters without types.
    serve_request = cast("Callable[[Any, Any], Iterable[bytes]]", server.serve_request)
    return serve_request(environ, start_response)


def with_reload_script(server: LiveReloadServer, page: bytes) -> bytes:
    """A page, with the script that loads it again after the next rebuild."""
    inject = cast("Callable[[bytes, int], bytes]", server._inject_js_into_html)
    return inject(page, server._visible_epoch)


def look_often(server: LiveReloadServer, seconds: float) -> None:
    """Look for changed files every so many seconds. Call it before the server starts; what is watched stays watched."""
    watched = list(server._watched_paths)
    server.observer = PollingObserver(timeout=seconds)
    server._watched_paths.clear()
    for path in watched:
        server.watch(path)
