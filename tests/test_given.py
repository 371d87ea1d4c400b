"""Given names: the table, and that every usual way of writing finds the right name in it."""

import csv
import re
import unicodedata
from collections import defaultdict
from pathlib import Path

import pytest

from pipeline import reference
from pipeline.names import compare
from pipeline.names.given import GivenName, given_name, given_names
from pipeline.names.patronymic import patronymic_of
from pipeline.names.sounds import key as sound_key

ROWS = reference.rows("given_names.csv")
WORLD_ROWS = reference.rows("world_given_names.csv")
OFFICIAL = ("be", "be_tarask", "ru", "uk", "latn")
LETTERS = {
    "be": "[абвгґдеёжзійклмнопрстуўфхцчшыьэюя'-]+",
    "be_tarask": "[абвгґдеёжзійклмнопрстуўфхцчшыьэюя'-]+",
    "ru": "[абвгдеёжзийклмнопрстуфхцчшщъыьэюя-]+",
    "uk": "[абвгґдеєжзиіїйклмнопрстуфхцчшщьюя'-]+",
    "latn": r"[a-z\u00df-\u024f\u0259\u0307-]+",
    "diminutives": r"[a-z\u00df-\u024f]+|[\u0430-\u045f\u0491']+",
}
"""What a form is made of in each column, in lower case."""

SHARED = {
    "алена": "Belarusian for Елена; Russian Алёна written without its dots",
    "alena": "so in passports of both",
    "arsen": "Арсен; Арсень, whose ь leaves no trace in a passport",
    "helena": "Polish for Елена; Гелена is a name of its own in Belarus",
}
"""Official forms, in lower case, that two rows have because both names are written so."""

SHARED_KEYS = {
    "ala",
    "alena",
    "arsen",
    "asa",
    "asat",
    "dana",
    "danis",
    "dara",
    "eana",
    "evstina",
    "gamzat",
    "gana",
    "gelena",
    "jana",
    "justina",
    "lana",
    "levan",
    "luka",
    "magamed",
    "nana",
    "nina",
    "ravčan",
    "ravšan",
    "ravščan",
    "za",
    "zarina",
}
"""Sounds of two rows (Ашот, Асхат): a spelling that no row lists belongs to the first of them."""


def key(row: dict[str, str]) -> str:
    return f"{row['be'].split('|')[0]}/{row['ru'].split('|')[0]}"


def forms(row: dict[str, str], *columns: str) -> list[str]:
    return [form for column in columns for form in row[column].split("|") if form]


def keys(names: tuple[GivenName, ...]) -> list[str]:
    return [name.key for name in names]


def test_each_row_has_its_own_key_and_a_form_in_each_language() -> None:
    assert all(row[column] for row in ROWS for column in ("be", "ru", "uk"))
    assert len({key(row) for row in ROWS}) == len(ROWS)


def test_a_form_stands_once_and_is_of_one_script() -> None:
    for row in ROWS:
        for column in (*OFFICIAL, "diminutives"):
            assert len(set(forms(row, column))) == len(forms(row, column)), row
        assert set(forms(row, "diminutives")).isdisjoint(forms(row, *OFFICIAL)), row
        assert set(forms(row, "be_tarask")).isdisjoint(forms(row, "be")), row
        assert all(re.fullmatch(r"[A-Za-z\u00c0-\u024f\u0259 -]+", form) for form in forms(row, "latn")), row
        assert all(re.fullmatch(r"[\u0400-\u052f']+", form) for form in forms(row, *OFFICIAL[:4])), row
        both = r"[A-Za-z\u00c0-\u024f]+|[\u0400-\u052f]+"
        assert all(re.fullmatch(both, form) for form in forms(row, "diminutives")), row


def test_each_world_row_has_its_own_key_and_a_form_in_each_language() -> None:
    """Its own in both files, so that the two can be read as one table."""
    assert all(row.keys() == ROWS[0].keys() for row in WORLD_ROWS)
    assert all(row["gender"] in ("female", "male", "") for row in WORLD_ROWS)
    assert all(row[column] for row in WORLD_ROWS for column in ("be", "ru", "uk", "latn"))
    assert len({key(row) for row in (*ROWS, *WORLD_ROWS)}) == len(ROWS) + len(WORLD_ROWS)


