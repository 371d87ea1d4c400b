"""Events, demands and relations on texts of our own (`gold/statements`), on traps, and by laws for every text."""

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statements_gold import FOLDER, Text, compare, parse, read, stated

from pipeline.facts.grammar.setting import Kind, Mention
from pipeline.facts.statements.demands import Demand
from pipeline.facts.statements.events import Event
from pipeline.facts.statements.finding import Statements, find_statements
from pipeline.facts.statements.relations import Relation
from pipeline.read.passages import sentences

FIGURES = {
    ("known.txt", "event"): (102, 102, 104),
    ("known.txt", "demand"): (20, 21, 20),
    ("known.txt", "relation"): (30, 30, 30),
    ("unseen.txt", "event"): (79, 80, 85),
    ("unseen.txt", "demand"): (17, 17, 17),
    ("unseen.txt", "relation"): (19, 21, 19),
    ("unseen2.txt", "event"): (57, 60, 67),
    ("unseen2.txt", "demand"): (23, 23, 23),
    ("unseen2.txt", "relation"): (21, 24, 21),
    ("unseen3.txt", "event"): (50, 56, 55),
    ("unseen3.txt", "demand"): (17, 18, 18),
    ("unseen3.txt", "relation"): (19, 22, 22),
}
"""Right, annotated, found, as `measure_statements.py` prints them; those of the first run are in `gold/statements`."""


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.glob("*.txt")))
def test_the_figures_on_our_own_texts(name: str) -> None:
    counts: Counter[tuple[str, str]] = Counter()
    for text in read(name):
        for key, facts in zip(("right", "missed", "wrong"), compare(text), strict=True):
            counts.update((fact.layer, key) for fact in facts)
    for layer in ("event", "demand", "relation"):
        right, missed, wrong = (counts[layer, key] for key in ("right", "missed", "wrong"))
        assert (right, right + missed, right + wrong) == FIGURES[name, layer], layer


def test_a_semicolon_parts_whose_words_they_are() -> None:
    (held,) = stated(parse("en", "{p1 Novik} was held; according to {o1 the Ministry}, nobody complained.")).events
    (said,) = stated(parse("en", "According to {o1 the Ministry}, {p1 Novik} was held.")).events
    assert (held.modality, said.modality) == ("asserted", "attributed")


