"""Names in any case: the paradigms by their own examples, and the nominative of whole names in seven languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import reference
from pipeline.names import read
from pipeline.names.inflection import CASES, NOMINATIVE, Case, forms, languages, may_be_oblique, owners
from pipeline.names.nominative import nominative

ROWS = reference.rows("inflection.csv")


def declined(row: dict[str, str]) -> list[tuple[str, str]]:
    """The example of a row in every case: case and form."""
    stem = row["example"][: len(row["example"]) - len(row["nominative"])]
    endings = [(case, ending) for case in CASES for ending in row[case].split("|")]
    return [(case, stem + ending if stem else ending.capitalize()) for case, ending in endings]


@pytest.mark.parametrize(
    "row", ROWS, ids=lambda row: f"{row['language']} {row['part']} {row['gender']} {row['example']}"
)
def test_every_form_of_an_example_is_read_back(row: dict[str, str]) -> None:
    assert row["example"].lower().endswith(row["nominative"])
    for case, form in declined(row):
        expected = (row["example"], Case(row["language"], row["gender"], case), row["part"])  # type: ignore[arg-type]
        found = {(reading.nominative, reading.case, reading.part) for reading in forms(form)}
        assert expected in found, form
        if case == NOMINATIVE:
            assert form == row["example"]


def test_the_paradigms_are_of_listed_languages_and_each_stands_once() -> None:
    assert set(languages()) == {row["language"] for row in reference.rows("alphabets.csv")}
    assert len({tuple(row[column] for column in row if column != "example") for row in ROWS}) == len(ROWS)
    assert {row["part"] for row in ROWS} == {"family", "given", "patronymic", ""}
    assert {row["alone"] for row in ROWS} == {"yes", ""}
    assert {row["gender"] for row in ROWS} == {"female", "male"}


def test_what_a_reading_says() -> None:
    (sure,) = [form for form in forms("Казловым") if form.is_sure and form.case.language == "be"]
    assert (sure.nominative, sure.case, sure.part) == ("Казлоў", Case("be", "male", "instrumental"), "family")
    assert sure.shows_case
    assert not sure.is_nominative
    assert not any(form.shows_case for form in forms("Новікаў"))
    assert may_be_oblique("Новиковым")
    assert not may_be_oblique("Новикова"), "Новиков in the genitive, but a woman's nominative too"
    assert not list(forms("İ" * 5)), "whose small letters are more"


IN_CASES = [
    # Belarusian, in both orthographies
    ("be", "Ігара Навіцкага", "Ігар Навіцкі"),
    ("be", "Ігару Навіцкаму", "Ігар Навіцкі"),
    ("be", "Ігарам Навіцкім", "Ігар Навіцкі"),
    ("be", "Святланы Навіцкай", "Святлана Навіцкая"),
    ("be", "Сьвятлане Навіцкай", "Сьвятлана Навіцкая"),
    ("be", "Сьвятланай Навіцкаю", "Сьвятлана Навіцкая"),
    ("be", "Зьмітра Бандарэнкі", "Зьміцер Бандарэнка"),
    ("be", "Змітру Бандарэнку", "Зміцер Бандарэнка"),
    ("be", "Пятра Васілеўскага", "Пётр Васілеўскі"),
    ("be", "Вользе Бандарэнцы", "Вольга Бандарэнка"),
    ("be", "Янкі Купалы", "Янка Купала"),
    ("be", "Максімам Багдановічам", "Максім Багдановіч"),
    ("be", "Уладзімера Караткевіча", "Уладзімер Караткевіч"),
    ("be", "Сяргея Васілёнка", "Сяргей Васілёнак"),
    ("be", "Валянціна Багдановіча", "Валянцін Багдановіч"),
    ("be", "Івана Сушко", "Іван Сушко"),
    ("be", "Дар’і Навіцкай", "Дар’я Навіцкая"),
    ("be", "Насту Муху", "Наста Муха"),
    # Russian
    ("ru", "Петра Шевченко", "Пётр Шевченко"),
    ("ru", "Валентина Чайковского", "Валентин Чайковский"),
    ("ru", "Антона Павловича Чехова", "Антон Павлович Чехов"),
    ("ru", "Антону Павловичу Чехову", "Антон Павлович Чехов"),
    ("ru", "Антоном Павловичем Чеховым", "Антон Павлович Чехов"),
    ("ru", "Анны Андреевны Ахматовой", "Анна Андреевна Ахматова"),
    ("ru", "Анну Андреевну Ахматову", "Анна Андреевна Ахматова"),
    ("ru", "Фёдора Достоевского", "Фёдор Достоевский"),
    ("ru", "Софье Ковалевской", "Софья Ковалевская"),
    ("ru", "Ивана Петрова", "Иван Петров"),
    ("ru", "Петра Ильича Чайковского", "Пётр Ильич Чайковский"),
    # Ukrainian
    ("uk", "Тараса Шевченка", "Тарас Шевченко"),
    ("uk", "Тарасові Шевченкові", "Тарас Шевченко"),
    ("uk", "Ольгою Кобилянською", "Ольга Кобилянська"),
    ("uk", "Ользі Кобилянській", "Ольга Кобилянська"),
    ("uk", "Лесі Українки", "Леся Українка"),
    ("uk", "Михайла Грушевського", "Михайло Грушевський"),
    ("uk", "Ігоря Мороза", "Ігор Мороз"),
    # Polish
    ("pl", "Adama Mickiewicza", "Adam Mickiewicz"),
    ("pl", "Adamowi Mickiewiczowi", "Adam Mickiewicz"),
    ("pl", "Marię Konopnicką", "Maria Konopnicka"),
    ("pl", "Marii Konopnickiej", "Maria Konopnicka"),
    ("pl", "Juliusza Słowackiego", "Juliusz Słowacki"),
    ("pl", "Małgorzatą Fornalską", "Małgorzata Fornalska"),
    # Czech
    ("cs", "Karla Čapka", "Karel Čapek"),
    ("cs", "Karlem Čapkem", "Karel Čapek"),
    ("cs", "Boženě Němcové", "Božena Němcová"),
    ("cs", "Františka Palackého", "František Palacký"),
    # Slovenian
    ("sl", "Ivana Cankarja", "Ivan Cankar"),
    ("sl", "Ivanu Petrovskemu", "Ivan Petrovski"),
    ("sl", "Ane Novinske", "Ana Novinska"),
    # Lithuanian
    ("lt", "Jono Basanavičiaus", "Jonas Basanavičius"),
    ("lt", "Jonui Basanavičiui", "Jonas Basanavičius"),
    ("lt", "Antano Smetonos", "Antanas Smetona"),
    # Latvian
    ("lv", "Kārlim Ulmanim", "Kārlis Ulmanis"),
    ("lv", "Annai Brigaderei", "Anna Brigadere"),
    ("lv", "Annas Brigaderes", "Anna Brigadere"),
]


def nominative_of(text: str, language: str | None = None) -> str:
    """The words of a name in the order of the text, in the nominative that is likeliest."""
    return " ".join(word[0] for word in nominative(text.split(), language).words)


@pytest.mark.parametrize(("language", "text", "expected"), IN_CASES)
def test_the_nominative_of_a_name_in_a_text(language: str, text: str, expected: str) -> None:
    assert nominative_of(text, language) == expected
    assert nominative_of(expected) == expected, "as an entry of a list"


@pytest.mark.parametrize(
    ("text", "language", "given", "patronymic", "family", "gender"),
    [
        # Given and family name must agree in a case.
        ("Александра Козловского", None, "Александр", None, "Козловский", "male"),
        ("Александра Козлова", None, "Александра", None, "Козлова", "female"),
        ("Александры Козловой", None, "Александра", None, "Козлова", "female"),
        ("Сергей Трубецкой", None, "Сергей", None, "Трубецкой", "male"),
        ("Светлане Трубецкой", None, "Светлана", None, "Трубецкая", "female"),
        ("Ирина Садовая", "ru", "Ирина", None, "Садовая", "female"),
        ("Ирине Садовой", "ru", "Ирина", None, "Садова", "female"),
        ("Юлия Навальная", "ru", "Юлия", None, "Навальная", "female"),
        ("Юлии Навальной", "ru", "Юлия", None, "Навальная", "female"),
        ("Юлія Навальна", "uk", "Юлія", None, "Навальна", "female"),
        ("Тони Блэр", "ru", "Тони", None, "Блэр", "male"),
        ("Catherine Bennet", "pl", "Catherine", None, "Bennet", "female"),
        # Women's names that have one form in every case
        ("Анны Ковальчук", None, "Анна", None, "Ковальчук", "female"),
        ("Ганне Кавальчук", None, "Ганна", None, "Кавальчук", "female"),
        ("Annę Kowalczuk", "pl", "Anna", None, "Kowalczuk", "female"),
        ("Ивана Ковальчука", None, "Иван", None, "Ковальчук", "male"),
        ("Анне Бондаренко", None, "Анна", None, "Бондаренко", "female"),
        # Hyphens, capitals, initials, other orders
        ("Анны Козловой-Ковальчук", None, "Анна", None, "Козлова-Ковальчук", "female"),
        ("Анны-Марии Ковальчук", None, "Анна-Мария", None, "Ковальчук", "female"),
        ("Рыгора Козлова-Навіцкага", None, "Рыгор", None, "Козлоў-Навіцкі", "male"),
        ("ИВАНА КОЗЛОВСКОГО", None, "ИВАН", None, "КОЗЛОВСКИЙ", "male"),
        ("КОЗЛОВУ Ивану", None, "Иван", None, "КОЗЛОВ", "male"),
        ("І. Навіцкаму", None, "І.", None, "Навіцкі", "male"),
        ("И. П. Козловым", None, "И.", None, "Козлов", "male"),
        ("Козлову Ивану Петровичу", None, "Иван", "Петрович", "Козлов", "male"),
        # Patronymics
        ("Марии Ивановны Козловой", None, "Мария", "Ивановна", "Козлова", "female"),
        ("Вольгай Пятроўнай Навіцкай", None, "Вольга", "Пятроўна", "Навіцкая", "female"),
        ("Тараса Григоровича Шевченка", "uk", "Тарас", "Григорович", "Шевченко", "male"),
        # The language of the text
        ("Donalda Nowaka", "pl", "Donald", None, "Nowak", "male"),
        ("Jana Nowaka", "pl", "Jan", None, "Nowak", "male"),
        ("Jana Nowaka", None, "Jana", None, "Nowaka", "female"),
        ("Ивана Петрова", "ru", "Иван", None, "Петров", "male"),
        ("Ивана Петрова", None, "Ивана", None, "Петрова", "female"),
        ("Kowalczuka", "pl", None, None, "Kowalczuk", "male"),
        # Lone family names
        ("Козлову", None, None, None, "Козлов", "male"),
        ("Козловой", None, None, None, "Козлова", "female"),
        ("Чайковскому", None, None, None, "Чайковский", "male"),
        ("Nowickiej", None, None, None, "Nowicka", "female"),
        ("Козлова", None, None, None, "Козлова", "female"),
        ("Юлии", "ru", "Юлия", None, None, "female"),
    ],
)
def test_reading_a_name_in_any_case(
    text: str, language: str | None, given: str | None, patronymic: str | None, family: str | None, gender: str | None
) -> None:
    name = read(text, language)
    assert (name.given, name.patronymic, name.family, name.gender) == (given, patronymic, family, gender)


def test_what_else_a_nominative_may_be() -> None:
    name = read("Льва Толстого", "ru")
    assert (name.family, name.case_gender) == ("Толстый", "male")
    assert "Толстой" in dict(name.alternatives)["Толстый"]
    assert read("Тарасу Шевченку").family == "Шевченка"
    assert "Шевченко" in dict(read("Тарасу Шевченку").alternatives)["Шевченка"]


def test_a_name_that_is_known_to_be_in_the_nominative_stays_as_it_is() -> None:
    for text in ("Франсуа Байру", "Роберта Метсола", "Майя Санду"):
        assert read(text, is_nominative=True).nominative == text
    assert read("Байру, Франсуа", is_nominative=True).nominative == "Франсуа Байру"


LISTED = """
Янка Купала|Леся Українка|Тарас Шевченко|Лев Толстой|Марина Цветаева|Анна Ковальчук|Микола Гоголь|Якуб Колас
Ларыса Геніюш|Александр Дюма|Франц Кафка|Джузеппе Верди|Чарльз Дарвин|Шандор Петёфи|Омар Хайям|Саади Ширази
Jan Kochanowski|Sofja Kowalewska|Karel Čapek|Božena Němcová|Jonas Basanavičius|Krišjānis Barons|Primož Trubar
Giuseppe Verdi|Niccolò Paganini|Benito Juárez|Franz Kafka|Mary Shelley|Ada Lovelace|Simone Weil|Hector Berlioz
Dante Alighieri|Johann Sebastian Bach|Miguel de Cervantes|Giorgi Saakadze|Ali Hassani|Omar Sharifi|Fatima Zahra
Khalid Bakri|Nasser Abdullahu|Abu Bakr Siddiqu
"""


@pytest.mark.parametrize("text", [name for line in LISTED.split("\n") for name in line.split("|") if name])
def test_a_nominative_of_a_list_stays_as_it_is(text: str) -> None:
    name = read(text)
    assert [word for part in (name.given, *name.middle, name.family) for word in (part or "").split()] == text.split()
    assert not name.alternatives


EAST_SLAVIC = ("be", "ru", "uk")
GIVEN = [
    (language, row["gender"], row[language].split("|")[0])
    for row in reference.rows("given_names.csv")
    for language in EAST_SLAVIC
]
FAMILY = [
    (row["language"], row["gender"], row["example"])
    for row in ROWS
    if row["language"] in EAST_SLAVIC and row["part"] == "family" and row["alone"]
]


@given(st.sampled_from(GIVEN), st.data())
def test_a_known_given_name_and_a_family_name_stay_as_they_are(
    first: tuple[str, str, str], data: st.DataObject
) -> None:
    language, gender, forename = first
    fitting = [name for of, its, name in FAMILY if of == language and gender in ("", its)]
    family = data.draw(st.sampled_from(fitting))
    name = read(f"{forename} {family}")
    assert (name.given, name.family) == (forename, family)
    assert (read(f"{family} {forename}").given, read(f"{family} {forename}").family) == (forename, family)


WORDS = [word for _, _, word in (*GIVEN, *FAMILY)]
text = st.text(max_size=60) | st.lists(st.sampled_from([*WORDS, "И.", "de", "-", ","]), max_size=5).map(" ".join)


@given(text, st.none() | st.sampled_from([*languages(), "en", "xx", ""]))
def test_reading_never_raises(text: str, language: str | None) -> None:
    name = read(text, language)
    assert name.text == text
    assert "" not in (name.given, name.family, *name.middle)
    assert all(word and all(others) for word, others in name.alternatives)


@pytest.mark.parametrize(
    "row", reference.rows("possessives.csv"), ids=lambda row: f"{row['language']} {row['example']}"
)
def test_every_possessive_of_an_example_is_read_back(row: dict[str, str]) -> None:
    stem = row["example"].removesuffix(row["nominative"])
    for ending in row["endings"].split("|"):
        assert row["example"] in owners(stem + ending, row["language"])
        assert row["example"] not in owners(stem + ending, "xx")


def test_whose_a_possessive_is() -> None:
    assert owners("Novákova", "cs", "male") >= {"Novák", "Nováka"}
    assert not owners("Novákova", "cs", "female")
    assert owners("Noviks", "de", "female") == {"Novik"}
    assert not owners("s", "de")
