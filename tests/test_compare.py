"""Comparing names: what is one person's name in two spellings, and what never is."""

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import reference
from pipeline.names import THRESHOLD, cluster, compare, match, read
from pipeline.names.alignment import Contrast, align, cost
from pipeline.names.sounds import foreign_habits, habits, skeleton, sounds

SAME = [
    ("Ihar Kazlou", "Ігар Казлоў"),
    ("Ihar Kazlou", "Igor Kozlov"),
    ("Dzmitry Halubeu", "Дмитрий Голубев"),
    ("Tatsiana Karatkevich", "Татьяна Короткевич"),
    ("Volha Bandarenka", "Ольга Бондаренко"),
    ("Wolha Bandarenka", "Olga Bondarenko"),
    ("Mikalai Halubeu", "Mikola Golubev"),
    ("Siarhei Siarheevich Navitski", "Сергей Новицкий"),
    ("Navitski, Siarhei", "Siarhei Navitski"),
    ("NAVITSKI Siarhei", "Сергей Новицкий"),
    ("ІГАР КАЗЛОЎ", "ihar kazlou"),
    ("Сяргей Цярэшчанка", "Sergei Tereshchenko"),
    ("Сергій Волк", "Siarhei Vouk"),
    ("Ivan Soloviov", "Иван Соловьёв"),
    ("Iwan Schtscherbakow", "Ivan Shcherbakov"),
    ("Iwan Szczerbakow", "Ivan Shcherbakov"),
    ("Ivan Ščerbakov", "Ivan Shcherbakov"),
    ("Ivan Chtcherbakov", "Ivan Shcherbakov"),
    ("Ivan Sjtjerbakov", "Ivan Shcherbakov"),
    ("Ivan Loukianov", "Ivan Lukyanov"),
    ("Anna Ivanova-Petrova", "Анна Иванова Петрова"),
    ("President Ivan Kazlou's", "Ivan Kazlou"),
]
DIFFERENT = [
    ("Pavel Kazlou", "Piotr Kazlou"),
    ("Ihar Kazlou", "Ihar Kazlova"),
    ("Ihar Kazlouski", "Volha Kazlouskaya"),
    ("Anatol Karpenka", "Anatol Karpenkau"),
    ("Анатоль Карпенка", "Анатолий Карпенков"),
    ("Ivan Ivanavich Novik", "Ivan Piatrovich Novik"),
    ("Иван Васильев", "Иван Васильюк"),
    ("Ivan Katkov", "Ivan Kotkov"),
    ("Иван Жук", "Иван Жуков"),
    ("Ivan Novik Jr.", "Ivan Novik"),
    ("Robert Long", "Robert Lang"),
    ("Alexander Hale", "Alexander Gale"),
    ("Саша Казлоў", "Александр Козлов"),
    ("Novik", "Ivan Novik"),
    ("", "Ivan Novik"),
]


@pytest.mark.parametrize(("a", "b"), SAME)
def test_spellings_of_one_name(a: str, b: str) -> None:
    assert compare(a, b).same, compare(a, b).why


@pytest.mark.parametrize(("a", "b"), DIFFERENT)
def test_names_of_two_people(a: str, b: str) -> None:
    assert not compare(a, b).same
    assert compare(a, b).score < THRESHOLD


def test_why_says_it_for_each_part() -> None:
    assert compare("Ihar Kazlou", "Игорь Козлов").why.splitlines() == [
        "given name: Ihar ~ Игорь, forms of one name",
        "family name: Kazlou ~ Козлов, а for unstressed о (akannie)",
    ]
    assert compare("Ihar Kazlou", "Ihar Bondar").why.splitlines()[1] == "family name: Bondar ≠ Kazlou"
    assert compare("Ivan Ivanavich Novik", "Ivan Petrovich Novik").why.splitlines()[2:] == [
        "patronymic: Ivanavich ≠ Petrovich"
    ]
    assert compare("Novik", "Ivan Novik").why.splitlines() == [
        "family name: Novik ~ Novik, the same",
        "Ivan: only one of the two has it",
    ]
    assert compare("", "Ivan Novik").why == "one of the two has no word that is a name: nothing to compare"


ALTERNATIONS = reference.rows("alternations.csv")


@pytest.mark.parametrize("row", ALTERNATIONS, ids=lambda row: f"{row['language']}: {row['one']} {row['other']}")
def test_an_alternation_counts_between_its_languages_and_not_within_one(row: dict[str, str]) -> None:
    """The example is alike because of that row: without it, it would not be."""
    one, other = row["example"].split(" ")
    heard = list(itertools.product(*([sounds(word, habit) for habit in habits(word)] for word in (one, other))))
    across = Contrast(frozenset({row["language"]} - {""}), frozenset(), unsure=False)
    within = Contrast(frozenset(), frozenset(), unsure=False)
    found = min((cost(a, b, across), a, b) for a, b in heard)
    assert found[0] <= 1 - THRESHOLD
    assert row["why"] in {step.why for step in align(*found[1:], across)}
    assert min(cost(a, b, within) for a, b in heard) > found[0] or not row["language"]
    assert any(skeleton(a) == skeleton(b) for a, b in heard), "else it is never asked"