def roles(text: Text) -> set[str]:
    """Who is said to have done what, or had it done to them: role=entity."""
    return {f"{p.role}={p.entity_id}" for event in stated(text).events for p in event.participants if p.entity_id}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        # Not the one who is named, but somebody of theirs
        ("en", "Police detained {p1 Alena Novik}'s lawyer."),
        ("en", "The wife of {p1 Ivan Novik} was arrested."),
        ("en", "A court jailed supporters of {p1 Novik}."),
        ("en", "{p1 Novik} supporters were beaten."),
        ("ru", "Милиция задержала адвоката {p1 Новика}."),
        ("ru", "Брат {p1 Ивана Новика} арестован."),
        ("ru", "Арест жены {p1 Новика} вызвал возмущение."),
        ("ru", "Арестовали счета {p1 Новика}."),
        ("ru", "Свидетель убийства рассказал о доме {p1 Новика}."),
        ("ru", "Задержали организатора убийства {p1 Новика}, и он дал показания."),
        ("be", "Затрымалі сына {p1 Міколы Сыча}."),
        ("be", "Сябра {p1 Алеся Крука} асуджаны."),
        ("uk", "Заарештували сестру {p1 Олени Гай}."),
        ("uk", "Обшук у квартирі {p1 Новика} тривав годину."),
        # Nothing happened, or to nobody who is named
        ("en", "If {p1 Novik} is arrested, we will protest."),
        ("en", "{p1 Novik} may be deported."),
        ("en", "{p1 Novik} released a book and signed an arrest warrant."),
        ("en", "{p1 Novik} was never a member; nobody was arrested."),
        ("en", "We demand that {p1 Novik} be released."),
        ("ru", "Мы требуем:\n\n— ввести санкции против {p1 Новика};\n— освободить {p2 Гусь}."),
        ("en", "{p1 Novik} demonstrated great courage."),
        ("ru", "{p1 Новик} может быть арестован."),
        ("ru", "Если {p1 Новика} задержат, мы выйдем."),
        ("ru", "Требуем освободить {p1 Новика}."),
        ("ru", "{p1 Новика} освободили от должности."),
        ("be", "Калі {p1 Сыча} арыштуюць, мы выйдзем."),
        ("uk", "Ми вимагаємо звільнити {p1 Новика}."),
        # Who did it to whom is not clear: nobody is accused
        ("ru", "{p1 Ковальчук} арестовал райсуд."),
        ("ru", "{p1 Ковальчук} избил {p2 Гончарук}."),
        ("uk", "{p1 Ковальчук} побив {p2 Гончарук}."),
        ("en", "{p1 Anna Novik} taught. According to {p2 Olga Sok}, she was beaten."),
        ("en", "After a row with {p1 Novik} shots were heard and a man was killed."),
        ("ru", "Как сообщил адвокат {p1 Новик}, вчера в Минске задержали журналиста."),
        ("ru", "По словам {p1 Новика}, его соседа, в мае в Минске задержали."),
        ("ru", "Друзей, знакомых {p1 Новика}, в мае в Минске задержали."),
    ],
)
def test_nobody_is_made_a_victim_or_a_perpetrator_without_the_text_saying_so(language: str, text: str) -> None:
    accused = {role for role in roles(parse(language, text)) if role.startswith(("victim", "perpetrator", "target"))}
    planned = {event.modality for event in stated(parse(language, text)).events} <= {"planned", "denied"}
    assert not accused or planned


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "{p1 Anna Novik} is ill with pneumonia.", set()),
        # Who is named as one of several
        ("en", "Among those detained were {p1 Anna Novik} and {p2 Pavel Sok}.", {"victim=p1", "victim=p2"}),
        ("en", "{p1 Anna Novik} was among those arrested.", {"victim=p1"}),
        ("en", "Ten people were arrested, including {p1 Anna Novik}.", {"victim=p1"}),
        ("en", "Ten people who knew {p1 Anna Novik} were arrested, including {p2 Pavel Sok}.", {"victim=p2"}),
        ("en", "Among those who saw the arrest were {p1 Anna Novik} and {p2 Pavel Sok}.", set()),
        ("en", "31 of those detained were released; the others, among them {p1 Anna Novik}, were not.", set()),
        ("en", "Ten people were arrested and police beat others, including {p1 Anna Novik}.", {"victim=p1"}),
        ("ru", "Среди задержанных — {p1 Анна Новик} и {p2 Павел Сок}.", {"victim=p1", "victim=p2"}),
        ("ru", "{p1 Анна Новик} оказалась среди осуждённых.", {"target=p1"}),
        ("be", "Сярод затрыманых — журналістка {p1 Ганна Новік}.", {"victim=p1"}),
        ("ru", "Среди задержанных нет знакомых {p1 Анны Новик}.", set()),
        (
            "be",
            "Асуджаны яго брат {p1 Мацвей Сок}, а маці, {p2 Вера Сок}, атрымала восем гадоў калоніі.",
            {"target=p1", "target=p2"},
        ),
        ("ru", "{p1 Анна Новик} молчит. В 2023-м её приговорили к году за захват власти.", {"target=p1"}),
        ("ru", "{p1 Анну Новик} повалили на землю, {p2 Павел Сок} лишён лицензии.", {"victim=p1", "target=p2"}),
        ("en", "{p1 Novik} and {p2 Sok} were beaten by {g1 guards}.", {"victim=p1", "victim=p2", "perpetrator=g1"}),
        ("en", "{g1 Guards} beat {p1 Novik}, a teacher, and {p2 Sok}.", {"victim=p1", "victim=p2", "perpetrator=g1"}),
        ("en", "{p1 Novik} met {p2 Petrov}, who was later killed.", {"victim=p2"}),
        ("en", "{p1 Novik} was arrested and deported.", {"victim=p1"}),
        ("en", "{p1 Novik} was let out after a week and, in late May, deported.", {"beneficiary=p1", "victim=p1"}),
        ("en", "{g1 Police} raided the office and detained {p1 Novik}.", {"victim=p1", "perpetrator=g1"}),
        ("en", "Her torture by {g1 the police} was confirmed. {p1 Novik} wept.", {"perpetrator=g1"}),
        ("en", "{p1 Anna Novik} spoke. She was detained on Friday.", {"victim=p1"}),
        ("en", "{p1 Anna Novik} and {p2 Maria Sok} spoke. She was detained on Friday.", set()),
        ("en", "{p1 Anna Novik} met {p2 Ivan Sok}. She was detained on Friday.", {"victim=p1"}),
        ("ru", "Задержали {p1 Анну Сок}, {p2 Ивана Сока} и {p3 Веру Лось}.", {"victim=p1", "victim=p2", "victim=p3"}),
        ("ru", "{p1 Иван Сок}, задержанный в мае, и {p2 Вера Лось} освобождены.", {"victim=p1", "beneficiary=p2"}),
        ("ru", "Убийство {p1 Ивана Сока} полицией расследуют.", {"victim=p1"}),
        ("ru", "{p1 Анна Новик} пришла. Её задержали.", {"victim=p1"}),
        ("ru", "{p1 Анна Новик} пришла. Её, по словам адвоката, избили.", {"victim=p1"}),
        ("ru", "Одного из врачей, {p1 Ивана Сока}, в мае в Минске задержали.", {"victim=p1"}),
        ("be", "{p1 Ганну Сок} затрымалі, {p2 Пётр Сок} уцёк.", {"victim=p1"}),
        ("be", "Арыштаваны {p1 Пётр Сок} і {p2 Алесь Рак}.", {"victim=p1", "victim=p2"}),
        ("uk", "Затримано {p1 Олену Гай} та {p2 Івана Гая}.", {"victim=p1", "victim=p2"}),
        ("uk", "Вбивство {p1 Івана Гая} розслідують.", {"victim=p1"}),
    ],
)  # fmt: skip
def test_who_takes_part(language: str, text: str, expected: set[str]) -> None:
    assert roles(parse(language, text)) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Sixty people, most of them students, gathered outside the court.", ["protest"]),
        ("en", "Our relatives were seized in their homes.", ["detention"]),
        ("en", "Rebels seized power; the opposition was given two years to leave.", []),
        ("en", "Police seized 20 computers; {p1 Ann Lee} took the child away.", []),
        ("ru", "Задержали 18 человек, большинство из которых отпустили.", ["detention", "release"]),
        ("ru", "За комментарии осудили полсотни человек.", ["sentence"]),
        ("be", "Усе трое былі затрыманыя ў ліпені.", ["detention"]),
        ("be", "Пяцярых, сярод якіх {p1 Пётр Сок}, забралі ў аддзел міліцыі.", ["detention"]),
    ],
)
def test_what_happens_to_people_without_names(language: str, text: str, expected: list[str]) -> None:
    assert [event.type for event in stated(parse(language, text)).events] == expected


