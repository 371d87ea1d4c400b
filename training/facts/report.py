"""What was measured, in words: the table of figures, and everything that is wrong in a layer with its sentence."""

from collections.abc import Iterator

from training.facts.evaluate import SEEDS, Measured
from training.facts.found import Found
from training.facts.gold import Gold, Line, Span
from training.facts.judge import Counts, details
from training.facts.layers import LAYERS
from training.facts.seeds import TARGETS

_NOT_SAID = {"layer", "quote", "nth", "id", "doc", "surface", "start", "end", "document_id", "method_id"}
"""Columns that say nothing of what a fact is, or are said otherwise."""


def table(measured: Measured) -> Iterator[str]:
    """The lines of the table of figures."""
    targets = dict(TARGETS) if measured.name == SEEDS else {}
    yield f"{measured.name}: {len(measured.texts)} texts"
    head = ("layer", "language", "gold", "found", "right", "precision", "recall", "F1")
    yield "{:20}{:10}{:>6}{:>7}{:>7}{:>11}{:>8}{:>7}".format(*head) + ("   issue 6 asks for" if targets else "")
    for _, language, layer, *numbers in sorted(measured.rows, key=lambda row: _position(measured, str(row[2]))):
        counts = Counts(*map(int, numbers))
        target = f"   {targets[layer]}" if layer in targets else ""
        yield f"{layer:20}{language:10}{counts.gold:6}{counts.found:7}{counts.right:7}{_shares(counts)}{target}"


def _position(measured: Measured, layer: str) -> int:
    return list(dict.fromkeys(part for _, part in measured.counts)).index(layer)


def _shares(counts: Counts) -> str:
    precision, recall = _share(counts.right, counts.found), _share(counts.right, counts.gold)
    return f"{precision:>11}{recall:>8}{_share(2 * counts.right, counts.gold + counts.found):>7}"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"


def tell(measured: Measured, layer: str, language: str | None = None) -> Iterator[str]:
    """Every missed annotation (-) and every wrong row (+) of a layer, by text, each with its sentence.

    Of a detail (event modality), every pair of annotation (-) and row (+) that differs in it.
    """
    read = measured.read
    for number, (text, document) in enumerate(zip(measured.texts, read.documents, strict=True)):
        said = list(_said_of(measured, layer, number))
        if language not in (None, text.language) or not said:
            continue
        yield f"\n=== {text.language}/{text.path.name}"
        before = ""
        for fact, lines in sorted(said, key=lambda pair: (pair[0].start, pair[0].end)):
            sentence = _sentence(text.text, (fact.start, fact.end), read.sentences.get(document, []))
            if sentence != before:
                yield f"\n  {sentence}"
            before = sentence
            yield f"    {lines[0]} {text.text[fact.start : fact.end]!r} {lines[1:]}"


def _said_of(measured: Measured, name: str, number: int) -> Iterator[tuple[Gold | Found, str]]:
    """What is wrong in a layer or detail of one text: where, and how it is said."""
    for layer in LAYERS:
        if layer.name in measured.verdicts:
            verdict = measured.verdicts[layer.name][number]
            if layer.name == name:
                yield from ((gold, _missed(gold, why)) for gold, why in verdict.missed)
                yield from ((row, _wrong(row, why)) for row, why in verdict.wrong)
            for detail, gold, row, counts in details(layer, verdict):
                if detail == name and max(counts) > counts.right:
                    yield gold, _missed(gold, "")
                    yield row, _wrong(row, "")


def _sentence(text: str, span: Span, sentences: list[Span]) -> str:
    """The sentence or sentences that a place touches, on one line."""
    touched = [(start, end) for start, end in sentences if start < span[1] and span[0] < end] or [span]
    return " ".join(text[touched[0][0] : touched[-1][1]].split())


def _missed(gold: Gold, why: str) -> str:
    parties = [f"{party.role}={'/'.join(party.names) or 'unnamed'}" for party in gold.parties]
    return "-" + _said(gold.values, parties, why)


def _wrong(row: Found, why: str) -> str:
    parties = [f"{role}={entity.label}" for role, entity in row.parties]
    return "+" + _said(row.row, [*parties, f"by {row.method}"], why)


def _said(values: Line, parties: list[str], why: str) -> str:
    plain = [
        f"{key}={value}"
        for key, value in values.items()
        if isinstance(value, str | int | float) and not isinstance(value, bool) and not _is_aside(key)
    ]
    return f"[{', '.join([*plain, *parties])}]" + (f"\n        {why}" if why else "")


def _is_aside(key: str) -> bool:
    return key in _NOT_SAID or key.endswith(("_id", "_start", "_end", "_nth"))
