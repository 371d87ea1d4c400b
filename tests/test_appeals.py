"""Who demands what of whom in the layouts of statements, letters and reports: titles, signatures, lists, brackets."""

import pytest
from statements_gold import parse, stated


def demanded(language: str, marked: str) -> list[str]:
    """The demands of a text: what is demanded, and the parties."""
    text = parse(language, marked)
    return [
        " ".join(
            (
                repr(text.text[one.start : one.end]),
                *sorted(f"{p.role}={p.entity_id}" for p in one.parties if p.entity_id),
            )
        )
        for one in stated(text).demands
    ]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        # Whose statement it is
        ("en", "JOINT STATEMENT\n\nFree them\n\nWe demand new elections.\n\nSigned:\n{o1 Rowan}\n{o2 Open Ring}",
         ["'new elections' who=o1 who=o2"]),
        ("en", "Statement by {o1 Rowan} and {o2 Open Ring} on the arrests\n\nWe demand new elections.",
         ["'new elections' who=o1 who=o2"]),
        ("en", "Statement on {o1 Rowan}\n\nWe demand new elections.", ["'new elections'"]),
        ("be", "Заява праваабарончага цэнтра «{o1 Апора}»\n\nМы патрабуем новых выбараў.", ["'новых выбараў' who=o1"]),
        ("ru", "Обращение\n{o1 Союза учителей}\n\nТребуем новых выборов.", ["'новых выборов' who=o1"]),
        ("ru", "{o1 МИД Латвии} решительно осуждает аресты.\n\nМы требуем новых выборов.",
         ["'аресты' who=o1", "'новых выборов' who=o1"]),
        ("ru", "{o1 МИД Латвии} вчера осудил аресты.\n\nМы требуем новых выборов.",
         ["'аресты' who=o1", "'новых выборов'"]),
        ("uk", "Відкритий лист\n\nМи вимагаємо нових виборів.\n\n{p1 Олена Гай}\n5 травня 2031 року",
         ["'нових виборів' who=p1"]),
        # Who stands beside the verb
        ("be", "{o1 Асацыяцыя журналістаў} ({o1 АЖ}) заклікала вызваліць {p1 Ганну Сок}.",
         ["'вызваліць Ганну Сок' about=p1 who=o1"]),
        ("ru", "Правозащитный центр «{o1 Опора}» осуждает арест {p1 Анны Сок}.",
         ["'арест Анны Сок' about=p1 who=o1"]),
        ("ru", "Министерство призывает {g1 власти} {l1 Чили} освободить {p1 Анну Сок}.",
         ["'освободить Анну Сок' about=p1 of_whom=g1"]),
        ("en", "{p1 Ann Lee} called on international bodies to free {p2 Bo Ray}.",
         ["'to free Bo Ray' about=p2 who=p1"]),
        ("en", "{p1 Ann Lee} urged the {o1 UN} special envoy to speak up.", ["'to speak up' who=p1"]),
        ("ru", "{p1 Анна Сок} призвала {o1 Опору} допустить к {p2 Ивану Соку} врача.",
         ["'допустить к Ивану Соку врача' about=p2 of_whom=o1 who=p1"]),
        # Lists
        ("en", "{p1 Ann Lee} called on {o1 Rowan} to:\n\n1. repeal the ban;\n\n2. free {p2 Bo Ray}.",
         ["'repeal the ban' of_whom=o1 who=p1", "'free Bo Ray' about=p2 of_whom=o1 who=p1"]),
        ("be", "{p1 Ганна Сок} патрабуе:\n\n1. Вызваліць {p2 Івана Сока}.\n\n2) спыніць катаванні.",
         ["'Вызваліць Івана Сока' about=p2 who=p1", "'спыніць катаванні' who=p1"]),
        ("en", "{p1 Ann Lee} called on {o1 Rowan} to visit Colony No. 4.",
         ["'to visit Colony No. 4' of_whom=o1 who=p1"]),
    ],
)  # fmt: skip
def test_who_demands_what_of_whom(language: str, text: str, expected: list[str]) -> None:
    assert demanded(language, text) == expected


@pytest.mark.parametrize(
    ("language", "text", "victims"),
    [
        ("en", "Police arrested the {g1 journalists} {p1 Ann Lee} and {p2 Bo Ray}.", {"p1", "p2"}),
        ("ru", "Задержаны {g1 журналисты} {p1 Анна Сок} и {p2 Иван Сок}.", {"p1", "p2"}),
        ("ru", "Задержали {g1 адвокатов} {p1 Анны Сок} и {p2 Ивана Сока}.", {"g1"}),
    ],
)
def test_a_group_whose_names_follow_is_its_people(language: str, text: str, victims: set[str]) -> None:
    (event,) = stated(parse(language, text)).events
    assert {one.entity_id for one in event.participants if one.role == "victim"} == victims


def test_what_is_demanded_has_not_happened() -> None:
    (event,) = stated(parse("ru", "Призываем {o1 Опору} ввести санкции против причастных к арестам.")).events
    assert (event.type, event.participants) == ("detention", ())
