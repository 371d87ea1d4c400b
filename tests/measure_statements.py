"""How many of the facts annotated in `gold/statements` the rules find: `python tests/measure_statements.py`.

There the mentions are given, and only the rules for events, demands and relations are measured; `training.facts`
measures all of the way from the raw text, on the seeds and on `gold/facts`.
"""

from collections import Counter

from statements_gold import FOLDER, compare, read


def main() -> None:
    """Prints what is found in our own texts, by file, layer and language."""
    for path in sorted(FOLDER.glob("*.txt")):
        counts: Counter[tuple[str, str, str]] = Counter()
        for text in read(path.name):
            for key, facts in zip(("right", "missed", "wrong"), compare(text), strict=True):
                for fact in facts:
                    counts.update([(fact.layer, text.language, key), (fact.layer, "all", key)])
        for layer, language in sorted({key[:2] for key in counts}):
            right, missed, wrong = (counts[layer, language, key] for key in ("right", "missed", "wrong"))
            figures = f"{right:3} right of {right + missed:3} annotated and {right + wrong:3} found"
            print(f"{path.name:12} {layer:8} {language:3} {figures}")


if __name__ == "__main__":
    main()
