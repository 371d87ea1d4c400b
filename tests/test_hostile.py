"""Files made to harm whoever reads them are read as what they are or set aside, and the next file is read."""

import io
import os
import re
import socket
import struct
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pytest
from conftest import ROOT, RawFolder
from makers import page, pdf, word

from pipeline import reference
from pipeline.build import build
from pipeline.publish.files import read_parquet
from pipeline.read import worker
from pipeline.read.folder import Document, Problem, read_folder
from pipeline.read.formats import Text
from pipeline.read.worker import read_text
from pipeline.tables import TABLES

SENTENCE = "The court in Brest heard the appeal of Anna Novik, whose lawyer had not been admitted to the hearing."


def answer(data: bytes, suffix: str, seconds: float = 20) -> Text | tuple[str, str]:
    """What the reader's own process says; afterwards the next file must be read."""
    found = worker._ask((data, suffix, None), seconds)
    assert read_text(word([SENTENCE]), ".docx", None).text == SENTENCE
    return found


def reasons(raw: Path) -> dict[str, str]:
    return {item.path: item.reason for item in read_folder(raw) if isinstance(item, Problem)}


def with_part(name: str, content: bytes) -> bytes:
    """A Word file with one part replaced."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(word([SENTENCE]))) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.namelist():
            new.writestr(entry, content if entry == name else old.read(entry))
    return target.getvalue()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def document(body: str, doctype: str = "") -> bytes:
    xml = f'<?xml version="1.0"?>{doctype}<w:document {W}><w:body>{body}</w:body></w:document>'
    return with_part("word/document.xml", xml.encode())


def laughs() -> str:
    """Entities that would become a thousand million words."""
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE lolz [<!ENTITY l0 "laugh ">{entities}]>'


def test_entities_in_a_word_file_are_not_expanded() -> None:
    found = answer(document("<w:p><w:r><w:t>a &l9; b</w:t></w:r></w:p>", laughs()), ".docx")
    assert isinstance(found, tuple) or len(found.text) < 100


def test_an_entity_does_not_read_a_file(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("the secret")
    doctype = f'<!DOCTYPE d [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]>'
    found = answer(document(f"<w:p><w:r><w:t>{SENTENCE} &x;</w:t></w:r></w:p>", doctype), ".docx")
    assert "the secret" not in str(found)


def test_a_word_file_that_lies_about_its_size() -> None:
    """The head says 1,000 bytes; what is packed there are 50 million."""
    content = f"<w:document {W}>".encode() + b" " * 50_000_000
    data = bytearray(with_part("word/document.xml", content))
    true, lie = struct.pack("<I", len(content)), struct.pack("<I", 1_000)
    assert data.count(true) == 2, "once at the part, once in the list of parts"
    assert answer(bytes(data.replace(true, lie)), ".docx") == (
        "broken",
        "cannot be read (BadZipFile): save it again, or the text itself as .txt",
    )


def test_a_word_file_nested_without_end() -> None:
    found = answer(document("<w:sdt><w:sdtContent>" * 20_000 + "</w:sdtContent></w:sdt>" * 20_000), ".docx")
    assert isinstance(found, tuple)
    assert found[0] in ("broken", "empty")


def test_a_word_file_with_a_part_outside_of_it() -> None:
    target = io.BytesIO(word([SENTENCE]))
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("../../../../../../tmp/imiony-escaped", "out")
    found = answer(target.getvalue(), ".docx")
    assert isinstance(found, Text)
    assert found.text == SENTENCE
    assert not Path("/tmp/imiony-escaped").exists()


HOSTILE_PAGES = {
    "nested": "<div>" * 100_000 + SENTENCE,
    "inline": "<b><i>" * 20_000 + SENTENCE,
    "entities": f"{laughs()}<p>{SENTENCE} &l9;</p>",
    "attribute": f'<p title="{"x" * 5_000_000}">{SENTENCE}</p>',
    "attributes": f"<p {' '.join(f'a{n}=1' for n in range(50_000))}>{SENTENCE}</p>",
    "open": "<" * 300_000 + f"<p>{SENTENCE}",
    "comments": "<!--" * 100_000 + SENTENCE,
    "spans": f"<table><tr>{'<td rowspan=99999999 colspan=99999999>x' * 300}</table><p>{SENTENCE}</p>",
    "references": "&#1114112;&#0;&#xD800;" * 20_000 + SENTENCE,
    "lists": "<ul><li>" * 3_000 + SENTENCE,
}


@pytest.mark.process
@pytest.mark.parametrize("kind", HOSTILE_PAGES)
def test_a_hostile_page_is_read_or_set_aside(kind: str) -> None:
    found = answer(f"<html><body>{HOSTILE_PAGES[kind]}</body></html>".encode(), ".html")
    if isinstance(found, Text):
        assert SENTENCE in found.text, "not cut off in silence"
        assert found.text.count("laugh") < 11
    else:
        assert found[0] in ("broken", "empty", "too_large", "too_slow")


def pdf_of(*objects: bytes) -> bytes:
    """A PDF of these objects, the first of them its catalogue."""
    body, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    entries = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n" % size
    return body + head + entries + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, len(body))


def stream(content: bytes, head: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (head, len(content), content)


def packed(content: bytes, times: int) -> bytes:
    for _ in range(times):
        content = zlib.compress(content, 9)
    return stream(content, b"/Filter[%s]" % (b"/FlateDecode" * times))


CATALOGUE, PAGES = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<<%s>>>>"

HOSTILE_PDFS = {
    "a page that is its own parent": pdf_of(CATALOGUE, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9999999>>"),
    "an object that is itself": pdf_of(b"1 0 R", PAGES),
    "packed again and again": pdf_of(CATALOGUE, PAGES, PAGE % b"", packed(bytes(300_000_000), 2)),
    "arrays in arrays": pdf_of(CATALOGUE, PAGES, PAGE % b"", stream(b"[" * 200_000)),
    "dictionaries in dictionaries": pdf_of(b"<</A" * 50_000),
    "saved states": pdf_of(CATALOGUE, PAGES, PAGE % b"", stream(b"q " * 300_000)),
    "a form that draws itself": pdf_of(
        CATALOGUE, PAGES, PAGE % b"/XObject<</X 4 0 R>>",
        stream(b"/X Do " * 50, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 4 0 R>>>>"),
    ),
    "a length without end": pdf_of(CATALOGUE, PAGES, PAGE % b"", b"<</Length 99999999999>>\nstream\nx\nendstream"),
    "no end": pdf([SENTENCE])[:900],
}  # fmt: skip


@pytest.mark.process
@pytest.mark.parametrize("kind", HOSTILE_PDFS)
def test_a_hostile_pdf_is_set_aside(kind: str) -> None:
    found = answer(HOSTILE_PDFS[kind], ".pdf", seconds=5)
    assert isinstance(found, tuple)
    assert found[0] in ("broken", "no_text_layer", "too_large", "too_slow")
    assert "\n" not in found[1]


def test_a_mail_in_a_mail_without_end() -> None:
    data = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(3_000)) + b"\nx"
    assert isinstance(answer(b"Subject: A\n" + data, ".eml"), tuple | Text)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"Anna\x00 Novik came.", "not_text"),
        (b"Anna \xed\xa0\x80 Novik came.", "unknown_encoding"),  # a lone surrogate as UTF-8 would write it
        (b"Anna \xed\xb0\x80 Novik came.", "unknown_encoding"),
        (b"\xff\xfe" + "Anna \ud800 Novik came.".encode("utf-16-le", "surrogatepass"), "unknown_encoding"),
        (b"\xfe\xff" + "Anna \udc00 Novik came.".encode("utf-16-be", "surrogatepass"), "unknown_encoding"),
        (b"\xff\xfe\x00\x00" + "Anna \udc00".encode("utf-32-le", "surrogatepass"), "unknown_encoding"),
        (b"\xc0\x80 Anna Novik", "unknown_encoding"),  # NUL, longer than it may be written
        (b"\xf4\x90\x80\x80 Anna Novik", "unknown_encoding"),  # beyond the last code point
        ("Вчера в Минске. ".encode() * 9 + "Вчера в Минске. ".encode("cp1251") * 9, "unknown_encoding"),
        ("Вчера в Минске. ".encode("cp1251") * 9 + "Вчера в Минске. ".encode() * 9, "unknown_encoding"),
        (b"Anna came.\n" * 9 + "Anna came.\n".encode("utf-16-le"), "not_text"),
    ],
)
def test_what_is_no_text_in_one_encoding_is_set_aside(data: bytes, reason: str, raw_folder: RawFolder) -> None:
    raw = raw_folder({"a.txt": data, "b.txt": "Anna Novik came."})
    assert reasons(raw)["a.txt"] in (reason, "not_text", "unknown_encoding")
    assert list(reasons(raw)) == ["a.txt"]


def test_100_mb_in_one_line(raw_folder: RawFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    limits = reference.mapping("limits.yaml")
    raw = raw_folder({"b.txt": "Anna Novik came."})
    (raw / "a.txt").write_bytes(b"Anna Novik came. " * (limits["bytes"] // 17))
    assert reasons(raw) == {"a.txt": "too_large"}
    (problem, _) = read_folder(raw)
    assert isinstance(problem, Problem)
    assert "raise `characters` in limits.yaml" in problem.detail
    monkeypatch.setitem(limits, "characters", limits["bytes"])
    assert reasons(raw) == {}


def test_10_000_files_and_as_many_that_claim_one_id(raw_folder: RawFolder) -> None:
    raw = raw_folder({f"{n}.txt": f"Text {n}." for n in range(10_000)})
    assert sum(isinstance(item, Document) for item in read_folder(raw)) == 10_000
    for n in range(10_000):
        (raw / f"{n}.txt.yaml").write_bytes(b"id: one\n")
    assert set(reasons(raw).values()) == {"duplicate_id"}
    assert len(reasons(raw)) == 10_000


def test_ids_and_names_do_not_leave_the_folder(raw_folder: RawFolder, tmp_path: Path) -> None:
    raw = raw_folder(
        {
            "a.txt": "Anna Novik came.",
            "b.txt": "Text.",
            "b.txt.yaml": "id: ../../b\n",
            "c.txt": "Text.",
            "c.txt.yaml": "id: /etc/passwd\n",
            "d.txt": "Text.",
            "d.txt.yaml": "id: ..\n",
            "..\\e.txt": "Text.",
            "....txt": "not looked at",
        }
    )
    package = build(raw, tmp_path / "package").folder
    problems = read_parquet(TABLES["ingest_problems"], package).to_pylist()
    found = {row["path"]: row["reason"] for row in problems}
    assert found == dict.fromkeys(["b.txt", "c.txt", "d.txt"], "invalid_sidecar")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["package", "raw"]


def test_links_devices_sockets_and_loops_are_not_opened(raw_folder: RawFolder) -> None:
    raw = raw_folder({"a.txt": "Anna Novik came.", "folder/b.txt": "Text."})
    expected = {}
    for name, target in (
        ("zero.txt", "/dev/zero"),
        ("loop.txt", "loop.txt"),
        ("up", ".."),
        ("folder/self", "../folder"),
    ):
        (raw / name).symlink_to(target)
        expected[name] = "not_a_file"
    os.mkfifo(raw / "fifo.txt")
    with socket.socket(socket.AF_UNIX) as listening:
        os.chdir(raw)  # the path of a socket must be short
        try:
            listening.bind("socket.txt")
        finally:
            os.chdir(ROOT)
    expected |= {"fifo.txt": "not_a_file", "socket.txt": "not_a_file"}
    if os.geteuid() == 0:
        os.mknod(raw / "device.txt", 0o20666, os.makedev(1, 5))
        expected["device.txt"] = "not_a_file"
    assert reasons(raw) == expected


def test_bombs_in_sidecars(raw_folder: RawFolder) -> None:
    """Aliases of aliases, a merge of merges, nesting, a huge number, a tag that would run code."""
    lines = ["a: &a [x,x,x,x,x,x,x,x,x]"]
    lines += [f"{b}: &{b} [{','.join(f'*{a}' for _ in range(9))}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)]
    bombs = {
        "aliases": "\n".join(lines),
        "value": "\n".join([*lines, "title: *i"]),
        "merge": "a: &a {b: c}\n<<: [*a, *a]\n",
        "self": "title: &t [*t]\n",
        "nested": "title: " + "[" * 40_000,
        "mapping": "{a: " * 20_000,
        "code": "title: !!python/object/apply:os.system ['true']\n",
        "tag": f"title: !<{'x' * 50_000}> [a]\n",
        "key": f"{'? ' * 20_000}a\n",
    }
    files: dict[str, str | bytes] = {"good.txt": "Text.", "good.txt.yaml": "title: A"}
    for name, bomb in bombs.items():
        files |= {f"{name}.txt": "Text.", f"{name}.txt.yaml": bomb}
    assert reasons(raw_folder(files)) == {f"{name}.txt": "invalid_sidecar" for name in bombs}


_WITHOUT_NETWORK = """
import socket, sys
from pathlib import Path

