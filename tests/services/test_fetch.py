from __future__ import annotations

import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from importlib.metadata import version
from pathlib import Path

import pytest

from caveat.model.error import CaveatError
from caveat.services import fetch as module
from caveat.services.fetch import BY_HAND, REDIRECTS, Fetched, Known, Limits, Wanted, fetch, moved
from tests.services.publishers import Publishers, serving

QUICK = Limits(connect=5.0, read=5.0, whole=5.0)


@pytest.fixture(scope="module")
def shared() -> Iterator[Publishers]:
    with serving() as publishers:
        yield publishers


@pytest.fixture
def server(shared: Publishers, monkeypatch: pytest.MonkeyPatch) -> Publishers:
    """Return a server that gives nothing yet; no proxy of this machine stands before it."""
    for name in (
        "http_proxy",
        "https_proxy",
        "all_proxy",
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "ALL_PROXY",
    ):
        monkeypatch.delenv(name, raising=False)
    shared.answers.clear()
    shared.asked.clear()
    shared.headers.clear()
    return shared


def wanted(server: Publishers | None, most: int = 1000, limits: Limits = QUICK) -> Wanted:
    return Wanted(["text/csv"], most, None if server is None else server.base, limits)


def refused(server: Publishers, file: Path, path: str = "/a", **named: object) -> tuple[str, str]:
    with pytest.raises(CaveatError) as caught:
        fetch(server.base + path, file, wanted(server, **named))  # type: ignore[arg-type]
    (problem,) = caught.value.problems
    assert problem.message.startswith(f"{server.base}{path}: ")
    said = problem.message.removeprefix(f"{server.base}{path}: ")
    return problem.code, f"{said} {problem.hint}"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "raw"


def test_file_is_fetched_with_what_the_server_says_of_it(server: Publishers, file: Path) -> None:
    data = b"x" * 1000
    server.give("/a", data, "Text/CSV; charset=utf-8", ETag='"1"', Last_Modified="Tue")
    found = fetch(f"{server.base}/a", file, wanted(server))
    assert found == Fetched(f"{server.base}/a", False, Known('"1"', "Tue"), "text/csv")
    assert file.read_bytes() == data


def test_nothing_is_sent_but_the_address_and_the_name_of_the_software(
    server: Publishers, file: Path
) -> None:
    server.give("/a?b=c", b"x")
    fetch(f"{server.base}/a?b=c", file, wanted(server))
    assert server.asked == ["/a?b=c"]
    assert server.headers == [
        {
            "Host": server.base.removeprefix("http://"),
            "Accept": "*/*",
            "Accept-Encoding": "identity",
            "Connection": "keep-alive",
            "User-Agent": f"caveat/{version('caveat')}",
        }
    ]


def test_server_that_says_that_nothing_changed_gives_no_file(
    server: Publishers, file: Path
) -> None:
    server.give("/a", b"x", ETag='"1"')
    found = fetch(f"{server.base}/a", file, wanted(server), Known('"1"', "Tue"))
    assert found is not None
    assert (found.unchanged, file.exists()) == (True, False)
    assert server.headers[0]["If-Modified-Since"] == "Tue"


@pytest.mark.parametrize("code", [404, 410])
def test_nothing_under_an_address_is_none(server: Publishers, file: Path, code: int) -> None:
    server.say("/a", code)
    assert fetch(f"{server.base}/a", file, wanted(server), Known()) is None


@pytest.mark.parametrize(
    ("code", "headers", "expected"),
    [
        (401, {}, ("fetch.forbidden", f"the server refuses it (401). {BY_HAND}")),
        (403, {}, ("fetch.forbidden", f"the server refuses it (403). {BY_HAND}")),
        (451, {}, ("fetch.forbidden", f"the server refuses it (451). {BY_HAND}")),
        (429, {}, ("fetch.busy", "it was asked too often (429). Try again later.")),
        (
            429,
            {"Retry_After": "60"},
            ("fetch.busy", "it was asked too often (429). Try again in 60 seconds."),
        ),
        (500, {}, ("fetch.server", f"the server has failed (500). Try again later. {BY_HAND}")),
        (503, {}, ("fetch.server", f"the server has failed (503). Try again later. {BY_HAND}")),
        (204, {}, ("fetch.status", f"the server answers 204. {BY_HAND}")),
        (300, {}, ("fetch.status", f"the server answers 300. {BY_HAND}")),
    ],
)
def test_answer_that_is_no_file_says_what_to_do(
    server: Publishers, file: Path, code: int, headers: dict[str, str], expected: tuple[str, str]
) -> None:
    server.say("/a", code, **headers)
    assert refused(server, file) == expected