@pytest.mark.parametrize(
    ("language", "text", "modality"),
    [
        ("en", "{p1 Novik} was arrested.", "asserted"),
        ("en", "{p1 Novik} was not arrested.", "denied"),
        ("en", "Police plan to arrest {p1 Novik}.", "planned"),
        ("en", "Police tried to arrest {p1 Novik}.", "attempted_failed"),
        ("en", "{p2 Sok} is accused of killing {p1 Novik}.", "alleged"),
        ("en", "{p1 Novik} was allegedly tortured.", "alleged"),
        ("en", "According to {o1 Viasna}, {p1 Novik} was tortured.", "attributed"),
        ("en", "The ministry denied that {p1 Novik} had been tortured.", "denied"),
        ("ru", "{p1 Новика} не задержали.", "denied"),
        ("ru", "{p1 Новика} планируют депортировать.", "planned"),
        ("en", "{p1 Novik} plans to appeal the verdict.", "asserted"),
        ("en", "{o1 Poland} plans new sanctions.", "planned"),
        ("en", "The deportation of {p1 Novik}, planned for January, worries us.", "planned"),
        ("en", "The trial of {p1 Novik}, a teacher, will begin in May.", "planned"),
        ("en", "A doctor described how {p1 Novik} was tortured.", "attributed"),
        ("en", "For this, a guard later said, {p1 Novik} was beaten.", "attributed"),
        ("en", "The vote, {p1 Novik} alleged, was rigged.", "attributed"),
        ("en", "The lawyer came, {p2 Sok} said nothing, and {p1 Novik} was arrested.", "asserted"),
        ("ru", "В мае, сказал адвокат, {p1 Новика} избили.", "attributed"),
        ("be", "{p1 Новік} мае намер абскардзіць прысуд.", "asserted"),
        ("ru", "{p1 Новика} пытались похитить.", "attempted_failed"),
        ("ru", "По данным {o1 «Весны»}, {p1 Новика} избили.", "attributed"),
        ("ru", "{o1 Мемориал} сообщил, что {p1 Новика} избили.", "attributed"),
        ("be", "{p1 Новіка} не затрымалі.", "denied"),
        ("be", "{p1 Новіка} спрабавалі выкрасці.", "attempted_failed"),
        ("be", "Паводле {o1 «Вясны»}, {p1 Новіка} збілі.", "attributed"),
        ("uk", "{p1 Новика} не затримували.", "denied"),
        ("uk", "{p1 Новика} намагалися викрасти.", "attempted_failed"),
        ("uk", "За словами свідків, {p1 Новика} побили.", "attributed"),
    ],
)
def test_modality(language: str, text: str, modality: str) -> None:
    assert [event.modality for event in stated(parse(language, text)).events] == [modality]


