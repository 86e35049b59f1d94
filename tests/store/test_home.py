from __future__ import annotations

from pathlib import Path

import pytest

from caveat.store.home import home_folder


@pytest.mark.parametrize(
    ("named", "data", "expected"),
    [
        ("/a/home", "/b", "/a/home"),
        ("", "/b", "/b/caveat"),
        (None, "/b", "/b/caveat"),
        (None, "", "/c/.local/share/caveat"),
        (None, None, "/c/.local/share/caveat"),
    ],
)
def test_home_is_the_folder_named_or_one_of_the_user(
    monkeypatch: pytest.MonkeyPatch, named: str | None, data: str | None, expected: str
) -> None:
    for name, value in (("CAVEAT_HOME", named), ("XDG_DATA_HOME", data), ("HOME", "/c")):
        if value is None:
            monkeypatch.delenv(name, raising=False)
        else:
            monkeypatch.setenv(name, value)
    assert home_folder() == Path(expected)
