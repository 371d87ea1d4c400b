"""Redaction: a name that is withheld stands in no output, whatever the spelling; the others stay as they are."""

import csv
import json
import pickle
import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from urllib.parse import quote, unquote

import openpyxl
import pyarrow.parquet as pq
import pytest
from conftest import RawFolder
from hypothesis import given
from hypothesis import strategies as st
from test_dagster import materialise
from typer.testing import CliRunner

import pipeline.entities.known
import pipeline.entities.register
from pipeline import reference
from pipeline.assets import Folders
from pipeline.cli import app
from pipeline.names import compare, spellings
from pipeline.names.languages import with_letters_of
from pipeline.read.folder import Document, Problem, read_folder
from pipeline.redaction import kept
from pipeline.redaction.keys import given_keys, keys, rules, sound_keys
from pipeline.redaction.masking import BLOCK, masked
from pipeline.run.version import closure

NAME = "Яраслаў Вяршыцкі"
SECRET = "a secret of the tests"

Withhold = Callable[..., None]


@pytest.fixture(autouse=True)
def redactions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty `redactions.csv` of one's own, and a secret; what was read by an older one is forgotten."""
    path = tmp_path / "reference" / "redactions.csv"
    path.parent.mkdir()
    path.write_text(",".join(kept.COLUMNS) + "\n")
    monkeypatch.setattr(kept, "file", lambda: path)
    monkeypatch.setattr(kept, "secret_file", lambda: tmp_path / "home" / "secret")
    monkeypatch.setenv(kept.SECRET, SECRET)
    monkeypatch.chdir(tmp_path)
    _forget()
    yield path
    _forget()


def _forget() -> None:
    pipeline.entities.register._register.cache_clear()
    pipeline.entities.known._families.cache_clear()


def imiony(*arguments: str | Path, answer: str = "") -> tuple[int, str]:
    """Exit code, and what was printed, complaints too."""
    done = CliRunner().invoke(app, [str(argument) for argument in arguments], input=answer)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


def withhold(name: str = NAME) -> None:
    code, said = imiony("redact", "add", name, "--why", "asked for it", "--who", "N. N.")
    assert code == 0, said
    _forget()


def mask(text: str, *labels: str, name: str = NAME) -> list[str]:
    return masked(text, labels, keys(name).__contains__)


# In texts


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Petr Karpaš", "{Petr} {Karpaš} přišel. {Karpašův} dům, {Karpašova} matka; bratr Jana Karpaše."),
        ("Марат Бочкин", "{Марат} {Бочкин} ушёл. {Бочкинский} дом, {бочкинский} совет; бочка стоит."),
        ("Ivan Karpuk", "{Ivan} {Karpuk} kam. {Karpuks} Anwalt, die {Karpuk}-Akte; Karp schmeckt."),
    ],
)
def test_what_is_made_of_a_family_name_is_masked_beside_the_full_one(name: str, text: str) -> None:
    blocks = re.sub(r"\{(.*?)\}", lambda word: BLOCK * len(word[1]), text)
    assert mask(re.sub("[{}]", "", text), name=name) == [blocks]


@pytest.mark.parametrize(
    "text",
    [
        "Yaraslau Viarshytski",
        "YAROSLAV VERSHITSKY",
        "Viarshytski, Yaraslau",
        "Ярослав Андреевич Вершицкий",
        "Вершицкого Ярослава Андреевича",
        "Ярославу Вершицкому",
        "Яраславам Вяршыцкім",
        "Ярослава Вершицького",
        "Jarosława Wierszyckiego",
        "Jaroslaw Werschizki’s",
        "Jaroslav Veršický",
        "Iaroslav Verchitski",
        "Я. Вершицкий",
        "Вершицкий Я. А.",
        "Yaraslau (Slava) Viarshytski",
        "Yaraslau\nViarshytski",
        "Яра\u00adслаў Вярш\u200bыцкі",
        "Яросла\u0301в Верши\u0301цкий",
        "Ярослaв Вершицкий",  # a Latin a
        "YaraslauViarshytski",
        "yaraslau-viarshytski",
        "yaraslau.viarshytski",
        "ярослав вершицкий",
    ],
)
def test_a_name_is_masked_in_every_script_case_and_order(text: str) -> None:
    (shown,) = mask(f"Then {text} came.")
    assert shown == "Then " + re.sub(r"[^\s.,()-]", BLOCK, text) + " came."


