"""Bodies that no noun shows and that sign a text: what stands below *Signed:*, line by line.

Who writes a text as *we* is for `pipeline.facts`; here only that these lines name bodies.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from pipeline.entities.lexicon import lexicon
from pipeline.entities.others.bodies import Body, Known
from pipeline.entities.others.listed import Span
from pipeline.entities.others.reading import Reading
from pipeline.entities.signatures import announces_signatures

_LONGEST = 120
_LINE = re.compile(r"(?:[—–•·*-]|\d{1,3}[.)])?[ \t]{0,8}([^(,;]{1,120}?)[ \t]{0,8}(?:$|[(,;])")
"""A line of a list, with the name up to a bracket or a comma."""


def find_signing(reading: Reading, known: Known, sentences: Sequence[Span]) -> Iterator[Body]:
    """The bodies whose names are lines below the last line that says that signatures follow, in their order.

    A line counts if it names no person, begins with a capital and has a common word of the language: Lake Watch.
    """
    lines = (reading.text[slice(*span)] for span in sentences)
    leads = [number for number, line in enumerate(lines) if announces_signatures(line, reading.language)]
    starts = [token.start for token in reading.tokens] if leads else []
    for start, end in sentences[leads[-1] + 1 :] if leads else ():
        line = _LINE.match(reading.text, start, end) if end - start <= _LONGEST else None
        if not line or reading.text[end - 1] in ".!?…:":
            break  # the text goes on
        inside = range(bisect_left(starts, line.start(1)), bisect_left(starts, line.end(1)))
        if len(inside) < 2 or not reading.tokens[inside[0]].capital or any(known.is_person(reading, i) for i in inside):
            continue
        if any(lexicon().is_common(reading.tokens[i].word, reading.language) for i in inside):
            yield Body(line.start(1), line.end(1), "ngo")
