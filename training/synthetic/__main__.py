"""Writes a corpus: python -m training.synthetic FOLDER --documents 1000 [--people N] [--seed S].

`FOLDER/raw/` gets the texts with their sidecars, at most a thousand files in a folder, `FOLDER/truth.parquet` who is
named where (document, start, end, person), `FOLDER/quotations.parquet` whose claim is quoted where (document, start,
end, source).
"""

import argparse
from pathlib import Path

from training.synthetic.documents import corpus
from training.synthetic.writing import write


def main() -> None:
    """Reads the arguments and writes."""
    parser = argparse.ArgumentParser(prog="python -m training.synthetic", description="Writes a corpus with its truth.")
    parser.add_argument("folder", type=Path, help="where to write; there must be no corpus yet")
    parser.add_argument("--documents", type=int, default=1_000, help="so many texts")
    parser.add_argument("--people", type=int, help="so many people; else two for five documents")
    parser.add_argument("--seed", type=int, default=1, help="another number makes another corpus")
    arguments = parser.parse_args()
    try:
        made = corpus(arguments.seed, arguments.documents, arguments.people)
        counts = write(made, range(arguments.documents), arguments.folder)
    except (ValueError, FileExistsError) as error:
        parser.error(str(error))
    print(
        f"{arguments.folder}: {counts.documents} documents, {counts.mentions} mentions, {counts.quotations} quotations"
    )


if __name__ == "__main__":
    main()
