"""Conditional random fields: what they make of a run, beside CRFsuite, which has learnt their weights."""

import random
from pathlib import Path

import pycrfsuite
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.entities.crf import LABELS, Field, read_model, score

FEATURES = tuple("abcdefgh")


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Weights learnt from runs of which features say something of the labels, but not all."""
    trainer, chance = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False), random.Random(1)
    for _ in range(300):
        labels = chance.choices(LABELS, (4, 2, 1), k=chance.randint(1, 8))
        trainer.append([[chance.choice("abcdef"[LABELS.index(one) :]) for _ in "12"] for one in labels], labels)
    trainer.set_params({"max_iterations": 30, "feature.possible_transitions": True})
    path = tmp_path_factory.mktemp("model") / "a.crf"
    trainer.train(str(path))
    return Path(path).read_bytes()


@pytest.fixture(scope="module")
def crfsuite(model: bytes) -> pycrfsuite.Tagger:
    tagger = pycrfsuite.Tagger()
    tagger.open_inmemory(model)
    return tagger


@given(st.lists(st.lists(st.sampled_from(FEATURES), max_size=8), min_size=1, max_size=8))
def test_what_crfsuite_says(model: bytes, crfsuite: pycrfsuite.Tagger, run: list[list[str]]) -> None:
    _says_what_crfsuite_says(model, crfsuite, run)


def test_a_run_may_be_long(model: bytes, crfsuite: pycrfsuite.Tagger) -> None:
    """What is multiplied along a run neither vanishes nor grows without end."""
    _says_what_crfsuite_says(model, crfsuite, [["a", "c"], ["b"], ["d"]] * 5_000)


def _says_what_crfsuite_says(model: bytes, crfsuite: pycrfsuite.Tagger, run: list[list[str]]) -> None:
    scores, follows = read_model(model)
    reading = Field(follows).reading([score(scores, token) for token in run])
    assert [label for label, _ in reading] == crfsuite.tag(run)
    likely = [1 - crfsuite.marginal("O", i) for i in range(len(run))]
    assert [one for _, one in reading] == pytest.approx(likely, abs=1e-9)