@pytest.mark.parametrize(
    "escape",
    [
        quote,
        lambda text: quote(quote(text)),
        lambda text: quote(text.encode("cp1251")),
        lambda text: quote(text).lower(),
        lambda text: "".join(f"&#{ord(character)};" for character in text),
        lambda text: "".join(f"&#x{ord(character):x};" for character in text),
        lambda text: "".join(f"&amp;#{ord(character)};" for character in text),
        lambda text: json.dumps(text)[1:-1],
    ],
    ids=["address", "twice", "CP1251", "small letters", "HTML", "HTML in hexadecimals", "HTML twice", "JSON"],
)
@pytest.mark.parametrize("name", ["Ярослав Вершицкий", "Ярослав_Андреевич_Вершицкий", "Вершицкого Ярослава"])
def test_a_name_that_is_escaped_is_masked(escape: Callable[[str], str], name: str) -> None:
    text = f"See https://example.org/{escape(name)}, or Yaraslau and Вершицкий. 100% of {escape('Ярослав Бондарь')}"
    (shown,) = mask(text)
    assert len(shown) == len(text)
    opened = unescape(unquote(unquote(unescape(unescape(shown)))))
    assert "See https://example.org/" in opened
    assert not re.search("Вершиц|Верши|ершиц", opened)
    assert shown.endswith(f"100% of {escape('Ярослав Бондарь')}"), "others stay as they are"


def test_half_of_a_name_may_be_escaped() -> None:
    assert mask("Ярослав %D0%92ершицкий &eacute;&#1;")[0] == f"{BLOCK * 7} {BLOCK * 14} &eacute;&#1;"


def test_every_spelling_of_every_system_is_masked() -> None:
    for native in (NAME, "Ярослав Вершицкий", "Ярослав Вершицький"):
        for language in with_letters_of(native.casefold()):
            for spelling in spellings(native, language):
                (shown,) = mask(spelling.text)
                assert not any(c.isalpha() for c in shown), spelling
                (other,) = masked(NAME, [], keys(native).__contains__)
                assert not any(c.isalpha() for c in other), native


@pytest.mark.parametrize(
    "text",
    [
        "Yaraslau Bondar and Ihar Viarshytski came.",
        "Viarshytski came.",
        "Ярослав сказал. Вершицкий молчал.",
        "ЯРОСЛАВ ВЕРШИНИН",
        "Aksana Viarshytskaya",
        "the others",
        "",
    ],
)
def test_others_and_a_family_name_that_is_anybodys_stay(text: str) -> None:
    assert mask(text) == [text]


def test_after_a_full_name_the_family_name_alone_is_masked_where_it_is_nobody_elses() -> None:
    text = "Yaraslau Viarshytski came. Viarshytski’s wife did not, nor Ihar Viarshytski. Вершицкого ждали."
    block = "█" * 8 + " " + "█" * 11
    assert mask(text) == [
        f"{block} came. {'█' * 13} wife did not, nor Ihar Viarshytski. {'█' * 10} ждали.",
    ]


def test_labels_and_text_belong_together_and_small_letters_count_in_labels() -> None:
    assert mask("Viarshytski came.", "Yaroslav Vershitsky") == ["███████████ came.", "████████ ██████████"]
    assert mask("Yaroslav Vershitsky", "2020/vershitsky_sud.txt") == ["████████ ██████████", "2020/██████████_sud.txt"]
    assert mask("the vershitsky case of Yaroslav Vershitsky") == ["the vershitsky case of ████████ ██████████"]


def test_a_family_name_alone_is_withheld_whoever_bears_it() -> None:
    assert mask("Ihar Viarshytski and the rest", name="Вершицкий") == ["Ihar ███████████ and the rest"]


