"""A new text comes into raw/, and is seen to be published, changed or gone: `imiony new`, `imiony status`."""

import os
import pty
import select
from pathlib import Path

import pytest
from conftest import RawFolder
from hypothesis import given
from hypothesis import strategies as st
from test_cli import IMIONY, imiony

from pipeline.build import build
from pipeline.read.adding import add
from pipeline.read.folder import Document, read_folder
from pipeline.read.problem import SetAside
from pipeline.read.sidecar import KEYS, Sidecar, fault_of, parse_sidecar, sidecar_text
from pipeline.status import status


@given(st.dictionaries(st.sampled_from(KEYS), st.text(min_size=1)))
def test_what_is_written_into_a_sidecar_is_read_back(values: dict[str, str]) -> None:
    values = {key: value.strip() for key, value in values.items()}
    known = {key: value for key, value in values.items() if value and not fault_of(key, value)}
    known.pop("encoding", None)  # is read back under Python's name
    assert parse_sidecar(sidecar_text(Sidecar(**known)).encode()) == Sidecar(**known)


@pytest.mark.parametrize("value", ["no", "~", "2020-09-24", "- a", "a: b", "'", "#1", "Ліст №5", "0x1F", " a".strip()])
def test_what_yaml_would_take_for_something_else_stays_a_text(value: str) -> None:
    assert parse_sidecar(sidecar_text(Sidecar(title=value)).encode()).title == value


def test_a_text_from_elsewhere_is_copied_with_its_sidecar(raw_folder: RawFolder, tmp_path: Path) -> None:
    raw = raw_folder({"a.txt": "Nina Bondar came."})
    (tmp_path / "letter.txt").write_text("Pavel Kazlou came.")
    add(tmp_path / "letter.txt", raw, Sidecar(title="A letter: the first", language="en"))
    letter = list(read_folder(raw))[1]
    assert isinstance(letter, Document)
    assert (letter.path, letter.text.text) == ("letter.txt", "Pavel Kazlou came.")
    assert letter.sidecar == Sidecar(title="A letter: the first", language="en")
    assert sorted(path.name for path in raw.iterdir()) == ["a.txt", "letter.txt", "letter.txt.yaml"]


def test_a_text_in_raw_stays_where_it_is(raw_folder: RawFolder) -> None:
    raw = raw_folder({"2021/a.txt": "Nina Bondar came."})
    document = add(raw / "2021" / "a.txt", raw, Sidecar(kind="statement"))
    assert (document.path, document.document_id) == ("2021/a.txt", "2021-a-txt")
    assert (raw / "2021" / "a.txt.yaml").read_text() == "kind: statement\n"


@pytest.mark.parametrize(
    ("name", "content", "sidecar", "reason"),
    [
        ("a.txt", b"", Sidecar(), "empty"),
        ("a.txt", "Ніна".encode("cp1251"), Sidecar(), "unknown_encoding"),
        ("a.pdf", b"%PDF-1.7", Sidecar(), "broken"),
        ("a.txt", b"Nina Bondar came.", Sidecar(kind="poem"), "invalid_sidecar"),
        ("a.txt", b"Nina Bondar came.", Sidecar(id="other"), "duplicate_id"),
        (".a.txt", b"Nina Bondar came.", Sidecar(), "invalid_file_name"),
    ],
)
def test_nothing_is_written_that_would_be_set_aside(
    raw_folder: RawFolder, tmp_path: Path, name: str, content: bytes, sidecar: Sidecar, reason: str
) -> None:
    raw = raw_folder({"other.txt": "Pavel Kazlou came.", "other.txt.yaml": "id: other\n"})
    (tmp_path / name).write_bytes(content)
    with pytest.raises(SetAside) as problem:
        add(tmp_path / name, raw, sidecar)
    assert problem.value.reason == reason
    assert sorted(path.name for path in raw.iterdir()) == ["other.txt", "other.txt.yaml"]


def test_nothing_is_overwritten(raw_folder: RawFolder, tmp_path: Path) -> None:
    raw = raw_folder({"a.txt": "Nina Bondar came.", "b.txt": "Nina.", "b.txt.yaml": "title: B\n"})
    (tmp_path / "a.txt").write_text("Another text.")
    with pytest.raises(FileExistsError, match=r"a\.txt is there already: rename"):
        add(tmp_path / "a.txt", raw, Sidecar())
    with pytest.raises(FileExistsError, match=r"b\.txt\.yaml is there already: edit it"):
        add(raw / "b.txt", raw, Sidecar())
    assert (raw / "a.txt").read_text() == "Nina Bondar came."
    assert (raw / "b.txt.yaml").read_text() == "title: B\n"


