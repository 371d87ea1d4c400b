"""`imiony people` and `imiony release`: who is who and why, what to look at first, and remembering the ids."""

import csv
from pathlib import Path

import pytest
from conftest import RawFolder
from typer.testing import CliRunner

from pipeline import reference
from pipeline.build import build
from pipeline.cli import app
from pipeline.entities.decisions import Decision
from pipeline.people import Published, Shown, find, mentions_of
from pipeline.release import read_rows, release
from pipeline.review import Question, questions
from pipeline.tables.rows import Row

TEXTS: dict[str, str | bytes] = {
    "a.txt": "Pavel Bondar [red]came. Bondar left. Ihar Kazlou spoke.",
    "b.txt": "Mr. Bondar came. Sasha Rybak left.",
    "c.txt": "Игорь Козлов сказал. Aleksandr Rybak came.",
}


@pytest.fixture
def published(raw_folder: RawFolder, tmp_path: Path) -> Published:
    raw = raw_folder(TEXTS)
    build(raw, tmp_path / "package")
    return Published(tmp_path / "package", raw)


def decided(decision: str, a: str, b: str) -> Decision:
    return {"decision": decision, "a": a, "b": b, "who": "N. N.", "when": "2020", "why": "we asked"}


def labels(published: Published, wanted: str) -> set[str]:
    return {published.people[entity_id]["label"] for entity_id in find(published, wanted)}


def test_people_are_found_by_any_spelling_and_by_id(published: Published) -> None:
    assert labels(published, "Paweł Bondar") == {"Pavel Bondar"}
    assert labels(published, "Bondar") == {"Pavel Bondar", "Bondar"}
    assert labels(published, "Ігар Казлоў") == {"Ihar Kazlou"}
    assert labels(published, "Nobody Atall") == set()
    (entity_id,) = find(published, "Pavel Bondar")
    assert find(published, entity_id) == [entity_id]


def shown(published: Published, name: str, *decisions: Decision) -> list[Shown]:
    (entity_id,) = find(published, name)
    return list(mentions_of(published, entity_id, decisions, ()))


def test_every_mention_in_its_sentence_and_why(published: Published) -> None:
    first, second = shown(published, "Pavel Bondar")
    assert (first.sentence.before, first.sentence.quote, first.sentence.after) == ("", "Pavel Bondar", " [red]came.")
    assert (second.sentence.quote, second.sentence.after) == ("Bondar", " left.")
    assert (first.why, second.why) == ("full name", "family name of the only bearer in this text, Pavel Bondar")
    here, there = shown(published, "Ihar Kazlou")
    assert (here.why, there.why) == ("full name", "full name like Ihar Kazlou (score 0.98)")
    decision = decided("same", "a-txt:0-12", "b-txt:4-10")
    assert shown(published, "Pavel Bondar", decision)[0].why == (
        "full name; decision of N. N., 2020: same a-txt:0-12, b-txt:4-10: we asked"
    )


def test_a_mention_alone_where_the_text_is_another_one(published: Published, tmp_path: Path) -> None:
    (tmp_path / "raw" / "a.txt").write_text("Another text, in which nobody is called so and which is longer.")
    (tmp_path / "raw" / "c.txt").unlink()
    assert [one.sentence.after for one in shown(published, "Pavel Bondar")] == ["", ""]
    assert [one.sentence.after for one in shown(published, "Ihar Kazlou")] == ["", ""]


def asked(published: Published, *decisions: Decision) -> list[Question]:
    return questions(published, decisions, ())


def pairs(found: list[Question]) -> list[set[str]]:
    return [{question.a.name, question.b.name} for question in found]


def test_what_is_doubtful(published: Published) -> None:
    found = asked(published)
    assert pairs(found) == [{"Pavel Bondar", "Bondar"}, {"Aleksandr Rybak", "Sasha Rybak"}]
    assert not any(question.is_one_now for question in found)
    assert found[0].evidence[-1] == "never in the same text"
    assert "Pavel: only one of the two has it" in found[0].evidence
    assert (found[0].a.place, found[0].b.place) == ("a-txt:0-12", "b-txt:4-10")


def test_what_is_settled_is_not_asked_again(published: Published) -> None:
    assert pairs(asked(published, decided("different", "a-txt:0-12", "b-txt:4-10"))) == [
        {"Aleksandr Rybak", "Sasha Rybak"}
    ]


def test_the_most_valuable_first(raw_folder: RawFolder, tmp_path: Path) -> None:
    raw = raw_folder(
        {
            "a.txt": "Pavel Bondar came. Nina Wrona and Nina Bondar left. Wrona slept. " + "Pavel Bondar ate. " * 3,
            "b.txt": "Mr. Bondar came. Mr. Bondar left. Ms. Wrona left.",
            "c.txt": "Mr. Rybak came.",
            "d.txt": "Mr. Rybak left.",
            "e.txt": "Ms. Rybak left.",
        }
    )
    build(raw, tmp_path / "package")
    found = asked(Published(tmp_path / "package", raw))
    assert pairs(found) == [{"Pavel Bondar", "Bondar"}, {"Nina Wrona", "Wrona"}, {"Rybak"}]
    assert [round(question.value, 2) for question in found] == [1.9, 0.95, 0.95]