def test_a_world_form_stands_once_and_has_the_letters_of_its_column() -> None:
    for row in WORLD_ROWS:
        for column, letters in LETTERS.items():
            found = forms(row, column)
            assert len(set(found)) == len(found), row
            assert all(re.fullmatch(letters, form.lower()) for form in found), (column, row)
            assert all(form == unicodedata.normalize("NFC", form) for form in found), (column, row)
            assert "||" not in row[column], row
            assert row[column] == row[column].strip("|"), row
        assert set(forms(row, "diminutives")).isdisjoint(forms(row, *OFFICIAL)), row
        assert set(forms(row, "be_tarask")).isdisjoint(forms(row, "be")), row


def test_official_forms_of_two_names_differ() -> None:
    """But for those that are truly ambiguous."""
    of: dict[str, set[str]] = defaultdict(set)
    for row in ROWS:
        for form in forms(row, *OFFICIAL):
            of[form.casefold()].add(row["gender"] + key(row))
            of[form.casefold().replace("ё", "е")].add(row["gender"] + key(row))
    assert {form for form, names in of.items() if len(names) > 1} == SHARED.keys()


def test_the_sounds_of_two_names_differ() -> None:
    """But for those that sound alike; each of them is known here."""
    of: dict[str, set[str]] = defaultdict(set)
    for row in ROWS:
        for form in forms(row, *OFFICIAL):
            of[sound_key(form)].add(row["gender"] + key(row))
    assert {form for form, names in of.items() if len(names) > 1} == SHARED_KEYS


def test_the_forms_of_a_given_name_are_one_name() -> None:
    for row in ROWS:
        for form in forms(row, *OFFICIAL):
            name = given_name(form)
            assert name is not None, form
            assert not name.is_diminutive
            if form.casefold() in SHARED:
                assert key(row) in keys(given_names(form)), form
            else:
                assert name.key == key(row), form
                assert name.gender in (row["gender"] or None, None), form


@pytest.mark.parametrize("column", OFFICIAL)
def test_the_forms_of_a_world_name_are_that_name(column: str) -> None:
    """Perhaps among others: many a form is that of several names (Ричард, Richard)."""
    for row in WORLD_ROWS:
        for form in forms(row, column):
            assert key(row) in keys(given_names(form)), form


def test_a_diminutive_gives_every_name_that_it_stands_for() -> None:
    for row in (*ROWS, *WORLD_ROWS):
        for form in forms(row, "diminutives"):
            found = given_names(form)
            assert (key(row), row["gender"] or None) in [(name.key, name.gender) for name in found], form
            assert sorted(found, key=lambda name: name.is_diminutive) == list(found), form


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("Саша", ["Аляксандр/Александр", "Аляксандра/Александра"]),
        ("Stas", ["Станіслаў/Станислав"]),
        ("Жэня", ["Яўген/Евгений", "Яўгенія/Евгения"]),
        ("Янка", ["Іван/Иван", "Ян/Ян", "Яна/Яна"]),
        ("Алесь", ["Аляксандр/Александр"]),
        ("Ася", ["Ася/Ася", "Анастасія/Анастасия"]),
        ("Рита", ["Рыта/Рита", "Маргарыта/Маргарита"]),
        ("Lena", ["lena", "Алена/Елена"]),
        ("Алена", ["Алена/Елена", "Алёна/Алёна"]),
        ("Алёна", ["Алёна/Алёна"]),
        ("Хоча", []),
    ],
)
def test_all_names_of_a_spelling(form: str, expected: list[str]) -> None:
    assert keys(given_names(form)) == expected


def test_a_short_form_of_several_names_is_none_of_them() -> None:
    sasha = given_name("Саша")
    assert sasha == given_name("Sasha")
    assert sasha is not None
    assert (sasha.is_diminutive, sasha.gender) == (True, None)
    assert sasha.key == "Аляксандр/Александр or Аляксандра/Александра"
    assert given_name("Юрась") == GivenName("Юрый/Юрий", "male", is_east_slavic=True, is_diminutive=True)


def spellings() -> list[dict[str, str]]:
    """Usual names as these systems write them, from the rules of the systems, not from the code.

    They write the Russian form; the passport of Belarus, the instruction of 2007 and Łacinka the Belarusian one; the
    resolution of 2010 the Ukrainian one.
    """
    with (Path(__file__).parent / "given_spellings.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", spellings(), ids=lambda row: row["name"])
