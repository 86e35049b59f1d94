from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from importlib.metadata import version
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.assessment.assess import Prepared
from caveat.assessment.program import Program
from caveat.assessment.record import Recorder, digest_of
from caveat.model.transaction import Transaction
from caveat.rulebook.loader import Rulebook
from caveat.rulebook.transaction_file import read_transaction
from caveat.services.assess_file import assess_file
from tests.properties.draws import DAY, Draws
from tests.properties.effort import examples

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
FILES = ("partly_known.yaml", "2015-france-video-search.yaml")
TODAY = date(2026, 12, 31)
SCRIPT = """
import sys
from datetime import date
from pathlib import Path
from caveat.rulebook.bundle import open_rulebook
from caveat.services.assess_file import assess_file
rulebook = open_rulebook()
for file in sys.argv[1:]:
    print(assess_file(Path(file), rulebook, today=date(2026, 12, 31)).digest)
"""


def digest(prepared: Prepared, transaction: Transaction) -> str:
    recorder = Recorder(prepared, {"caveat": version("caveat")})
    return digest_of(recorder.record(prepared.core(transaction), transaction))


@pytest.mark.parametrize("file", FILES)
def test_same_input_has_the_same_digest_however_it_was_prepared(
    rulebook: Rulebook, program: Program, file: str
) -> None:
    one = read_transaction(EXAMPLES / file, rulebook, today=TODAY)
    exporter = one.party("exporter")
    country = None if exporter is None else exporter.country
    digests = {
        digest(Prepared(ready, one.as_of, one.instruments, country), one)
        for ready in (program, program, Program(rulebook))
    }
    assert digests == {assess_file(EXAMPLES / file, rulebook, today=TODAY).digest}


@pytest.mark.parametrize("seed", ["1", "2"])
def test_same_input_has_the_same_digest_in_another_process(rulebook: Rulebook, seed: str) -> None:
    files = [EXAMPLES / file for file in FILES]
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *map(str, files)],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == [
        assess_file(file, rulebook, today=TODAY).digest for file in files
    ]


@examples(20)
@given(data=st.data())
def test_order_of_statements_and_of_assessments_does_not_change_the_digest(
    draws: Draws, prepared: list[Prepared], data: st.DataObject
) -> None:
    view = data.draw(draws.views())
    names = data.draw(st.permutations(sorted(view)))
    other = data.draw(draws.transactions(data.draw(draws.views())))
    fresh = Prepared(Program(draws.program.rulebook), DAY, ())
    one, again = (draws.plain({name: view[name] for name in order}) for order in (view, names))
    digest(prepared[0], other)
    assert digest(fresh, one) == digest(prepared[0], again)
