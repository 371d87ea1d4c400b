"""How ids are made: from keys, the same in every build, never from what may change for display."""

import hashlib


def digest(*key: str) -> str:
    """Sixteen hexadecimal digits that stand for `key`: with twelve, two of ten million would likely be the same."""
    return hashlib.sha256("\x1f".join(key).encode()).hexdigest()[:16]


def passage_id(document_id: str, kind: str, number: int) -> str:
    """The id of the passage that is the `number`-th of its kind in the document, counted from 1."""
    return f"{document_id}#{kind}-{number}"


def place_id(document_id: str, start: int, end: int) -> str:
    """The id of what stands at these characters (code points), written as RFC 5147 writes a place in a text."""
    return f"{document_id}#char={start},{end}"


def attested_id(entity_id: str, number: int) -> str:
    """The id of the `number`-th spelling of an entity, counted from 0."""
    return f"{entity_id}/{number}"
