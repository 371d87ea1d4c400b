"""The annotated texts that the tagger learns from, and on which it is tried.

What they are and their licences: `pipeline/entities/model/README.md`.
"""

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

OWN = Path(__file__).parent / "texts"
OWN_TOPIC = "own"
_MARKED = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}")


@dataclass(frozen=True)
class Annotated:
    """A text with the people it names: start and end in code points, and who it is where the set tells.

    Nothing learnt from a `topic` is used on it while the tagger is tried.
    """

    document: str
    topic: str
    language: str
    text: str
    people: tuple[tuple[int, int, str], ...]


def training_texts(shared: Path) -> list[Annotated]:
    """All texts to learn from. `shared` is the folder of the measuring sets."""
    dev = shared / "dev"
    return [
        *json_lines(dev / "slavicner" / "train.jsonl.gz"),
        *json_lines(dev / "english" / "uner_dev.jsonl", "uner"),
        *json_lines(dev / "english" / "wikigold.jsonl", "wikigold"),
        *json_lines(dev / "other" / "be_ud.jsonl", "be_ud"),
        *marked(OWN, OWN_TOPIC),
    ]


def json_lines(path: Path, topic: str = "") -> Iterator[Annotated]:
    """A file of texts with `persons` in them, one a line; `topic` where the file has none."""
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            people = tuple((p["start"], p["end"], p.get("person") or "") for p in row["persons"])
            yield Annotated(row["doc"], topic or row["topic"], row["lang"], row["text"], people)


def marked(folder: Path, topic: str) -> Iterator[Annotated]:
    """Texts in which `{surface|person}` marks a person (`training/README.md`), one file a language."""
    for path in sorted(folder.glob("*.txt")):
        for block in re.split(r"(?m)^=== *", path.read_text(encoding="utf-8"))[1:]:
            name, body = block.split("\n", 1)
            text, people, last = "", [], 0
            for mark in _MARKED.finditer(body):
                text += body[last : mark.start()]
                people.append((len(text), len(text) + len(mark[1]), mark[2]))
                text += mark[1]
                last = mark.end()
            yield Annotated(f"{path.stem}/{name.strip()}", topic, path.stem, text + body[last:], tuple(people))