def test_spellings_of_the_usual_systems(row: dict[str, str]) -> None:
    expected = row.pop("name")
    for system, spelling in row.items():
        name = given_name(spelling)
        assert name is not None, (system, spelling)
        assert name.key == expected, (system, spelling)


@pytest.mark.parametrize(
    ("expected", "spellings"),
    [
        ("Аляксандр/Александр", "Аляксандар Олександр Alexander Alexandre Aleksander Aleksandras Aleksandrs Alexandr"),
        ("Аляксей/Алексей", "Аляксей Олексій Alexey Alexei Alexej Oleksiy Aleksejus Aleksejs"),
        ("Дзмітрый/Дмитрий", "Зьміцер Зміцер Дзьмітры Дмитро Dimitri Dmitry Dmytro Zmicier Dmitrijus Dmitrijs"),
        ("Уладзімір/Владимир", "Уладзімер Володимир Wladimir Volodymyr Włodzimierz Vladimír Vladimiras Vladimirs"),
        ("Мікалай/Николай", "Мікола Микола Mykola Mikola Nicolai Nikolay Mikołaj Nikolajus"),
        ("Сяргей/Сергей", "Сергій Serhiy Serguei Sergejus Sergejs Syarhey"),
        ("Юрый/Юрий", "Юры Юрій Yury Yuri Iouri Youri Jerzy Jurijs"),
        ("Яўген/Евгений", "Яўгеній Євген Eugene Evgueni Jewgenij Yauhen Jevgēņijs Yevhen"),
        ("Пётр/Пётр", "Пятро Пётра Петр Петро Pyotr Pjotr Petro Piatro"),
        ("Павел/Павел", "Павал Павло Paweł Pāvels Paval Pavlo"),
        ("Ганна/Анна", "Анна Hanna Anna Ganna"),
        ("Вольга/Ольга", "Volha Olha Olga Wolha"),
        ("Святлана/Светлана", "Сьвятлана Світлана Sviatlana Svitlana Światłana Světlana Swetlana"),
        ("Кацярына/Екатерина", "Катерина Catherine Katherine Katsiaryna Kateryna Jekaterina"),
        ("Сафія/Софья", "Соф'я София Софія Sophia Sofiya"),
        ("Алена/Елена", "Олена Елена Helen Olena Yelena"),
        ("Ахмат/Ахмат", "Ахмат Ахмад Akhmat Akhmad"),
        ("Мухамад/Мухаммад", "Мухаммед Muhammad Mohammed Mukhammad Mohammad"),
        ("Рамзан/Рамзан", "Ramzan Рамзан"),
        ("Георгій/Георгий", "Giorgi Georgy Heorhii Gueorgui"),
        ("Геворг/Геворг", "Gevorg Kevork"),
        ("Ільгам/Ильгам", "Ильхам Ilham İlham Ilkham"),
        ("Хусейн/Хусейн", "Гусейн Hüseyn Huseyn Khusein"),
    ],
)
def test_other_spellings(expected: str, spellings: str) -> None:
    for spelling in spellings.split():
        assert keys(given_names(spelling))[:1] == [expected], spelling


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Иван", "John"),
        ("Ян", "Иван"),
        ("Юрий", "Георгий"),
        ("Георгий", "Егор"),
        ("Мария", "Марина"),
        ("Марк", "Марат"),
        ("Даниил", "Даниэль"),
        ("Магомед", "Мухаммад"),
        ("Мурад", "Мурат"),
        ("Умар", "Омар"),
        ("Ренат", "Ринат"),
        ("Владлен", "Владилен"),
        ("Владислав", "Владимир"),
        ("Олег", "Олесь"),
        ("Алеся", "Алена"),
        ("Ульяна", "Юлиана"),
        ("Нино", "Нина"),
        ("Michael", "Михаил"),
        ("Peter", "Пётр"),
    ],
)
def test_different_names_stay_apart(one: str, other: str) -> None:
    assert {name.key for name in given_names(one)}.isdisjoint(name.key for name in given_names(other))


