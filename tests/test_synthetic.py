"""The corpus maker: the same each time, any part alone, truth that stands in the texts, people who are told apart."""

import csv
import shutil
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from conftest import ROOT

from pipeline import reference
from pipeline.build import build
from pipeline.names.inflection import forms
from pipeline.read.sidecar import parse_sidecar
from training.evaluate import b_cubed as b_cubed_of_gold
from training.synthetic import bench, memory
from training.synthetic.documents import LANGUAGES, Corpus, corpus
from training.synthetic.people import People, Person, capacity
from training.synthetic.phrases import Gendered, Name, phrases
from training.synthetic.score import b_cubed, score
from training.synthetic.spelling import Outlet, declined, spelt
from training.synthetic.writing import QUOTATIONS, RAW, TRUTH, write

SIZE = 120


@pytest.fixture(scope="module")
def made() -> Corpus:
    return corpus(seed=7, documents=SIZE)


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_same_numbers_make_the_same_files_and_another_seed_others(made: Corpus, tmp_path: Path) -> None:
    write(made, range(SIZE), tmp_path / "a")
    write(corpus(seed=7, documents=SIZE), range(SIZE), tmp_path / "b")
    assert files(tmp_path / "a") == files(tmp_path / "b")
    assert corpus(seed=8, documents=SIZE).document(3).text != made.document(3).text


def test_a_part_alone_is_the_same_as_in_the_whole(made: Corpus, tmp_path: Path) -> None:
    write(made, range(700), tmp_path / "all")
    write(made, range(500, 700), tmp_path / "part")
    part, whole = files(tmp_path / "part" / RAW), files(tmp_path / "all" / RAW)
    assert part.items() <= whole.items()
    assert len(part) == 400
    for name in (TRUTH, QUOTATIONS):
        rows = pq.read_table(tmp_path / "all" / name).to_pylist()
        assert pq.read_table(tmp_path / "part" / name).to_pylist() == [r for r in rows if r["document"] >= "d0000500"]


def test_folders_have_at_most_a_thousand_files(made: Corpus, tmp_path: Path) -> None:
    write(made, range(501), tmp_path)
    assert [len(list(folder.iterdir())) for folder in sorted((tmp_path / RAW).iterdir())] == [1000, 2]


def test_what_is_there_is_not_written_over(made: Corpus, tmp_path: Path) -> None:
    write(made, range(1), tmp_path)
    with pytest.raises(FileExistsError):
        write(made, range(1), tmp_path)


def test_names_stand_where_the_truth_says_and_their_letters_are_the_houses(made: Corpus) -> None:
    for number in range(SIZE):
        document = made.document(number)
        house = phrases(LANGUAGES[number % 20]).outlets
        ends = [0]
        for start, end, person in document.mentions:
            spellings = {
                spelt(made.people.person(person), outlet, form, case)
                for outlet in house
                for form in ("full", "family", "initials", "patronymic")
                for case in ("nominative", "genitive", "dative", "accusative", "instrumental")
            }
            assert document.text[start:end] in spellings
            assert start >= ends[-1]
            ends.append(end)
        assert len(document.mentions) > 5
        assert 2_500 < len(document.text) < 4_000


def test_a_claim_is_quoted_word_for_word_or_with_brackets(made: Corpus) -> None:
    verbatim = edited = 0
    for number in range(SIZE):
        document = made.document(number)
        for start, end, source in document.quotations:
            words = document.text[start:end]
            assert source <= number
            if source != number:
                original = made.document(source)
                (own,) = [original.text[s:e] for s, e, of in original.quotations if of == source]
                verbatim += words.lower() == own.lower()
                edited += "[" in words
                assert words.lower() == own.lower() or "[" in words or words.lower() in original.text.lower()
    assert verbatim > 5
    assert edited > 5


def test_sidecars_say_what_the_pipeline_wants(made: Corpus) -> None:
    for number in range(20):
        document = made.document(number)
        sidecar = parse_sidecar(document.sidecar.encode())
        assert (sidecar.id, sidecar.language) == (document.document_id, LANGUAGES[number])
        assert document.text.startswith(f"{sidecar.title}\n\n")


def houses() -> list[Outlet]:
    return [outlet for language in sorted(set(LANGUAGES)) for outlet in phrases(language).outlets]


def test_no_two_people_have_the_same_name_in_any_house_but_namesakes() -> None:
    people = [People(3, 4_000).person(number) for number in range(4_000)]
    namesakes = set()
    for outlet in houses():
        bearers: dict[str, list[Person]] = {}
        for person in people:
            bearers.setdefault(spelt(person, outlet, "full"), []).append(person)
        several = [those for those in bearers.values() if len(those) > 1]
        namesakes |= {tuple(person.number for person in those) for those in several}
        assert all(len({person.patronymic for person in those}) == len(those) for those in several)
    assert namesakes == {(block * 20 + 2, block * 20 + 19) for block in range(0, 200, 5)}


