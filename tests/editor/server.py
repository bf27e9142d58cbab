"""The real yaml-language-server, spoken to as an editor speaks to it: JSON-RPC over its standard input and output."""

from __future__ import annotations

import json
import queue
import shutil
import subprocess
import threading
from pathlib import Path
from typing import Any

NPM = Path(__file__).parents[1] / "npm"
PROGRAM = NPM / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
PATIENCE = 60.0  # seconds


def absent() -> str:
    """Why the server cannot be run here; empty if it can."""
    if not shutil.which("node"):
        return "node is not here"
    lock, installed = NPM / "package-lock.json", NPM / "node_modules" / "installed"
    if not installed.is_file() or installed.read_bytes() != lock.read_bytes():
        return "the yaml-language-server of the lock file is not here; sh tests/system.sh installs it"
    return ""


class Server:
    """A running server, with VS Code's settings of a project."""

    def __init__(self, project: Path, settings: dict[str, Any]) -> None:
        self.project, self.settings = project, settings
        command = ["node", PROGRAM, "--stdio"]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.answers: queue.Queue[dict] = queue.Queue()
        self.diagnosed: dict[str, queue.Queue[list]] = {}
        self.numbers = iter(range(1, 1 << 30))
        self.lock = threading.Lock()
        self.configured = threading.Event()
        threading.Thread(target=self._listen, daemon=True).start()
        snippets = {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}}
        capabilities = {
            "textDocument": {
                "completion": snippets,
                "hover": {"contentFormat": ["markdown"]},
                "publishDiagnostics": {},
            },
            "workspace": {"configuration": True, "didChangeConfiguration": {"dynamicRegistration": True}},
        }
        root = {"uri": project.as_uri(), "name": project.name}
        self.ask(
            "initialize",
            {"processId": None, "rootUri": root["uri"], "capabilities": capabilities, "workspaceFolders": [root]},
        )
        self.tell("initialized", {})
        assert self.configured.wait(PATIENCE), "the server did not ask for its settings"

    def diagnose(self, texts: dict[Path, str]) -> dict[Path, list[dict[str, Any]]]:
        """What the server underlines in files with these texts."""
        for file, text in texts.items():
            self.open(file, text)
        found = {file: self._diagnosed(file) for file in texts}
        for file in texts:
            self.close(file)
        return found

    def complete(self, file: Path, text: str, line: int, column: int) -> list[dict[str, Any]]:
        """What the server offers at a place of a file with this text; line and column from 0."""
        self.open(file, text)
        found = self.ask("textDocument/completion", _at(file, line, column))
        self._diagnosed(file)
        self.close(file)
        return found["items"] if isinstance(found, dict) else found

    def hover(self, file: Path, text: str, line: int, column: int) -> str:
        """What the server tells of a place of a file with this text."""
        self.open(file, text)
        found = self.ask("textDocument/hover", _at(file, line, column))
        self._diagnosed(file)
        self.close(file)
        return found["contents"]["value"] if found else ""

    def open(self, file: Path, text: str) -> None:
        """Open a file with this text, whatever lies on the disk."""
        self.diagnosed[file.as_uri()] = queue.Queue()
        # The server keeps what it has parsed by file and version.
        document = {"uri": file.as_uri(), "languageId": "yaml", "version": next(self.numbers), "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})

    def close(self, file: Path) -> None:
        """Let go of a file, which takes its marks away."""
        self.tell("textDocument/didClose", {"textDocument": {"uri": file.as_uri()}})
        assert self._diagnosed(file) == []

    def _diagnosed(self, file: Path) -> list[dict[str, Any]]:
        return self.diagnosed[file.as_uri()].get(timeout=PATIENCE)

    def ask(self, method: str, parameters: dict[str, Any]) -> Any:
        """The answer to a request."""
        number = next(self.numbers)
        self._send({"id": number, "method": method, "params": parameters})
        while (answer := self.answers.get(timeout=PATIENCE))["id"] != number:
            pass
        assert "error" not in answer, answer
        return answer["result"]

    def tell(self, method: str, parameters: dict[str, Any] | None = None) -> None:
        """A notification, which has no answer."""
        self._send({"method": method, **({} if parameters is None else {"params": parameters})})

    def stop(self) -> None:
        """End it as an editor does."""
        try:
            self.ask("shutdown", {})
            self.tell("exit")
            self.process.wait(10)
        finally:
            self.process.kill()
            self.process.wait()

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        with self.lock:
            self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
            self.process.stdin.flush()

    def _listen(self) -> None:
        output = self.process.stdout
        while header := output.readline():
            length = int(header.removeprefix(b"Content-Length: "))
            while output.readline().strip():
                pass
            self._take(json.loads(output.read(length)))

    def _take(self, message: dict[str, Any]) -> None:
        method = message.get("method")
        if method is None:
            self.answers.put(message)
        elif "id" in message:  # the server asks its editor
            self._send({"id": message["id"], "result": self._answer(method, message.get("params", {}))})
            if method == "workspace/configuration":
                self.configured.set()
        elif method == "textDocument/publishDiagnostics":
            found = message["params"]
            if found["uri"] in self.diagnosed:
                self.diagnosed[found["uri"]].put(found["diagnostics"])

    def _answer(self, method: str, parameters: dict[str, Any]) -> Any:
        if method != "workspace/configuration":
            return None
        return [self._section(item.get("section", "")) for item in parameters["items"]]

    def _section(self, section: str) -> dict[str, Any]:
        """A section of the settings, as VS Code gives it: dotted keys as nested ones."""
        if section == "[yaml]":
            return self.settings.get(section, {})
        found: dict[str, Any] = {}
        for key, value in self.settings.items():
            first, _, rest = key.partition(".")
            if first == section:
                place = found
                *steps, last = rest.split(".")
                for step in steps:
                    place = place.setdefault(step, {})
                place[last] = value
        return found


def _at(file: Path, line: int, column: int) -> dict[str, Any]:
    return {"textDocument": {"uri": file.as_uri()}, "position": {"line": line, "character": column}}
