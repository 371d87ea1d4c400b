"""Word lists and weights in files: what they have, and what no key may be."""

import pytest

from pipeline.entities.lexicon import SHORTEST, lexicon
from pipeline.entities.tries import Codes, Records, words


@pytest.mark.parametrize("name", SHORTEST)
def test_no_list_has_words_that_are_none(name: str) -> None:
    assert "=" not in words(f"{name}.marisa")
    assert "=qqqqq" not in words(f"{name}.marisa")


def test_a_word_has_its_code_and_no_other_has() -> None:
    common = Codes("common.marisa")
    assert common.get("en house", "-") == "0"
    assert common.get("en hous", "-") == "-"
    assert "en house" in common
    assert lexicon().common("house", "en") == "0"
    assert lexicon().common("house", "xx") == "-"


@pytest.mark.parametrize("key", ["\0", "en house\0", "en house\0s", "shape=Xx\0"])
def test_what_has_nul_in_it_is_in_none(key: str) -> None:
    assert Codes("common.marisa").get(key, "-") == "-"
    assert key not in Codes("common.marisa")
    assert Records("people.marisa").get(key) is None
    assert key not in words("names.marisa")


def test_a_feature_that_was_seen_has_scores() -> None:
    assert Records("people.marisa").get("shape=Xx")
    assert Records("people.marisa").get("unheard of") is None
