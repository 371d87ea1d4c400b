"""Conditional random fields: what they make of a run, beside CRFsuite, which has learnt their weights."""

import gzip

import pycrfsuite
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.entities.crf import Field
from pipeline.entities.lexicon import MODEL

WEIGHTS = gzip.decompress((MODEL / "first.crf.gz").read_bytes())
FEATURES = (
    *(
        "shape=Xx",
        "shape=X",
        "given=",
        "given-",
        "place=",
        "small=G",
        "person=G",
        "begins",
        "use-given=2",
        "unheard of",
    ),
    *("-1shape=Xx", "+1shape=Xx", "-1shape=x", "+1none", "space", "rule=Bgiven_name_first", "rule=Igiven_name_first"),
)


@pytest.fixture(scope="module")
def field() -> Field:
    return Field(WEIGHTS)


@pytest.fixture(scope="module")
def crfsuite() -> pycrfsuite.Tagger:
    tagger = pycrfsuite.Tagger()
    tagger.open_inmemory(WEIGHTS)
    return tagger


@given(st.lists(st.lists(st.sampled_from(FEATURES), max_size=8), min_size=1, max_size=8))
def test_what_crfsuite_says(field: Field, crfsuite: pycrfsuite.Tagger, run: list[list[str]]) -> None:
    _says_what_crfsuite_says(field, crfsuite, run)


def test_a_run_may_be_long(field: Field, crfsuite: pycrfsuite.Tagger) -> None:
    """What is multiplied along a run neither vanishes nor grows without end."""
    _says_what_crfsuite_says(field, crfsuite, [["shape=Xx", "given="], ["shape=Xx"], ["space"]] * 5_000)


def _says_what_crfsuite_says(field: Field, crfsuite: pycrfsuite.Tagger, run: list[list[str]]) -> None:
    reading = field.reading([field.score(token) for token in run])
    assert [label for label, _ in reading] == crfsuite.tag(run)
    likely = [1 - crfsuite.marginal("O", i) for i in range(len(run))]
    assert [one for _, one in reading] == pytest.approx(likely, abs=1e-9)
