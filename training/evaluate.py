"""Measures who is found and who is who, against annotated texts, and writes the figures to the reference data.

    python -m training.evaluate SHARED [--learn]

By mentions (`evaluation.csv`: exact spans, by method) and by people (`people_evaluation.csv`: B-cubed over the gold
mentions, one that is not found a person of its own; Bagga and Baldwin 1998). The sets that the tagger may learn from
are measured with `--learn`, by taggers that have not seen their topic, which takes most of an hour; without it the
other ones. The figures of sets that are not measured stay as they are.
"""

import csv
import json
import multiprocessing
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from typing import Any

from pipeline import reference
from pipeline.entities.assign import people_of
from pipeline.entities.find import find_people
from pipeline.entities.tagger import Tagger
from pipeline.evaluation import ALL, COLUMNS
from pipeline.read.passages import sentences
from pipeline.tables.rows import Row
from training import gazetteers
from training.data import OWN_TOPIC, Annotated, marked
from training.train import Material, read, tagger_without

OWN = Path("tests/gold/texts")
PEOPLE_COLUMNS = ("gold_set", "language", "n_gold", "precision", "recall", "f1")
EVALUATION, PEOPLE_EVALUATION = "evaluation.csv", "people_evaluation.csv"

ENGLISH = ("uner", "wikigold")
NEVER_SCORED = {OWN_TOPIC, "be_ud"}
"""Topics that are there to learn from alone."""

Figures = dict[tuple[str, ...], tuple[int | float, ...]]
"""The rows of a file by what they are about: gold set, language, for mentions also the method."""