def test_the_status_of_every_text(raw_folder: RawFolder, tmp_path: Path) -> None:
    raw = raw_folder(dict.fromkeys(("gone.txt", "new words.txt", "retitled.txt", "same.txt"), "Nina Bondar came."))
    raw_folder({"bad.txt": "", "bad later.txt": "Nina Bondar came."})
    package = tmp_path / "out"
    assert {text.status for text in status(raw, package)} == {"new", "set aside"}, "nothing is published yet"
    build(raw, package)
    assert all(text.is_current for text in status(raw, package))
    raw_folder({"new words.txt": "Pavel came.", "retitled.txt.yaml": "title: A\nkind: speech\n"})
    raw_folder({"bad later.txt": b"\xff\xfe", "added.txt": "Nina."})
    (raw / "gone.txt").unlink()
    found = [(text.path, text.status, text.detail, text.is_current) for text in status(raw, package)]
    empty = "the file holds no text: add the text or remove the file"
    assert found == [
        ("added.txt", "new", "", False),
        ("bad later.txt", "set aside", empty, False),
        ("bad.txt", "set aside", empty, True),
        ("new words.txt", "changed", "the file itself", False),
        ("retitled.txt", "changed", "title, kind", False),
        ("same.txt", "published", "", True),
        ("gone.txt", "removed", "", False),
    ]


@pytest.mark.process
def test_the_commands_new_and_status(raw_folder: RawFolder, tmp_path: Path) -> None:
    raw, package = raw_folder({"a.txt": "Nina Bondar came."}), tmp_path / "out"
    imiony("build", "--raw", raw, "--output", package)
    done = imiony("status", "--raw", raw, package)
    assert done.stdout.decode().splitlines() == [f"{raw}: 1 published", f"{package}: knows every text as it is"]
    (tmp_path / "b.txt").write_bytes("Ніна Бондар".encode("cp1251"))
    done = imiony("new", tmp_path / "b.txt", "--raw", raw)
    assert done.returncode == 1
    assert "looks like cp1251" in done.stderr.decode()
    assert "nothing was written" in done.stderr.decode()
    done = imiony("new", tmp_path / "b.txt", "--raw", raw, "--encoding", "cp1251", "--title", "Ліст")
    assert done.returncode == 0
    assert f"{raw / 'b.txt'}: 11 characters, read by plain text; id b-txt" in done.stdout.decode()
    (raw / "c.txt").touch()
    done = imiony("status", "--raw", raw, package)
    assert done.returncode == 3
    assert done.stdout.decode().splitlines() == [
        "new       b.txt",
        "set aside c.txt: the file holds no text: add the text or remove the file",
        f"{raw}: 1 published, 1 new, 1 set aside",
        f"{package}: out of date, run `imiony build`",
    ]


@pytest.mark.process
def test_on_a_terminal_it_asks_until_the_answer_fits(raw_folder: RawFolder) -> None:
    raw = raw_folder({"a.txt": "Ніна Бондар прыйшла.".encode("cp1251")})
    process, terminal = pty.fork()
    if not process:
        os.execv(IMIONY, [IMIONY, "new", str(raw / "a.txt"), "--raw", str(raw), "--rights", "open"])
    answers = ["cp1251", "Ніна прыйшла", "first line", "letter", "open_letter", "be"]
    answers += ["", "", "2021-5-1", "2021-05", "", ""]  # publisher, url, published twice, its basis, id
    for answer in answers:
        read_until(terminal, "> ")
        os.write(terminal, f"{answer}\n".encode())
    said = read_until(terminal, "by itself)\r\n")
    assert os.waitpid(process, 0)[1] == 0, said
    os.close(terminal)
    written = parse_sidecar((raw / "a.txt.yaml").read_bytes())
    assert written == Sidecar(
        title="Ніна прыйшла",
        title_basis="first line",
        kind="open_letter",
        language="be",
        published="2021-05",
        rights="open",
        encoding="cp1251",
    )


def read_until(terminal: int, text: str) -> str:
    """What appears on the terminal, up to a text."""
    seen = b""
    while not seen.endswith(text.encode()):
        assert select.select([terminal], [], [], 60)[0], seen
        seen += os.read(terminal, 1)
    return seen.decode()
