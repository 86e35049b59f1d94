"""Lets one writer at a time into a home. The lock of a process that ended is free at once."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from caveat.model.error import CaveatError, Place, Problem

LOCK = "update.lock"


@contextmanager
def locked(home: Path) -> Iterator[None]:
    """Hold the lock of a home, which is made where it is not there yet.

    The lock belongs to the process and ends with it, however it ends, so that no lock is left
    over; the file stays and names the process that held it last.

    Raises:
        CaveatError: another process holds it, or the home cannot be written.
    """
    file = home / LOCK
    try:
        home.mkdir(parents=True, exist_ok=True)
        handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise unwritable(home, error) from error
    try:
        _take(handle, file)
        yield
    finally:
        os.close(handle)


def _take(handle: int, file: Path) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.truncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
    except BlockingIOError as error:
        holder = os.read(handle, 20).decode("ascii", "replace").strip()
        message = f"process {holder} is writing there."
        hint = "Wait until it is done, or end it if it hangs."
        raise CaveatError(Problem("home.locked", message, hint, Place(file))) from error
    except OSError as error:
        raise unwritable(file, error) from error


def unwritable(place: Path, error: OSError) -> CaveatError:
    """Return the error that says that nothing can be written to a place."""
    message = f"cannot be written: {error.strerror}."
    hint = "Name another folder in CAVEAT_HOME, or make room in this one. What was kept stays."
    return CaveatError(Problem("home.unwritable", message, hint, Place(place)))
