"""The `imiony` command, as a person or a script uses it."""

import os
import pty
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from conftest import ROOT, RawFolder

pytestmark = pytest.mark.process

IMIONY = str(Path(sys.executable).with_name("imiony"))


def imiony(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [IMIONY, *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, env=os.environ | environment, capture_output=True, check=False)


def test_build_says_what_was_published_and_where(tmp_path: Path) -> None:
    done = imiony("build", "--output", tmp_path / "out")
    assert done.returncode == 0
    assert f"published in {tmp_path / 'out'}: 2 documents, 10 people, 352 names, 129 mentions" in done.stdout.decode()
    assert done.stderr.decode().splitlines()[0] == "read      2 documents, 2 texts, 0 ingest_problems"
    assert imiony("validate", tmp_path / "out").returncode == 0


def test_exit_code_3_when_files_were_set_aside(raw_folder: RawFolder, tmp_path: Path) -> None:
    raw = raw_folder({"good.txt": "Nina Bondar came.", "bad.txt": "Ніна Бондар".encode("cp1251")})
    done = imiony("build", "--raw", raw, "--output", tmp_path / "out")
    assert done.returncode == 3
    complaints = [line for line in done.stderr.decode().splitlines() if line.startswith("imiony: ")]
    assert re.match(r"imiony: bad\.txt was set aside: not UTF-8 .*; looks like cp1251: check that", complaints[0])
    assert "raw files were set aside: 1" in complaints[1]
    assert b"bad.txt" in (tmp_path / "out" / "data" / "ingest_problems.csv").read_bytes()
    assert imiony("validate", tmp_path / "out").returncode == 0


def test_exit_code_1_when_a_check_fails(raw_folder: RawFolder, tmp_path: Path) -> None:
    done = imiony("build", "--raw", raw_folder({"empty.txt": " "}), "--output", tmp_path / "out")
    assert done.returncode == 1
    complaints = [line for line in done.stderr.decode().splitlines() if line.startswith("imiony: ")]
    assert complaints[0] == "imiony: empty.txt was set aside: the file holds no text: add the text or remove the file"
    assert re.match(r"imiony: documents: no text in .* could be read: put a .txt or .md file there", complaints[1])
    assert complaints[-1].endswith("out was not changed")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("build", "--raw", "nowhere"), "imiony: nowhere: no such folder; run imiony where raw/ is"),
        (("build", "--output", "."), "lie in each other"),
        (("validate", "tests"), "imiony: tests: no datapackage.json there; run imiony build first"),
        (("text", "nowhere.txt"), "imiony: nowhere.txt: No such file or directory; name a file"),
        (("publish",), "No such command"),
        (("build", "--fast"), "No such option"),
        (("export", "annotations", "--output", "tests"), "imiony: tests holds something else than annotations"),
        (("export", "annotations", "--raw", "nowhere"), "imiony: nowhere: no such folder"),
        (("export", "xlsx", "--output", "tests"), "imiony: tests is a folder: name a file with --output"),
        (("names", "compare", "A"), "Missing argument"),
        (("names", "romanise"), "Missing option"),
        (("names", "romanise", "--system", "bgn-bel"), "is called 'bgn-bel'; take one that is, such as bgnpcgn-bel-"),
    ],
)
def test_exit_code_2_for_wrong_usage(arguments: tuple[str, ...], complaint: str) -> None:
    done = imiony(*arguments)
    assert done.returncode == 2
    assert complaint in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_an_ended_build_leaves_nothing_behind(raw_folder: RawFolder, tmp_path: Path) -> None:
    raw = raw_folder({f"{n}.txt": "Nina Bondar came. " * 500 for n in range(300)})
    command = [IMIONY, "build", "--raw", str(raw), "--output", str(tmp_path / "out")]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stderr
    assert process.stderr.readline().startswith(b"read ")
    assert (tmp_path / ".out-building").exists()
    process.terminate()
    process.communicate(timeout=60)
    assert process.returncode == 128 + 15
    assert [path.name for path in tmp_path.iterdir()] == ["raw"]


def test_the_locale_does_not_change_what_is_read(raw_folder: RawFolder, tmp_path: Path) -> None:
    raw = raw_folder({"імя файла.txt": "Nina Bondar came."})
    settings = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C"}
    done = imiony("build", "--raw", raw, "--output", tmp_path / "out", **settings)
    assert done.returncode == 0, done.stderr
    assert "імя файла.txt" in (tmp_path / "out" / "data" / "documents.csv").read_text(encoding="utf-8")


def test_validate_names_what_is_wrong(package: Path) -> None:
    (package / "data" / "names.csv").write_bytes(b"name_id\n")
    done = imiony("validate", package)
    assert done.returncode == 1
    assert "data/names.csv" in done.stderr.decode()
    assert "hash" in done.stderr.decode()


def test_exports(raw_folder: RawFolder, tmp_path: Path) -> None:
    raw, package = raw_folder({"a.txt": "Nina Bondar came."}), tmp_path / "package"
    assert imiony("build", "--raw", raw, "--output", package).returncode == 0
    arguments = ("export", "annotations", package, "--raw", raw, "--output", tmp_path / "annotations")
    done = imiony(*arguments)
    assert done.returncode == 0, done.stderr
    assert "1 mentions" in done.stdout.decode()
    (raw / "a.txt").unlink()
    done = imiony(*arguments)
    assert done.returncode == 3
    assert re.match(r"imiony: texts that are not in .* as they were read: 1, first a.txt; ", done.stderr.decode())
    done = imiony("export", "xlsx", package, "--output", tmp_path / "a.xlsx")
    assert (done.returncode, done.stderr) == (0, b"")
    assert "1 mentions" in done.stdout.decode()
    (package / "data" / "methods.parquet").unlink()
    done = imiony("export", "xlsx", package, "--output", tmp_path / "a.xlsx")
    assert done.returncode == 1
    assert re.fullmatch(
        r"imiony: .* cannot be exported: .*methods.parquet'.* No such file .*; .* was not changed\n",
        done.stderr.decode(),
    )