@pytest.mark.parametrize("name", ["Яраслаў", "Я. Вяршыцкі", "", "12", "?"])
def test_what_would_withhold_everybody_or_nobody_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="full name"):
        keys(name)


def test_who_compares_as_the_same_is_masked() -> None:
    """Names of our own list: nearly all that `compare` takes for one name share a key; other people seldom do."""
    path = Path(__file__).parent / "gold" / "name_pairs.tsv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    n = found = 0
    for row in rows[::4]:
        try:
            known = keys(row["a"])
        except ValueError:
            continue
        if row["label"] == "1" and compare(row["a"], row["b"]).same:
            n += 1
            found += masked(row["b"], [], known.__contains__) != [row["b"]]
    assert n > 100
    assert found / n > 0.96


_PIECES = [
    "Yaraslau",
    "Viarshytski",
    "вершицкий",
    "Ярослав",
    "Я.",
    "А.",
    "said",
    "и",
    "van",
    "Bondar",
    "Андреевич",
    "█",
    quote("Вершицкий"),
    "&#1071;рослав",
    "%20",
]
_TEXTS = st.lists(
    st.one_of(st.sampled_from(_PIECES), st.text(max_size=3), st.sampled_from([" ", "-", ". ", "\n", "’s "]))
).map("".join)


@given(_TEXTS, _TEXTS)
def test_masking_keeps_the_length_and_once_is_enough(text: str, label: str) -> None:
    once = mask(text, label)
    assert [len(one) for one in once] == [len(text), len(label)]
    assert all(
        a in (b, BLOCK) for one, other in zip((text, label), once, strict=True) for b, a in zip(one, other, strict=True)
    )
    known = keys(NAME)
    assert masked(once[0], once[1:], known.__contains__) == once


# What is kept