def test_the_place_and_the_source_of_an_event() -> None:
    text = parse("en", "{o1 Viasna} said {p1 Novik} was beaten in {l1 Homel} on Friday.")
    (event,) = stated(text).events
    assert event.place_entity_id == "l1"
    assert (event.attributed_to_entity_id, text.text[slice(*event.attributed_to or (0, 0))]) == ("o1", "Viasna")
    assert text.text[slice(*event.sentence)] == text.text


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "{p1 Ann Lee}, head of {o1 the Union}, spoke.", ["has_role p1 head of the Union", "leader_of p1 o1"]),
        ("en", "{p1 Ann Lee} is not a member of {o1 the Union}.", []),
        ("en", "{o1 Union} members {p1 Ann Lee} and {p2 Bo Ray} left.", ["member_of p1 o1", "member_of p2 o1"]),
        ("en", "{p1 Ann Lee} met judges, teachers and {p2 Bo Ray}.", []),
        ("en", "His wife, {p1 Ann Lee}, left. {p2 Bo Ray} stayed.", []),
        ("en", "{p2 Bo Ray} left with his wife {p1 Ann Lee}.", ["spouse_of p1 p2"]),
        ("en", "{p1 Bo Ray} married {p2 Ann Lee} in May.", ["spouse_of p1 p2"]),
        ("en", "{p1 Bo Ray} is not married to {p2 Ann Lee}.", []),
        ("en", "{p1 Bo Ray} married {p2 Ann Lee}'s sister.", []),
        ("en", "{p1 Bo Ray} was granted {l1:PL Polish} citizenship.", ["citizen_of p1 PL"]),
        ("en", "{p1 Bo Ray} renounced his {l1:PL Polish} citizenship and was refused {l2:FR French} citizenship.", []),
        ("en", "{p1 Bo Ray} has no {l1:PL Polish} citizenship.", []),
        ("en", "{p1 Bo Ray} had his {l1:PL Polish} citizenship revoked.", []),
        ("ru", "{p1 Иван Сок} имеет право на {l1:PL польское} гражданство.", []),
        ("en", "A citizen of {l1:PL Poland}, {p1 Bo Ray} was fined.", ["citizen_of p1 PL"]),
        ("en", "A teacher, a nurse and {p1 Bo Ray} left.", []),
        ("en", "{o1 The Union}, led since May by {p1 Bo Ray}, was closed.", ["leader_of p1 o1"]),
        ("en", "{o1 The Union}, whose chair, {p1 Bo Ray}, left.", ["has_role p1 chair", "leader_of p1 o1"]),
        ("en", "{p1 Bo Ray}, now head of {o1 the Union}, left.", ["has_role p1 head of the Union", "leader_of p1 o1"]),
        ("ru", "{p1 Анна Ли} — гражданка {l1:PL Польши}.", ["citizen_of p1 PL"]),
        ("en", "{p1 Bo Ray} was elected head of {o1 the Union}.", ["has_role p1 head of the Union", "leader_of p1 o1"]),
        (
            "en",
            "{p1 Bo Ray} worked as a teacher; {p2 Ann Lee} was not elected head of {o1 the Union}.",
            ["has_role p1 teacher"],
        ),
        ("ru", "{p1 Иван Сок} был учителем, {p2 Пётр Рак} не был учителем.", ["has_role p1 учителем"]),
        ("ru", "{p1 Анна Ли} назначена министром культуры.", ["has_role p1 министром культуры"]),
        ("be", "{p1 Пётр Сок} быў {g1 журналістам}.", ["has_role p1 журналістам"]),
        ("ru", "{p1 Анна Ли} получила {l1:PL польское} гражданство.", ["citizen_of p1 PL"]),
        ("ru", "{p1 Иван Сок} женат на {p2 Анне Ли}.", ["spouse_of p1 p2"]),
        ("ru", "Адвокат {p1 Ивана Сока} ушёл.", []),
        ("ru", "Адвокат {p1 Иван Сок} ушёл.", ["has_role p1 Адвокат"]),
        ("be", "{p1 Алесь Рак}, старшыня {o1 Саюза}, выступіў.", ["has_role p1 старшыня Саюза", "leader_of p1 o1"]),
        ("uk", "{p1 Олена Гай} очолює {o1 Спілку}.", ["leader_of p1 o1"]),
    ],
)
def test_relations(language: str, text: str, expected: list[str]) -> None:
    parsed = parse(language, text)
    countries = {mention.entity_id: mention.country for mention in parsed.mentions}
    found = []
    for relation in stated(parsed).relations:
        target = relation.object_entity_id or relation.object_value or ""
        found.append(f"{relation.predicate} {relation.subject_entity_id} {countries.get(target) or target}")
    assert found == expected


