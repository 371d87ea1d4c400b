"""Whom pronouns mean, by what was said before: in sentences, over several, in quotations; and where nobody is meant."""

import pytest
from statements_gold import parse

from pipeline.facts.grammar.discourse import read
from pipeline.facts.grammar.reference import mention_at
from pipeline.facts.grammar.setting import Quoted
from pipeline.read.passages import sentences


def meant(language: str, marked: str, quoted: tuple[str, str | None] = ("", None)) -> list[str]:
    """Whom the pronouns mean, as `word=entity`; `quoted` are words in quotation marks, and who says them."""
    text = parse(language, marked)
    words, speaker = quoted
    start = text.text.find(words) if words else -1
    known = {mention.entity_id: mention for mention in text.mentions}
    spans = [Quoted(start, start + len(words), known.get(speaker or ""))] if start >= 0 else []
    found = []
    for sentence in read(text.text, sentences(text.text, language)[0], language, text.mentions, spans):
        for index, unit in enumerate(sentence.units):
            mention = mention_at(sentence, index) if unit.is_a("pronoun", "possessive") else None
            if mention:
                found.append(f"{unit.key}={mention.entity_id}")
    return found


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "{p1 Anna Novik} taught in Minsk. She was fined. Later she left.", ["she=p1", "she=p1"]),
        ("en", "{p1 Anna Novik} taught. It was cold. The roads were closed. She left.", ["she=p1"]),
        ("en", "{p1 Anna Novik} met {p2 Ivan Sok}. She left. He stayed.", ["she=p1", "he=p2"]),
        ("en", "Her lawyer left. {p1 Anna Novik} slept. Her lawyer said she was ill.", ["her=p1", "she=p1"]),
        ("en", "{p1 Anna Novik} said police had beaten her.", ["her=p1"]),
        ("ru", "{p1 Анна Новик} преподавала. Её оштрафовали. Потом она уехала.", ["ее=p1", "она=p1"]),
        ("ru", "{p1 Анна Новик} видела {p2 Ивана Сока}. Он молчал. Его адвокат тоже.", ["он=p2", "его=p2"]),
        ("be", "{p1 Ганна Новік} выкладала. Яе аштрафавалі. Потым яна з'ехала.", ["яе=p1", "яна=p1"]),
        ("uk", "Затримали {p1 Юрія Косенка}; у січні його засудили.", ["його=p1"]),
        ("ru", "{p1 Нино Беридзе} сказала это. Её оштрафовали.", ["ее=p1"]),
        ("be", "{p1 Алеся Лось}, дырэктарка музея, маўчыць. Паводле яе мужа, суда не было.", ["яе=p1"]),
        ("uk", "{p1 Олена Гай} викладала. Її оштрафували. Потім вона виїхала.", ["її=p1", "вона=p1"]),
    ],
)
def test_whom_pronouns_mean(language: str, text: str, expected: list[str]) -> None:
    assert meant(language, text) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "{p1 Anna Novik} met {p2 Olga Sok}. She left."),
        ("en", "{p1 Anna Novik} taught. A woman from {l1 Minsk} called. The neighbour said she was ill."),
        ("en", "{p1 Anna Novik} detained her."),
        ("en", "{p1 Ivan Novik} taught. She left."),
        ("en", "{p1 Anna Novik} taught. {p2 Ivan Novik} slept. Novik was fined. She left."),
        ("ru", "{p1 Анна Новик} видела {p2 Ольгу Сок}. Она ушла."),
        ("ru", "{p1 Анна Новик} преподавала. Журналистка уехала. Она молчала."),
        ("ru", "{p1 Анна Новик} задержала её."),
        ("be", "{p1 Ганна Новік} бачыла {p2 Вольгу Лось}. Яна пайшла."),
        ("uk", "{p1 Олена Гай} бачила {p2 Ольгу Лось}. Вона пішла."),
    ],
)
def test_where_several_may_be_meant_nobody_is(language: str, text: str) -> None:
    assert meant(language, text) == []


def test_whoever_speaks_does_not_say_he_or_she_of_oneself() -> None:
    text = "{p1 Ivan Sok} taught with {p2 Pavel Rak}. “I saw him fall,” said {p1 Sok}."
    assert meant("en", text, ("I saw him fall,", "p1")) == ["i=p1", "him=p2"]
    assert meant("en", text, ("I saw him fall,", None)) == []


def test_who_is_named_in_quotation_marks_does_not_speak() -> None:
    text = "{p1 Anna Novik} taught. “{p2 Olga Sok} fell,” she said."
    assert meant("en", text, ("Olga Sok fell,", None)) == ["she=p1"]