def test_content_of_another_type_is_refused_with_the_title_of_the_page(
    server: Publishers, file: Path
) -> None:
    server.give("/a", b"<html><title>Please\n log in</title></html>", "text/html")
    assert refused(server, file) == (
        "fetch.content_type",
        "the server gives 'text/html', expected text/csv; the page has the title "
        f"'Please log in'. {BY_HAND}",
    )


def test_content_without_a_type_is_refused(server: Publishers, file: Path) -> None:
    server.give("/a", b"a,b\n", "")
    assert refused(server, file) == (
        "fetch.content_type",
        f"the server gives '', expected text/csv. {BY_HAND}",
    )


LARGE = ("fetch.large", f"it has more than 1,000 bytes, the most that are taken. {BY_HAND}")


def test_file_that_is_said_to_be_too_large_is_not_read(server: Publishers, file: Path) -> None:
    server.give("/a", b"x" * 1001)
    assert refused(server, file) == LARGE
    assert not file.exists()


def test_file_that_turns_out_too_large_is_not_read_on(server: Publishers, file: Path) -> None:
    def answer(to: BaseHTTPRequestHandler) -> None:
        to.send_response(200)
        to.send_header("Content-Type", "text/csv")
        to.end_headers()
        to.wfile.write(b"x" * 2000)

    server.answers["/a"] = answer
    assert refused(server, file) == LARGE
    assert file.stat().st_size <= 1000


def test_connection_that_is_cut_is_an_error(server: Publishers, file: Path) -> None:
    def answer(to: BaseHTTPRequestHandler) -> None:
        to.send_response(200)
        to.send_header("Content-Type", "text/csv")
        to.send_header("Content-Length", "900")
        to.end_headers()
        to.wfile.write(b"x" * 100)

    server.answers["/a"] = answer
    code, said = refused(server, file)
    assert code == "fetch.connection"
    assert said.startswith("the connection failed: peer closed connection")
    assert said.endswith(f"Try again. {BY_HAND}")


def test_server_that_is_not_there_is_an_error(file: Path, server: Publishers) -> None:
    address = "http://127.0.0.1:9/a"
    with pytest.raises(CaveatError) as caught:
        fetch(address, file, Wanted(["text/csv"], 10, "http://127.0.0.1:9", QUICK))
    (problem,) = caught.value.problems
    assert problem.code == "fetch.connection"


def test_error_without_words_is_named_by_its_kind(file: Path) -> None:
    said = str(module._failed("https://example.org", "x", "said.", ""))
    assert said == f"https://example.org: said. Try again. {BY_HAND}"


SLOW = ("fetch.slow", f"the server is too slow. Try again later. {BY_HAND}")


def test_server_that_says_nothing_is_not_waited_for(server: Publishers, file: Path) -> None:
    server.answers["/a"] = lambda to: time.sleep(0.5)
    assert refused(server, file, limits=Limits(read=0.1)) == SLOW


def test_content_that_drips_in_is_not_waited_for(server: Publishers, file: Path) -> None:
    def answer(to: BaseHTTPRequestHandler) -> None:
        to.send_response(200)
        to.send_header("Content-Type", "text/csv")
        to.end_headers()
        for _ in range(40):
            to.wfile.write(b"x")
            to.wfile.flush()
            time.sleep(0.05)

    server.answers["/a"] = answer
    began = time.monotonic()
    assert refused(server, file, limits=Limits(whole=0.2)) == SLOW
    assert time.monotonic() - began < 1.5


def test_head_that_drips_in_is_not_waited_for(
    server: Publishers, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "GRACE", 0.0)

    def answer(to: BaseHTTPRequestHandler) -> None:
        to.wfile.write(b"HTTP/1.0 200 OK\r\n")
        for _ in range(20):
            to.wfile.write(b"X: y\r\n")
            to.wfile.flush()
            time.sleep(0.05)
        to.wfile.write(b"\r\n")

    server.answers["/a"] = answer
    began = time.monotonic()
    assert refused(server, file, limits=Limits(whole=0.2)) == SLOW
    assert time.monotonic() - began < 0.9
    time.sleep(1)


