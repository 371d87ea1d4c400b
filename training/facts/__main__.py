"""Measures the facts of the texts, prints the figures, and writes them to the reference data.

python -m training.facts SHARED                              the seeds and our own texts; writes
python -m training.facts --folder DIR                        any folder in that format; prints alone
python -m training.facts [...] --tell LAYER [--language xx]  every miss and every wrong row, with its sentence
"""

import argparse
from pathlib import Path

from training.facts.evaluate import FRESH_SET, SEEDS, Measured, measure, own, write
from training.facts.gold import annotated
from training.facts.layers import LAYERS
from training.facts.report import table, tell
from training.facts.seeds import seeds

_NAMES = [name for layer in LAYERS for name in (layer.name, *(detail.name for detail in layer.details))]


def main() -> None:
    """Reads the arguments and does what they ask for."""
    parser = argparse.ArgumentParser(prog="python -m training.facts", description="Measures the facts of texts.")
    parser.add_argument("shared", nargs="?", type=Path, help="the folder with gold/ and seeds/")
    parser.add_argument("--folder", type=Path, help="a folder of annotated texts, a folder a language")
    parser.add_argument("--tell", choices=_NAMES, help="print what is wrong in a layer")
    parser.add_argument("--language", help="tell of texts in that language alone")
    arguments = parser.parse_args()
    sets: list[Measured] = []
    if arguments.shared:
        sets.append(measure(SEEDS, seeds(arguments.shared)))
    if arguments.folder:
        sets.append(measure(str(arguments.folder), annotated(arguments.folder)))
    else:
        sets += [own(), own(FRESH_SET)]
    for measured in sets:
        if arguments.tell:
            print(*tell(measured, arguments.tell, arguments.language), sep="\n")
        else:
            print(*table(measured), "", sep="\n")
    if not arguments.tell and not arguments.folder:
        write(sets)


if __name__ == "__main__":
    main()
