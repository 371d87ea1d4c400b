"""Writing a name in every system, and telling which system wrote it."""

import pytest

from pipeline.names import compare, identify, romanise, spellings
from pipeline.names.spellings import language_of


@pytest.mark.parametrize(
    ("name", "native", "code"),
    [
        ("Kalesnikava", "Калеснікава", "icao-bel-Cyrl-Latn-9303"),
        ("Kaliesnikava", "Калеснікава", "by-bel-Cyrl-Latn-2007"),
        ("Kolesnikova", "Колесникова", "bgnpcgn-rus-Cyrl-Latn-1947"),
        ("NAVICKAJA", "Навіцкая", "by-bel-Cyrl-Latn-2007"),
        ("Zhuravlou", "Жураўлоў", "icao-bel-Cyrl-Latn-9303"),
        ("Zhuraulou", "Жураўлоў", "icao-bel-Cyrl-Latn-9303"),
        ("Zuraulou", "Жураўлоў", "by-bel-Cyrl-Latn-2007"),
        ("Yizhakevych", "Їжакевич", "ua-ukr-Cyrl-Latn-2010"),
        ("Kolesnikowa", "Колесникова", "press-rus-Cyrl-Latn-de"),
        ("Kalesnikawa", "Калеснікава", "press-bel-Cyrl-Latn-de"),
        ("Achmatowa", "Ахматова", "press-rus-Cyrl-Latn-pl"),
        ("Tjechov", "Чехов", "press-rus-Cyrl-Latn-sv"),
        ("Oukraïnka", "Українка", "press-ukr-Cyrl-Latn-fr"),
    ],
)
def test_which_system_wrote_a_name(name: str, native: str, code: str) -> None:
    codes = {system.code for system in identify(name, native)}
    if name == "Zhuravlou":
        assert not codes, "ў is no v in any system"
    else:
        assert code in codes


def test_a_system_is_asked_only_in_its_own_language() -> None:
    assert {system.language for system in identify("Kolesnikova", "Колесникова")} == {"ru"}
    assert {system.language for system in identify("Kolesnikova", "Колесникова", "uk")} == {"uk"}
    assert not identify("Novik", "Бондар")
    assert not identify("", "Бондар")


def test_words_of_the_native_name_may_be_left_out_and_their_order_does_not_matter() -> None:
    whole = identify("Ihar Kazlou", "Ігар Казлоў")
    assert whole == identify("KAZLOU, Ihar", "Ігар Казлоў")
    assert set(whole) < set(identify("Ihar", "Ігар Казлоў"))


@pytest.mark.parametrize(
    ("native", "language"), [("Марыя Калеснікава", "be"), ("Мария Колесникова", "ru"), ("Марія Їжакевич", "uk")]
)
def test_the_spellings_to_search_for(native: str, language: str) -> None:
    assert language_of(native) == language
    found = spellings(native)
    assert (found[0].text, found[0].script, found[0].systems) == (native, "Cyrl", ())
    assert {spelling.language for spelling in found} == {language}
    assert len({spelling.text for spelling in found}) == len(found) > 5
    assert all(spelling.systems for spelling in found[1:])
    for spelling in found[1:]:
        assert set(identify(spelling.text, native)) <= set(spelling.systems)
        # Without its marks a spelling may be that of another name (Jizakevic).
        if any(romanise(native, system) == spelling.text for system in spelling.systems):
            assert compare(native, spelling.text).same, spelling.text


def test_a_language_without_systems() -> None:
    with pytest.raises(ValueError, match="'pl'; there are some for be, ru, uk"):
        spellings("Jan Nowak", "pl")
