"""Talk to the YAML language server as an editor does: JSON-RPC with a header before each message, over its pipes."""

from __future__ import annotations

import json
import subprocess
from itertools import count
from pathlib import Path
from typing import Any

SERVER = Path(__file__).parent / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
SETTINGS = {"schemaStore": {"enable": False}, "validate": True, "completion": True, "hover": True}
"""What an editor tells the server; nothing is fetched from anywhere."""


class LanguageServer:
    """A server that runs for as long as the block lasts."""

    def __init__(self, node: str, root: Path) -> None:
        self._process = subprocess.Popen(
            [node, str(SERVER), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._ids = count(1)
        self._diagnostics: dict[str, list[dict[str, Any]]] = {}
        self.ask("initialize", {"processId": None, "rootUri": root.as_uri(), "capabilities": {}})
        self._tell("initialized", {})
        self._tell("workspace/didChangeConfiguration", {"settings": {"yaml": SETTINGS}})

    def __enter__(self) -> LanguageServer:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()

    def open(self, path: Path, text: str) -> list[dict[str, Any]]:
        """Open a document, which need not be on the disk, and return what the server marks in it."""
        uri = path.as_uri()
        self._diagnostics.pop(uri, None)
        self._tell("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": text}})
        while uri not in self._diagnostics:
            self._receive()
        return self._diagnostics[uri]

    def ask_about(self, method: str, path: Path, line: int, column: int) -> Any:
        """Ask what there is at a place, both counted from 0."""
        place = {"textDocument": {"uri": path.as_uri()}, "position": {"line": line, "character": column}}
        return self.ask(f"textDocument/{method}", place)

    def ask(self, method: str, parameters: Any) -> Any:
        """Ask, and return the answer."""
        number = next(self._ids)
        self._send({"id": number, "method": method, "params": parameters})
        while True:
            message = self._receive()
            if message.get("id") == number and "method" not in message:
                return message["result"]

    def _tell(self, method: str, parameters: Any) -> None:
        self._send({"method": method, "params": parameters})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _receive(self) -> dict[str, Any]:
        """Return the next message; keep what it marks, and answer the questions that a server asks an editor."""
        assert self._process.stdout is not None
        length = 0
        while (header := self._process.stdout.readline()) != b"\r\n":
            assert header, "the language server has stopped"
            if header.lower().startswith(b"content-length:"):
                length = int(header.partition(b":")[2])
        message: dict[str, Any] = json.loads(self._process.stdout.read(length))
        if message.get("method") == "textDocument/publishDiagnostics":
            self._diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "method" in message and "id" in message:
            items = message["params"].get("items", ()) if isinstance(message.get("params"), dict) else ()
            self._send({"id": message["id"], "result": [SETTINGS if item.get("section") == "yaml" else {} for item in items]})
        return message
