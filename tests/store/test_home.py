from __future__ import annotations

from pathlib import Path

import pytest

from caveat.model.error import CaveatError
from caveat.store.home import home_folder, home_to_read


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


def test_home_that_is_named_must_be_there_to_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAVEAT_HOME", str(tmp_path))
    assert home_to_read() == tmp_path
    monkeypatch.setenv("CAVEAT_HOME", str(tmp_path / "none"))
    with pytest.raises(CaveatError) as caught:
        home_to_read()
    assert str(caught.value) == (
        f"{tmp_path / 'none'}: this is not a folder. "
        "Make the folder, or name another one in CAVEAT_HOME."
    )


def test_usual_home_need_not_be_there_to_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CAVEAT_HOME", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert home_to_read() == tmp_path / "caveat"
