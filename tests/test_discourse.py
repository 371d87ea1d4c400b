"""Whom pronouns mean, by what was said before: in sentences, over several, in quotations; and where nobody is meant."""

import pytest
from statements_gold import parse, stated

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
        (
            "en",
            "{o1 The Union} asked {o2 the Council} to act. It also asked {o3 the Senate}. It waits.",
            ["it=o1", "it=o1"],
        ),
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
        ("en", "{p1 Anna Novik} slept. Hundreds, among them {p2 Olga Sok}, asked {l1 Moscow} to free her. She left."),
        ("en", "{p1 Anna Novik} taught. With {p2 Olga Sok}, she founded a club."),
        ("en", "{p1 Anna Novik} taught. According to {p2 Olga Sok}, she was beaten."),
        # A name of which it is not known whose it is
        (
            "en",
            "{p2 Anna Novik} and {p3 Olga Novik} slept. {p1 Vera Sok} called, and Novik was glad: she left.",
        ),
        ("en", "{p2 Anna Novik} and {p3 Olga Novik} slept. {p1 Vera Sok} left. Novik was glad. She left."),
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


LETTER = "Open letter to {p9 Pavel Rak}\n\nDear {p9 Mr Rak},\n\nWe demand that you release {p1 Anna Novik}."
SIGNED = "{p2 Olga Sok}, a poet\n{o1 The Writers’ Union}, Minsk"
PRESS = "Заява {o1 Спілки} щодо вироків\n\nВимагаємо звільнити {p1 Олену Гай}."


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", f"{LETTER}\n\n{SIGNED}", "demand release about=p1 of_whom=p9 who=o1 who=p2"),
        ("en", LETTER, "demand release about=p1 of_whom=p9"),
        ("en", f"{LETTER}\n\n{{p2 Olga Sok}} wrote it.\n{{p3 Ivan Lis}} wept.", "demand release about=p1 of_whom=p9"),
        ("en", LETTER.replace("{p9 Mr Rak},", "Sir,") + f"\n\n{SIGNED}",
         "demand release about=p1 of_whom=p9 who=o1 who=p2"),
        (
            "en",
            "Statement of the {o1 Union}\n\nWe demand that {p1 Anna Novik} be released.",
            "demand release about=p1 who=o1",
        ),
        ("en", f"{LETTER}\n\nYours sincerely, {{p2 Olga Sok}}", "demand release about=p1 of_whom=p9 who=p2"),
        ("en", "Dear Sir,\n\nI demand that {p1 Anna Novik} be released.\n\n{p2 Olga Sok}",
         "demand release about=p1 who=p2"),
        (
            "en",
            "A trial\n\nThe governments of {l1:CA Canada} and {l2:NO Norway} issued this statement.\n\n"
            "We demand that {p1 Anna Novik} be released.",
            "demand release about=p1 who=l1 who=l2",
        ),
        (
            "en",
            "A trial\n\nThe government of {l1:CA Canada} read the statement issued by {o1 the Union}.\n\n"
            "We demand that {p1 Anna Novik} be released.",
            "demand release about=p1",
        ),
        ("ru", "Суд\n\n{o1 Союз} и {o2 Лига} выступили с заявлением.\n\nТребуем освободить {p1 Анну Лис}.",
         "demand release about=p1 who=o1 who=o2"),
        ("en", "A letter\n\nWe demand that {p1 Anna Novik} be released.\n\nSigned:\n{o1 The Union} (Riga)\nLake Watch",
         "demand release about=p1 who=o1"),
        ("uk", PRESS, "demand release about=p1 who=o1"),
        ("ru", "Письмо\n\nТребуем освободить {p1 Анну Лис}.\n\n{p2 Иван Гусь}, поэт\n{p3 Вера Жук}",
         "demand release about=p1 who=p2 who=p3"),
        ("ru", "Суд\n\n{p2 Иван Гусь} сказал: «Мы требуем освободить {p1 Анну Лис}».", "demand release about=p1"),
        ("be", "Зварот\n\nПатрабуем вызваліць {p1 Ганну Лось}.\n\n{p2 Іван Гусь}, паэт\n{p3 Вера Жук}",
         "demand release about=p1 who=p2 who=p3"),
    ],
)  # fmt: skip
def test_who_we_are_and_who_you_are(language: str, text: str, expected: str) -> None:
    (one,) = stated(parse(language, text)).demands
    parties = sorted(f"{party.role}={party.entity_id}" for party in one.parties if party.entity_id)
    assert " ".join([one.act, one.content, *parties]) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        # By the noun that was used of one alone
        ("en", "{o1 The Supreme Court} met. The court sentenced {p1 Ivan Sok}.", {"actor=o1", "target=p1"}),
        ("en", "{o1 The Supreme Court} met. A court sentenced {p1 Ivan Sok}.", {"target=p1"}),
        ("en", "{o1 The Supreme Court} and {o2 the City Court} met. The court sentenced {p1 Ivan Sok}.", {"target=p1"}),
        ("en", "The poet {p1 Ivan Sok} slept. Police beat the poet.", {"victim=p1"}),
        ("en", "The poet {p1 Ivan Sok} and the poet {p2 Anna Lis} slept. Police beat the poet.", set()),
        ("ru", "{o1 Городской суд} начал заседание. Суд приговорил {p1 Ивана Сока} к году.", {"actor=o1", "target=p1"}),
        ("ru", "Журналистка {p1 Анна Лис} уехала. Журналистку задержали.", {"victim=p1"}),
        # Whose people do it
        ("en", "Agents of {o1 the KGB} detained {p1 Ivan Sok}.", {"perpetrator=o1", "victim=p1"}),
        ("en", "On 11 February agents of {o1 the KGB} detained {p1 Ivan Sok}.", {"perpetrator=o1", "victim=p1"}),
        ("be", "Супрацоўнікі {o1 КДБ} затрымалі {p1 Івана Сока}.", {"perpetrator=o1", "victim=p1"}),
        ("en", "Friends of {o1 the KGB} detained {p1 Ivan Sok}.", {"victim=p1"}),
        # What two verbs share
        ("ru", "{p1 Анну Лис} задержали и избили.", {"victim=p1"}),
        ("be", "{p1 Ганну Лось} затрымалі, а пасля збілі.", {"victim=p1"}),
        ("uk", "{p1 Олену Гай} затримали й побили.", {"victim=p1"}),
        ("ru", "{p1 Анну Лис} встретили друзья и избили прохожего.", set()),
    ],
)
def test_who_takes_part(language: str, text: str, expected: set[str]) -> None:
    events = stated(parse(language, text)).events
    assert events
    assert {f"{p.role}={p.entity_id}" for event in events for p in event.participants if p.entity_id} == expected