HABITS = reference.rows("habits.csv")


@pytest.mark.parametrize(
    "row", [row for row in HABITS if not row["foreign"]], ids=lambda row: f"{row['habit']} {row['example']}"
)
def test_the_example_of_a_habit_shows_it(row: dict[str, str]) -> None:
    assert re.search(row["pattern"], row["example"].lower())
    assert row["habit"] in habits(row["example"])
    assert row["habit"] not in foreign_habits()


@pytest.mark.parametrize("row", [row for row in HABITS if row["foreign"]], ids=lambda row: row["habit"])
def test_the_example_of_a_foreign_habit_is_heard_in_it_alone(row: dict[str, str]) -> None:
    assert row["habit"] in foreign_habits()
    assert not row["pattern"], "nothing need show it"
    assert row["habit"] not in habits(row["example"])
    assert sounds(row["example"], row["habit"]) != sounds(row["example"], "latin")


@pytest.mark.parametrize(
    "spelling",
    ["Лукашенко", "Lukashenko", "Lukaschenko", "Loukachenko", "Łukaszenko", "Lukašenko", "Lukasjenko", "Loekasjenko"],
)
def test_one_sound_in_many_habits(spelling: str) -> None:
    assert "lukašenko" in {sounds(spelling, habit) for habit in habits(spelling)}


names = st.text(alphabet="АаБвГгЛлУўІіЬьЯяЗзКкоеabeghiklnostuvyzABIKS .-’,", max_size=40)
parts = st.text("бвглднўіяеко", min_size=2, max_size=9) | st.text("abdgklnorstuvyz", min_size=2, max_size=9)


@given(names, names)
def test_comparing_is_symmetric(a: str, b: str) -> None:
    assert (compare(a, b).score, compare(a, b).why) == (compare(b, a).score, compare(b, a).why)


@given(st.text(max_size=60))
def test_a_name_is_the_same_as_itself(a: str) -> None:
    assert compare(a, a).score == 1


@given(parts, parts, parts, parts)
def test_case_and_order_do_not_matter(a: str, b: str, c: str, d: str) -> None:
    score = compare(f"{a} {b}", f"{c} {d}").score
    assert compare(f"{b} {a}", f"{c} {d}").score == score
    assert compare(f"{a} {b}".title(), f"{c} {d}".upper()).score == score


@given(st.text(max_size=200))
def test_any_text_is_answered(text: str) -> None:
    read(text)
    assert 0 <= compare(text, "Ihar Kazlou").score <= 1
    assert isinstance(compare(text, "Ihar Kazlou").why, str)


@pytest.mark.parametrize(
    "text",
    ["a" * 10_000, "а " * 10_000, "и." * 10_000, "\u202e\u200b", "😀" * 500, "д'" * 5_000, "עברית שם", "a-" * 5_000],
)
def test_hostile_names_are_answered(text: str) -> None:
    assert not compare(text, "Ihar Kazlou").same
    assert cluster([text, "Ihar Kazlou"]) == [0, 1]


PEOPLE = [
    ["Ihar Kazlou", "Ігар Казлоў", "Игорь Козлов", "KOZLOV Igor", "Ihar Pavlavich Kazlou"],
    ["Volha Bandarenka", "Ольга Бондаренко", "Olga Bondarenko"],
    ["Volha Kazlova", "Ольга Козлова"],
    ["Pavel Kazlou", "Павел Козлов"],
]


def test_clusters_are_people() -> None:
    names = [
        name for spellings in zip(*map(itertools.cycle, PEOPLE), range(5), strict=False) for name in spellings[:-1]
    ]
    person = {name: number for number, spellings in enumerate(PEOPLE) for name in spellings}
    groups = cluster(names)
    assert groups == [person[name] for name in names]


def test_who_has_no_patronymic_does_not_join_two_fathers() -> None:
    names = ["Иван Петрович Новик", "Иван Новик", "Иван Павлович Новик"]
    groups = cluster(names)
    assert groups[0] != groups[2]


@given(st.lists(st.sampled_from([name for spellings in PEOPLE for name in spellings]), max_size=12))
def test_matching_finds_what_comparing_every_pair_does(names: list[str]) -> None:
    found = [(pair.left, pair.right) for pair in match(names, names)]
    assert found == [(i, j) for i, a in enumerate(names) for j, b in enumerate(names) if compare(a, b).same]
