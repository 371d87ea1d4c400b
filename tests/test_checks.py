"""The checks find what is broken, and say it so that a person can find it too."""

from collections.abc import Callable

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from pipeline.publish import checks, spans
from pipeline.publish.checks import Failure, check_all, check_table
from pipeline.publish.source import Files, Held
from pipeline.publish.stage import Stage
from pipeline.tables import TABLES

Change = Callable[[pa.Table], pa.Table]


def with_column(name: str, value: object, row: int = 0) -> Change:
    """Sets one cell."""

    def change(table: pa.Table) -> pa.Table:
        values = table.column(name).to_pylist()
        values[row] = value
        index = table.schema.get_field_index(name)
        return table.set_column(index, table.schema.field(name), pa.array(values, table.schema.field(name).type))

    return change


@pytest.fixture(params=[(1, 1_000_000), (20_000, 40)], ids=["row by row", "in large pieces, compared in small shares"])
def pieces(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is found does not depend on how much is held at once."""
    n_rows, n_compared = request.param
    monkeypatch.setattr(checks, "_ROWS", n_rows)
    monkeypatch.setattr(checks, "_COMPARED", n_compared)
    monkeypatch.setattr(spans, "_ROWS", n_rows)
    monkeypatch.setattr(spans, "_TEXTS", n_rows)


def failures(seeds: Stage, table: str, change: Change) -> list[Failure]:
    """What the checks find when one table is changed."""
    source = Held(lambda name: change(seeds.read(name)) if name == table else seeds.read(name))
    return check_all(source, TABLES.values())


@pytest.mark.usefixtures("pieces")
def test_the_seeds_pass(seeds: Stage) -> None:
    assert check_all(Files(seeds.path), TABLES.values()) == []
    assert check_all(Held(seeds.read), TABLES.values()) == []


FORMS = "full, family, given, initials, name, adjective, demonym"


@pytest.mark.parametrize(
    ("table", "change", "message"),
    [
        ("mentions", with_column("quote", "Somebody Else"), "the quote is not text[start:end]"),
        ("mentions", with_column("start", 20), "the quote is not text[start:end]"),
        ("passages", with_column("end", 99_999, 3), "the quote is not text[start:end]"),
        ("mentions", with_column("entity_id", "person-000000000000"), "entity_id points at no row of entities"),
        ("passages", with_column("parent_passage_id", "x#title-9"), "parent_passage_id points at no row of passages"),
        ("mentions", with_column("form", "nickname"), f"form is none of {FORMS}"),
        ("mentions", with_column("entity_id", None), "entity_id is missing"),
        ("people", with_column("given_name", ""), "given_name is an empty string"),
        ("people", with_column("given_name", "a\x00b"), "given_name holds a NUL character"),
        ("people", with_column("spellings", ["a|b"]), "spellings holds |"),
        ("documents", with_column("published", "2020-02-30"), "published is no date (EDTF)"),
        ("documents", with_column("sha256", "abc"), "sha256 does not look like"),
        ("documents", with_column("n_characters", 0), "n_characters is less than 1"),
        ("methods", with_column("precision", 1.5), "precision is greater than 1"),
        ("entities", with_column("entity_id", "person-ffffffffffff"), "rows are not sorted by entity_id"),
        ("names", with_column("n_mentions", 7), "n_mentions is not what mentions holds"),
        ("entities", with_column("n_documents", 7), "n_documents is not what mentions holds"),
        ("mentions", with_column("end", 10_000_000), "start and end do not lie in the document"),
        ("mentions", with_column("start", 500), "start and end do not lie in the document"),
        ("people", with_column("label", "Somebody Else"), "label or spellings differ from entities and names"),
        ("people", with_column("spellings", ["Somebody Else"]), "label or spellings differ from entities and names"),
        ("people", lambda table: table.slice(1), "a person of entities is missing"),
        ("documents", lambda table: table.slice(0, 0), "it needs 1 or more rows and has 0"),
        (
            "people",
            lambda table: table.drop_columns(["gender"]),
            "columns differ from their declaration: gender string",
        ),
        (
            "mentions",
            lambda table: table.set_column(2, "start", pc.cast(table["start"], pa.string())),
            "columns differ from their declaration: start string, start int64",
        ),
        ("names", lambda table: pa.concat_tables([table.slice(0, 1), table]), "name_id must be unique"),
    ],
)
@pytest.mark.usefixtures("pieces")
def test_broken_tables(seeds: Stage, table: str, change: Change, message: str) -> None:
    found = [str(failure) for failure in failures(seeds, table, change) if failure.table == table]
    assert any(message in line for line in found), found


@pytest.mark.usefixtures("pieces")
def test_whole_tables_pass(seeds: Stage) -> None:
    assert check_all(Files(seeds.path), TABLES.values()) == []


@pytest.mark.usefixtures("pieces")
def test_a_failure_names_the_first_rows(seeds: Stage) -> None:
    broken = with_column("form", "nickname")(seeds.read("mentions"))
    (failure,) = check_table(TABLES["mentions"], Held(lambda _: broken))
    first = seeds.read("mentions").column("mention_id")[0]
    assert str(failure) == f"mentions: form is none of {FORMS} (1 row): {first} ('nickname')"


def test_a_missing_place_is_said_and_stops_nothing(seeds: Stage) -> None:
    found = [str(failure) for failure in failures(seeds, "mentions", with_column("start", None))]
    assert any("start is missing" in line for line in found), found


@pytest.mark.usefixtures("pieces")
def test_all_rows_of_a_broken_rule_are_counted_and_the_first_ones_named(seeds: Stage) -> None:
    mentions = seeds.read("mentions")
    quotes = pa.array(["Somebody Else"] * mentions.num_rows)
    broken = mentions.set_column(mentions.schema.get_field_index("quote"), mentions.schema.field("quote"), quotes)
    (failure,) = spans.check_spans(TABLES["mentions"], Held({"mentions": broken, "texts": seeds.read("texts")}.get))
    assert failure.n_rows == mentions.num_rows
    assert [shown.split()[0] for shown in failure.examples] == mentions.column("mention_id").to_pylist()[:3]


@pytest.mark.usefixtures("pieces")
def test_texts_in_another_order_than_the_rows_are_found_too(seeds: Stage) -> None:
    texts = seeds.read("texts")
    turned = Held({"mentions": seeds.read("mentions"), "texts": texts.take(list(reversed(range(len(texts)))))}.get)
    assert len(texts) > 1
    assert spans.check_spans(TABLES["mentions"], turned) == []
