"""Quotations, direct and indirect: what is one and what is not, cue and speaker, in several languages and styles."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from pipeline import reference
from pipeline.facts.quotations.direct import Quotation
from pipeline.facts.quotations.reported import find
from pipeline.read.passages import split

_MARKED = re.compile(r"\{([di])\|([^|{}]*)\|([^{}]*)\}")


def quotations(text: str, language: str) -> list[Quotation]:
    passages = list(split(text, language))

    def spans(*kinds: str) -> list[tuple[int, int]]:
        return [(p.start, p.end) for p in passages if p.kind in kinds]

    return find(text, language, spans("title", "paragraph"), spans("sentence"), spans("dateline"))


def found(text: str, language: str, kind: str = "direct") -> list[str]:
    return [text[q.start : q.end] for q in quotations(text, language) if q.kind == kind]


def speaker(text: str, quotation: Quotation) -> str | None:
    return text[slice(*quotation.speaker)] if quotation.speaker else quotation.pronoun


@pytest.mark.parametrize(
    ("language", "text", "quotes"),
    [
        ("en", "“We will go,” said Nina Bondar. “They won’t.”", ["We will go", "They won’t."]),
        ("en", "Olga Petrova told reporters: “It was long.”", ["It was long."]),
        ("en", 'BREST, May 4 -- "We will not accept it," said Alena Novik.', ["We will not accept it"]),
        ("en", "RIGA, Latvia (XNA) — “We were told nothing,” the mother said.", ["We were told nothing"]),
        ("ru", "РИГА, 3 марта -- «Мы его не признаем», -- сказала Новик.", ["Мы его не признаем"]),
        ("en", "“I was at home,” he said, “and saw nothing.”", ["I was at home", "and saw nothing."]),
        ("en", "“Who? Me?” Novik asked. He laughed.", ["Who? Me?"]),
        ("en", "The ruling, Lee said, was “an affront to reason”.", ["an affront to reason"]),
        ("en", "She called the vote “a farce” and “a show”.", ["a farce", "a show"]),
        ("en", "Kruk said he “never signed it” and that they “made it all up”.", ["never signed it", "made it all up"]),
        ("en", "According to Lee, police acted “in plain breach of the law”.", ["in plain breach of the law"]),
        ("en", "Ivan Kruk: “I deny all of it.”", ["I deny all of it."]),
        ("en", "Lee said the talks had failed.\n\n“We have nothing left to say to them.”",
         ["We have nothing left to say to them."]),
        ("ru", "«Вину не признаём, — сказала Юрова. — Мы обжалуем приговор».",
         ["Вину не признаём", "Мы обжалуем приговор"]),
        ("ru", "— Я не виноват, — заявил он. — Меня там не было.", ["Я не виноват", "Меня там не было."]),
        ("ru", "Посол заявил: «Мы ждём ответа», — и ушёл.", ["Мы ждём ответа"]),
        ("ru", "Ведомство назвало жалобу «выдумкой».", ["выдумкой"]),
        ("be", "Сведка сказаў, што «ніхто не бачыў гэтага».", ["ніхто не бачыў гэтага"]),
        ("be", '"Гэта не суд", -- заяўляе праваабаронца.', ["Гэта не суд"]),
        ("uk", "«Це не суд», — наголосила вона.", ["Це не суд"]),
        ("pl", "„To skandal” – powiedziała posłanka.", ["To skandal"]),
        ("de", "„Wir gehen nicht“, sagte der Anwalt.", ["Wir gehen nicht"]),
        ("fr", "« Nous refusons », a déclaré le ministre.", ["Nous refusons"]),
        ("cs", "„Nic jsem nepodepsal,“ řekl Novák.", ["Nic jsem nepodepsal"]),
        ("lt", "„Mes neisime“, – sakė Petraitis.", ["Mes neisime"]),
    ],
)  # fmt: skip
def test_direct(language: str, text: str, quotes: list[str]) -> None:
    assert found(text, language) == quotes


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "His film “The Long Winter” was shown, and he said nothing."),
        ("en", "A village called “Zarya” was burnt."),
        ("en", "The “reform” of the courts is over. He is known as “the Fox”."),
        ("en", "Novik did not say “I resign from all of it”."),
        ("en", "“We go on” was written on the wall."),
        ("ru", "Закрыта газета «Новый час», сообщил министр."),
        ("ru", "Газета «Новый час» сообщила о суде."),
        ("ru", "Об этом пишет «Комсомольская правда в Беларуси»."),
        ("ru", "По версии следствия, он передавал сведения «третьим лицам»."),
        ("be", "Кніга «Людзі на балоце» засталася ў камеры."),
        ("uk", "Так звана «реорганізація» тривала рік."),
    ],
)
def test_titles_and_words_held_at_arms_length_are_no_quotations(language: str, text: str) -> None:
    assert found(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "quotes"),
    [
        ("en", "Officials said Tuesday that three people had died.", ["three people had died"]),
        ("en", "The group told the BBC that nobody was let in.", ["nobody was let in"]),
        ("en", "Police said 40 people were held.", ["40 people were held"]),
        ("en", "It said in a letter late on Monday it had no choice.", ["it had no choice"]),
        ("en", "At least 40 people were detained, the rights group said on Monday.",
         ["At least 40 people were detained"]),
        ("en", "The bridge was closed for a week, according to the ministry.", ["The bridge was closed for a week"]),
        (
            "en",
            "The bridge was closed, according to Bondar, whom a court had fined 1,500 euros.",
            ["The bridge was closed"],
        ),
        ("en", "Lee said the law was bad and urged the senate to repeal it.",
         ["the law was bad", "the senate to repeal it"]),
        ("en", "The envoys raised concerns about the arrest of Pavel Lis, a poet who writes in Karaim.",
         ["the arrest of Pavel Lis"]),
        ("en", "The union accused the ministry of hiding the lists.", ["hiding the lists"]),
        ("ru", "По его словам, суд длился час.", ["суд длился час"]),
        ("ru", "Проверка продлится до мая, сообщила пресс-служба.", ["Проверка продлится до мая"]),
        ("ru", "Союз потребовал отменить торги и договор.", ["отменить торги и договор"]),
        ("be", "У МЗС заявілі, што нота накіравана.", ["нота накіравана"]),
        ("uk", "За словами дружини, йому не передають ліки.", ["йому не передають ліки"]),
        ("pl", "Rzecznik poinformował, że droga jest zamknięta.", ["droga jest zamknięta"]),
        ("de", "Der Minister sagte, dass die Grenze offen bleibt.", ["die Grenze offen bleibt"]),
        ("fr", "Le ministre a déclaré que la route est fermée.", ["la route est fermée"]),
    ],
)  # fmt: skip
def test_indirect(language: str, text: str, quotes: list[str]) -> None:
    assert found(text, language, "indirect") == quotes


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We demand that all of them be freed."),
        ("en", "The judge did not say why the hearing was closed."),
        ("en", "If the prosecutor says that the file is secret, nobody can check."),
        ("en", "Did he say that the vote was fair?"),
        ("en", "He wrote a letter that was never sent."),
        ("en", "She had a demanding job in the ministry."),
        ("en", "According to the law, no warrant is needed."),
        ("ru", "Он не сказал, что уедет из города."),
        ("ru", "Согласно закону, ордер не нужен."),
        ("be", "Калі скажуць, што можна ехаць, паедзем."),
    ],
)
def test_what_nobody_said_is_no_indirect_quotation(language: str, text: str) -> None:
    assert found(text, language, "indirect") == []


@pytest.mark.parametrize(
    ("language", "text", "who"),
    [
        ("en", "“We go,” said Nina Bondar, a lawyer.", "Nina Bondar"),
        ("en", "Nina Bondar, who left in May, told reporters: “We go.”", "Nina Bondar"),
        ("en", "The group’s chair, Tom Reed, said “we have no choice at all”.", "Tom Reed"),
        ("en", "“We go,” Nina Bondar, the head of the nurses’ union, said on Monday.", "Nina Bondar"),
        ("en", "“We go,” said its chair, Nina Bondar.", "Nina Bondar"),
        ("en", "“We go,” said one of the drivers, Pavel Kot.", "Pavel Kot"),
        ("en", "“We go,” recalled a 43-year-old driver, Pavel Kot.", "Pavel Kot"),
        ("ru", "Одна из них, студентка Анна Лис, рассказала, что их отпустили.", "Анна Лис"),
        ("uk", "«Ми йдемо», — сказав один із водіїв, 24-річний Лука Гай.", "Лука Гай"),
        (
            "be",
            "Дырэктар Іван Лось, які вярнуўся ўчора з доўгай паездкі па раёнах вобласці, заявіў: «Ідзём».",
            "Дырэктар Іван Лось",
        ),
        ("en", "After the hearing Novik said: “We go.”", "Novik"),
        ("en", "“We go,” she said.", "she"),
        ("en", "The 270 legislators from 29 countries said that it was late.", "The 270 legislators from 29 countries"),
        ("en", "Lawyers who visited him said that he was ill.", None),
        ("en", "Novik was told that he could go home.", None),
        ("en", "People took to the streets demanding a new vote.", None),
        ("en", "Lee said it was late, adding that nobody had slept.", "Lee"),
        ("ru", "Центр «Весна» сообщил, что их отпустили.", "Центр «Весна»"),
        ("ru", "«Это месть», — уверена адвокат Анна Лис.", "адвокат Анна Лис"),
        ("uk", "«Це не суд», — додав він.", "він"),
    ],
)
def test_speakers(language: str, text: str, who: str | None) -> None:
    assert speaker(text, quotations(text, language)[-1]) == who


def test_the_cue_is_the_words_of_saying() -> None:
    text = "“We go,” Novik told reporters. По словам Лис, всё было иначе."
    assert [text[slice(*q.cue)] for q in quotations(text, "und") if q.cue] == ["told", "По словам"]


def marked(file: str) -> Iterator[tuple[str, str, dict[tuple[int, int, str], str]]]:
    """The texts of a file with the quotations in them, by span and kind, and their speakers."""
    content = (ROOT / "tests" / "gold" / file).read_text(encoding="utf-8")
    for part in re.split(r"(?m)^=== ", content)[1:]:
        name, body = part.split("\n", 1)
        text, last, gold = "", 0, {}
        for match in _MARKED.finditer(body):
            text += body[last : match.start()]
            kind = {"d": "direct", "i": "indirect"}[match[1]]
            gold[len(text), len(text) + len(match[3]), kind] = match[2]
            text += match[3]
            last = match.end()
        yield name, text + body[last:], gold


@pytest.mark.parametrize(
    ("file", "n_gold", "n_predicted", "n_right", "n_speakers"),
    [("quotations.txt", 71, 71, 71, 66), ("quotations_second.txt", 54, 56, 54, 49)],
)
def test_our_own_texts(file: str, n_gold: int, n_predicted: int, n_right: int, n_speakers: int) -> None:
    """Four languages; what the code found when it first saw them stands in `gold/README.md`."""
    counts: Counter[str] = Counter()
    for name, text, gold in marked(file):
        rows = quotations(text, name.split("-")[0])
        right = [(q, gold[q.start, q.end, q.kind]) for q in rows if (q.start, q.end, q.kind) in gold]
        counts["gold"] += len(gold)
        counts["predicted"] += len(rows)
        counts["right"] += len(right)
        counts["speakers"] += sum((speaker(text, q) or "").lower() == who.lower() for q, who in right)
    assert counts == {"gold": n_gold, "predicted": n_predicted, "right": n_right, "speakers": n_speakers}


@given(
    st.text(alphabet='ab Nov.,!?\n—“”«»‘’":', max_size=200), st.sampled_from(["said", "сказал, что", "According to"])
)
def test_offsets_always_point_at_words(text: str, cue: str) -> None:
    text = text.replace("o", f" {cue} ")
    for q in quotations(text, "und"):
        assert 0 <= q.start < q.end <= len(text)
        assert text[q.start : q.end] == text[q.start : q.end].strip()
        for span in (q.cue, q.speaker):
            assert span is None or 0 <= span[0] < span[1] <= len(text)


@pytest.mark.parametrize(
    "food",
    ["said ", "Novik, said, ", "— a, — said ", "a: “b” ", "“We go now,” said X. ", "According to X, a b c d. ",
     "said that ", "accused a ", "demanded a ", "a, ", "— a\n\n", "“a b c d\n\n", "Novik Bondar ", "«a, — said b. — "],
)  # fmt: skip
@pytest.mark.parametrize("step", [None, 60])
def test_much_of_the_worst_is_read_in_linear_time(food: str, step: int | None) -> None:
    text = food * (70_000 // len(food))
    spans = [(0, len(text))] if step is None else [(n, min(n + step, len(text))) for n in range(0, len(text), step)]
    for q in find(text, "en", spans, spans):
        assert 0 <= q.start < q.end <= len(text)


def test_sayings_are_in_small_letters_and_stand_once() -> None:
    forms = [(row["language"], row["kind"], form) for row in reference.rows("sayings.csv")
             for form in row["forms"].split("|")]  # fmt: skip
    assert len(forms) == len(set(forms))
    for _, _, form in forms:
        assert form == form.lower().strip()
        assert form
    explained = (ROOT / "pipeline" / "reference" / "README.md").read_text(encoding="utf-8")
    for kind in {kind for _, kind, _ in forms}:
        assert f"`{kind}`" in explained.split("## Sayings")[1].split("\n## ")[0], kind


def test_every_method_is_in_methods() -> None:
    known = {row["method_id"] for row in reference.rows("methods.csv")}
    found = {q.method_id for name, text, _ in marked("quotations.txt") for q in quotations(text, name[:2])}
    assert found <= known
    assert len(found) > 8