def test_a_forename_of_another_country_is_no_form_that_only_sounds_like_it() -> None:
    assert keys(given_names("Петра")) == ["Пётр/Пётр", "Пэтра/Петра"], "Belarusian Пётра without its dots"
    assert given_name("Petra") == GivenName("Пэтра/Петра", "female", is_east_slavic=False)
    assert {name.gender for name in given_names("Karen")} == {"female", "male", None}  # English, Armenian
    assert given_name("Bandar"), "an Arabic name"
    assert given_name("Bondar") is None, "a family name that sounds like it"


def test_a_name_of_both_genders_needs_no_second_entry() -> None:
    assert keys(given_names("Alex"))[0] == "Алекс/Алекс"
    assert "alex" not in keys(given_names("Alex"))


@pytest.mark.parametrize(
    ("father", "patronymics"),
    [
        ("Ілья/Илья", "Ильич Ильинична Ільіч Ільінічна Ильич Ilyich Ilinichna Illich Ілліч Іллівна"),
        ("Мікіта/Никита", "Никитич Никитична Nikitich Мікітавіч Микитович Микитівна"),
        ("Савелій/Савелий", "Савельевич Савельевна Savelievich"),
        ("Сяргей/Сергей", "Сергеевич Сергеевна Сергійович Сергіївна Сяргеевіч Сяргееўна Siarheevich Serhiiovych"),
        ("Мікалай/Николай", "Николаевич Николаевна Миколайович Миколаївна Мікалаевіч Мікалаеўна Mykolaiovych"),
        ("Юрый/Юрий", "Юрьевич Юрьевна Юрійович Юріївна Юр'евіч Юр'еўна Юравіч Yurievich Yuriiovych"),
        ("Андрэй/Андрей", "Андреевич Андреевна Андрійович Андріївна Андрэевіч Андрэеўна Andriiovych"),
        ("Васіль/Василий", "Васильевич Васильевна Васильович Василівна Васільевіч Васільеўна"),
        ("Іван/Иван", "Иванович Ивановна Іванович Іванівна Іванавіч Іванаўна Ivanovych"),
        ("Яўген/Евгений", "Евгеньевич Евгеньевна Євгенович Євгенівна Яўгенавіч Яўгеньевіч"),
        ("Аляксей/Алексей", "Алексеевич Алексеевна Олексійович Олексіївна Аляксеевіч Аляксееўна"),
        ("Дзмітрый/Дмитрий", "Дмитриевич Дмитриевна Дмитрович Дмитрівна Дзмітрыевіч Дзмітрыеўна"),
        ("Уладзімір/Владимир", "Владимирович Володимирович Володимирівна Уладзіміравіч Уладзіміраўна"),
        ("Пётр/Пётр", "Петрович Петровна Петрівна Пятровіч Пятроўна Petrovich"),
        ("Ігар/Игорь", "Игоревич Игоревна Ігорович Ігорівна Ігаравіч Ігараўна"),
        ("Кузьма/Кузьма", "Кузьмич Кузьминична"),
        ("Фама/Фома", "Фомич Фоминична"),
        ("Лука/Лука", "Лукич Лукинична"),
        ("Леў/Лев", "Львович Львовна Львівна Львовіч Львоўна Lvovich"),
        ("Павел/Павел", "Павлович Павловна Павлівна Паўлавіч Паўлаўна Pavlovich"),
        ("Генадзь/Геннадий", "Геннадьевич Геннадиевна Геннадійович Генадзевіч Генадзьеўна"),
        ("Анатоль/Анатолий", "Анатольевич Анатольевна Анатолійович Анатоліївна Анатолевіч Анатольеўна"),
        ("Рыгор/Григорий", "Григорьевич Григорьевна Григорович Григорівна Рыгоравіч Рыгораўна"),
        ("Магамед/Магомед", "Магомедович Магомедовна"),
        ("Якаў/Яков", "Яковлевич Яковлевна Якович Яківна Якаўлевіч"),
        ("Міхаіл/Михаил", "Михайлович Михайловна Михайлівна Міхайлавіч Міхайлаўна"),
    ],
)
def test_patronymics(father: str, patronymics: str) -> None:
    assert [word for word in patronymics.split() if patronymic_of(word) != father] == []


def test_a_diminutive_compares_like_the_name_it_stands_for() -> None:
    assert compare("Алесь Казлоў", "Александр Козлов").same
    assert not compare("Саша Казлоў", "Александр Козлов").same
