"""No input drives anything into more than linear time: neither a regular expression nor the way of a text.

Nothing here asserts how long anything takes, only that four times as much does not take nine times as long.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from conftest import ROOT
from patterns import Found, call_sites, foods, grows, quadratic

from pipeline.entities.assign import people_of
from pipeline.entities.find import find_people
from pipeline.names import compare, read
from pipeline.names.lookalikes import repair
from pipeline.read.encoding import decode
from pipeline.read.folder import slug
from pipeline.read.formats.web.lines import lines, parse
from pipeline.read.language import parts
from pipeline.read.passages import sentences, split
from pipeline.read.problem import SetAside
from pipeline.redaction.keys import keys
from pipeline.redaction.masking import masked
from pipeline.unusual import unusual

pytestmark = pytest.mark.process


@pytest.fixture(scope="session")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What `patterns.py` prints: a process of its own, as every module has to be imported anew."""
    command = [sys.executable, str(ROOT / "tests" / "patterns.py"), str(tmp_path_factory.mktemp("patterns"))]
    environment = os.environ | {"PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"}
    done = subprocess.run(command, capture_output=True, env=environment, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return dict(json.loads(done.stdout))


@pytest.mark.parametrize(
    "pattern",
    [
        r"\s+$",
        r"[^\n]*\S[^\n]*",
        r"\w+-$",
        r"\s+[^\w\s]\s",
        r"[\W_]*(?:\w|\d+)?[\W_]*",
        r"“.*”",
        r"(?<![\w-])(?:von|de)(?: (?:von|de))*$",
        r"[a-z]+@[a-z]+",
        r"(?:a+)+b",
        r"x[^;]*;",
        r"<(?P<tag>\w+)>.*</(?P=tag)>",
    ],
)
def test_what_grows_with_the_square_is_found(pattern: str) -> None:
    """The proof that the test below can fail."""
    assert quadratic(Found("here", pattern, int(re.compile(pattern).flags)))


@pytest.mark.parametrize("pattern", [r"\w++", r"(?<!\w)\w+-$", r"“[^“”]{1,50}”", r"[.!?][\"’)]*$", "a|b"])
def test_what_grows_with_its_input_is_not(pattern: str) -> None:
    assert quadratic(Found("here", pattern, int(re.compile(pattern).flags))) is None


def test_foods_are_the_same_in_every_run() -> None:
    found = Found("here", r"(?:\w+[-’])*(?P<last>[^\W\d]{2,})", 0)
    assert sorted(foods(found)) == sorted(foods(found))
    assert any(food.unit.count("’") for food in foods(found)), "what the pattern is made of is fed to it"


def test_every_place_that_compiles_a_pattern_is_reached(recorded: dict[str, Any]) -> None:
    """A pattern outside the reach of `patterns._exercise` would be tested by nobody: reach it there."""
    assert recorded["missed"] == []
    assert len(recorded["patterns"]) > 300
    assert len(call_sites()) > 50


def test_patterns_are_compiled_by_re_alone() -> None:
    """Another library, or a name of its own for a function of `re`, would not be recorded."""
    for path in (ROOT / "pipeline").rglob("*.py"):
        assert not re.search(r"^\s*(?:from re import|import (?:regex|re2|re as)\b)", path.read_text("utf-8"), re.M), (
            path
        )


def test_no_pattern_can_be_driven_into_quadratic_time(recorded: dict[str, Any]) -> None:
    worse = [quadratic(Found(*pattern)) for pattern in recorded["patterns"]]
    assert [one for one in worse if one] == []


KEYS = keys("Anna Novik")

UNITS = (
    *("a", " ", "\n", "\u00a0", "a\n", "A.", "A. ", ".", "…", "-", "a-", "a'", "’", "1.", "\u0301", "\u200b", "\u202e"),
    *("“", "”", '"', '"a ', "«", "(", "[", "[A]", "„“", "» «", "? — ", "Ab\n\n", "<b>", "<!--", "&#1;", "\r\n", "de "),
    *("Anna Novik ", "Anna Novik. ", "Novik, Anna\n", "Mr. ", "President ", "AnnaNovik", "von der ", "Іван Новік, "),
    *("Novik's ", "т. д. ", "1 г. ", "MINSK, Sept. 24 ", "@Anna/", "Iванава ", "漢", "😀"),
)


def _repeated(unit: str) -> Callable[[int], str]:
    return lambda size: unit * (size // len(unit))


def _find(text: str) -> object:
    spans, titles = sentences(text, "en")
    return find_people(text, spans, titles, "en")


def _lines(text: str) -> object:
    with suppress(SetAside):  # nested too deeply
        return lines(parse(f"<p>{text}</p>"))
    return None


def _divide(text: str) -> object:
    return list(parts(text, [(p.start, p.end) for p in split(text) if p.kind != "sentence"], "en"))


@pytest.mark.parametrize(
    ("function", "largest"),
    [
        (lambda text: list(split(text)), 1 << 18),
        (lambda text: decode(f"a{text}".encode()), 1 << 20),
        (lambda text: decode(f"a{text}".encode("utf-16-le"), "utf-16-le"), 1 << 20),
        (unusual, 1 << 18),
        (repair, 1 << 18),
        (slug, 1 << 18),
        (read, 1 << 18),
        (lambda text: compare(text, "Anna Novik"), 1 << 16),
        (_lines, 1 << 16),
        (_find, 1 << 14),
        (_divide, 1 << 16),
        (lambda text: masked(text, [text], KEYS.__contains__), 1 << 14),
    ],
    ids=[
        "split",
        "utf-8",
        "utf-16",
        "unusual",
        "repair",
        "slug",
        "read a name",
        "compare",
        "lines",
        "find",
        "languages",
        "mask names",
    ],
)
def test_a_text_takes_time_as_it_is_long(function: Callable[[str], object], largest: int) -> None:
    function("Anna Novik came.")  # what is loaded once
    worse = {unit: grows(function, _repeated(unit), largest) for unit in UNITS}
    assert {unit: said for unit, said in worse.items() if said} == {}


def _candidates(size: int) -> list[dict[str, Any]]:
    """A list of so many people of one document, every second one named by family name too."""
    letters = "bcdfghklmnprstvz"
    rows: list[dict[str, Any]] = []
    for number in range(size // 16):
        family = "".join(letters[int(digit, 16)] + "aeiou"[place % 5] for place, digit in enumerate(f"{number:05x}"))
        for form, name in (("full", f"Anna {family.title()}ich"), ("family", f"{family.title()}ich")):
            rows.append({
                "candidate_id": f"a#{len(rows)}", "document_id": "a", "start": 0, "end": 1,
                "name": name, "form": form, "language": "en",
                "gender": None, "has_office": False, "rank": None, "after_unknown": False,
            })  # fmt: skip
    return rows


def test_a_list_of_people_takes_time_as_it_is_long() -> None:
    assert len(list(filter(None, people_of(_candidates(160))))) == 20
    assert grows(people_of, _candidates, 1 << 15) is None
