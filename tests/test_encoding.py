"""Which encoding a file is in: nothing is guessed, nothing is read wrongly in silence."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.encoding import decode, text_encoding
from pipeline.read.problem import SetAside

BELARUSIAN = "Учора ў Менску затрымалі журналіста. Пра гэта паведамілі ягоныя калегі."
ENGLISH = "A court in Brest postponed the hearing. “No reason was given,” the lawyer said."


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (BELARUSIAN.encode(), "utf-8"),
        (codecs.BOM_UTF8 + BELARUSIAN.encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + BELARUSIAN.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + BELARUSIAN.encode("utf-16-be"), "utf-16-be"),
        (codecs.BOM_UTF32_LE + BELARUSIAN.encode("utf-32-le"), "utf-32-le"),
    ],
)
def test_reads_utf_8_and_what_a_byte_order_mark_says(data: bytes, encoding: str) -> None:
    assert decode(data) == (BELARUSIAN, encoding)


@pytest.mark.parametrize("encoding", ["cp1251", "utf-16-le", "utf-16-be", "iso8859-5"])
def test_reads_what_the_sidecar_names(encoding: str) -> None:
    assert decode(BELARUSIAN.encode(encoding), encoding) == (BELARUSIAN, encoding)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_a_byte_order_is_not_guessed(encoding: str) -> None:
    with pytest.raises(SetAside, match=f"write {encoding}-le or {encoding}-be"):
        decode(BELARUSIAN.encode(f"{encoding}-be"), encoding)
    assert decode(BELARUSIAN.encode(encoding), encoding)[0] == BELARUSIAN


def test_valid_utf_8_is_utf_8_whatever_the_sidecar_says() -> None:
    assert decode(BELARUSIAN.encode(), "cp1251") == (BELARUSIAN, "utf-8")


@pytest.mark.parametrize("text", [BELARUSIAN, ENGLISH])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_set_aside_with_the_guess(text: str, encoding: str) -> None:
    with pytest.raises(SetAside) as found:
        decode(text.encode(encoding))
    assert found.value.reason == "unknown_encoding"
    assert f"write `encoding: {encoding}`" in found.value.detail


def test_cp1251_is_set_aside_with_the_guess() -> None:
    with pytest.raises(SetAside, match=r"not UTF-8 \(byte 0\); looks like cp1251") as found:
        decode((BELARUSIAN * 3).encode("cp1251"))
    assert found.value.reason == "unknown_encoding"


@pytest.mark.parametrize("encoding", ["utf-7", "hz"])
def test_other_letters_hidden_in_ascii_are_set_aside(encoding: str) -> None:
    text = "Анна Новик ушла.\nИ никто не пришёл.\n" if encoding == "utf-7" else "安娜走了。\n没有人来。\n"
    with pytest.raises(SetAside, match=rf"looks like {encoding}.*save it as UTF-8"):
        decode(text.encode(encoding))


@pytest.mark.parametrize(
    "text",
    [
        "Call +375 29 123 and +48 22 456.",
        "C++ and a+b: privacy+security, plus+plusplus.",
        "~/a ~{x} ~{y}",
        "1+1=2 + 2+2=4",
    ],
)
def test_a_plus_is_no_encoding(text: str) -> None:
    assert decode(text.encode()) == (text, "utf-8")


def test_broken_utf_8_names_the_byte() -> None:
    data = ENGLISH.encode() + b"\xff" + BELARUSIAN.encode()
    with pytest.raises(SetAside, match=rf"byte {len(ENGLISH.encode())}\b"):
        decode(data)


@pytest.mark.parametrize("data", [b"", b" \n\t ", codecs.BOM_UTF8, codecs.BOM_UTF16_LE])
def test_nothing_to_read(data: bytes) -> None:
    with pytest.raises(SetAside) as found:
        decode(data)
    assert found.value.reason == "empty"


def test_bytes_that_are_no_text() -> None:
    png = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90wS\xde" * 20
    with pytest.raises(SetAside) as found:
        decode(png)
    assert found.value.reason in ("not_text", "unknown_encoding")


def test_a_wrong_statement_is_not_believed() -> None:
    with pytest.raises(SetAside, match="not utf-16-le"):
        decode(b"\xd8\xd8\xff", "utf-16-le")


@given(st.binary(max_size=300), st.sampled_from([None, "cp1251", "utf-16-le", "koi8-r"]))
def test_any_bytes_are_a_text_or_set_aside(data: bytes, stated: str | None) -> None:
    try:
        text, encoding = decode(data, stated)
    except SetAside:
        return
    assert text.strip()
    marked = text.encode(encoding)
    assert data.endswith(marked), "every byte but the mark is read, and in that encoding"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("CP1251", "cp1251"),
        ("windows-1251", "cp1251"),
        ("UTF8", "utf-8"),
        ("rot13", None),
        ("utf-7", None),
        ("é", None),
    ],
)
def test_names_of_encodings(name: str, expected: str | None) -> None:
    assert text_encoding(name) == expected
