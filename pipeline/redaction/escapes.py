"""Reading what is escaped in a text: `%D0%90` of addresses, `&#1040;` of HTML, and likewise in JSON.

A view is a text with its escapes opened, which knows where each of its characters stands in the text that it was made
of. What a name is does not belong here.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

_DEPTH = 3
"""Times that an escape may have been escaped itself (`%25D0%2590`)."""

_HEX, _MORE = "[0-9A-Fa-f]", "%[89ABab][0-9A-Fa-f]"
_ESCAPE = re.compile(
    rf"%[C-Dc-d]{_HEX}{_MORE}|%[Ee]{_HEX}(?:{_MORE}){{2}}|%[Ff][0-4](?:{_MORE}){{3}}|%{_HEX}{{2}}"
    rf"|&(?:#[0-9]{{1,7}}|#[Xx]{_HEX}{{1,6}}|[A-Za-z][A-Za-z0-9]{{1,31}});|\\u{_HEX}{{4}}"
)


class View(NamedTuple):
    """A text, and the places in it (`inner`) at which another count of characters begins in `of`, there at `outer`."""

    text: str
    inner: list[int]
    outer: list[int]
    of: "View | None"

    def original(self, place: int) -> int:
        """Where a place between two characters of the view lies in the original."""
        nearest = bisect_right(self.inner, place) - 1
        before = self.outer[nearest] + place - self.inner[nearest]
        return self.of.original(before) if self.of else before


def views(text: str) -> Iterator[View]:
    """The text itself, and then, while there are escapes in it, the text with those opened."""
    view = View(text, [0], [0], None)
    yield view
    for _ in range(_DEPTH):
        opened = _opened(view)
        if opened.text == view.text:
            return
        view = opened
        yield view


def _opened(view: View) -> View:
    parts, inner, outer, length, end = [], [0], [0], 0, 0
    for escape in _ESCAPE.finditer(view.text):
        character = _character(escape.group())
        if len(character) == 1:
            parts += [view.text[end : escape.start()], character]
            length += escape.start() - end + 1
            inner += [length - 1, length]
            outer += [escape.start(), escape.end()]
            end = escape.end()
    return View("".join((*parts, view.text[end:])), inner, outer, view)


def _character(escape: str) -> str:
    """What an escape stands for: UTF-8, else CP1251 as in addresses of old pages; more than one character if none."""
    if escape.startswith("%"):
        data = bytes.fromhex(escape.replace("%", ""))
        try:
            return data.decode()
        except UnicodeDecodeError:
            return data.decode("cp1251", errors="replace")
    return chr(int(escape[2:], 16)) if escape.startswith("\\") else unescape(escape)