def test_the_file_has_no_name_and_two_secrets_make_two_files(redactions: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    withhold()
    first = redactions.read_text()
    (row,) = kept.rows()
    assert (row["redaction"], row["who"], row["why"]) == ("1", "N. N.", "asked for it")
    assert all(len(digest) == 32 for digest in row["keys"].split())
    assert imiony("redact", "remove", "1")[0] == 0
    assert kept.rows() == ()
    withhold()
    assert redactions.read_text() == first
    assert imiony("redact", "remove", "1")[0] == 0
    monkeypatch.setenv(kept.SECRET, "another secret, as long")
    withhold()
    (other,) = kept.rows()
    assert not set(other["keys"].split()) & set(row["keys"].split())


def test_the_list_has_numbers_and_reasons(redactions: Path) -> None:
    withhold()
    withhold("Aksana Bondar")
    code, said = imiony("redact", "list")
    assert code == 0
    assert [line.split()[0] for line in said.splitlines()] == ["1", "2"]
    assert "N. N.: asked for it" in said
    assert "Bondar" not in said + redactions.read_text()


def test_a_name_that_is_not_given_is_asked_for() -> None:
    code, said = imiony("redact", "add", "--why", "asked for it", answer=f"{NAME}\n")
    assert code == 0
    assert len(kept.rows()) == 1
    assert NAME not in said


def test_a_family_name_alone_is_said_to_be_one() -> None:
    assert "whoever bears it" in imiony("redact", "add", "Mr. Viarshytski", "--why", "asked for it")[1]
    assert "whoever bears it" not in imiony("redact", "add", NAME, "--why", "asked for it")[1]


def test_reference_data_that_shows_the_name_is_pointed_at(redactions: Path) -> None:
    people = redactions.parent / "people.csv"
    people.write_text(f"person,be\nbondar,Аксана Бондар\nx,{NAME}\n", encoding="utf-8")
    code, said = imiony("redact", "add", "Jarosław Wierszycki", "--why", "asked for it")
    assert code == 0
    assert f"{people}, line 3, shows the name" in said
    assert "line 2" not in said


def test_wrong_usage_is_said_and_nothing_is_written(redactions: Path) -> None:
    before = redactions.read_text()
    for arguments, rule in (
        (("add", "Яраслаў", "--why", "x"), "a given name alone"),
        (("add", NAME, "--why", "Viarshytski, Yaraslau asked"), "shows the name"),
        (("remove", "7"), "there is no redaction 7"),
    ):
        code, said = imiony("redact", *arguments)
        assert code == 2
        assert rule in said
    assert redactions.read_text() == before


def test_a_secret_is_made_where_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(kept.SECRET)
    withhold()
    path = kept.secret_file()
    assert path.stat().st_mode & 0o777 == 0o600
    assert len(path.read_text().strip()) == 64
    withhold("Aksana Bondar")
    assert kept.withheld().label("Аксана Бондар и Ярослав Вершицкий") == "██████ ██████ и ███████ █████████"


FAULTS = {
    "none": "redactions.csv withholds names and there is no secret",
    "another": "redaction 1 was made with another secret",
    "short": "a secret has 16 or more characters",
    "rules": "redaction 1 was made by other rules of sound",
}


@pytest.mark.parametrize(
    ("fault", "command"),
    [
        *((fault, "build") for fault in FAULTS),
        *(("none", command) for command in ("status", "verify", "text", "people", "annotations", "diff")),
    ],
)
def test_without_the_secret_nothing_is_read(
    fault: str,
    command: str,
    redactions: Path,
    raw_folder: RawFolder,
    package: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    raw = raw_folder({"a.txt": "Yaraslau Viarshytski came."})
    withhold()
    if fault == "rules":
        redactions.write_text(redactions.read_text().replace(rules(), "0" * 12))
    else:
        monkeypatch.setenv(kept.SECRET, {"none": "", "another": "this is not the secret", "short": "short"}[fault])
    before = (package / "datapackage.json").read_bytes()
    arguments: dict[str, tuple[str | Path, ...]] = {
        "build": ("build", "--raw", raw, "--output", package),
        "status": ("status", package, "--raw", raw),
        "verify": ("verify", package, "--raw", raw),
        "text": ("text", raw / "a.txt"),
        "people": ("people", "review", "--package", package, "--raw", raw),
        "annotations": ("export", "annotations", package, "--raw", raw, "--output", raw.parent / "annotations"),
        "diff": ("diff", package, package, "--format", "csv"),
    }
    code, said = imiony(*arguments[command])
    assert code in (1, 2)
    assert FAULTS[fault] in said
    assert len(said.strip().splitlines()) == 1, said
    assert (package / "datapackage.json").read_bytes() == before


def test_a_worker_can_say_that_it_has_no_secret() -> None:
    error = pickle.loads(pickle.dumps(kept.SecretError("there is no secret", "a file")))
    assert (str(error), error.filename) == ("there is no secret", "a file")


def test_other_rules_are_mended_by_adding_anew(redactions: Path) -> None:
    withhold()
    redactions.write_text(redactions.read_text().replace(rules(), "0" * 12))
    assert imiony("redact", "list")[0] == 0
    withhold()
    assert imiony("redact", "remove", "1")[0] == 0
    assert kept.withheld().shown_in("Yaroslav Vershitsky")


def test_an_empty_file_needs_no_secret(raw_folder: RawFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(kept.SECRET)
    raw = raw_folder({"a.txt": "Yaraslau Viarshytski came."})
    (document,) = read_folder(raw)
    assert isinstance(document, Document)
    assert document.text.text == "Yaraslau Viarshytski came."


def test_keys_that_are_kept_do_not_change_with_the_code() -> None:
    """Where these change for another reason than `sounds.csv` and its like, `keys.VERSION` has to be raised."""
    assert given_keys("Ярославу") == ("=Яраслава/Ярослава", "=Яраслаў/Ярослав")
    assert given_keys("Yaraslau") == ("=Яраслаў/Ярослав",)
    assert given_keys("Ш.") == ("š.",)
    assert sound_keys("Вершицкого") == ("varšatkaxa", "varšatka")
    assert sound_keys("Kolesnikowa") == ("kavasnakava", "kavasnakav")
    assert {"=Яраслаў/Ярослав|varšatka", "j.|varšatka"} <= keys(NAME)


def test_the_cache_knows_the_file() -> None:
    """With other redactions nothing is taken from the cache that was made with these."""
    for step in ("read", "find"):
        assert reference.path("redactions.csv") in closure(f"pipeline.steps.{step}")


# What is read


def test_what_is_said_of_a_document_is_left_out_where_it_shows_the_name(
    raw_folder: RawFolder,
) -> None:
    sidecar = (
        "title: The case of Viarshytski\npublisher: Bondar Press\nkind: news_report\n"
        "url: https://example.org/%D0%92%D0%B5%D1%80%D1%88%D0%B8%D1%86%D0%BA%D0%B8%D0%B9.html\n"
    )
    raw = raw_folder({"a.txt": "Yaraslau Viarshytski came.", "a.txt.yaml": sidecar})
    (before,) = read_folder(raw)
    withhold()
    (after,) = read_folder(raw)
    assert isinstance(before, Document)
    assert isinstance(after, Document)
    assert after.text.text == "████████ ███████████ came."
    assert (after.sidecar.title, after.sidecar.url) == (None, None)
    assert (after.sidecar.publisher, after.sidecar.kind) == ("Bondar Press", "news_report")
    assert after.sha256 != before.sha256
    (raw / "a.txt").write_text("Yaraslau Viarshytski came!")
    (changed,) = read_folder(raw)
    assert changed.sha256 != after.sha256


def test_a_document_that_shows_nothing_is_read_as_ever(raw_folder: RawFolder) -> None:
    raw = raw_folder({"a.txt": "Aksana Bondar came.", "a.txt.yaml": "title: Bondar\n"})
    before = list(read_folder(raw))
    withhold()
    assert list(read_folder(raw)) == before


def test_a_document_whose_path_or_id_shows_the_name_is_set_aside(raw_folder: RawFolder) -> None:
    raw = raw_folder(
        {
            "a.txt": "He came.",
            "a.txt.yaml": "id: vershitsky-yaroslav\n",
            "yaraslau_viarshytski.txt": "He came.",
            "yaroslau_viarshytski.txt": "He came.",
            "sud/viarshytski.txt": "Yaraslau Viarshytski came.",
            "viarshytski.txt": "He came.",
            "b.xyz.yaml": "x",
            "Yaraslau Viarshytski.xyz": "x",
            "c.txt": "x",
            "c.txt.yaml": "kind: Yaraslau Viarshytski",
        }
    )
    withhold()
    problems = {item.path: item for item in read_folder(raw) if isinstance(item, Problem)}
    kinds = [(path.split("~")[0], problem.reason) for path, problem in sorted(problems.items())]
    assert kinds == [
        ("a.txt", "redacted"),
        ("b.xyz.yaml", "sidecar_without_text"),
        ("c.txt", "invalid_sidecar"),
        ("sud/viarshytski.txt", "redacted"),
        ("████████ ███████████.xyz", "unsupported_format"),
        ("████████_███████████.txt", "redacted"),
        ("████████_███████████.txt", "redacted"),
    ]
    assert "`kind: ████████ ███████████`" in problems["c.txt"].detail


# What is written

STEMS = sorted(
    {
        stem
        for native in ("Вяршыцкі", "Вершицкий", "Вершицький")
        for language in with_letters_of(native.casefold())
        for spelling in spellings(native, language)
        for stem in (spelling.text.casefold()[:6], spelling.text.casefold().replace("\u0301", "")[:6])
    }
    | {"wierszy", "werschi", "veršic", "veršyc"}
)
"""How the family name begins in every spelling and case, in small letters."""

TEXTS: dict[str, str | bytes] = {
    "report.txt": "Court jails activist\n\nMINSK, September 24, 2020 -- A court in Minsk sentenced Yaraslau "
    "Viarshytski to three years on Monday. Police detained Viarshytski and Aksana Bondar on September 1. “Mr. "
    "Viarshytski did nothing, and he did it in the open,” Aksana Bondar said. Bondar demanded that the court release "
    "YARASLAU VIARSHYTSKI. Viarshytski is a member of the Union of Writers. See https://example.org/yaraslau-viarshytski.\n",
    "report.txt.yaml": "title: Viarshytski is jailed\nurl: https://example.org/viarshytski-jailed\nrights: open\n"
    "language: en\nkind: news_report\npublished: 2020-09-24\n",
    "statement.txt": "Суд у Мінску асудзіў Яраслава Вяршыцкага. «Вяршыцкі нічога не зрабіў», — сказала Аксана Бондар. "
    "Мы патрабуем вызваліць Вяршыцкага і Аксану Бондар.\n",
    "statement.txt.yaml": "language: be\nrights: open\n",
    "заявление.txt": "Суд в Минске приговорил Ярослава Андреевича Вершицкого к трём годам. По словам Аксаны Бондар, "
    "Вершицкий ничего не сделал. Бондар требует освободить Ярослава Вершицкого.\n",
    "заявление.txt.yaml": "language: ru\nrights: open\n",
    "заява.txt": "Суд у Мінську засудив Ярослава Вершицького. Вершицький нічого не зробив, сказала Оксана Бондар. Див. "
    f"https://example.org/{quote('Вершицький_Ярослав')}?by={quote('Ярослав Вершицкий'.encode('cp1251'))}\n",
    "raport.txt": "Sąd w Mińsku skazał Jarosława Wierszyckiego. „Wierszycki nic nie zrobił”, powiedziała Aksana "
    "Bondar.\n",
    "bericht.txt": "Das Gericht in Minsk verurteilte Jaroslaw Werschizki. Werschizki habe nichts getan, sagte Aksana "
    "Bondar.\n",
    "bericht.txt.yaml": "language: de\nrights: open\n",
    "viarshytski/yaraslau.txt": "Aksana Bondar wrote this.",
    "Ярослав Вершицкий.xyz": "x",
}

PEOPLE = {
    "person": "viarshytski-yaraslau",
    "be": NAME,
    "ru": "Ярослав Вершицкий",
    "uk": "Ярослав Вершицький",
    "other": "",
    "language": "",
    "gender": "male",
    "source": "",
}

DECISIONS = (
    {"decision": "no_person", "a": "Yaroslav Vershitsky", "b": "", "who": "N. N.", "when": "2020", "why": "a street"},
    {"decision": "no_person", "a": "Nobody", "b": "", "who": "N. N.", "when": "2020", "why": "not Yaroslav Vershitsky"},
)


@pytest.fixture
def _listed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The register and the decisions name the person too."""
    rows = reference.rows
    more = {"people.csv": (PEOPLE,), "decisions.csv": DECISIONS}
    monkeypatch.setattr(reference, "rows", lambda name: (*rows(name), *more.get(name, ())))
    _forget()


def shown(text: str) -> list[str]:
    """The stems that a text shows, as it is or with its addresses and its HTML decoded."""
    small = "\n".join((text, unquote(text), unescape(text), unquote(text, "cp1251"))).casefold()
    return [stem for stem in STEMS if stem in small]


def decoded(folder: Path) -> dict[str, str]:
    """Every file below a folder as text, with its path; workbooks and Parquet cell by cell."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_dir():
            continue
        if path.suffix == ".parquet":
            text = json.dumps(pq.read_table(path).to_pylist(), ensure_ascii=False, default=str)
        elif path.suffix == ".xlsx":
            book = openpyxl.load_workbook(path)
            text = "\n".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)
        elif path.suffix in (".json", ".jsonld"):
            text = json.dumps(json.loads(path.read_bytes()), ensure_ascii=False)
        else:
            text = path.read_text(encoding="utf-8")
        name = str(path.relative_to(folder))
        found[name] = f"{name}\n{text}"
    return found


def outputs(raw: Path, folder: Path) -> dict[str, str]:
    """All that the commands write and print, from the first build to the exports."""
    out = folder / "package"
    printed = {
        "build": imiony("build", "--raw", raw, "--output", out),
        "status": imiony("status", out, "--raw", raw),
        "verify": imiony("verify", out, "--raw", raw),
        "validate": imiony("validate", out),
        "annotations": imiony("export", "annotations", out, "--raw", raw, "--output", folder / "annotations"),
        "xlsx": imiony("export", "xlsx", out, "--output", folder / "all.xlsx"),
        "review": imiony("people", "review", "--package", out, "--raw", raw),
        "show": imiony("people", "show", "Aksana Bondar", "--package", out, "--raw", raw),
        "text": imiony("text", raw / "заявление.txt"),
    }
    codes = {command: code for command, (code, _) in printed.items()}
    assert codes == dict.fromkeys(printed, 0) | {"build": 3, "status": 3}, printed
    return {command: said for command, (_, said) in printed.items()} | decoded(folder)


@pytest.mark.usefixtures("_listed")
def test_no_output_shows_the_name(raw_folder: RawFolder, tmp_path: Path) -> None:
    raw = raw_folder(TEXTS)
    before, after = tmp_path / "before", tmp_path / "after"
    for folder in (before, after):
        folder.mkdir()
    was = outputs(raw, before)
    must = ("documents", "passages", "entities", "people", "names", "mentions", "quotations", "ingest_problems")
    must_show = {f"package/data/{table}.{kind}" for table in must for kind in ("csv", "parquet")}
    must_show |= {"build", "status", "show", "review", "text", "all.xlsx", "annotations/pages/report-txt.jsonld"}
    assert {output for output, text in was.items() if shown(text)} >= must_show - {"review", "show"}

    assert (tmp_path / ".imiony" / "cache").exists()
    withhold()
    assert not list((tmp_path / ".imiony").iterdir())
    now = outputs(raw, after)
    assert {output: shown(text) for output, text in now.items() if shown(text)} == {}
    documents = {row["path"]: row for row in pq.read_table(after / "package/data/documents.parquet").to_pylist()}
    assert documents["report.txt"]["title"] is documents["report.txt"]["url"] is None
    assert documents["report.txt"]["published"] == "2020-09-24"
    people = {row["label"] for row in pq.read_table(after / "package/data/people.parquet").to_pylist()}
    assert people == {"Aksana Bondar"}
    (bondar,) = [
        row for row in pq.read_table(after / "package/data/entities.parquet").to_pylist() if row["kind"] == "person"
    ]
    assert bondar["n_documents"] == 6
    assert imiony("people", "show", NAME, "--package", after / "package", "--raw", raw)[0] == 2

    code, said = imiony("diff", before / "package", after / "package", "--format", "json")
    assert code == 0
    assert "viarshytski-yaraslau" in str(was), "the old package has a document with such an id"
    assert shown(said) == []
    arguments = ("--since", before / "package", "--allow-shrink", "--allow-vanish")
    files = ("--identities", after / "identities.csv", "--changelog", after / "CHANGELOG.md")
    code, said = imiony("release", "0.2.0", after / "package", *arguments, *files)
    assert code == 0, said
    assert shown(said) == []
    assert {output: shown(text) for output, text in decoded(after).items() if shown(text)} == {}


@pytest.mark.process
@pytest.mark.usefixtures("_listed")
def test_dagster_and_the_stage_do_not_show_the_name(raw_folder: RawFolder, tmp_path: Path) -> None:
    raw = raw_folder(TEXTS)
    withhold()
    folders = Folders(raw=str(raw), stage=str(tmp_path / "stage"), output=str(tmp_path / "out"))
    result = materialise(folders)
    assert result.success
    events = [repr(event) for event in result.all_events]
    assert any("Aksana Bondar" in event for event in events)
    assert [event for event in events if shown(event)] == []
    everywhere = decoded(tmp_path / "stage") | decoded(tmp_path / "out")
    assert {output: shown(text) for output, text in everywhere.items() if shown(text)} == {}
