"""Fetches a file from a publisher: the only module that opens a connection.

What comes back is distrusted: time, size, redirects and kinds of content are bounded, and nothing
is sent but the address, the name of this software, and what the server itself told last time.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from threading import Thread
from time import monotonic

import httpx

from caveat.model.error import CaveatError, Problem
from caveat.services.raw_file import title_of

REDIRECTS = 5
GRACE = 0.5
"""Seconds after the deadline until a fetch is left behind that does not look at the clock."""
BY_HAND = "Fetch it in a browser and give it with --from."
UNCHANGED = 304
GONE = (404, 410)


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one fetch, in seconds."""

    connect: float = 15.0
    read: float = 30.0
    whole: float = 600.0
    """For all of it, so that a server that sends a byte now and then is not waited for."""


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Known:
    """What the server said of the file last time."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of an address that answered."""

    address: str
    """As it was asked for; redirects are followed and not named."""
    unchanged: bool
    """Whether the server says that nothing changed; then there is no file."""
    known: Known
    content_type: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is taken, and how much of it."""

    media_types: Collection[str]
    most_bytes: int
    base: str | None = None
    """Scheme and host that a person named; they may be neither https nor public."""
    limits: Limits = LIMITS


def fetch(address: str, file: Path, wanted: Wanted, known: Known | None = None) -> Fetched | None:
    """Fetch an address into a file.

    Args:
        address: The address.
        file: Where the content goes; what is written before a failure may stay there.
        wanted: What is taken.
        known: What the server said last time, so that it can say that nothing changed.

    Returns:
        What came of it; None where the server has nothing under the address.

    Raises:
        CaveatError: it could not be fetched, or is not what is taken; with what to do.
    """
    ended: list[Fetched | BaseException | None] = []

    def run() -> None:
        try:
            ended.append(_fetch(address, file, wanted, known))
        except BaseException as error:  # raised again below, in the thread that asked
            ended.append(error)

    # A name that is looked up, or a head that drips in, cannot be interrupted; it is left behind.
    worker = Thread(target=run, daemon=True)
    worker.start()
    worker.join(wanted.limits.whole + GRACE)
    if not ended:
        raise _slow(address)
    if isinstance(ended[0], BaseException):
        raise ended[0]
    return ended[0]


def _fetch(address: str, file: Path, wanted: Wanted, known: Known | None) -> Fetched | None:
    began = monotonic()
    times = httpx.Timeout(wanted.limits.read, connect=wanted.limits.connect)
    headers = {
        "User-Agent": f"caveat/{version('caveat')}",
        "Accept-Encoding": "identity",
        **_conditions(known),
    }
    try:
        with (
            httpx.Client(timeout=times, headers=headers) as client,
            _answer(client, address, wanted, began) as answer,
        ):
            if answer.status_code == UNCHANGED and not _conditions(known):
                raise _failed(address, "status", "the server says 'unchanged' unasked (304).", "")
            return _take(answer, address, file, wanted, began)
    except CaveatError:
        raise
    except httpx.TimeoutException as error:
        raise _slow(address) from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        said = str(error) or type(error).__name__
        raise _failed(address, "connection", f"the connection failed: {said}.", "") from error
    except Exception as error:  # of which kind is up to the libraries that read the answer
        said = str(error) or type(error).__name__
        raise _failed(address, "answer", f"the answer cannot be taken: {said}.", "") from error


def _conditions(known: Known | None) -> dict[str, str]:
    found = {}
    # Only what ASCII can say can be said back.
    if known is not None and known.etag and known.etag.isascii():
        found["If-None-Match"] = known.etag
    if known is not None and known.last_modified and known.last_modified.isascii():
        found["If-Modified-Since"] = known.last_modified
    return found


@contextmanager
def _answer(
    client: httpx.Client, address: str, wanted: Wanted, began: float
) -> Iterator[httpx.Response]:
    """Yield the answer at the end of the redirects."""
    here = httpx.URL(address)
    for _ in range(REDIRECTS + 1):
        _may_ask(here, address, wanted.base)
        _in_time(address, wanted.limits, began)
        with client.stream("GET", here) as answer:
            onward = answer.headers.get("location")
            if not answer.has_redirect_location:
                yield answer
                return
        here = here.join(onward)
    message = f"it leads on more than {REDIRECTS} times."
    raise _failed(address, "redirects", message, BY_HAND)


def moved(address: str, base: str | None) -> str:
    """Return the address with scheme and host of the base; as it is, where there is no base."""
    if base is None:
        return address
    url, other = httpx.URL(address), httpx.URL(base)
    return str(url.copy_with(scheme=other.scheme, host=other.host, port=other.port))


def _may_ask(here: httpx.URL, address: str, base: str | None) -> None:
    """Refuse what is not https, and what lies in a private network, unless a base was named."""
    if base is not None and _origin(here) == _origin(httpx.URL(base)):
        return
    if here.scheme != "https":
        message = f"it leads to '{here.scheme}://{here.host}', which is not https."
        raise _failed(address, "redirect", message, BY_HAND)
    if base is None and any(_is_private(one) for one in _resolved(here.host)):
        message = f"it leads to '{here.host}', which lies in a private network."
        raise _failed(address, "private", message, BY_HAND)


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port


def _resolved(host: str) -> list[str]:
    """Return the addresses of a host; none where a proxy has to look it up, or nobody can."""
    try:
        return [str(found[4][0]) for found in socket.getaddrinfo(host, 443)]
    except OSError:
        return []


def _is_private(found: str) -> bool:
    return not ipaddress.ip_address(found.partition("%")[0]).is_global


def _in_time(address: str, limits: Limits, began: float) -> None:
    if monotonic() - began > limits.whole:
        raise _slow(address)


def _take(
    answer: httpx.Response, address: str, file: Path, wanted: Wanted, began: float
) -> Fetched | None:
    known = Known(answer.headers.get("etag"), answer.headers.get("last-modified"))
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if answer.status_code == UNCHANGED:
        return Fetched(address, True, known, kind)
    if answer.status_code in GONE:
        return None
    if answer.status_code != httpx.codes.OK:
        raise _refused(address, answer)
    length = answer.headers.get("content-length", "")
    if length.isdecimal() and int(length) > wanted.most_bytes:
        raise _large(address, wanted.most_bytes)
    size = 0
    with file.open("wb") as out:
        for block in answer.iter_bytes():
            size += len(block)
            if size > wanted.most_bytes:
                raise _large(address, wanted.most_bytes)
            _in_time(address, wanted.limits, began)
            out.write(block)
    if kind not in wanted.media_types:
        taken = ", ".join(wanted.media_types)
        message = f"the server gives '{kind}', expected {taken}{title_of(file)}."
        raise _failed(address, "content_type", message, BY_HAND)
    return Fetched(address, False, known, kind)


def _refused(address: str, answer: httpx.Response) -> CaveatError:
    code = answer.status_code
    if code in (401, 403, 451):
        return _failed(address, "forbidden", f"the server refuses it ({code}).", BY_HAND)
    if code == httpx.codes.TOO_MANY_REQUESTS:
        after = answer.headers.get("retry-after", "")
        wait = f" in {after} seconds" if after.isdecimal() else " later"
        return _failed(address, "busy", f"it was asked too often ({code}).", f"Try again{wait}.")
    if code >= httpx.codes.INTERNAL_SERVER_ERROR:
        message = f"the server has failed ({code})."
        return _failed(address, "server", message, f"Try again later. {BY_HAND}")
    return _failed(address, "status", f"the server answers {code}.", BY_HAND)


def _slow(address: str) -> CaveatError:
    return _failed(address, "slow", "the server is too slow.", f"Try again later. {BY_HAND}")


def _large(address: str, most: int) -> CaveatError:
    message = f"it has more than {most:,} bytes, the most that are taken."
    return _failed(address, "large", message, BY_HAND)


def _failed(address: str, code: str, message: str, hint: str) -> CaveatError:
    hint = hint or f"Try again. {BY_HAND}"
    return CaveatError(Problem(f"fetch.{code}", f"{address}: {message}", hint))
