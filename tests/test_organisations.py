"""Organisations, regimes, treaties and groups: with which words they are named, and what is none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.entities.others.groups import find_groups
from pipeline.entities.others.organisations import Organisation, find_organisations
from pipeline.read.passages import sentences


def organisations(text: str, language: str, people: tuple[str, ...] = ()) -> list[Organisation]:
    spans = sorted((text.index(name), text.index(name) + len(name)) for name in people)
    return find_organisations(text, sentences(text, language)[0], language, spans)


def told(text: str, language: str, people: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    return [(text[o.start : o.end], o.kind) for o in organisations(text, language, people)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "The UN, the European Union's envoys and the OSCE met.", ["un", "eu", "osce"]),
        ("be", "Рада Еўропы, у Еўрапейскім саюзе, АБСЕ і ЭЗ.", ["council-of-europe", "eu", "osce", "eu"]),
        (
            "ru",
            "Совета Европы, Европейским союзом, в ООН и МИД.",
            ["council-of-europe", "eu", "un", "foreign-ministry"],
        ),
        ("uk", "Верховної Ради, Європейського Союзу та МВС.", ["verkhovna-rada", "eu", "interior-ministry"]),
        (
            "pl",
            "w Unii Europejskiej i Parlamencie Europejskim oraz MSZ",
            ["eu", "european-parliament", "foreign-ministry"],
        ),
        ("de", "der Europäischen Union und des Europarats", ["eu", "council-of-europe"]),
        ("fr", "le Conseil de l'Europe et l'ONU", ["council-of-europe", "un"]),
        ("cs", "v Evropské unii a NATO", ["eu", "nato"]),
        ("lt", "Europos Sąjungos ir NATO", ["eu", "nato"]),
        (
            "en",
            "under the Helsinki Final Act and the Budapest Memorandum",
            ["helsinki-final-act", "budapest-memorandum"],
        ),
        ("ru", "по Всеобщей декларации прав человека", ["udhr"]),
        ("ru", "«Весна» и «Наша Ніва» сообщили; весна пришла.", ["viasna", "nasha-niva"]),
        ("en", "WHO KILLED HIM? The WHO said so.", ["who"]),
    ],
)
def test_bodies_of_the_list(language: str, text: str, expected: list[str]) -> None:
    assert [one.key for one in organisations(text, language)] == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "en",
            "He left the Polish Ministry of Labour and Social Policy.",
            [("Ministry of Labour and Social Policy", "government_body")],
        ),
        (
            "en",
            "Judges of the Minsk City Court and the Belarusian Popular Bank met.",
            [("Minsk City Court", "court"), ("Belarusian Popular Bank", "company")],
        ),
        (
            "en",
            "They read the newspaper Novy Chas and the Volny Brest newspaper.",
            [("Novy Chas", "medium"), ("Volny Brest", "medium")],
        ),
        (
            "en",
            "The Georgian Young Lawyers' Association (GYLA) said so. GYLA left.",
            [("Georgian Young Lawyers' Association", "ngo"), ("GYLA", "ngo"), ("GYLA", "ngo")],
        ),
        (
            "ru",
            "В Следственном комитете и Белорусской ассоциации адвокатов (БАА) молчат. БАА ждёт.",
            [
                ("Следственном комитете", "government_body"),
                ("Белорусской ассоциации адвокатов", "ngo"),
                ("БАА", "ngo"),
                ("БАА", "ngo"),
            ],
        ),
        (
            "ru",
            "Лидер партии «Новая воля» и газета «Свободный край».",
            [("Новая воля", "party"), ("Свободный край", "medium")],
        ),
        (
            "be",
            "Міністэрства абароны і Беларускі кангрэс дэмакратаў прыйшлі.",
            [("Міністэрства абароны", "government_body"), ("Беларускі кангрэс дэмакратаў", "movement")],
        ),
        (
            "uk",
            "Про це сказали у Міністерстві оборони та в Печерському районному суді.",
            [("Міністерстві оборони", "government_body"), ("Печерському районному суді", "court")],
        ),
        (
            "pl",
            "Wczoraj Naczelny Sąd Administracyjny i Komitet Obrony Robotników milczały.",
            [("Naczelny Sąd Administracyjny", "court"), ("Komitet Obrony Robotników", "government_body")],
        ),
    ],
)
def test_bodies_that_no_list_knows(language: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", "Доцент Вольного университета имени Сыча Олег Лис ушёл.", ["Вольного университета имени Сыча"]),
        ("ru", "Ректор Речного университета имени Янки Сыча ушёл.", ["Речного университета имени Янки Сыча"]),
        (
            "en",
            "The Supreme Court of Latvia met the Estonian Justice Ministry.",
            ["Supreme Court of Latvia", "Estonian Justice Ministry"],
        ),
        (
            "en",
            "The Council of Free Latvia and the Ministry of Trade of Latvia met.",
            ["Council of Free Latvia", "Ministry of Trade of Latvia"],
        ),
        (
            "be",
            "Рада вольнай Літвы маўчыць, але ў Радзе вольнай Літвы ёсць спрэчкі.",
            ["Рада вольнай Літвы", "Радзе вольнай Літвы"],
        ),
        ("ru", "Комитет «Тихая роща» молчит.", ["Тихая роща"]),
        (
            "en",
            "We protest.\n\nSigned:\n\nLake Watch\n- Free Word (Riga)\nNyein Oo\nRiga, 5 May",
            ["Lake Watch", "Free Word"],
        ),
        ("ru", "Мы против.\n\nПодписали:\n\nЧистый берег (Рига)", ["Чистый берег"]),
        ("en", "She left the Latvian Embassy and the 9th District Court.", ["Latvian Embassy", "9th District Court"]),
        ("en", "They sued Norvik, a Danish-owned company, in May.", ["Norvik"]),
        ("en", "Norvik, a monitoring group based in Riga, left. Yesterday, a company, then two, left.", ["Norvik"]),
        ("en", "In a poem, “Song of a Tired Guard”, he named nobody.", []),
        ("en", "Members of the Bread and Freedom Party voted.", ["Bread and Freedom Party"]),
        ("en", "They blame the junta of General Baro.", ["junta of General Baro"]),
        ("be", "Пра гэта сказалі ў Саюзе латвійскіх рыбакоў.", ["Саюзе латвійскіх рыбакоў"]),
        ("be", "Суд Кастрычніцкага раёна Пінска маўчыць.", ["Суд Кастрычніцкага раёна Пінска"]),
        ("be", "Дэпартамэнт ахоўных мерапрыемстваў і «Ластаўка» маўчаць.", ["Дэпартамэнт ахоўных мерапрыемстваў"]),
        ("be", "Яна вядзе тэлеграм-канал «Ціхая вуліца».", ["Ціхая вуліца"]),
        ("ru", "Заявление сделали МИД Эстонии и Верховный суд Латвии.", ["МИД Эстонии", "Верховный суд Латвии"]),
        ("ru", "Управление КГБ по Витебской области молчит.", ["Управление КГБ по Витебской области"]),
        ("ru", "Санкт-Галленский областной суд решил.", ["Санкт-Галленский областной суд"]),
        ("ru", "Он учился в Рижском институте древних языков.", ["Рижском институте древних языков"]),
        (
            "ru",
            "Суд Речного района Гродно и суд Речного района Минска.",
            ["Суд Речного района Гродно", "суд Речного района Минска"],
        ),
        ("ru", "Она основала «Тихий дом» и стала членом «Круга».", ["Тихий дом", "Круга"]),
        (
            "ru",
            "Центр «Ласточка» закрыт. По данным «Ласточки», это так; по «Ласточкину» — нет.",
            ["Ласточка", "Ласточки"],
        ),
        ("ru", "Он вступил в союз учителей «Слово».", ["Слово"]),
        ("ru", "Газета опубликовала «Список».", []),
        ("uk", "Спілка естонських лікарів і МЗС Латвії мовчать.", ["Спілка естонських лікарів", "МЗС Латвії"]),
        ("uk", "Окружний суд Риги відпустив його.", ["Окружний суд Риги"]),
    ],
)
def test_what_a_body_is_for_and_whose_it_is(language: str, text: str, expected: list[str]) -> None:
    assert [name for name, _ in told(text, language)] == expected


def test_a_signature_is_no_headline() -> None:
    signature = "Ann Gull, Director, Centre for Lake Manuscripts"
    assert told(signature, "en", ("Ann Gull",)) == [("Centre for Lake Manuscripts", "ngo")]
    assert told(signature.replace("Ann Gull,", "Ann Gull"), "en", ("Ann Gull",)) == []
    assert told("Angry Crowds Storm Lake Centre While Leaders Flee", "en") == []


def test_the_ministries_of_two_countries_are_two() -> None:
    first, second, third = organisations("МИД Латвии спорит с МИД Эстонии. В МИДе Латвии молчат.", "ru")
    assert first.key == third.key != second.key
    assert (first.label, first.country, first.is_listed) == ("Foreign Ministry, Latvia", "LV", True)


def test_cases_of_one_name_have_one_key() -> None:
    text = "Вчера Печорский городской суд решил. В Печорском городском суде молчат. Решение Печорского городского суда."
    assert len({one.key for one in organisations(text, "ru")}) == 1
    assert len(organisations(text, "ru")) == 3


@pytest.mark.parametrize(
    ("language", "text", "people", "expected"),
    [
        ("en", "They blame the Novik regime's police.", (), ["Novik regime"]),
        ("en", "They blame the [Novik] regime.", (), ["[Novik] regime"]),
        ("en", "They blame the Novik government.", (), []),
        ("en", "They blame the Novik government.", ("Novik",), ["Novik government"]),
        ("en", "They blame the Belarusian regime, a Minsk regime and this regime.", (), []),
        ("ru", "Они винят режим Новика.", (), ["режим Новика"]),
        ("be", "Санкцыі супраць рэжыму Новіка.", (), ["рэжыму Новіка"]),
        ("uk", "Санкції проти режиму Новика.", (), ["режиму Новика"]),
        ("pl", "Sankcje wobec reżimu Nowika.", (), ["reżimu Nowika"]),
        ("de", "Das Nowik-Regime schweigt.", (), ["Nowik-Regime"]),
        ("fr", "Le régime de Novik se tait.", (), ["régime de Novik"]),
    ],
)
def test_regimes(language: str, text: str, people: tuple[str, ...], expected: list[str]) -> None:
    assert [text[o.start : o.end] for o in organisations(text, language, people) if o.kind == "regime"] == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The court and the party met the council. Committee members left."),
        ("en", "The Russian Federation and the Soviet Union are no organisations."),
        ("ru", "Комитет решил. Местный совет ждёт. Суд отказал. Российская Федерация."),
        ("be", "Партыя вырашыла. Заяву Арлова суд адхіліў."),
        ("be", "Суд пакараў яго. Камітэт адказаў. Рада дырэктараў маўчыць. Рух цягнікоў спынены."),
        ("ru", "Суд арестовал его. Движение поездов остановлено. Совет директоров молчит. Местный суд решил."),
        ("uk", "Суд відповів. Рух транспорту зупинено. Рада директорів мовчить. Місцевий суд вирішив."),
        ("uk", "Суд вирішив. Гірка правда життя така."),
        ("en", "Lawmakers Slam Minsk Court Over Activist Ruling"),
    ],
)
def test_what_is_no_organisation(language: str, text: str) -> None:
    assert told(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "en",
            "The demonstrators and all other political prisoners met security forces.",
            ["The demonstrators", "all other political prisoners", "security forces"],
        ),
        (
            "en",
            "the Belarusian people, these transatlantic legislators, people",
            ["Belarusian people", "these transatlantic legislators"],
        ),
        ("ru", "Эти протестующие и белорусские правозащитники", ["Эти протестующие", "белорусские правозащитники"]),
        ("be", "усе палітвязні і журналістаў", ["усе палітвязні", "журналістаў"]),
        ("uk", "правоохоронці та українські військові", ["правоохоронці", "українські військові"]),
    ],
)
def test_groups(language: str, text: str, expected: list[str]) -> None:
    found = find_groups(text, [(0, len(text))], language)
    assert [text[one.start : one.end] for one in found] == expected
    assert {one.kind for one in found} == {"group"}


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet='SuprmeCotМінiстр «»"()-.regim []\n', max_size=200), st.sampled_from(["en", "ru", "pl", "und"]))
def test_organisations_stand_in_order_in_the_text(text: str, language: str) -> None:
    last = 0
    for one in organisations(text, language):
        assert last <= one.start < one.end <= len(text)
        last = one.end


@pytest.mark.parametrize(
    ("unit", "language"),
    [
        ("Council of ", "en"),
        ("Supreme ", "en"),
        ("(EU) ", "en"),
        ("ABC (ABC) ", "en"),
        ("Novik regime ", "en"),
        ("партия «", "ru"),
        ("И суд ", "ru"),
        ("A. ", "und"),
    ],
)
def test_long_texts_of_anything_are_walked(unit: str, language: str) -> None:
    text = unit * (300_000 // len(unit))
    find_organisations(text, [(0, len(text))], language)
    find_groups(text, [(0, len(text))], language)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "He is held in Penal Colony No. 15 in Norvik.", ["Penal Colony No. 15"]),
        ("en", "The Colony had 15 huts.", []),
        ("ru", "Его держат в СИЗО №1, потом в ИК-2.", ["СИЗО №1", "ИК-2"]),
        ("ru", "Его отвезли в Ленинский РОВД.", ["Ленинский РОВД"]),
        ("be", "Яе трымаюць у СІЗА № 3.", ["СІЗА № 3"]),
        ("be", "Яго павезлі ў Ленінскі РАУС.", ["Ленінскі РАУС"]),
    ],
)
def test_prisons_and_police_departments(language: str, text: str, expected: list[str]) -> None:
    assert [name for name, _ in told(text, language)] == expected


def test_a_name_in_quotation_marks_is_one_with_the_noun_before_it_and_in_all_cases() -> None:
    text = "Заява Юрыдычнай сеткі «Статут». Сетка «Статут» маўчыць. Каардынацыйны савет. Ад Каардынацыйнага савета."
    keys = [one.key for one in organisations(text, "be")]
    assert len(keys) == 4
    assert len(set(keys)) == 2


def test_the_first_word_of_a_name_stands_for_the_body_where_it_is_nothing_else() -> None:
    text = "Zarnitsa Legal Aid opened. In June Zarnitsa was raided. Zarnitsa denies it. Anna Zarnitsa is a nurse."
    found = organisations(text, "en")
    assert [text[one.start : one.end] for one in found] == ["Zarnitsa Legal Aid", "Zarnitsa", "Zarnitsa"]
    assert len({one.key for one in found}) == 1
    text = "The Harbour Workers Union met. Harbour was quiet, as a harbour is. In Green Party circles. Green said no."
    assert [text[one.start : one.end] for one in organisations(text, "en")] == ["Harbour Workers Union", "Green Party"]


def test_a_noun_with_an_article_and_a_capital_is_the_one_body_that_has_it() -> None:
    text = "The Bakers’ Union met. The Union has 40 members; a union is small."
    assert [(text[one.start : one.end], one.label) for one in organisations(text, "en")][:2] == [
        ("Bakers’ Union", "Bakers’ Union"),
        ("Union", "Bakers’ Union"),
    ]
    two = "The Bakers’ Union and the Drivers’ Union met. The Union is large."
    assert [one.label for one in organisations(two, "en")] == ["Bakers’ Union", "Drivers’ Union"]
