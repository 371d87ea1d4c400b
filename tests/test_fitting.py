"""The language of a name, and which systems can have written it where its native spelling is not known."""

import re

import pytest

from pipeline import reference
from pipeline.names import identify, read, romanise, systems

ROWS = reference.rows("orthography.csv")
LOANS = {
    "be": """
        агнэса анэта армінэ арпінэ бэла бэньямін вэраніка гаянэ генавэфа даніэль жаннэта карынэ лусінэ марыэта мэлс
        нарынэ нэлі нінэль саломэ сэбастыян тарыэл фэлікс фэліцыя эвэліна юзэф юзэфа юзэфіна ізабэла інэса мехді
        гаухар дауд даурэн заур заурбек рауф сауле айаал
    """,
    "ru": """
        бэла гузэль каринэ мэлс натэлла рэм стэлла тэреза аэлита даниэль мариэтта микаэл рафаэль тариэл
        айгюн гюзель гюльнара кямран айаал
    """,
    "uk": "айгюн гюльнара грачья рачья ирена християн айаал збігнєв",
}
"""Forms of given names, all of them loans, that are spelt as no family name is."""


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['language']} {row['pattern']}")
def test_the_example_of_a_row_is_what_it_forbids(row: dict[str, str]) -> None:
    assert re.search(row["pattern"], row["example"].lower())
    assert {language for language, alphabet in ALPHABETS.items() if set(row["example"].lower()) <= alphabet} >= {
        row["language"]
    }, "it is not the letters that are wrong"


ALPHABETS = {row["language"]: set(row["letters"]) for row in reference.rows("alphabets.csv")}


@pytest.mark.parametrize(("language", "columns"), [("be", ("be", "be_tarask")), ("ru", ("ru",)), ("uk", ("uk",))])
def test_given_names_but_for_loans_can_be_spelt(language: str, columns: tuple[str, ...]) -> None:
    patterns = [re.compile(row["pattern"]) for row in ROWS if row["language"] == language]
    forms = {
        form.lower()
        for row in reference.rows("given_names.csv")
        for column in columns
        for form in row[column].split("|")
        if form
    }
    assert {form for form in forms if any(pattern.search(form) for pattern in patterns)} == set(LOANS[language].split())


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Марыя Новікава", "be"),
        ("Мария Жукова", "ru"),
        ("Михаил Жуков", "ru"),
        ("Марія Їжакевич", "uk"),
        ("Уладзімір Жукаў", "be"),
        ("Maryja Novikava", "be"),
        ("Siarhei Navitski", "be"),
        ("Dzmitry Haluboŭ", "be"),
        ("Sergei Novitsky", "ru"),
        ("Wladimir Schukow", "ru"),
        ("Serhii Novytskyi", "uk"),
        ("Oleksandr Yizhakevych", "uk"),
        ("Ivan Novik", None),
        ("Mary Shelley", None),
        ("", None),
    ],
)
def test_the_language_of_a_name(text: str, language: str | None) -> None:
    name = read(text)
    assert name.language == language
    assert name.languages == ({language} if language else name.languages)
    assert name.languages <= name.possible_languages


@pytest.mark.parametrize(
    ("text", "fitting", "others"),
    [
        (
            "Maryja Novikava",
            "by-bel-Cyrl-Latn-2007 lacinka-bel-Cyrl-Latn mvd-bel-Cyrl-Latn-2008",
            "icao-bel-Cyrl-Latn-9303 mvd-bel-Cyrl-Latn-2010 odni-bel-Cyrl-Latn-2015 un-rus-Cyrl-Latn-1987",
        ),
        (
            "Maryia Novikava",
            "icao-bel-Cyrl-Latn-9303 mvd-bel-Cyrl-Latn-2010",
            "by-bel-Cyrl-Latn-2007 lacinka-bel-Cyrl-Latn",
        ),
        (
            "Mariya Novikova",
            "bgnpcgn-rus-Cyrl-Latn-1947 odni-ukr-Cyrl-Latn-2015",
            "icao-rus-Cyrl-Latn-9303 un-rus-Cyrl-Latn-1987 icao-bel-Cyrl-Latn-9303",
        ),
        ("Mariia Novikova", "icao-rus-Cyrl-Latn-9303 ua-ukr-Cyrl-Latn-2010", "bgnpcgn-rus-Cyrl-Latn-1947"),
        ("Serhii Novytskyi", "ua-ukr-Cyrl-Latn-2010 icao-ukr-Cyrl-Latn-9303", "odni-ukr-Cyrl-Latn-2015"),
        ("Wladimir Schukow", "press-rus-Cyrl-Latn-de", "icao-rus-Cyrl-Latn-9303 press-rus-Cyrl-Latn-pl"),
        ("Siarhiej Navicki", "by-bel-Cyrl-Latn-2007 lacinka-bel-Cyrl-Latn", "icao-bel-Cyrl-Latn-9303"),
        ("I. Zhukau", "icao-bel-Cyrl-Latn-9303 press-bel-Cyrl-Latn-en", "by-bel-Cyrl-Latn-2007"),
        ("Mary Shelley", "", "icao-rus-Cyrl-Latn-9303 by-bel-Cyrl-Latn-2007"),
        ("Уладзімір Жукаў", "", "icao-bel-Cyrl-Latn-9303"),
        ("", "", "icao-bel-Cyrl-Latn-9303"),
    ],
)
def test_the_systems_that_can_have_written_a_name(text: str, fitting: str, others: str) -> None:
    codes = {system.code for system in read(text).systems}
    assert set(fitting.split()) <= codes
    assert codes.isdisjoint(others.split())
    assert codes <= {system.code for system in systems()}


@pytest.mark.parametrize(
    "native",
    ["Марыя Новікава", "Сяргей Навіцкі", "Вольга Кавальчук", "Сергей Новицкий", "Ольга Ковальчук", "Юрий Жуков"],
)
def test_a_system_that_wrote_a_name_is_among_those_that_can_have(native: str) -> None:
    """Where what it wrote shows its language, or none."""
    (language,) = {"be"} if read(native).languages == {"be"} else {"ru"}
    for system in systems():
        if system.language == language:
            written = romanise(native, system)
            found = read(written)
            if language in found.possible_languages:
                assert system in found.systems, written
                assert system in identify(written, native, language)
