"""Names in every system that writes them, standards and newspapers: comparing finds the native name behind each."""

import pytest

from pipeline.names import System, compare, match, read, romanise, systems

NATIVE = {
    "be": """
        Ігар Казлоў|Вольга Бандарэнка|Сяргей Навіцкі|Святлана Навіцкая|Уладзімір Шчарбакоў|Юрый Жукаў|Яўген Чарноў
        Дзмітрый Галубеў|Ганна Кавальчук|Пётр Цярэшчанка|Юлія Юрчанка|Язэп Ягораў|Аляксей Ёлкін|Зміцер Дзядзюля
        Марыя Хадкевіч|Кацярына Цвірка|Рыгор Сямашка|Наталля Лук'янава|Андрэй Зуб|Васіль Воўк|Алена Кісялёва
        Янка Купала|Якуб Колас|Максім Багдановіч|Уладзімір Караткевіч|Францішак Скарына|Ларыса Геніюш|Алесь Гарун
    """,
    "ru": """
        Игорь Козлов|Ольга Бондаренко|Сергей Новицкий|Светлана Новицкая|Владимир Щербаков|Юрий Жуков|Евгений Чернов
        Дмитрий Голубев|Анна Ковальчук|Пётр Терещенко|Юлия Юрченко|Иосиф Егоров|Алексей Ёлкин|Наталья Лукьянова
        Андрей Сухой|Ильдар Хасанов|Елена Киселёва|Василий Воробьёв|Антон Чехов|Фёдор Достоевский|Лев Толстой
        Александр Пушкин|Пётр Чайковский|Марина Цветаева|Анна Ахматова|Иван Тургенев|Михаил Шолохов|Николай Гоголь
        Софья Ковалевская|Сергей Эйзенштейн
    """,
    "uk": """
        Ігор Козлов|Ольга Бондаренко|Сергій Новицький|Світлана Новицька|Володимир Щербаков|Юрій Жуков|Євген Чорний
        Дмитро Голубенко|Ганна Ковальчук|Петро Терещенко|Юлія Юрченко|Йосип Єгоров|Олексій Їжакевич|Тарас Шевченко
        Наталія Лук'яненко|Леся Українка|Іван Франко|Михайло Грушевський|Ольга Кобилянська|Григорій Сковорода
        Богдан Хмельницький|Пантелеймон Куліш|Олена Пчілка|Марія Заньковецька|Василь Стефаник|Панас Мирний
        Любов Яновська|Кирило Розумовський
    """,
}
EXCEPTIONS = {
    ("press-bel-Cyrl-Latn-de", "Ігар Казлоў"): "Kaslou: nothing shows that it is German, whose s may be з",
    ("press-bel-Cyrl-Latn-de", "Андрэй Зуб"): "Sub: as Kaslou",
    ("press-bel-Cyrl-Latn-de", "Язэп Ягораў"): "Jasep: as Kaslou",
    ("press-bel-Cyrl-Latn-sv", "Пётр Цярэшчанка"): "Tsjaresjtjanka: tsj is ця here, ч elsewhere in the north",
    ("press-bel-Cyrl-Latn-sv", "Рыгор Сямашка"): "Sjamasjka: sj is ш, and ся too",
    ("lacinka-bel-Cyrl-Latn", "Алена Кісялёва"): "Kisialova: nothing shows that lo is лё, and lo elsewhere is ло",
    ("press-rus-Cyrl-Latn-es", "Анна Ахматова"): "Ajmatova: nothing shows that it is Spanish, j elsewhere is й",
    ("press-rus-Cyrl-Latn-es", "Ильдар Хасанов"): "Jasanov: as Ajmatova",
    ("press-rus-Cyrl-Latn-fr", "Михаил Шолохов"): "Cholokhov: nothing shows that it is French, ch elsewhere is ч",
    ("press-ukr-Cyrl-Latn-lt", "Євген Чорний"): "Čornas: the ending of the adjective has gone",
    ("press-ukr-Cyrl-Latn-lt", "Панас Мирний"): "Myrnas: as Čornas",
}
"""What is not found, by system and native name, and why: the same letters are more often another name."""

NAMES = [
    (language, native.strip())
    for language, lists in NATIVE.items()
    for line in lists.split("\n")
    for native in line.split("|")
    if native.strip()
]


@pytest.mark.parametrize(("language", "native"), NAMES)
def test_a_name_is_found_in_every_system(language: str, native: str) -> None:
    missed = {
        (system.code, native)
        for system in systems()
        if system.language == language and not compare(native, romanise(native, system)).same
    }
    assert missed == {exception for exception in EXCEPTIONS if exception[1] == native}


@pytest.mark.parametrize("system", systems(), ids=lambda system: system.code)
def test_what_a_system_writes_is_read_as_it_stands(system: System) -> None:
    """A romanised name is a nominative: none is taken for another case."""
    for language, native in NAMES:
        if language == system.language:
            written = romanise(native, system)
            name = read(written)
            assert not name.is_inflected, written
            assert name.gender in (None, read(native).gender or name.gender), written


@pytest.mark.parametrize("system", systems(), ids=lambda system: system.code)
def test_no_system_joins_two_people(system: System) -> None:
    names = [native for language, native in NAMES if language == system.language]
    pairs = match(names, [romanise(native, system) for native in names])
    assert [(names[pair.left], names[pair.right]) for pair in pairs if pair.left != pair.right] == []


def test_there_are_names_in_every_language_and_every_exception_is_of_one_of_them() -> None:
    for language in NATIVE:
        assert len([of for of, _ in NAMES if of == language]) >= 15
    assert {native for _, native in EXCEPTIONS} <= {native for _, native in NAMES}
