"""The folder raw/: every file is read, or set aside with its reason."""

import os
from pathlib import Path

import pytest
from conftest import RawFolder

from pipeline.read.folder import Document, Problem, read_file, read_folder, slug
from pipeline.read.problem import SetAside


def found(raw: Path) -> dict[str, Document | Problem]:
    return {item.path: item for item in read_folder(raw)}


def problems(raw: Path) -> dict[str, str]:
    return {item.path: item.reason for item in read_folder(raw) if isinstance(item, Problem)}


def test_a_text_needs_no_sidecar(raw_folder: RawFolder) -> None:
    item = found(raw_folder({"Лісты/Адкрыты ліст (2021).txt": "Шаноўныя сябры!"}))["Лісты/Адкрыты ліст (2021).txt"]
    assert isinstance(item, Document)
    assert item.document_id == "лісты-адкрыты-ліст-2021-txt"
    assert item.text.text == "Шаноўныя сябры!"
    assert item.sidecar.title is None


def test_the_sidecar_names_the_document(raw_folder: RawFolder) -> None:
    raw = raw_folder({"a.txt": "Text.", "a.txt.yaml": "id: letter-7\ntitle: A letter\n"})
    (item,) = read_folder(raw)
    assert isinstance(item, Document)
    assert (item.document_id, item.sidecar.title) == ("letter-7", "A letter")


def test_line_ends_and_spaces_are_kept(raw_folder: RawFolder) -> None:
    (item,) = read_folder(raw_folder({"a.md": "\r\n # Title\r\n\r\ntext \u00a0\n"}))
    assert isinstance(item, Document)
    assert item.text.text == "\r\n # Title\r\n\r\ntext \u00a0\n"


def test_what_cannot_be_read_is_set_aside_and_the_rest_goes_on(raw_folder: RawFolder) -> None:
    raw = raw_folder(
        {
            "good.txt": "Добры дзень.",
            "empty.txt": "",
            "cp1251.txt": ("Учора адбыўся суд над журналістам. " * 5).encode("cp1251"),
            "picture.jpg": b"\xff\xd8\xff",
            "wrong.txt": "Text.",
            "wrong.txt.yaml": "published: yesterday\n",
            "lonely.txt.yaml": "title: Nobody\n",
            ".hidden": "not looked at",
        }
    )
    assert problems(raw) == {
        "cp1251.txt": "unknown_encoding",
        "empty.txt": "empty",
        "lonely.txt.yaml": "sidecar_without_text",
        "picture.jpg": "unsupported_format",
        "wrong.txt": "invalid_sidecar",
    }
    assert isinstance(found(raw)["good.txt"], Document)


def test_all_that_claim_one_id_are_set_aside(raw_folder: RawFolder) -> None:
    raw = raw_folder(
        {"a b.txt": "One.", "a-b.txt": "Two.", "c.txt": "Three.", "c.txt.yaml": "id: a-b-txt\n", "d.txt": "."}
    )
    assert problems(raw) == dict.fromkeys(["a b.txt", "a-b.txt", "c.txt"], "duplicate_id")


def test_a_file_that_cannot_be_read_claims_no_id(raw_folder: RawFolder) -> None:
    raw = raw_folder(
        {
            "a.txt": "Text.",
            "a.txt.yaml": "id: x\n",
            "b.txt": "",
            "b.txt.yaml": "id: x\n",
            "c.jpg": "",
            "c.jpg.yaml": "id: x\n",
        }
    )
    assert problems(raw) == {"b.txt": "empty", "c.jpg": "unsupported_format"}


def test_links_and_pipes_are_not_opened(raw_folder: RawFolder, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    raw = raw_folder({"a.txt": "Text.", "b.txt": "Text."})
    (raw / "link.txt").symlink_to(secret)
    (raw / "folder").symlink_to(tmp_path)
    (raw / "a.txt.yaml").symlink_to(secret)
    os.mkfifo(raw / "pipe.txt")
    os.mkfifo(raw / "b.txt.yaml")
    assert problems(raw) == {
        "a.txt": "invalid_sidecar",
        "b.txt": "invalid_sidecar",
        "folder": "not_a_file",
        "link.txt": "not_a_file",
        "pipe.txt": "not_a_file",
    }


def test_two_names_that_print_alike_are_two_problems(raw_folder: RawFolder) -> None:
    raw = raw_folder({"good.txt": "Text.", r"bad\xff.txt": ""})
    Path(os.fsdecode(os.fsencode(raw) + rb"/bad" + b"\xff.txt")).write_text("Text.")
    assert problems(raw) == {r"bad\\xff.txt": "invalid_file_name", r"bad\xff.txt": "invalid_file_name"}


def test_a_folder_that_cannot_be_listed(raw_folder: RawFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root may list everything, so the refusal is played."""
    raw = raw_folder({"a.txt": "Text.", "closed/b.txt": "Text."})
    scandir = os.scandir

    def refuse(path: bytes) -> object:
        if path.endswith(b"closed"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert problems(raw) == {"closed": "unreadable"}


def test_folders_in_folders(raw_folder: RawFolder) -> None:
    name = "/".join("d" * 300) + "/a.txt"
    assert list(found(raw_folder({name: "Text."}))) == [name]


@pytest.mark.parametrize("name", [b"bad\xff.txt", b"line\nbreak.txt", b"bidi\xe2\x80\xae.txt"])
def test_names_that_cannot_be_printed(raw_folder: RawFolder, name: bytes) -> None:
    raw = raw_folder({"good.txt": "Text."})
    Path(os.fsdecode(os.fsencode(raw) + b"/" + name)).write_text("Text.")
    (path,) = problems(raw)
    assert path.isprintable()
    assert problems(raw)[path] == "invalid_file_name"


def test_the_order_is_that_of_the_paths(raw_folder: RawFolder) -> None:
    names = ["b.txt", "B.txt", "ё.txt", "a/z.txt", "a.txt"]
    assert [item.path for item in read_folder(raw_folder(dict.fromkeys(names, "Text.")))] == sorted(names)


def test_one_file_alone(raw_folder: RawFolder) -> None:
    raw = raw_folder({"x.txt": "Прывітанне".encode("cp1251"), "x.txt.yaml": "encoding: cp1251\n"})
    assert read_file(raw / "x.txt").text.text == "Прывітанне"


def test_a_pipe_alone_is_not_opened_either(raw_folder: RawFolder) -> None:
    raw = raw_folder({"a.txt": "Text."})
    os.mkfifo(raw / "pipe.txt")
    with pytest.raises(SetAside, match="a link, pipe"):
        read_file(raw / "pipe.txt")


def test_a_sidecar_that_is_something_else_is_not_read_whole(raw_folder: RawFolder) -> None:
    raw = raw_folder({"a.txt": "Text."})
    with (raw / "a.txt.yaml").open("wb") as file:
        file.truncate(1 << 40)
    assert problems(raw) == {"a.txt": "invalid_sidecar"}


def test_slug() -> None:
    assert slug("News/2020-09-24 Report.TXT") == "news-2020-09-24-report-txt"
    assert slug("e\u0301.txt") == slug("é.txt")
    assert slug("!!!") == "document"
