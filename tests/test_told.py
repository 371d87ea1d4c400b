"""What tells of events without names, whom verbs share, and what only looks like an event."""

import pytest
from statements_gold import parse, stated


def told(language: str, text: str) -> list[str]:
    """The events of a text: the type, the trigger, and who takes part."""
    parsed = parse(language, text)
    return [
        " ".join(
            (
                event.type,
                repr(parsed.text[event.start : event.end]),
                *sorted(f"{one.role}={one.entity_id}" for one in event.participants if one.entity_id),
            )
        )
        for event in stated(parsed).events
    ]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Nine of them have been freed.", ["release 'freed'"]),
        ("en", "The others were released on Monday.", ["release 'released'"]),
        ("en", "{p1 Novik} was among those pardoned.", ["release 'pardoned' beneficiary=p1"]),
        ("en", "Officials deny that anyone has been tortured.", ["torture 'tortured'"]),
        ("en", "The newspaper was banned in May.", ["dissolution 'banned'"]),
        ("en", "The newspaper closed its doors to smokers.", []),
        ("en", "Two roads were closed.", []),
        ("en", "They freed the doves.", []),
        ("ru", "Девятерых из них уже освободили.", ["release 'освободили'"]),
        ("ru", "Остальных отпустили в среду.", ["release 'отпустили'"]),
        ("ru", "В ведомстве отрицают, что кого-либо пытали.", ["torture 'пытали'"]),
        ("ru", "Газету закрыли весной.", ["dissolution 'закрыли'"]),
        ("ru", "Закрыли более 50 изданий.", ["dissolution 'закрыли'"]),
        ("ru", "Закрыли сайт газеты.", []),
        ("ru", "Две дороги закрыли.", []),
        ("be", "Дзевяцярых з іх ужо вызвалілі.", ["release 'вызвалілі'"]),
        ("be", "Арганізацыю забаранілі.", ["dissolution 'забаранілі'"]),
        ("be", "Трынаццаць журналістаў вызвалілі.", ["release 'вызвалілі'"]),
        ("uk", "Решту звільнили у вівторок.", ["release 'звільнили'"]),
        ("uk", "Газету закрили.", ["dissolution 'закрили'"]),
    ],
)  # fmt: skip
def test_people_and_bodies_without_names(language: str, text: str, expected: list[str]) -> None:
    assert [one.lower() for one in told(language, text)] == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "{p1 Novik} was arrested in the city of Brest on 3 May, held for six days and then released on bail.",
         ["detention 'arrested' victim=p1", "detention 'held' victim=p1", "release 'released' beneficiary=p1"]),
        ("en", "After being arrested in June, {p1 Novik} was tortured.",
         ["detention 'arrested' victim=p1", "torture 'tortured' victim=p1"]),
        ("ru", "{p1 Иван Сок} был задержан на границе, но вскоре отпущен.",
         ["detention 'задержан' victim=p1", "release 'отпущен' beneficiary=p1"]),
        ("ru", "Журналист был задержан, а закон отменён.", ["detention 'задержан'"]),
        ("ru", "{p1 Ивана Сока} задержали, допросили и отпустили.",
         ["detention 'задержали' victim=p1", "release 'отпустили' beneficiary=p1"]),
        ("uk", "{p1 Іван Сок} був затриманий, але незабаром звільнений.",
         ["detention 'затриманий' victim=p1", "release 'звільнений' beneficiary=p1"]),
    ],
)  # fmt: skip
def test_what_verbs_share(language: str, text: str, expected: list[str]) -> None:
    assert told(language, text) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", "{p1 Ивана Сока} осудили на пять лет, {p2 Анну Лис} — на четыре.",
         ["sentence 'осудили на пять лет' target=p1 target=p2"]),
        ("ru", "{p1 Ивана Сока} задержали 5 мая, {p2 Анну Лис} — 6 мая.", ["detention 'задержали' victim=p1"]),
        ("en", "{p1 Ivan Sok} was sentenced to five years and {p2 Ann Lis} to four.",
         ["sentence 'sentenced' target=p1 target=p2"]),
        ("en", "{p1 Ivan Sok} was sentenced to five years and {p2 Ann Lis} fled.", ["sentence 'sentenced' target=p1"]),
        ("ru", "Партию «{o1 Плот}» распустили.", ["dissolution 'распустили' organisation=o1"]),
        ("ru", "Организацию «{o1 Плот}» распустили.", ["dissolution 'распустили' organisation=o1"]),
        ("ru", "Дело рассматривала судья {p1 Анна Лис}.", ["trial 'Дело рассматривала' actor=p1"]),
        ("ru", "{p1 Ивана Сока} держали сутки в камере.", ["detention 'держали сутки в камере' victim=p1"]),
        ("be", "{p1 Івана Сока} трымалі ў камеры.", ["detention 'трымалі ў камеры' victim=p1"]),
        ("uk", "{p1 Івана Сока} тримали у підвалі.", ["detention 'тримали у підвалі' victim=p1"]),
        ("ru", "Шестерых признали виновными в создании экстремистского кружка.",
         ["sentence 'признали виновными в создании экстремистского'"]),
        ("ru", "Суд признал сайт экстремистским.", ["declaration 'признал сайт экстремистским'"]),
        ("en", "Men raided the offices of {o1 the Raft}.", ["repression 'raided the offices' target=o1"]),
        ("en", "Police took away {p1 Ann Lee}.", ["detention 'took away' victim=p1"]),
        ("en", "Police took away the books of {p1 Ann Lee}.", []),
        ("en", "In May 38 of its activists were abducted.", ["abduction 'abducted'"]),
        ("ru", "{p1 Ивану Соку} дали восемь лет колонии.", ["sentence 'дали восемь лет' target=p1"]),
        ("be", "{o1 Суд} прысудзіў {p1 Івану Соку} пяць гадоў калоніі.", ["sentence 'прысудзіў' actor=o1 target=p1"]),
        ("uk", "{p1 Іванові Соку} присудили вісім років.", ["sentence 'присудили вісім років' target=p1"]),
        ("ru", "{o1 Суд} признал его виновным.", ["sentence 'признал его виновным' actor=o1"]),
        ("be", "{p1 Ганна Сок} прыйшла. Яе нечакана затрымалі.", ["detention 'затрымалі' victim=p1"]),
        ("uk", "{o1 Суд} відпустив під заставу {p1 Івана Сока}.",
         ["release 'відпустив під заставу' actor=o1 beneficiary=p1"]),
    ],
)  # fmt: skip
def test_whom_cases_and_pronouns_show(language: str, text: str, expected: list[str]) -> None:
    assert told(language, text) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Open letter to the rector", []),
        ("en", "More than 40 mayors signed an open letter.", ["joint_letter 'signed an open letter'"]),
        ("ru", "Открытое письмо ректору", []),
        ("en", "{p1 Novik} has been beaten in custody.", ["ill_treatment 'beaten' victim=p1"]),
        ("en", "{p1 Novik} was tortured with electric shocks.", ["torture 'tortured' victim=p1"]),
        ("en", "Thousands joined a march in Brest.", ["protest 'march'"]),
        ("en", "We call for an inquiry into the death of {p1 Novik}.", ["death 'death' victim=p1"]),
        ("en", "We call for the release of {p1 Novik}.", []),
        ("en", "The students said they would march on Friday, or visit places of detention.", []),
        ("en", "Police fired tear gas at the crowd.", ["repression 'fired tear gas'"]),
        ("en", "Police searched the home of {p1 Novik}.", ["repression 'searched the home' target=p1"]),
        ("en", "They searched {p1 Novik}'s flat.", ["repression 'searched' target=p1"]),
        ("en", "The EU froze the assets of {p1 Novik}.", ["sanctions 'froze the assets' target=p1"]),
        ("ru", "Они заморозили активы {p1 Новика}.", ["sanctions 'заморозили активы' target=p1"]),
        ("en", "{p1 Novik} won the election.", ["election 'won the election' candidate=p1"]),
        ("ru", "{p1 Новик} победил на выборах.", ["election 'победил на выборах' candidate=p1"]),
        ("be", "{p1 Новік} перамог на выбарах.", ["election 'перамог на выбарах' candidate=p1"]),
        ("uk", "{p1 Новик} переміг на виборах.", ["election 'переміг на виборах' candidate=p1"]),
        ("ru", "{p1 Ивану Новику} не давали спать.", ["ill_treatment 'не давали спать' victim=p1"]),
        ("ru", "Они не давали {p1 Ивану Новику} спать.", ["ill_treatment 'не давали' victim=p1"]),
        ("ru", "В редакции прошёл обыск.", ["repression 'обыск'"]),
        ("be", "У рэдакцыі прайшоў ператрус.", ["repression 'ператрус'"]),
    ],
)  # fmt: skip
def test_what_tells_of_an_event(language: str, text: str, expected: list[str]) -> None:
    assert told(language, text) == expected
