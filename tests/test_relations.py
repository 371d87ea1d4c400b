"""What texts say that somebody is: roles, bodies led, countries, spouses; and what they do not say."""

import pytest
from statements_gold import parse, stated


def told(language: str, marked: str) -> list[str]:
    """The relations of a text whose mentions are marked, in words."""
    text = parse(language, marked)
    countries = {mention.entity_id: mention.country for mention in text.mentions}
    found = []
    for one in stated(text).relations:
        target = one.object_value or one.object_entity_id or ""
        found.append(f"{one.predicate} {one.subject_entity_id} {countries.get(target) or target}")
    return sorted(found)


EXAMPLES = [
    # A line of a list
    ("en", "{p1 Ann Gull}, professor, {o1 the Lake Club}, Riga", ["has_role p1 professor", "member_of p1 o1"]),
    ("en", "{p1 Ann Gull}, director, {o1 the Lake Club}, Riga", ["has_role p1 director", "leader_of p1 o1"]),
    ("en", "{p1 Ann Gull}, {o1 the Lake Club}", ["member_of p1 o1"]),
    ("ru", "{p1 Антон Жук}, {o1 Клуб рек};", ["member_of p1 o1"]),
    ("en", "{p1 Ann Gull}, {o1 the Lake Club} and rain.", []),
    ("ru", "{p1 Анна Гусь}, имеющая гражданство {l1:PL Польши}, ушла.", ["citizen_of p1 PL"]),
    # A body that is called by a noun of its name, or by the one before its name
    (
        "en",
        "{o1 The Lake Council} met. The council’s chair, {p1 Ann Gull}, left.",
        ["has_role p1 chair", "leader_of p1 o1"],
    ),
    (
        "en",
        "{o1 The Lake Council} met. The head of the council, {p1 Ann Gull}, left.",
        ["has_role p1 head of the council", "leader_of p1 o1"],
    ),
    (
        "en",
        "{o1 The Lake Council} and {o2 the Wood Council} met. The council’s chair, {p1 Ann Gull}, left.",
        ["has_role p1 chair"],
    ),
    (
        "ru",
        "{o1 Речной совет} собрался. Председатель совета {p1 Антон Жук} ушёл.",
        ["has_role p1 Председатель совета", "leader_of p1 o1"],
    ),
    (
        "ru",
        "Инициатива «{o1 Плот}» закрыта. Руководитель инициативы {p1 Антон Жук} ушёл.",
        ["has_role p1 Руководитель инициативы", "leader_of p1 o1"],
    ),
    ("ru", "{o1 Речной совет} собрался. Председатель суда {p1 Антон Жук} ушёл.", ["has_role p1 Председатель суда"]),
    # What belongs to a noun: adjectives in -ой, nouns before a name
    ("ru", "Глава районной почты {p1 Анна Гусь} ушла.", ["has_role p1 Глава районной почты"]),
    ("be", "Кіраўнік гарадскога тэатра {p1 Янка Сыч} сышоў.", ["has_role p1 Кіраўнік гарадскога тэатра"]),
    (
        "en",
        "{p1 Ann Gull}, president of the river rights group {o1 Raft}, left.",
        ["has_role p1 president of the river rights group Raft", "leader_of p1 o1"],
    ),
    ("en", "{p1 Ann Gull}, who teaches at {o1 the Lake School}, left.", ["member_of p1 o1"]),
    # An office: held, left, given; and what somebody resigns as
    ("en", "{p1 Ann Gull} resigned as mayor.", ["has_role p1 mayor"]),
    ("en", "{p1 Ann Gull} held the post of minister of trade.", ["has_role p1 minister of trade"]),
    (
        "en",
        "They elected {p1 Ann Gull} as chair of {o1 the Lake Club}.",
        ["has_role p1 chair of the Lake Club", "leader_of p1 o1"],
    ),
    ("en", "{p1 Ann Gull} appointed a judge from {l1 Riga}.", []),
    (
        "en",
        "As head of {o1 the Lake Club}, {p1 Ann Gull} spoke.",
        ["has_role p1 head of the Lake Club", "leader_of p1 o1"],
    ),
    ("ru", "{p1 Антон Жук} занимал пост министра торговли.", ["has_role p1 министра торговли"]),
    ("ru", "{p1 Анну Гусь} назначили судьёй.", ["has_role p1 судьёй"]),
    ("ru", "{p1 Антон Жук} назначил судью.", []),
    ("be", "{p1 Янку Сыча} абралі старшынём {o1 Рады}.", ["has_role p1 старшынём Рады", "leader_of p1 o1"]),
    # Who leads a body, in any order
    ("ru", "{o1 Клуб рек} возглавляет {p1 Антон Жук}.", ["leader_of p1 o1"]),
    ("ru", "{o1 Клуб рек}, который возглавила {p1 Анна Гусь}, закрыт.", ["leader_of p1 o1"]),
    ("ru", "{o1 Клуб рек}, возглавляемый {p1 Антоном Жуком}, закрыт.", ["leader_of p1 o1"]),
    ("ru", "{o1 Клуб рек} во главе с {p1 Антоном Жуком} закрыт.", ["leader_of p1 o1"]),
    ("ru", "{p1 Антон Жук}, возглавляющий {o1 Клуб рек}, уехал.", ["leader_of p1 o1"]),
    ("be", "{o1 Клуб рэк} на чале з {p1 Янкам Сычом} зачынены.", ["leader_of p1 o1"]),
    ("en", "{p1 Ann Gull} sits on {o1 the Lake Board}.", ["member_of p1 o1"]),
    # What a verb says alone, of whom the text has named before
    ("ru", "{p1 Анна Гусь} умерла. Работала следователем.", ["has_role p1 следователем"]),
    ("be", "{p1 Ганна Гусь} памерла. Узначальвала {o1 Клуб рэк}.", ["leader_of p1 o1"]),
    ("ru", "{p1 Анна Гусь} и {p2 Ольга Лис} умерли. Работала следователем.", []),
    ("ru", "{p1 Антон Жук} с 2001 года работал учителем.", ["has_role p1 учителем"]),
    ("ru", "{p1 Антон Жук} никогда не был учителем.", []),
    ("ru", "{p1 Антон Жук} возглавил ячейку партии {o1 Клуб рек}.", []),
    # Several nouns and names in a row
    (
        "en",
        "They jailed the reporters {p1 Ann Gull} and {p2 Bo Ray}, the cook {p3 Ed Fox} and the singer {p4 Al Poe}.",
        ["has_role p1 reporters", "has_role p2 reporters", "has_role p3 cook", "has_role p4 singer"],
    ),
    (
        "en",
        "They jailed the founder, {p1 Ann Gull}, its editor, {p2 Bo Ray}, and the singer {p3 Al Poe}.",
        ["has_role p3 singer"],
    ),
    # An age between the name and what describes it; signatures
    ("en", "{p1 Ann Gull} (46), a teacher, left.", ["has_role p1 teacher"]),
    ("ru", "{p1 Анна Гусь}, 34 года, учительница, уехала.", ["has_role p1 учительница"]),
    ("en", "{p1 Ann Gull}, chair, {o1 Lake Club}", ["has_role p1 chair", "leader_of p1 o1"]),
    ("en", "{p1 Ann Gull}, journalist", ["has_role p1 journalist"]),
    # A noun before the name, with what belongs to it in between
    (
        "be",
        "Кіраўніца руху «Крок» {p1 Ганна Лось} маўчыць.",
        ["has_role p1 Кіраўніца руху «Крок»", "leader_of p1 руху «Крок»"],
    ),
    ("be", "Судзіла суддзя {p1 Вольга Бусел}.", ["has_role p1 суддзя"]),
    (
        "be",
        "Прадстаўніца {o1 Еўрапейскай рады} {p1 Марта Вольф} прыехала.",
        ["has_role p1 Прадстаўніца Еўрапейскай рады"],
    ),
    ("be", "Вызвалілі прафэсарку {p1 Алену Гусь}.", ["has_role p1 прафэсарку"]),
    (
        "be",
        "{p1 Янка Сыч}, старшыня Таварыства аматараў песні, выступіў.",
        ["has_role p1 старшыня Таварыства аматараў песні", "leader_of p1 Таварыства аматараў песні"],
    ),
    ("be", "{p1 Янка Сыч}, сябра Таварыства аматараў песні", ["member_of p1 Таварыства аматараў песні"]),
    ("ru", "Министр иностранных дел {p1 Пауло Коэн} улетел.", ["has_role p1 Министр иностранных дел"]),
    (
        "ru",
        "Директор издательства «Волна» {p1 Антон Жук} уволен.",
        ["has_role p1 Директор издательства «Волна»", "leader_of p1 издательства «Волна»"],
    ),
    (
        "ru",
        "Временному поверенному в делах {l1:CL Чили} {p1 Рафаэлю Косте} вручили ноту.",
        ["has_role p1 Временному поверенному в делах Чили"],
    ),
    ("ru", "Его жена, режиссёр {p1 Анна Гусь}, уехала.", ["has_role p1 режиссёр"]),
    (
        "ru",
        "{p2 Пётр Лис} ждёт. Его жена, режиссёр {p1 Анна Гусь}, уехала.",
        ["has_role p1 режиссёр", "spouse_of p1 p2"],
    ),
    (
        "ru",
        "Умерла {p1 Анна Гусь}, переводчица и правозащитница.",
        ["has_role p1 переводчица", "has_role p1 правозащитница"],
    ),
    (
        "ru",
        "{p1 Анна Гусь} — гражданка {l1:DE Германии}, лауреат премии «Мост».",
        ["citizen_of p1 DE", "has_role p1 лауреат премии «Мост»"],
    ),
    (
        "ru",
        "{p1 Пётр Лис}, гражданин {l1:DE Германии} и {l2:PL Польши}, уехал.",
        ["citizen_of p1 DE", "citizen_of p1 PL"],
    ),
    (
        "be",
        "{p1 Пётр Ліс}, грамадзянін {l1:BY Беларусі} і {l2:PL Польшчы}, паехаў.",
        ["citizen_of p1 BY", "citizen_of p1 PL"],
    ),
    ("ru", "{p1 Пётр Лис} состоит в {o1 Союзе пекарей}.", ["member_of p1 o1"]),
    ("uk", "Посол {l1:UA України} в {l2:AT Австрії} {p1 Орест Гай} прибув.", ["has_role p1 Посол України в Австрії"]),
    ("uk", "Затримали фоторепортера {p1 Олега Гая}.", ["has_role p1 фоторепортера"]),
    (
        "uk",
        "Голова спілки «Разом» {p1 Лесь Дуб} виступив.",
        ["has_role p1 Голова спілки «Разом»", "leader_of p1 спілки «Разом»"],
    ),
    ("uk", "Дружина {p2 Дуба}, співачка {p1 Ніна Клен}, чекає.", ["has_role p1 співачка", "spouse_of p1 p2"]),
    ("uk", "{p1 Лесь Дуб} входить до {o1 Ради старійшин}.", ["member_of p1 o1"]),
    (
        "en",
        "{p2 Bo Ray} died. His wife, the painter {p1 Ann Lee}, survived.",
        ["has_role p1 painter", "spouse_of p1 p2"],
    ),
    (
        "en",
        "{p1 Ann Lee}, president of the Baltic Bakers’ League, resigned.",
        ["has_role p1 president of the Baltic Bakers’ League", "leader_of p1 Baltic Bakers’ League"],
    ),
    ("en", "{p1 Ann Lee}, 46, who heads {o1 the Bakers' Union}, was arrested.", ["leader_of p1 o1"]),
    ("en", "{p1 Ann Lee}, who leads the opposition alliance Open Doors, spoke.", ["leader_of p1 Open Doors"]),
    (
        "en",
        "{p1 Ann Lee} and other council members, such as {p2 Bo Ray}, left.",
        ["member_of p1 council", "member_of p2 council"],
    ),
    ("en", "{p1 Ann Lee}, editor of the weekly {o1 Lantern}, was fined.", ["has_role p1 editor of the weekly Lantern"]),
    # Traps: another person's, a part of a body, a list, an agent, what is done to somebody
    ("ru", "Адвоката {p1 Савич} не пустили.", []),
    ("ru", "Свидетель убийства {p1 Ивана Гуся} молчит.", []),
    ("ru", "Министр поддержала {p1 Эчеверри}.", []),
    (
        "ru",
        "Пресс-секретарь директора {o1 Завода} {p1 Анна Гусь} молчит.",
        ["has_role p1 Пресс-секретарь директора Завода"],
    ),
    (
        "ru",
        "Руководитель отдела {o1 Завода} {p1 Анна Гусь} молчит.",
        ["has_role p1 Руководитель отдела Завода", "leader_of p1 отдела Завода"],
    ),
    ("ru", "Пришли судья, {p1 Анна Гусь}, {p2 Пётр Лис} и {p3 Олег Жук}.", []),
    ("be", "Суддзя пакараў {p1 Алеся Рака}.", []),
    ("be", "Супраць яго жонкі выступіў {p1 Алесь Рак}.", []),
    ("uk", "Помер учасник Революції гідності {p1 Данило Гай}.", ["has_role p1 учасник Революції гідності"]),
    ("uk", "Лікаря побив {p1 Лесь Дуб}.", []),
    ("uk", "Суддя відпустила {p1 Леся Дуба}.", []),
    ("en", "{o1 The Court} ruled. {p2 Bo Ray} left. Its president, {p1 Ann Lee}, stayed.", ["has_role p1 president"]),
    ("en", "{p1 Ann Lee}, founder of {o1 the Union}, spoke.", ["has_role p1 founder of the Union"]),
    ("en", "{p1 Ann Lee} led the Friday Meeting.", []),
    (
        "en",
        "The head of the press office of {o1 the Ministry}, {p1 Ann Lee}, spoke.",
        ["has_role p1 head of the press office"],
    ),
]


@pytest.mark.parametrize(("language", "marked", "expected"), EXAMPLES)
def test_what_a_text_says_that_somebody_is(language: str, marked: str, expected: list[str]) -> None:
    assert told(language, marked) == expected