def test_relatives_share_a_family_name_and_are_others() -> None:
    people = People(3, 400)
    relations = set()
    for person in map(people.person, range(400)):
        for number, relation in person.relatives:
            other = people.person(number)
            assert other.clan == person.clan
            assert other.given != person.given
            assert person.number in dict(other.relatives)
            relations.add((person.gender, relation, other.gender))
            if relation == "brother":
                assert other.patronymic == person.patronymic
    assert relations == {
        ("male", "wife", "female"),
        ("female", "husband", "male"),
        ("male", "brother", "male"),
        ("male", "daughter", "female"),
        ("female", "father", "male"),
    }
    strangers = [p for p in map(people.person, range(400)) if people.person(p.number // 20 * 20).clan == p.clan]
    assert len(strangers) == 40


def test_there_are_names_for_several_hundred_thousand_people_and_no_more() -> None:
    assert capacity() > 400_000
    assert People(1, capacity()).person(capacity() - 1).family
    with pytest.raises(ValueError, match="there can be 1 to"):
        People(1, capacity() + 1)


def test_a_few_people_are_named_often_and_most_seldom(made: Corpus) -> None:
    counts: dict[int, int] = {}
    for number in range(SIZE):
        for person in {person for _, _, person in made.document(number).mentions}:
            counts[person] = counts.get(person, 0) + 1
    assert len(counts) > 30
    assert max(counts.values()) > 5 * sorted(counts.values())[len(counts) // 2]


@pytest.mark.parametrize(
    ("word", "part", "gender", "case", "language", "form"),
    [
        ("Бабарыка", "family", "male", "genitive", "be", "Бабарыкі"),
        ("Навінская", "family", "female", "instrumental", "be", "Навінскай"),
        ("Павел", "given", "male", "dative", "ru", "Павлу"),
        ("Ковальчук", "family", "female", "genitive", "ru", "Ковальчук"),
        ("Ковальчук", "family", "male", "genitive", "ru", "Ковальчука"),
        ("Богдановна", "patronymic", "female", "accusative", "ru", "Богдановну"),
        ("Kawalczuk", "family", "male", "instrumental", "pl", "Kawalczukiem"),
        ("Brown", "family", "male", "genitive", "en", "Brown"),
    ],
)
def test_names_are_declined(word: str, part: str, gender: str, case: str, language: str, form: str) -> None:
    assert declined(word, part, gender, case, language) == form


def test_what_is_declined_is_read_as_a_case_of_its_nominative() -> None:
    people = [People(3, 60).person(number) for number in range(60)]
    for person in people:
        for language in ("be", "ru", "uk"):
            form = declined(person.family[language], "family", person.gender, "genitive", language)
            assert person.family[language] in {person.family[language], *(f.nominative for f in forms(form))}
            assert form == person.family[language] or person.family[language] in {f.nominative for f in forms(form)}


@pytest.mark.parametrize("language", sorted(set(LANGUAGES)))
def test_phrases_are_many_and_complete(language: str) -> None:
    said = phrases(language)
    kinds = (said.titles, said.direct, said.indirect, said.quoting, said.people, said.others, *said.family.values())
    assert sum(map(len, kinds)) >= (40 if language in ("en", "be", "ru", "uk", "pl", "de") else 20)
    assert set(said.family) == {"wife", "husband", "brother", "daughter", "father"}
    for template in (template for kind in (*kinds, said.claims) for template in kind):
        assert not any(isinstance(part, str) and set("<>") & set(part) for part in template)
    about = [part for claim in said.claims for part in claim if isinstance(part, Name | Gendered)]
    assert all(isinstance(part, Name) and not part.index for part in about), "a claim is about one person"
    codes = {row["code"] for row in reference.rows("romanisation/systems.csv")}
    assert {code for outlet in said.outlets for code in outlet.systems.values()} <= codes


def package(folder: Path, mentions: list[tuple[str, int, int, str]]) -> Path:
    """A package with these mentions: document, start, end, entity."""
    (folder / "data").mkdir()
    columns = [pa.array(list(column)) for column in zip(*mentions, strict=True)]
    table = pa.table(dict(zip(("document_id", "start", "end", "entity_id"), columns, strict=True)))
    pq.write_table(table, folder / "data" / "mentions.parquet")
    ids = sorted({entity for *_, entity in mentions})
    kinds = ["place" if entity.startswith("place") else "person" for entity in ids]
    pq.write_table(pa.table({"entity_id": ids, "kind": kinds}), folder / "data" / "entities.parquet")
    return folder


def truth(folder: Path, rows: list[tuple[str, int, int, int]]) -> Path:
    columns = [list(column) for column in zip(*rows, strict=True)]
    pq.write_table(pa.table(dict(zip(("document", "start", "end", "person"), columns, strict=True))), folder / TRUTH)
    return folder / TRUTH


GOLD = [("a", 0, 4, 1), ("a", 9, 12, 1), ("a", 20, 24, 2), ("b", 0, 4, 2)]


def test_a_perfect_answer_scores_one(tmp_path: Path) -> None:
    found = [(document, start, end, f"person-{who}") for document, start, end, who in GOLD]
    found += [("a", 30, 35, "place-1"), ("c", 0, 4, "person-9")]
    scored = score(truth(tmp_path, GOLD), package(tmp_path, found))
    assert (scored.precision, scored.recall, scored.f1) == (1, 1, 1)
    assert (scored.n_gold, scored.n_found, scored.n_people, scored.n_entities) == (4, 4, 2, 2)


def test_one_person_for_all_costs_precision(tmp_path: Path) -> None:
    found = [(document, start, end, "person-1") for document, start, end, _ in GOLD]
    scored = score(truth(tmp_path, GOLD), package(tmp_path, found))
    assert (scored.precision, scored.recall) == (0.5, 1)


def test_what_is_not_found_or_no_person_is_a_person_of_its_own(tmp_path: Path) -> None:
    found = [("a", 0, 4, "person-1"), ("a", 9, 12, "place-1"), ("a", 20, 23, "person-2"), ("b", 0, 4, "person-2")]
    scored = score(truth(tmp_path, GOLD), package(tmp_path, found))
    assert (scored.precision, scored.recall) == (1, 0.5)
    assert scored.n_found == 2


def test_nothing_found_is_everybody_alone(tmp_path: Path) -> None:
    scored = score(truth(tmp_path, GOLD), package(tmp_path, [("c", 0, 4, "person-1")]))
    assert (scored.precision, scored.recall, scored.n_found) == (1, 0.5, 0)


def test_it_is_the_measure_that_is_used_elsewhere() -> None:
    people = np.array([1, 1, 1, 2, 2, 3])
    entities = np.array([7, 7, 8, 8, 8, 9])
    gold = {("a", n, n): str(who) for n, who in enumerate(people)}
    given = {("a", n, n): str(entity) for n, entity in enumerate(entities)}
    assert b_cubed(people, entities) == pytest.approx(b_cubed_of_gold(gold, given)[:2])


def test_a_made_corpus_builds_to_the_same_bytes_each_time(made: Corpus, tmp_path: Path) -> None:
    write(made, range(24), tmp_path)
    for name in ("one", "two"):
        build(tmp_path / RAW, tmp_path / name)
    assert files(tmp_path / "one") == files(tmp_path / "two")
    scored = score(tmp_path / TRUTH, tmp_path / "one")
    assert scored.n_found > 0.7 * scored.n_gold
    assert scored.precision > 0.95


@pytest.mark.process
def test_bench_measures_a_build_and_keeps_the_figures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "FIGURES", tmp_path / "scale.csv")
    found = bench.measure(4, tmp_path / "4")
    assert found.documents == 4
    assert found.peak_bytes > 20_000_000
    assert found.package_bytes > found.raw_bytes
    assert len(pq.read_table(tmp_path / "4" / "package" / "data" / "documents.parquet")) == 5
    bench.keep(found)
    bench.keep(found)
    assert bench.figures() == [found]


@pytest.mark.process
def test_memory_is_that_of_all_processes(tmp_path: Path) -> None:
    python = shutil.which("python3") or "python3"
    hold = "import time; held = bytearray(60_000_000); time.sleep(1.5)"
    both = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {hold!r}]) if len(sys.argv) < 2 else 0"
    twice = f"import subprocess, sys; child = subprocess.Popen([sys.executable, '-c', {hold!r}]); {hold}; child.wait()"
    alone = memory.measured([python, "-c", hold], tmp_path).peak
    assert memory.measured([python, "-c", both], tmp_path).peak > 60_000_000
    assert memory.measured([python, "-c", twice], tmp_path).peak > alone + 50_000_000


def test_figures_that_are_committed_are_of_this_form() -> None:
    with (ROOT / "docs" / "scale.csv").open(encoding="utf-8", newline="") as file:
        assert tuple(next(csv.reader(file))) == tuple(bench.Scale.__dataclass_fields__)