def test_names_that_are_one_only_over_others_are_doubtful(raw_folder: RawFolder, tmp_path: Path) -> None:
    """Whom a decision joined though the names differ is not asked about; whom names alone have joined is."""
    raw = raw_folder({"a.txt": "Pavel Bondar came.", "b.txt": "Anton Rybak came."})
    build(raw, tmp_path / "package")
    published = Published(tmp_path / "package", raw)
    one, _ = published.rows("people")
    rows: dict[str, list[Row]] = {
        "people": [one],
        "entities": published.rows("entities"),
        "mentions": [row | {"entity_id": one["entity_id"]} for row in published.rows("mentions")],
    }
    joined = Published(tmp_path / "package", raw)
    joined._tables |= rows
    (question,) = asked(joined)
    assert question.is_one_now
    assert pairs([question]) == [{"Pavel Bondar", "Anton Rybak"}]
    assert asked(joined, decided("same", "Pavel Bondar", "Anton Rybak")) == []


def imiony(*arguments: str | Path) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, [str(argument) for argument in arguments])
    return done.exit_code, done.stdout, done.stderr


def folders(tmp_path: Path) -> list[str | Path]:
    return ["--package", tmp_path / "package", "--raw", tmp_path / "raw"]


@pytest.mark.usefixtures("published")
def test_showing_a_person(tmp_path: Path) -> None:
    code, out, _ = imiony("people", "show", "Игорь Козлов", *folders(tmp_path))
    assert code == 0
    lines = [line.rstrip() for line in out.splitlines()]
    assert lines[0].startswith("Ihar Kazlou  person-")
    assert "a-txt:37-48  full name" in lines
    assert "    Игорь Козлов сказал." in lines
    assert any(line.startswith(" Ihar Kazlou ") and "Cyrl-Latn" not in line for line in lines)
    assert "[red]came." in imiony("people", "show", "Pavel Bondar", *folders(tmp_path))[1], "no markup of ours"


@pytest.mark.usefixtures("published")
def test_reviewing(tmp_path: Path) -> None:
    code, out, _ = imiony("people", "review", "--limit", "1", "--who", "A, B", *folders(tmp_path))
    assert code == 0
    (row,) = [line for line in out.splitlines() if line.startswith("same,")]
    decision, a, b, who, when, why = next(csv.reader([row]))
    assert (decision, a, b, who, why) == ("same", "a-txt:0-12", "b-txt:4-10", "A, B", "")
    assert len(when) == len("2020-09-24")
    assert "1 of 2. To settle one, add its row to pipeline/reference/decisions.csv" in out


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize(
    ("arguments", "code", "complaint"),
    [
        (("people", "show", "Nobody Atall"), 2, "Nobody Atall: nobody in "),
        (("people", "show", "Nina", "--package", "nowhere"), 2, "no datapackage.json there; run imiony build first"),
        (("people", "review", "--package", "nowhere"), 2, "no datapackage.json there; run imiony build first"),
        (("release", "1", "nowhere"), 2, "no datapackage.json there; run imiony build first"),
    ],
)
def test_complaints_name_the_remedy(tmp_path: Path, arguments: tuple[str, ...], code: int, complaint: str) -> None:
    more = folders(tmp_path) if arguments[:2] == ("people", "show") and "nowhere" not in arguments else []
    found, _, error = imiony(*arguments, *more)
    assert found == code
    assert complaint in error
    assert len(error.splitlines()) == 1


@pytest.mark.usefixtures("published")
def test_a_package_without_its_tables(tmp_path: Path) -> None:
    (tmp_path / "package" / "data" / "people.parquet").unlink()
    code, _, error = imiony("people", "review", *folders(tmp_path))
    assert code == 1
    assert error.endswith("run `imiony build` anew\n")


def test_a_release_remembers_the_ids(published: Published, tmp_path: Path) -> None:
    file = tmp_path / "identities.csv"
    code, out, _ = imiony("release", "0.1.0", tmp_path / "package", "--identities", file)
    assert code == 0
    assert out.startswith(f"{file}: 5 ids, 5 of them new in 0.1.0, 0 merged into others")
    first = file.read_bytes()
    assert {row["entity_id"] for row in read_rows(file)} == published.people.keys()
    assert imiony("release", "0.2.0", tmp_path / "package", "--identities", file)[0] == 0
    assert file.read_bytes() == first, "nothing new to remember"


@pytest.mark.usefixtures("published")
def test_a_release_of_what_no_build_gives_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "identities.csv"
    rows = release(tmp_path / "package", "1", [])
    others = [row | {"entity_id": f"person-{number:012}"} for number, row in enumerate(rows)]
    with pytest.raises(ValueError, match="run `imiony build` first"):
        release(tmp_path / "package", "2", others)
    with pytest.raises(ValueError, match="is no name for a release"):
        release(tmp_path / "package", "the second", rows)
    file.write_text("id,name\n")
    code, _, error = imiony("release", "2", tmp_path / "package", "--identities", file)
    assert (code, file.read_text()) == (1, "id,name\n")
    assert "restore it; nothing was remembered" in error


def test_a_build_obeys_the_committed_ids(package: Path) -> None:
    remembered = reference.rows("identities.csv")
    after = release(package, "next", remembered)
    assert [row["entity_id"] for row in remembered if row not in after] == [], "nothing is forgotten"
