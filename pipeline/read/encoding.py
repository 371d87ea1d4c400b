"""Bytes to text: which encoding a file is in. Nothing is guessed.

In this order: a byte order mark, strict UTF-8, the encoding that the sidecar names. What is left over
is set aside, and a detector's guess is put into the reason for a person to check: on short texts
detectors are wrong too often to be believed.
"""

import codecs
import re
import unicodedata

from pipeline.read.garbled import is_garbled
from pipeline.read.problem import SetAside

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with theirs
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# Python counts these as text encodings, but no text is kept in them.
_NOT_FOR_TEXTS = {"idna", "mbcs", "oem", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"}

# C0 controls other than tab, line feed, vertical tab, form feed, carriage return. A text has none;
# bytes in another encoding or of another kind, read as UTF-8, nearly always do.
_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")

# Only a byte order mark tells how these are to be read.
_WITHOUT_ORDER = ("utf-16", "utf-32")

_IN_ASCII = (("utf-7", re.compile(rb"\+[A-Za-z0-9+/]{3,}")), ("hz", re.compile(rb"~\{")))
"""Encodings with the signs that other letters follow."""

_JAPANESE = {"CJK", "HIRAGANA", "KATAKANA"}

_SIGNS = 2
"""Signs of such an encoding that are no accident."""

_DETECTED_BYTES = 65_536

# Encodings in which texts of our languages are kept. The detector knows a hundred, and takes short texts for Korean.
_LIKELY = [
    *("cp1251", "koi8_r", "koi8_u", "iso8859_5", "cp866", "cp1125", "mac_cyrillic"),
    *("cp1250", "iso8859_2", "cp852", "cp1257", "iso8859_13", "cp1252", "iso8859_15"),
    *("utf_16_le", "utf_16_be", "utf_32_le", "utf_32_be"),
]


def decode(data: bytes, stated: str | None = None) -> tuple[str, str]:
    """The text in `data` without its byte order mark, and Python's name of the encoding.

    `stated` is the encoding that the sidecar names, as `text_encoding` returns it. Raises SetAside
    (empty, not_text, unknown_encoding).
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _text(data[len(mark) :], encoding, "its byte order mark says so"), encoding
    try:
        text = data.decode("utf-8")
        why = _why_not(text)
    except UnicodeDecodeError as error:
        why = f"not UTF-8 (byte {error.start})"
    if why is None:
        other = _hidden_in_ascii(data)
        if other:
            detail = f"looks like {other}, in which other letters are written with those of ASCII: save it as UTF-8"
            raise SetAside("unknown_encoding", detail)
        return text, "utf-8"
    if stated in _WITHOUT_ORDER:
        detail = f"{stated} without a byte order mark can be read in two ways: write {stated}-le or {stated}-be"
        raise SetAside("unknown_encoding", detail)
    if stated:
        text = _text(data, stated, "its sidecar says so")
        if is_garbled(text):
            guess = _guess(data)
            looks = f" (looks like {guess})" if guess not in (None, stated) else ""
            detail = (
                f"garbled when it is read as {stated}, as its sidecar says{looks}: correct that, or save it as UTF-8"
            )
            raise SetAside("unknown_encoding", detail)
        return text, stated
    guess = _guess(data)
    if guess is None:
        raise SetAside("not_text", f"{why}, nor anything else that looks like a text: remove it, or name its encoding")
    raise SetAside(
        "unknown_encoding",
        f"{why}; looks like {guess}: check that, then write `encoding: {guess}` into the file's sidecar",
    )


def _hidden_in_ascii(data: bytes) -> str | None:
    """The encoding that writes all letters with the bytes of ASCII, if these are of one (UTF-7, HZ); else None."""
    if not data.isascii():
        return None
    for encoding, sign in _IN_ASCII:
        if len(sign.findall(data)) < _SIGNS:
            continue
        try:
            text = data.decode(encoding)
        except UnicodeError:
            continue
        others = [letter for letter in text if not letter.isascii()]
        scripts = {unicodedata.name(letter, "").split(" ")[0] for letter in others if letter.isalpha()}
        # Any word behind a plus may be letters, but those of one script only by a rare accident.
        if others and all(map(str.isprintable, others)) and (len(scripts) <= 1 or scripts <= _JAPANESE):
            return encoding
    return None


def text_encoding(name: str) -> str | None:
    """Python's name of the text encoding `name`, or None where there is no such encoding."""
    try:
        codec = codecs.lookup(name.strip())
    except (LookupError, ValueError):
        return None
    # The one way to ask a codec whether it decodes bytes to text (rot13 and base64 do not).
    return codec.name if codec._is_text_encoding and codec.name not in _NOT_FOR_TEXTS else None


def _text(data: bytes, encoding: str, because: str) -> str:
    """Decodes strictly what is said to be in `encoding`."""
    try:
        text = data.decode(encoding)
    except UnicodeError as error:
        place = f" (byte {error.start})" if isinstance(error, UnicodeDecodeError) else ""
        detail = f"not {encoding}{place}, although {because}: correct that, or save the file as UTF-8"
        raise SetAside("unknown_encoding", detail) from error
    why = _why_not(text)
    if why:
        raise SetAside("not_text", f"read as {encoding} because {because}: {why}; correct that, or save it as UTF-8")
    return text


def _why_not(text: str) -> str | None:
    """What shows that the decoded characters are no text, or None. Raises SetAside (empty) where there are none."""
    if not text.strip():
        raise SetAside("empty", "the file holds no text: add the text or remove the file")
    control = _NOT_TEXT.search(text)
    return control and f"not text (control character U+{ord(control[0]):04X} at character {control.start()})"


def _guess(data: bytes) -> str | None:
    """What the detector takes the bytes for; None where it finds nothing that could be text."""
    from charset_normalizer import from_bytes  # here: only files that are set aside need it

    best = from_bytes(data[:_DETECTED_BYTES], cp_isolation=_LIKELY).best()
    if best is None:
        return None
    if _NOT_TEXT.search(str(best)):
        return None
    return best.encoding.replace("_", "-")