def test_a_relation_that_somebody_states_is_attributed() -> None:
    (relation,) = stated(parse("en", "{p2 Bo Ray} said that {p1 Ann Lee} is a judge.")).relations
    assert (relation.stance, relation.attributed_to_entity_id) == ("attributed", "p2")


ALPHABET = [
    "police ", "detained ", "{", "Novik ", "was ", "to ", "and ", ", ", ". ", "who ", "of ", "the ", "arrest ", "said ",
    "demand ", "that ", "'s ", "“", "”", "(", ")", "суд ", "задержали ", "Новика ", "который ", "и ", "журналиста ",
    "требуем ", "освободить ", "не ", "-- ", "\n", "é", "\u0301", "\u200b", "𝔘", "5 ", "May ",
]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(ALPHABET), max_size=40), st.sampled_from(["en", "ru", "be", "uk", "pl", "und"]), st.data()
)
def test_every_span_lies_in_the_text_and_names_who_was_given(
    pieces: list[str], language: str, data: st.DataObject
) -> None:
    text = "".join(pieces)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8)))
    kinds: st.SearchStrategy[Kind] = st.sampled_from(["person", "organisation", "place", "group"])
    mentions = [Mention(a, b, data.draw(kinds), f"e{n}") for n, (a, b) in enumerate(pairwise(cuts)) if a < b]
    spans, _ = sentences(text, language)
    known = {mention.entity_id for mention in mentions} | {None}
    found = find_statements(text, spans, language, mentions)
    assert found == find_statements(text, spans, language, list(reversed(mentions)))
    facts: list[Event | Demand | Relation] = [*found.events, *found.demands, *found.relations]
    for fact in facts:
        assert 0 <= fact.start < fact.end <= len(text)
        for party in (*getattr(fact, "participants", ()), *getattr(fact, "parties", ())):
            assert 0 <= party.start < party.end <= len(text)
            assert party.entity_id in known


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize(
    "piece",
    [
        "arrest ",
        "police detained Novik, ",
        "a.b",
        "“",
        "such as ",
        "demand that ",
        "must be freed, said we ",
        "должны быть освобождены, ",
        "арест ",
        "которого ",
        "'s ",
        "x" * 50,
    ],
)
def test_a_megabyte_of_one_thing_comes_to_an_end(language: str, piece: str) -> None:
    """No time is asserted: a pattern that takes quadratic time would not come back."""
    text = piece * (1_000_000 // len(piece))
    shorter = piece * (60_000 // len(piece))
    spans = [(start, min(start + 2_000, len(shorter))) for start in range(0, len(shorter), 2_000)]
    assert find_statements(text, [(0, len(text))], language, []) == Statements()
    find_statements(shorter, spans, language, [])


def test_hostile_input() -> None:
    for text in ("", " ", "\x00", "’s’s’s", "((((", "“”“”", ",,,,", "и и и", "of of of", "\u0301\u0301", "İİİ"):
        for language in ("en", "ru", "be-tarask", "uk", "xx"):
            assert find_statements(text, [(0, len(text))] if text else [], language, []) == Statements()
    overlapping = [Mention(0, 5, "person", "a"), Mention(0, 9, "group", "b"), Mention(3, 12, "place", "c")]
    find_statements("Novik aide was arrested.", [(0, 24)], "en", overlapping)
