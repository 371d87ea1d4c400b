"""Who demands what of whom: lists below a sentence, several things in one, who is meant; and what is no demand."""

import pytest
from statements_gold import parse, stated


def told(language: str, marked: str) -> list[str]:
    """The demands of a text whose mentions are marked: act, content, parties, words."""
    text = parse(language, marked)
    return [
        " ".join([one.act, one.content, *sorted(f"{p.role}={p.entity_id}" for p in one.parties if p.entity_id)])
        for one in stated(text).demands
    ]


EXAMPLES = [
    # A list below the sentence
    (
        "be",
        "Мы патрабуем ад {g1 чыноўнікаў}:\n\n— вызваліць {p1 Ганну Лось};\n— спыніць гвалт.",
        ["demand release about=p1 of_whom=g1", "demand cease_violence of_whom=g1"],
    ),
    (
        "ru",
        "{l1 Грузия}:\n\n— требует освободить {p1 Анну Гусь};\n— поддерживает санкции.",
        ["demand release about=p1 who=l1", "support sanctions who=l1"],
    ),
    (
        "ru",
        "Мы требуем:\n\n— освобождения {p1 Анны Гусь};\n— новых выборов.",
        ["demand release about=p1", "demand new_election"],
    ),
    (
        "uk",
        "{o1 Спілка} закликає {g1 депутатів}:\n\n• звільнити {p1 Тараса Дуба};\n• провести перемовини.",
        ["call release about=p1 of_whom=g1 who=o1", "call dialogue of_whom=g1 who=o1"],
    ),
    (
        "en",
        "{l1 Malta} calls on the naval leadership\n\n– to release {p1 Ann Lee};\n– to hold a recount.",
        ["call release about=p1 who=l1", "call new_election who=l1"],
    ),
    ("be", "Заклікаем", []),
    # An item that says of whom; what it demands has not happened
    (
        "ru",
        "{o1 Союз} призывает:\n\n— {o2 Лигу} — не выдавать {p1 Анну Гусь};\n— {l1 Мальту} — ввести санкции.",
        ["call other about=p1 of_whom=o2 who=o1", "call sanctions of_whom=l1 who=o1"],
    ),
    # What somebody is accused of, or punished for
    ("en", "{p1 Ann Lee} is accused of calling for riots.", []),
    ("ru", "{p1 Анну Гусь} осудили за призывы к захвату власти.", []),
    # A chain of verbs, its call, and the clause of somebody else
    (
        "en",
        "{o1 The Union} met. It repeats its call for talks, urges {l1 Malta} to hold a recount, "
        "and demands that {p1 Ann Lee} be freed.",
        ["call dialogue who=o1", "urge new_election of_whom=l1 who=o1", "demand release about=p1 who=o1"],
    ),
    (
        "en",
        "{o1 The Union} urged all sides to show restraint, and a spokesman for {o2 the League} called for talks.",
        ["urge cease_violence who=o1", "call dialogue"],
    ),
    # The organisation, where only one can be meant
    ("en", "{o1 The Union} met. The organisation called for talks.", ["call dialogue who=o1"]),
    ("en", "{o1 The Union} met {o2 the League}. The organisation called for talks.", ["call dialogue"]),
    # The verb is not said again
    (
        "ru",
        "{o1 Союз} призывает {o2 Лигу} начать расследование, а {l1 Мальту} — освободить {p1 Анну Гусь}.",
        ["call investigate of_whom=o2 who=o1", "call release about=p1 of_whom=l1 who=o1"],
    ),
    # Several things in one sentence
    (
        "be",
        "Яны запатрабавалі адстаўкі міністра і незалежнага расследавання.",
        ["demand resign", "demand investigate"],
    ),
    ("en", "We demand that {p1 Ann Lee} and {p2 Bo Ray} be freed.", ["demand release about=p1 about=p2"]),
    (
        "en",
        "We urge the court to free {p1 Ann Lee} and to punish the guards.",
        ["urge release about=p1", "urge punish"],
    ),
    (
        "be",
        "{p1 Пётр Сок} учора заклікаў {o1 саюз} вызваліць {p2 Янку Сыча} і падтрымаў перамовы.",
        ["call release about=p2 of_whom=o1 who=p1", "support dialogue who=p1"],
    ),
    (
        "ru",
        "{o1 Комитет} признаёт {p1 Ивана Сока} и {p2 Артёма Бонько} узниками и требует их освобождения.",
        ["demand release about=p1 about=p2 who=o1"],
    ),
    (
        "en",
        "We say that the sick should be let out before May, and that {p1 Ann Lee} must be freed.",
        ["demand release", "demand release about=p1"],
    ),
    # What somebody may, should or is going to demand
    ("en", "{o1 The Union} should condemn the crackdown.", []),
    ("en", "{o1 The Union} could urge {l1 Riga} to free {p1 Ann Lee}.", []),
    ("en", "{o1 The Union} plans to demand an inquiry.", []),
    ("en", "We must condemn the crackdown.", ["condemn condemnation"]),
    ("en", "Crowds gathered to demand an inquiry.", ["demand investigate"]),
    ("ru", "{o1 Союз} должен осудить репрессии.", []),
    ("ru", "{o1 Союз} может потребовать расследования.", []),
    ("ru", "{o1 Союз} намерен призвать {l1 Ригу} освободить {p1 Ивана Сока}.", []),
    ("be", "{o1 Саюз} павінен асудзіць рэпрэсіі.", []),
    (
        "en",
        "We condemn the raid on {o1 the Union}, whose chair, {p1 Ann Lee}, was beaten.",
        ["condemn condemnation about=o1"],
    ),
    # Words for what is demanded
    ("be", "Патрабуем зняць зь яе ўсе абвінавачаньні.", ["demand drop_charges"]),
    ("ru", "Мы требуем снять с неё все обвинения.", ["demand drop_charges"]),
    ("ru", "Настоятельно призываем {g1 депутатов} начать диалог.", ["urge dialogue of_whom=g1"]),
    ("uk", "Настійно закликаємо {g1 громадян} {l1 України} не їхати.", ["urge other of_whom=g1"]),
    ("uk", "Вимагаємо від вашого закладу забезпечити доступ до полонених.", ["demand access"]),
    ("uk", "{o1 Рада} закликає запровадити ембарго.", ["call sanctions who=o1"]),
    ("en", "Open Doors demands that the result be annulled.", ["demand other"]),
    ("en", "{l1 Malta} calls on {l2 Chad} to free {p1 Ann Lee}.", ["call release about=p1 of_whom=l2 who=l1"]),
    # What has to be done, in the mouth of somebody
    ("en", "{p2 Bo Ray} said that {p1 Ann Lee} should be released.", ["demand release about=p1 who=p2"]),
    ("en", "{p2 Bo Ray} said {p1 Ann Lee} must be freed in May.", ["demand release about=p1 who=p2"]),
    ("en", "We believe that those who beat {p1 Ann Lee} must be punished.", ["demand punish about=p1"]),
    ("en", "{p2 Bo Ray} said that {l1 Chad} must release {p1 Ann Lee}.", ["demand release about=p1 of_whom=l1 who=p2"]),
    ("ru", "{p1 Иван Сок} заявил, что виновные должны быть наказаны.", ["demand punish who=p1"]),
    ("be", "Мы лічым, што трэба вызваліць {p1 Янку Сыча}.", ["demand release about=p1"]),
    ("uk", "Ми вважаємо, що {p1 Марія Клен} має право, а винні повинні бути покарані.", ["demand punish"]),
    ("en", "{p1 Ann Lee} must be released by law.", []),
    ("en", "{p2 Bo Ray} said that {p1 Ann Lee} must not be released.", []),
    ("en", "{p2 Bo Ray} said that {p1 Ann Lee} should have been released in May.", []),
    ("en", "If {p1 Ann Lee} should be released, we will sing, {p2 Bo Ray} said.", []),
    ("en", "We say that suspects must be heard within a day.", []),
    ("ru", "{p1 Иван Сок} сказал, что должен был выйти на свободу в мае.", []),
    ("ru", "Мы считаем: необходимо, чтобы {p1 Ивана Сока} освободили.", ["demand release about=p1"]),
    ("ru", "Мы считаем необходимым проведение новых выборов.", ["demand new_election"]),
    (
        "ru",
        "Требуем от {g1 чиновников} без всяких условий освободить {p1 Ивана Сока}.",
        ["demand release about=p1 of_whom=g1"],
    ),
    (
        "en",
        "{o1 The Union} urged {g1 officials} on Thursday to free {p1 Ann Lee}.",
        ["urge release about=p1 of_whom=g1 who=o1"],
    ),
    # Traps
    ("ru", "За комментарии осудили полсотни с лишним человек.", []),
    ("ru", "Публикацию осудили как «вмешательство в дела страны».", []),
    ("be", "Іх асудзілі адпаведна на шэсць і восем гадоў калоніі.", []),
    ("be", "{l1 Беларускі} ПЭН патрабуе вызваліць {p1 Янку Сыча}.", ["demand release about=p1"]),
    ("ru", "Защита настаивает, что протокол подделан.", []),
    ("ru", "— требует освободить всех {g1 политзаключённых};", ["demand release about=g1"]),
    ("uk", "«Годі», — благає сусідів черниця {p1 Марія Клен}.", []),
    ("en", "The letter calls for nothing.", []),
    ("en", "The chairman read the demands:\n\n– Nobody spoke.", []),
    ("en", "They urged the ministers to allow access to Riga and to {l1 Malta}.", ["urge access"]),
]


@pytest.mark.parametrize(("language", "marked", "expected"), EXAMPLES)
def test_what_is_demanded(language: str, marked: str, expected: list[str]) -> None:
    assert told(language, marked) == expected