def refuse(*arguments, **named):
    raise AssertionError(f"the network was used: {arguments}")

for name in ("connect", "connect_ex", "sendto", "bind"):
    setattr(socket.socket, name, refuse)
socket.getaddrinfo = socket.create_connection = socket.gethostbyname = refuse
if len(sys.argv) > 3:
    socket.create_connection(("192.0.2.1", 9))
from pipeline.build import build
from pipeline.publish.validate import validate_package
build(Path(sys.argv[1]), Path(sys.argv[2]))
assert validate_package(Path(sys.argv[2])) == []
"""


@pytest.mark.process
@pytest.mark.parametrize("uses_network", [False, True])
def test_a_build_uses_no_network(raw_folder: RawFolder, tmp_path: Path, uses_network: bool) -> None:
    """In this process every use is refused; where the system permits, the reader's own has no network at all.

    With a use of the network put in, it fails.
    """
    remote = '<link rel=stylesheet href="http://192.0.2.1/a.css"><img src="http://192.0.2.1/a.png">'
    raw = raw_folder(
        {
            "a.txt": SENTENCE,
            "b.html": page([SENTENCE, SENTENCE + " " + SENTENCE], meta=remote),
            "c.docx": document(
                f"<w:p><w:r><w:t>{SENTENCE}</w:t></w:r></w:p>", '<!DOCTYPE d SYSTEM "http://192.0.2.1/d">'
            ),
            "d.pdf": pdf([SENTENCE, SENTENCE]),
        }
    )
    command = [sys.executable, "-c", _WITHOUT_NETWORK, str(raw), str(tmp_path / "package"), *["x"][:uses_network]]
    isolated = ["unshare", "--net", "--map-root-user"]
    try:
        may = subprocess.run([*isolated, "true"], capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        may = False
    done = subprocess.run([*(isolated if may else []), *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode != 0) == uses_network, done.stderr[-2000:]
    assert ("the network was used" in done.stderr) == uses_network


SECRET = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36}\b|\bxox[abp]-[0-9A-Za-z-]{10,}"
    r"|(?i:password|passwd|api_?key|secret_?key|token)\s*[:=]\s*[\"'][^\"'\s]{8,}[\"']"
)


def test_no_secret_is_committed() -> None:
    assert SECRET.search("-----BEGIN RSA " + "PRIVATE KEY-----")
    assert SECRET.search("api_key = " + "'0123456789abcdef'")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    for path in filter(None, listed.decode().split("\0")):
        text = (ROOT / path).read_bytes().decode("utf-8", "ignore")
        assert not SECRET.search(text), path


def test_the_ui_listens_on_this_machine_alone() -> None:
    """`test_dagster` asks a running one; here stands that no command of the project starts it otherwise."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8").replace("\\\n", " ")
    starts = [
        line for line in makefile.splitlines() if re.search(r"dagster (?:dev|-webserver)|dagster-webserver ", line)
    ]
    assert len(starts) == 2
    assert all("--host 127.0.0.1" in line for line in starts)
    assert "0.0.0.0" not in makefile