def seeds(folder: Path) -> list[Annotated]:
    """The seeds with the named mentions of people (`gold/`, `seeds/`)."""
    found: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for line in (folder / "gold" / "person_mentions.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["mention_type"] == "NAM":
            found[row["doc"]].append((row["start"], row["end"], row["person"]))
    return [Annotated(doc, "", "en", _text(folder / "seeds" / doc), tuple(people)) for doc, people in found.items()]


def dev_people(folder: Path) -> list[Annotated]:
    """The real texts of `dev/people/`."""
    people = folder / "dev" / "people"
    found: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for line in (people / "mentions.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found[str(row["doc"]).zfill(2)].append((row["start"], row["end"], row["person"]))
    with (people / "sources.tsv").open(encoding="utf-8", newline="") as file:
        languages = {row["id"]: row["language"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}
    return [
        Annotated(doc, "", language, _text(people / "texts" / f"{doc}.txt"), tuple(found[doc]))
        for doc, language in languages.items()
    ]


def measure(name: str, texts: list[Annotated], candidates: list[Row]) -> tuple[Figures, Figures]:
    """The figures of a set by mentions and by people, from what was found in its texts."""
    entities = {
        (row["document_id"], row["start"], row["end"]): " ".join(person)
        for row, person in zip(candidates, people_of(candidates), strict=True)
        if person
    }
    languages = sorted({text.language for text in texts})
    mentions: Figures = {}
    people: Figures = {}
    for language in languages if len(languages) == 1 else ["mul", *languages]:
        chosen = [text for text in texts if language in ("mul", text.language)]
        documents = {text.document for text in chosen}
        gold = {(text.document, start, end): who for text in chosen for start, end, who in text.people}
        found: Counter[str] = Counter()
        right: Counter[str] = Counter()
        for row in candidates:
            if row["document_id"] in documents:
                for method in (row["method_id"], ALL):
                    found[method] += 1
                    right[method] += (row["document_id"], row["start"], row["end"]) in gold
        methods = [row["method_id"] for row in reference.rows("methods.csv") if row["finds"] == "people"]
        for method in (*methods, ALL):
            mentions[name, language, method] = (len(gold), found[method], right[method])
        if all(gold.values()):
            people[name, language] = (len(gold), *(round(figure, 4) for figure in b_cubed(gold, entities)))
    return mentions, people


def find(texts: Iterable[Annotated], by: Tagger | None = None) -> Iterator[Row]:
    """Rows of `candidates` of texts; the tagger is the committed one unless another one is given."""
    for text in texts:
        for found in find_people(text.text, *sentences(text.text, text.language), text.language, by):
            yield {
                "candidate_id": f"{text.document}#char={found.start},{found.end}",
                "document_id": text.document,
                "quote": text.text[found.start : found.end],
                "language": text.language,
                **asdict(found),
            }


def b_cubed(gold: dict[tuple[str, int, int], str], entities: dict[tuple[str, int, int], str]) -> tuple[float, ...]:
    """Precision, recall and F1 over the gold mentions; `entities` gives the entity of what was found."""
    pairs = [(who, entities.get(place, str(place))) for place, who in gold.items()]
    both = Counter(pairs)
    of_person, of_entity = Counter(who for who, _ in pairs), Counter(entity for _, entity in pairs)
    precision = sum(n * n / of_entity[entity] for (_, entity), n in both.items()) / len(pairs)
    recall = sum(n * n / of_person[who] for (who, _), n in both.items()) / len(pairs)
    return precision, recall, 2 * precision * recall / (precision + recall)


_material: list[Material] = []
"""In a process of its own: what the main process has read."""


def _unseen(topic: str) -> list[Row]:
    """What a tagger that has not seen a topic finds in its texts."""
    (material,) = _material
    return list(find(_of_topics(material, [topic]), tagger_without(material, topic)))


def _of_topics(material: Material, topics: Iterable[str]) -> list[Annotated]:
    return [text for text in material.texts if text.topic in topics]


def known_sets(shared: Path) -> None:
    """Measures the sets from which nothing is learnt, with the committed tagger."""
    for name, texts in (("seeds", seeds(shared)), ("dev/people", dev_people(shared)), ("own", list(marked(OWN, "")))):
        _write(*measure(name, texts, list(find(texts))))


def learnt_sets(shared: Path) -> None:
    """Measures the sets that the tagger learns from, each topic with a tagger that has not seen it."""
    material = read(shared, gazetteers.lists(shared))
    topics = sorted({text.topic for text in material.texts} - NEVER_SCORED)
    fork = multiprocessing.get_context("fork")  # which hands the material on without copying it
    with fork.Pool(2, _material.append, (material,), maxtasksperchild=1) as pool:
        found = dict(zip(topics, pool.map(_unseen, topics, chunksize=1), strict=True))
    slavic = [topic for topic in topics if topic not in ENGLISH]
    for name, chosen in (("dev/slavicner", slavic), *((f"dev/english/{topic}", [topic]) for topic in ENGLISH)):
        rows = [row for topic in chosen for row in found[topic]]
        _write(*measure(name, _of_topics(material, chosen), rows))


def _write(mentions: Figures, people: Figures) -> None:
    """Prints figures, and puts them in the place of those that the files have of the same sets."""
    for name, columns, figures in ((EVALUATION, COLUMNS, mentions), (PEOPLE_EVALUATION, PEOPLE_COLUMNS, people)):
        rows = [(*key, *values) for key, values in figures.items()]
        of_set: dict[str, list[tuple[Any, ...]]] = {}
        for kept in reference.rows(name):
            of_set.setdefault(kept["gold_set"], []).append(tuple(kept.values()))
        of_set |= {key[0]: [row for row in rows if row[0] == key[0]] for key in figures}
        with (Path(reference.__file__).parent / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows((columns, *chain.from_iterable(of_set.values())))
        reference.rows.cache_clear()
        for row in rows:
            print(*row)
    for key, (n_gold, n_found, right) in mentions.items():
        if key[-1] == ALL:
            print(
                *key,
                f"precision {right / n_found:.4f} recall {right / n_gold:.4f} F1 {2 * right / (n_gold + n_found):.4f}",
            )


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


if __name__ == "__main__":
    (learnt_sets if sys.argv[2:] == ["--learn"] else known_sets)(Path(sys.argv[1]))