@pytest.mark.parametrize(
    ("language", "text", "types"),
    [
        ("ru", "За день задержали более ста человек.", ["detention"]),
        ("ru", "Осуждены более 60 жителей.", ["sentence"]),
        ("be", "Выкралі ад шасці да васьмі актывістаў.", ["abduction"]),
        ("uk", "Загинули щонайменше 18 людей.", ["death"]),
        ("ru", "Осуждены действия властей.", []),
        ("ru", "Освободили помещение.", []),
    ],
)
def test_people_without_names_are_people(language: str, text: str, types: list[str]) -> None:
    assert [event.type for event in stated(parse(language, text)).events] == types


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "{p1 Ann Lee} and {p2 Bo Ray} fled. They were detained.", {"victim=p1", "victim=p2"}),
        ("en", "{p1 Ann Lee} and {p2 Bo Ray} fled. Their arrest was reported.", {"victim=p1", "victim=p2"}),
        ("en", "{p1 Ann Lee} fled. {p2 Bo Ray} followed. Both were detained.", {"victim=p1", "victim=p2"}),
        ("en", "{p1 Tom Lee}, {p2 Bo Ray} and {p3 Ann Poe} fled. The three were detained.", set()),
        (
            "en",
            "{p1 Tom Lee} and {p2 Jan Ray} fled with officers. The two men were detained.",
            {"victim=p1", "victim=p2"},
        ),
        ("ru", "{p1 Анна Лис} и {p2 Иван Сок} бежали. Их задержали.", {"victim=p1", "victim=p2"}),
        ("ru", "{p1 Анна Лис} и {p2 Иван Сок} бежали. Обоих задержали.", {"victim=p1", "victim=p2"}),
        ("be", "{p1 Ганна Лось} і {p2 Іван Сок} беглі. Абаіх затрымалі.", {"victim=p1", "victim=p2"}),
        ("uk", "{p1 Олена Гай} і {p2 Іван Сок} втекли. Обох затримали.", {"victim=p1", "victim=p2"}),
        # Where others may be meant
        ("en", "{p1 Ann Lee} and {p2 Bo Ray} met farmers. They were detained.", set()),
        ("en", "{p1 Ann Lee} saw {p2 Bo Ray}. They were detained.", set()),
        ("en", "{p1 Ann Lee} and {p2 Bo Ray} fled. The two men were detained.", set()),
        ("en", "{p1 Ann Lee} and {p2 Bo Ray} fled. The two men whom she met were detained.", set()),
        ("en", "{p1 Ann Lee}, {p2 Bo Ray} and {p3 Al Poe} fled. Both were detained.", set()),
        ("en", "Both the court and the police fled. {p1 Ann Lee} was detained.", {"victim=p1"}),
    ],
)
def test_whom_words_for_several_mean(language: str, text: str, expected: set[str]) -> None:
    events = [event for event in stated(parse(language, text)).events if event.type == "detention"]
    assert events
    assert {f"{p.role}={p.entity_id}" for event in events for p in event.participants if p.entity_id} == expected


def test_a_sentence_full_of_pronouns_is_read_once() -> None:
    """Each pronoun asks for those before it: read anew for each, this would never end."""
    assert stated(parse("en", "Farmers met farmers. " + "They saw them " * 60 + ".")).events == []
