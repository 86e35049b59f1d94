"""A server on this machine that stands in for publishers, and files in their layouts.

All figures are invented.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Publishers:
    """Answers by path, and what was asked for."""

    base: str = ""
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)

    def give(self, path: str, data: bytes, kind: str = "text/csv", **headers: str) -> None:
        """Give a file under a path; it has not changed for whoever knows its ETag."""

        def answer(to: BaseHTTPRequestHandler) -> None:
            if "ETag" in headers and to.headers.get("If-None-Match") == headers["ETag"]:
                to.send_response(304)
                to.end_headers()
                return
            to.send_response(200)
            to.send_header("Content-Type", kind)
            to.send_header("Content-Length", str(len(data)))
            for name, value in headers.items():
                to.send_header(name.replace("_", "-"), value)
            to.end_headers()
            to.wfile.write(data)

        self.answers[path] = answer

    def say(self, path: str, code: int, **headers: str) -> None:
        """Answer with a code and no content."""

        def answer(to: BaseHTTPRequestHandler) -> None:
            to.send_response(code)
            for name, value in headers.items():
                to.send_header(name.replace("_", "-"), value)
            to.send_header("Content-Length", "0")
            to.end_headers()

        self.answers[path] = answer


@contextmanager
def serving() -> Iterator[Publishers]:
    """Serve on a free port of this machine until the end of the block."""
    publishers = Publishers()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            publishers.asked.append(self.path)
            publishers.headers.append(dict(self.headers.items()))
            answer = publishers.answers.get(self.path)
            if answer is None:
                self.send_error(404)
            else:
                answer(self)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    publishers.base = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield publishers
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
