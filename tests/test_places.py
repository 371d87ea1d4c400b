"""Places: in cases, as adjectives and inhabitants, in datelines; and what is none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from measure_places import Marked, measure, texts

from pipeline.entities.others.places import Place, find_places
from pipeline.read.passages import sentences


def places(text: str, language: str) -> list[Place]:
    return find_places(text, sentences(text, language)[0], language)


def told(text: str, language: str) -> list[tuple[str, str | None, str]]:
    return [(text[p.start : p.end], p.iso or p.kind, p.use) for p in places(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "en",
            "A Russian and a Belarusian met Polish officials; pro-Russian, U.S.-backed and Minsk-based groups stayed.",
            [
                ("Russian", "RU", "demonym"),
                ("Belarusian", "BY", "adjective"),
                ("Polish", "PL", "adjective"),
                ("Russian", "RU", "adjective"),
                ("U.S.", "US", "adjective"),
                ("Minsk", "city", "place"),
            ],
        ),
        (
            "en",
            "Then Canada said no. The Belarusians left.",
            [("Canada", "CA", "actor"), ("Belarusians", "BY", "demonym")],
        ),
        (
            "en",
            "In South Korea, not North Korea or Korea.",
            [("South Korea", "KR", "place"), ("North Korea", "KP", "place"), ("Korea", "region", "place")],
        ),
        (
            "en",
            "He lives in the Hrodna Region, in the village of Kavali.",
            [("Hrodna Region", "region", "place"), ("Kavali", "city", "place")],
        ),
        (
            "ru",
            "Российско-белорусские учения прошли под Брянском и в Шумерске.",
            [
                ("Российско", "RU", "adjective"),
                ("белорусские", "BY", "adjective"),
                ("Брянском", "city", "place"),
                ("Шумерске", "city", "place"),
            ],
        ),
        (
            "ru",
            "Украинцев и литовок выслали из Египта в Гродненскую область.",
            [
                ("Украинцев", "UA", "demonym"),
                ("литовок", "LT", "demonym"),
                ("Египта", "EG", "place"),
                ("Гродненскую область", "region", "place"),
            ],
        ),
        (
            "be",
            "Расейскія і ўкраінскія дыпляматы былі ў Берасьці, беларусы — у Нямеччыне.",
            [
                ("Расейскія", "RU", "adjective"),
                ("ўкраінскія", "UA", "adjective"),
                ("Берасьці", "city", "place"),
                ("беларусы", "BY", "demonym"),
                ("Нямеччыне", "DE", "place"),
            ],
        ),
        (
            "uk",
            "У Києві, на Харківщині та в Донецькій області чекали поляків.",
            [
                ("Києві", "city", "place"),
                ("Харківщині", "region", "place"),
                ("Донецькій області", "region", "place"),
                ("поляків", "PL", "demonym"),
            ],
        ),
        (
            "pl",
            "Ukraińcy w Warszawie, białoruscy dziennikarze w Wilnie i Polak na Ukrainie.",
            [
                ("Ukraińcy", "UA", "demonym"),
                ("Warszawie", "city", "place"),
                ("białoruscy", "BY", "adjective"),
                ("Wilnie", "city", "place"),
                ("Polak", "PL", "demonym"),
                ("Ukrainie", "UA", "place"),
            ],
        ),
        (
            "de",
            "Die belarussische Regierung und die Ukrainerin in Moskau.",
            [("belarussische", "BY", "adjective"), ("Ukrainerin", "UA", "demonym"), ("Moskau", "city", "place")],
        ),
        (
            "fr",
            "Les Biélorusses et la presse polonaise d'Ukraine.",
            [("Biélorusses", "BY", "demonym"), ("polonaise", "PL", "adjective"), ("Ukraine", "UA", "place")],
        ),
        (
            "cs",
            "Běloruští novináři v Praze a Ukrajinci v Rusku.",
            [
                ("Běloruští", "BY", "adjective"),
                ("Praze", "city", "place"),
                ("Ukrajinci", "UA", "demonym"),
                ("Rusku", "RU", "place"),
            ],
        ),
        (
            "lt",
            "Lietuvos ir Baltarusijos atstovai Vilniuje, baltarusiai Lenkijoje.",
            [
                ("Lietuvos", "LT", "place"),
                ("Baltarusijos", "BY", "place"),
                ("Vilniuje", "city", "place"),
                ("baltarusiai", "BY", "demonym"),
                ("Lenkijoje", "PL", "place"),
            ],
        ),
    ],
)
def test_places_of_all_uses(language: str, text: str, expected: list[tuple[str, str | None, str]]) -> None:
    assert told(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "WASHINGTON -- Hundreds came.", ["WASHINGTON"]),
        ("en", "date 2021-03-02 MINSK -- He came.", ["MINSK"]),
        ("en", "KAVALI, Belarus (AP) — Hundreds came.", ["KAVALI"]),
        ("en", "LONDON/BRUSSELS, March 3 (Agency) - The group met.", ["LONDON", "BRUSSELS"]),
        ("en", "New title\n\nMinsk, 14 March (Agency) — He came.", ["Minsk"]),
        ("be", "Кавалі, 5 мая. Учора прыехалі.", ["Кавалі"]),
        ("uk", "Львів, 3 березня 2022 р. /Агенція/. Мер прийшов.", ["Львів"]),
        ("lt", "Vilnius, lapkričio 19 d. Teismas paskelbė.", ["Vilnius"]),
        ("en", "Monday, 12 May. Registration.", []),
        ("ru", "ИВАНОВ — Я не знаю.", []),
        ("ru", "Иванов, 45 лет, сказал это.", []),
        ("ru", "СПИСОК ЗАДЕРЖАННЫХ 12 ИЮНЯ (обновляется)", []),
    ],
)
def test_datelines(language: str, text: str, expected: list[str]) -> None:
    assert [text[p.start : p.end] for p in places(text, language) if p.use == "dateline"] == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Michael Jordan met Georgia Novik. Jordan was glad."),
        ("en", "We polish china and eat turkey in the west. TELL US NOW."),
        ("en", "The Washington Post and The New York Times wrote."),
        ("ru", "Того, кто придёт, ждёт чад. Перу он не брал."),
        ("ru", "ОВД «Китай-город», по-русски, польза."),
        ("be", "Адвакатка Таміла Швед гаворыць па-беларуску."),
        ("uk", "Леся Українка і М.Швед. Захід відбудеться завтра."),
        ("lt", "Matas Švedas ir M.Švedas. Viena moteris. Roma Katkienė."),
        ("fr", "Le général Dominique Maurice."),
    ],
)
def test_what_is_no_place(language: str, text: str) -> None:
    assert told(text, language) == []


def test_a_word_that_is_a_name_too_is_a_place_beside_a_preposition() -> None:
    assert told("Michael Jordan lives in Jordan.", "en") == [("Jordan", "JO", "place")]


def test_no_place_in_a_name_of_something_else() -> None:
    text = "The Helsinki Final Act was signed in Helsinki."
    assert [p.start for p in find_places(text, [(0, len(text))], "en", [(4, 22)])] == [37]


def test_keys_are_those_of_the_place() -> None:
    found = {p.key for p in places("Беларусь, белорусы, белорусский, Белоруссия, РБ.", "ru")}
    assert found == {"belarus"}
    assert {p.label for p in places("у Кіеве", "be")} == {"Kyiv"}


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet="BelarusБЕлрусьін -.,'’\n—(12)", max_size=200), st.sampled_from(["en", "ru", "be", "und"]))
def test_places_stand_in_order_in_the_text(text: str, language: str) -> None:
    last = 0
    for place in places(text, language):
        assert last <= place.start < place.end <= len(text)
        last = place.end


@pytest.mark.parametrize("unit", ["Belarus ", "U.S.", "Minsk, 5 ", "A", "Ы-", "Нью-", "(", "Minsk/", "Соединённые "])
def test_a_megabyte_of_anything_is_walked(unit: str) -> None:
    text = (unit * (200_000 // len(unit)) + "\n") * 5
    find_places(text, [(0, len(text))], "und")


@pytest.mark.parametrize("text", list(texts()), ids=lambda text: f"{text.language}-{text.name}")
def test_own_texts(text: Marked) -> None:
    for counts in measure(text):
        assert counts.found - counts.right <= 1
        assert counts.marked - counts.right <= 2
