"""Where sentences end: by example in each language, and what holds for every text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import reference
from pipeline.read.sentences import sentence_language, sentence_spans

KINDS = {"leads", "counts", "either", "closes", "opener"}


def divided(text: str, language: str | None) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text, sentence_language(text, language))]


# Sentences are separated by " ¦ " here, which the text itself has as a space.
@pytest.mark.parametrize(
    ("language", "expected"),
    [
        # initials, titles and abbreviations before a name or a number
        ("en", "Mr. Novik met Lt. Col. J. R. Smith in St. Louis. ¦ See No. 5 and p. 7. ¦ She said no. ¦ He left."),
        ("en", "He works for the U.S. Senate. ¦ She left the U.S. ¦ The others stayed until 5 p.m. ¦ He did not."),
        ("en", "He was born in Springfield, Ill. on Jan. 5. ¦ He fell ill. ¦ Doctors came."),
        ("be", "Суддзя А. Б. Навік жыве ў г. Мінск, вул. Леніна, д. 5, кв. 7. ¦ Ён выйшаў."),
        ("be", "Прысутнічалі П. Бондар, Дз. Навік і інш. ¦ Суд адклаў справу."),
        ("ru", "Он живёт в г. Минск, ул. им. В. И. Ленина, д. 5. ¦ Суд решил иначе."),
        ("ru", "Пришли судьи, адвокаты и т. д. ¦ Новик молчал. ¦ Он помог им. ¦ Потом ушёл."),
        ("uk", "Проф. О. Новик мешкає на вул. Франка, буд. 3. ¦ Це правда, так воно і є. ¦ Суд вирішив."),
        ("pl", "Szkoła im. Jana Pawła II, ul. Długa. ¦ Prof. A. Nowik m.in. Polskę chwalił itd. ¦ Sąd milczał."),
        ("cs", "Soudkyně JUDr. A. Nováková, Ph.D., pracuje v Kolíně nad Labem, např. Praha je dál. ¦ Odešla."),
        (
            "de",
            "Univ.-Prof. A. B. Novik kam z. B. Minsk näher. ¦ Die Firma Novik & Co. KG schloss. ¦ Prof. Weber ging.",
        ),
        ("fr", "M. Novik et Mme A.-M. Le Goff sont partis. ¦ J.-P. Novik est resté. ¦ Non."),
        ("lt", "Pasak B.Harackio, A. Kavalenka gyvena čia. ¦ Dž. Novikas ir B. O'Haras tyli. ¦ Ir t. t. ¦ Teismas."),
        (None, "Свидетель П. Бондарь не пришёл. ¦ Его ждали."),
        (None, "Mr. Novik came. ¦ He left."),
        # dates, years, ordinals
        (
            "ru",
            "В 2021 г. Минский суд осудил его. ¦ Приговор вступил в законную силу только в мае 2022 г. ¦ Суд молчал.",
        ),
        (
            "pl",
            "W 1990 r. Polska się zmieniła. ¦ Następne wolne wybory odbyły się w maju 1990 r. ¦ Polska się cieszyła.",
        ),
        ("lt", "2020 m. rugsėjo 9 d. Minsko teismas nuteisė. ¦ Vilnius, kovo 12 d. (BNS). ¦ Minsko teismas tyli."),
        ("de", "Am 3. März kam er. ¦ Das 19. Jahrhundert endete 1900. ¦ Danach wurde er 30. ¦ Er blieb."),
        ("cs", "Dne 3. března 2020 přišel. ¦ Ve 20. století bylo lépe. ¦ Index ukázal 85. ¦ Pozitivních ubylo."),
        ("en", "It happened in 2020. ¦ Novik left."),
        # quotations and brackets
        ("en", "He said: “I left. He stayed.” ¦ She nodded (He saw it. She did not.) Novik twice."),
        ("en", "(He went. She stayed.) ¦ So it was."),
        ("en", '"I left. He stayed," she said. ¦ “Why?” he asked. ¦ He left.[12] ¦ Then nothing.'),
        ("ru", "«Я ушёл. Он остался», — сказал Новик. ¦ — Почему? — спросил он. ¦ — Потому. ¦ — Да! ¦ Нет!"),
        ("de", "„Ich ging. Er blieb“, sagte sie. ¦ »Ja. Nein«, sagte er. ¦ Sie sagte: »Nein.« ¦ Dann war Ruhe."),
        ("fr", "Il a dit : « Je pars. Il reste », puis rien. ¦ « Oui. » ¦ Il est parti. ¦ Pourquoi ? ¦ Pour rien."),
        ("lt", "„Advokatas atėjo. Jis tylėjo“, – sakė jis. ¦ Ji tarė: „Gerai.“ ¦ Visi išėjo."),
        # items, ellipses, missing spaces, other scripts
        ("en", "1. The court ruled. ¦ 2. The court left. ¦ Present: 1. A. Novik; 2. B. Weber."),
        ("en", "Wait... ¦ (...) He left... slowly."),
        ("pl", "Potem wyszedł. ¦ Pisze o tym kresy.by i Aktualne.Org też."),
        ("xx", "One. ¦ Two! ¦ Three?! ¦ 4."),
    ],
)
def test_by_example(language: str | None, expected: str) -> None:
    text = expected.replace(" ¦ ", " ")
    assert " ¦ ".join(divided(text, language)) == expected


def test_where_no_space_stands() -> None:
    assert divided("Skończył sprawę.Potem wyszedł.", "pl") == ["Skończył sprawę.", "Potem wyszedł."]
    assert divided("他走了。她也走了。", "zh") == ["他走了。", "她也走了。"]


def test_a_long_quotation_is_divided() -> None:
    quotation = "“" + "He was there all the time and did not say a word. " * 12 + "He left.”"
    assert len(divided(quotation, "en")) == 13


def test_an_unknown_language_has_the_rules_of_its_script() -> None:
    assert sentence_language("One. Two.", "xx") == sentence_language("One. Two.", None) == "und"
    assert sentence_language("Адзін. Два.", "kk-Cyrl") == "und-Cyrl"
    assert sentence_language("One. Two.", "be-tarask") == "be"


def test_no_word_says_two_things_in_one_language() -> None:
    said: dict[tuple[str, str, bool], str] = {}
    for row in reference.rows("full_stops.csv"):
        assert row["kind"] in KINDS
        for language in row["language"].split("|"):
            key = (row["word"], language, row["kind"] == "opener")
            assert key not in said, f"{key} is {said.get(key)} and {row['kind']}"
            said[key] = row["kind"]


@given(
    st.text(alphabet="aBбГ5 .!?…,;:()[]\"“”„«»—-'\n\u00a0", max_size=300)
    | st.lists(
        st.sampled_from(["г.", "A.", "Dr.", "Он", "the", "2020", "«", "»", "(", ")", '"', "no.", "…", "?", ".", "II."])
    ).map(" ".join),
    st.sampled_from(["be", "de", "en", "lt", "ru", "und"]),
)
def test_sentences_are_in_order_and_leave_nothing_out(text: str, language: str) -> None:
    text = text.strip()
    position = 0
    for start, end in sentence_spans(text, language):
        assert position <= start < end
        assert not text[position:start].strip(), "only white space stands between sentences"
        assert text[start:end] == text[start:end].strip()
        position = end
    assert position == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000_000,
        "Novik " * 100_000,
        "." * 1_000_000,
        "(" * 500_000 + ")" * 500_000,
        "„" + "A. " * 300_000,
        '". ' * 300_000,
        ". — " * 250_000,
        ".[1" * 300_000,
    ],
    ids=lambda text: str(text[:12]),
)
def test_hostile_text_is_no_trouble(text: str) -> None:
    """Were the time not linear in its length, this would not end."""
    text = text.strip()
    spans = list(sentence_spans(text, "ru"))
    assert (spans[0][0], spans[-1][1]) == (0, len(text))
