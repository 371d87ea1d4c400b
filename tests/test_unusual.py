"""What a reader does not see or takes for something else is said in a column, and never changed."""

from pathlib import Path
from typing import Any

import pytest
from conftest import RawFolder, Who

from pipeline.read.encoding import decode
from pipeline.read.folder import read_folder
from pipeline.read.garbled import is_garbled
from pipeline.read.problem import SetAside
from pipeline.steps.way import STEPS
from pipeline.unusual import unusual

BELARUSIAN = "Учора ў Менску затрымалі журналіста, пра гэта паведамілі ягоныя калегі, якія чакалі каля суда."
RUSSIAN = "Вчера в Минске задержали журналиста, об этом сообщили его коллеги, которые ждали у здания суда."
CZECH = "Včera večer přišli příbuzní zadržených k budově soudu, říkali, že čekají už třetí den a nevědí proč."
FRENCH = "Hier, à l’entrée du tribunal, des proches ont été refoulés ; l’été dernier, c’était déjà le cas."


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Anna Novik", None),
        ("Łukasz Świątek, Jiří Dvořák, Ганна Навіцкая, М’ята, Мʼята, Ἀννα, 漢字, 😀️\t\n\r\x85", None),
        (f"{CZECH} {RUSSIAN} {FRENCH}", None),
        ("e\u0301", None),
        ("An\u200bna", ["invisible"]),
        ("An\u00adna", ["invisible"]),
        ("Anna\ufeff", ["invisible"]),
        ("An\u3164na", ["invisible"]),
        ("An\U000e0041na", ["invisible"]),
        ("\u202eannA", ["bidi_control"]),
        ("\u2066Anna\u2069 No\u2060vik", ["bidi_control", "invisible"]),
        ("Аnnа Novik", ["mixed_scripts"]),  # Cyrillic А and а
        ("Ηanna", ["mixed_scripts"]),  # a Greek capital Eta
        ("Ａnna", ["mixed_scripts"]),  # full width
        ("𝐀𝐧𝐧𝐚", ["mixed_scripts"]),
        ("Anna и Novik", None),
        ("COVID-пандемия", None),
        ("Nov\ufffdk", ["replacement"]),
        ("Nov\ue000k", ["private_use"]),
        ("Nov\x93k", ["control"]),
        ("Nov\uffffk", ["control"]),
    ],
)
def test_what_is_unusual(text: str, kinds: list[str] | None) -> None:
    assert unusual(text) == kinds


@pytest.mark.parametrize(
    ("text", "written", "read"),
    [
        (BELARUSIAN, "utf-8", "cp1252"),
        (RUSSIAN, "utf-8", "latin-1"),
        (RUSSIAN, "utf-8", "cp1251"),
        (BELARUSIAN, "cp1251", "latin-1"),
        (RUSSIAN, "cp1251", "koi8-r"),
        (RUSSIAN, "koi8-r", "cp1251"),
        (RUSSIAN, "utf-16-be", "utf-16-le"),
        (FRENCH, "utf-16-le", "utf-16-be"),
    ],
)
def test_a_text_that_was_decoded_wrongly_is_garbled(text: str, written: str, read: str) -> None:
    assert is_garbled(text.encode(written).decode(read, "replace"))
    assert not is_garbled(text)


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("Sąd się zbierze, jeśli żądają.", "cp1252"),
        ("Sąd się zbierze, jeśli żądają.", "cp1250"),
        ("Ганна сказала, што суд збярэцца.", "cp866"),
        ("Анна сказала, что суд соберётся.", "koi8_r"),
        ("Größe, Übermut, müde, schön.", "latin-1"),
        ("Γιάννης είπε ότι θα έρθει.", "cp866"),
    ],
)
def test_a_line_of_utf_8_that_was_read_as_a_code_page_is_garbled(text: str, page: str) -> None:
    assert is_garbled(f"A title.\n\n{text.encode().decode(page)}")
    assert not is_garbled(text)


@pytest.mark.parametrize(
    "text",
    ["", "Élodie", "éèà", BELARUSIAN.upper(), RUSSIAN.upper(), CZECH.upper(), "iPhone " * 9, "IPHONE ODER iPHONE, PC"],
)
def test_what_is_short_or_in_capitals_is_not_garbled(text: str) -> None:
    assert not is_garbled(text)


@pytest.mark.parametrize(("written", "said"), [("koi8-r", "cp1251"), ("cp1251", "cp1252"), ("utf-16-be", "utf-16-le")])
def test_an_encoding_that_is_said_wrongly_is_not_believed(written: str, said: str) -> None:
    with pytest.raises(SetAside, match=f"garbled when it is read as {said}") as found:
        decode(RUSSIAN.encode(written), said)
    assert found.value.reason == "unknown_encoding"
    assert decode(RUSSIAN.encode(written), written) == (RUSSIAN, written)


def test_a_page_that_declares_a_wrong_encoding_is_set_aside(raw_folder: RawFolder) -> None:
    page = f'<html><head><meta charset="iso-8859-1"></head><body><p>{RUSSIAN}</p></body></html>'.encode("cp1251")
    (problem,) = read_folder(raw_folder({"page.html": page}))
    assert getattr(problem, "reason", None) == "unknown_encoding"


NAMES = {
    "plain.txt": ("The court heard Anna Novik on Monday.", "Anna Novik", None),
    "zero-width.txt": ("The court heard Anna No\u200bvik on Monday.", "Anna No\u200bvik", ["invisible"]),
    "look-alike.txt": ("The court heard Anna Nоvik on Monday.", "Anna Nоvik", ["mixed_scripts"]),  # a Cyrillic о
}


def test_a_name_keeps_its_characters_and_is_flagged(raw_folder: RawFolder, who: Who) -> None:
    raw = raw_folder({path: text for path, (text, _, _) in NAMES.items()})
    rows = {row["document_id"]: row for row in who(raw)["mentions"]}
    for path, (text, quote, kinds) in NAMES.items():
        row = rows[path.replace(".", "-")]
        assert row["quote"] == quote == text[row["start"] : row["end"]]
        assert row["unusual_characters"] == kinds


def test_a_name_turned_by_bidi_controls_is_flagged_in_its_document(raw_folder: RawFolder) -> None:
    text = "The court heard \u202eAnna Novik\u202c on Monday."
    (document,) = documents(raw_folder({"a.txt": text}))
    assert document["unusual_characters"] == ["bidi_control"]
    assert document["n_characters"] == len(text)


def documents(raw: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for item in read_folder(raw):
        found += [row for table, row in STEPS[0].rows({"raw": [item]}) if table == "documents"]
    return found