def test_redirects_are_followed_up_to_a_limit(server: Publishers, file: Path) -> None:
    for number in range(REDIRECTS):
        server.say(f"/{number}", 302, Location=f"{number + 1}")
    server.give(f"/{REDIRECTS}", b"x")
    found = fetch(f"{server.base}/0", file, wanted(server))
    assert found is not None
    assert found.address == f"{server.base}/0"
    server.say(f"/{REDIRECTS}", 302, Location=f"{server.base}/0")
    code, said = refused(server, file, "/0")
    assert (code, said) == (
        "fetch.redirects",
        f"it leads on more than {REDIRECTS} times. {BY_HAND}",
    )


@pytest.mark.parametrize(
    "onward", ["file:///etc/passwd", "http://localhost:9/a", "ftp://example.org/a"]
)
def test_redirect_to_what_is_not_https_is_refused(
    server: Publishers, file: Path, onward: str
) -> None:
    server.say("/a", 302, Location=onward)
    code, said = refused(server, file)
    assert (code, "which is not https" in said, server.asked) == ("fetch.redirect", True, ["/a"])


def test_redirect_that_cannot_be_read_is_an_error(server: Publishers, file: Path) -> None:
    server.say("/a", 302, Location="https://[::1/a")
    assert refused(server, file)[0] == "fetch.connection"


@pytest.mark.parametrize(
    "address",
    [
        "https://127.0.0.1/a",
        "https://10.0.0.1/a",
        "https://192.168.1.1/a",
        "https://169.254.169.254/latest/meta-data",
        "https://[::1]/a",
        "https://[fe80::1]/a",
        "https://[::ffff:127.0.0.1]/a",
        "https://0.0.0.0/a",
        "https://localhost/a",
    ],
)
def test_private_network_is_never_asked(file: Path, address: str) -> None:
    with pytest.raises(CaveatError) as caught:
        fetch(address, file, wanted(None))
    (problem,) = caught.value.problems
    assert problem.code == "fetch.private"
    assert "which lies in a private network." in problem.message


def test_http_is_refused_where_no_base_was_named(server: Publishers, file: Path) -> None:
    server.give("/a", b"x")
    with pytest.raises(CaveatError) as caught:
        fetch(f"{server.base}/a", file, wanted(None))
    assert [one.code for one in caught.value.problems] == ["fetch.redirect"]
    assert server.asked == []


def test_host_that_nobody_knows_is_an_error(file: Path, server: Publishers) -> None:
    with pytest.raises(CaveatError) as caught:
        fetch("https://nowhere.invalid/a", file, wanted(None))
    assert [one.code for one in caught.value.problems] == ["fetch.connection"]


def test_answer_that_cannot_be_written_is_told(server: Publishers, tmp_path: Path) -> None:
    server.give("/a", b"x")
    code, said = refused(server, tmp_path)
    assert (code, said.startswith("the answer cannot be taken: [Errno 21] Is a dir")) == (
        "fetch.answer",
        True,
    )


def test_redirect_to_a_name_that_is_none_is_told(server: Publishers, file: Path) -> None:
    server.say("/a", 302, Location=f"https://{'a' * 64}.example.org/")
    code, _ = refused(server, file)
    assert code in ("fetch.answer", "fetch.connection")


def test_server_that_says_unchanged_unasked_is_refused(server: Publishers, file: Path) -> None:
    server.say("/a", 304)
    assert refused(server, file) == (
        "fetch.status",
        f"the server says 'unchanged' unasked (304). Try again. {BY_HAND}",
    )


def test_what_ascii_cannot_say_is_not_said_back(server: Publishers, file: Path) -> None:
    server.give("/a", b"x")
    fetch(f"{server.base}/a", file, wanted(server), Known("\u00e9", "\u00e9"))
    assert {"If-None-Match", "If-Modified-Since"}.isdisjoint(server.headers[0])


def test_base_takes_the_place_of_scheme_and_host() -> None:
    address = "https://example.org/a/b.csv?c=d"
    assert moved(address, None) == address
    assert moved(address, "http://127.0.0.1:80") == "http://127.0.0.1/a/b.csv?c=d"
    assert moved(address, "http://127.0.0.1:8000/") == "http://127.0.0.1:8000/a/b.csv?c=d"