def test_text_is_printed_as_it_is_read(raw_folder: RawFolder) -> None:
    content = "\r\n Ліст — \u00a0першы\r\nрадок"
    raw = raw_folder({"a.txt": content.encode("cp1251"), "a.txt.yaml": "encoding: cp1251\n", "b.txt": b"\xff\xfe\x00"})
    assert imiony("text", raw / "a.txt").stdout.decode() == content
    done = imiony("text", raw / "b.txt")
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode().startswith(f"imiony: {raw / 'b.txt'}: ")


def test_offsets_hold_for_the_printed_text(seeds_csv: list[dict[str, str]]) -> None:
    file = ROOT / "raw" / "rferl-2020-09-24-lawmakers-call-on-lukashenka.txt"
    text = imiony("text", file).stdout.decode()
    assert seeds_csv
    for row in seeds_csv:
        assert text[int(row["start"]) : int(row["end"])] == row["quote"]


@pytest.fixture
def seeds_csv() -> list[dict[str, str]]:
    import csv

    with (ROOT / "datapackage" / "data" / "mentions.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["document_id"] == "rferl-30856497"]


def test_comparing_names() -> None:
    done = imiony("names", "compare", "Ihar Kazlou", "Игорь Козлов")
    assert done.stdout.decode().splitlines() == [
        "same (score 0.98)",
        "given name: Ihar ~ Игорь, forms of one name",
        "family name: Kazlou ~ Козлов, а for unstressed о (akannie)",
    ]
    assert imiony("names", "compare", "Ihar Kazlou", "Pavel Kazlou").stdout.startswith(b"not the same")


def test_the_examples_of_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    examples = re.findall(r'\$ \.venv/bin/imiony names compare "(.+)" "(.+)"\n((?:(?![$`]).+\n)+)', readme)
    assert len(examples) == 2
    for a, b, output in examples:
        assert imiony("names", "compare", a, b).stdout.decode() == output


def test_letters_that_a_terminal_lacks_do_no_harm() -> None:
    done = imiony("names", "compare", "Ihar Kazlou", "Ігар Казлоў", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0
    assert rb"\u0406\u0433\u0430\u0440" in done.stdout


def romanised(content: bytes, system: str) -> bytes:
    command = [IMIONY, "names", "romanise", "--system", system]
    return subprocess.run(command, input=content, capture_output=True, check=True).stdout


def test_romanising_line_by_line() -> None:
    content = "СВЯТЛАНА Ціханоўская\r\nIванава, Юлія\n\nбез канца".encode()
    latin = "SVIATLANA Cichanoŭskaja\r\nIvanava, Julija\n\nbiez kanca".encode()
    assert romanised(content, "by-bel-Cyrl-Latn-2007") == latin
    assert romanised(b"", "by-bel-Cyrl-Latn-2007") == b""
    assert romanised(b"\xff " + "Юля".encode(), "bgnpcgn-rus-Cyrl-Latn-1947") == b"\xff Yulya"


def test_romanising_does_not_wait_for_the_end() -> None:
    command = [IMIONY, "names", "romanise", "--system", "ua-ukr-Cyrl-Latn-2010"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write("Юрій\n".encode())
        process.stdin.flush()
        assert process.stdout.readline() == b"Yurii\n"
        process.stdin.close()


def test_listing_the_systems() -> None:
    lines = imiony("names", "systems").stdout.decode().splitlines()
    assert ["bgnpcgn-bel-Cyrl-Latn-1979", "be", "standard", "BGN/PCGN", "1979"] in [line.split() for line in lines]
    assert ["press-bel-Cyrl-Latn-de", "be", "press", "German", "press"] in [line.split() for line in lines]
    assert len(lines) == 66


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("build",),
        ("validate",),
        ("verify",),
        ("diff",),
        ("text",),
        ("new",),
        ("status",),
        ("names",),
        ("names", "compare"),
        ("names", "match"),
        ("names", "cluster"),
        ("people",),
        ("people", "review"),
        ("people", "show"),
        ("release",),
        ("export",),
        ("export", "annotations"),
        ("export", "xlsx"),
    ],
)
def test_help(arguments: tuple[str, ...]) -> None:
    done = imiony(*arguments, "--help")
    assert done.returncode == 0
    assert b"Usage: imiony" in done.stdout


def _read_terminal(master: int) -> Iterator[str]:
    """What is written to a terminal until nobody has it open any more."""
    with suppress(OSError), os.fdopen(master, encoding="utf-8") as terminal:
        while written := terminal.read(1):
            yield written


def test_a_bar_on_a_terminal_and_plain_lines_elsewhere(tmp_path: Path) -> None:
    master, slave = pty.openpty()
    command = [IMIONY, "build", "--output", str(tmp_path / "out")]
    environment = os.environ | {"TERM": "xterm", "COLUMNS": "100"}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=slave) as build:
        os.close(slave)
        shown = "".join(_read_terminal(master))
    assert build.returncode == 0
    assert "build " in shown
    assert "━" in shown
    assert "\x1b" not in imiony("build", "--output", tmp_path / "out").stderr.decode()
