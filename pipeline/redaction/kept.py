"""What is kept of the names that are withheld: rows of HMACs in `reference/redactions.csv`; the secret is elsewhere.

A row is a person: `keys` are HMAC-SHA-256 (the first half, in hexadecimal digits) of `keys.keys`, `secret` and `rules`
say by which secret and rules they were made. Where rows do not fit these, nothing may be read: a name would show.
"""

import csv
import hmac
import io
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pipeline import reference
from pipeline.redaction import keys
from pipeline.redaction.masking import masked

COLUMNS = ("redaction", "who", "when", "why", "secret", "rules", "keys")
"""Those of `redactions.csv`."""

SECRET = "IMIONY_REDACTION_SECRET"  # noqa: S105 (the name of the variable)
"""The variable that may have the secret."""

_SHORTEST = 16
"""Characters of a secret."""

Redaction = Mapping[str, str]
"""A row of `redactions.csv`."""


class SecretError(OSError):
    """Names are to be withheld and cannot be told: no secret, another one, other rules. `filename` is to be mended."""

    def __init__(self, rule: str, path: str) -> None:
        super().__init__(0, rule, path)  # no fault that the system has a number and a sentence for

    def __str__(self) -> str:
        return str(self.strerror)

    def __reduce__(self) -> tuple[type["SecretError"], tuple[object, object]]:
        return SecretError, (self.strerror, self.filename)  # it may come from a worker


@dataclass(frozen=True)
class Withheld:
    """The names that are withheld. False where there are none: whoever asks can save all work."""

    secret: bytes = b""
    digests: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.digests)

    def masked(self, text: str, labels: Sequence[str] = ()) -> list[str]:
        """A document's text and its labels, as long as before, with a block for each character of these names."""
        return masked(text, labels, self._has) if self else [text, *labels]

    def label(self, text: str) -> str:
        """A label alone, masked."""
        return self.masked("", [text])[1]

    def shown_in(self, *labels: str | None) -> bool:
        """Whether one of these labels shows such a name."""
        return bool(self) and any(self.label(label) != label for label in labels if label)

    def seal(self, value: str) -> str:
        """Stands for a value that would let somebody guess what is withheld: 64 hexadecimal digits."""
        return _hmac(self.secret, f"seal {value}")

    def _has(self, key: str) -> bool:
        return _digest(self.secret, key) in self.digests


def withheld() -> Withheld:
    """The names that are withheld as things stand.

    Raises SecretError where there are some and they cannot be told, OSError where the file cannot be read.
    """
    content = file().read_text(encoding="utf-8")
    known = _rows(content)
    if not known:
        return Withheld()
    secret = secret_of(known)
    for row in known:
        if row["rules"] != keys.rules():
            rule = f"redaction {row['redaction']} was made by other rules of sound: add the name anew, remove the row"
            raise SecretError(rule, str(file()))
    return _withheld(content, secret)


@lru_cache(maxsize=1)
def _withheld(content: str, secret: bytes) -> Withheld:
    return Withheld(secret, frozenset(digest for row in _rows(content) for digest in row["keys"].split()))


def file() -> Path:
    """Where `redactions.csv` lies."""
    return reference.path("redactions.csv")


def secret_file() -> Path:
    """Where the secret lies if the variable has none."""
    return Path.home() / ".config" / "imiony" / "redaction-secret"


def rows() -> tuple[Redaction, ...]:
    """The rows of `redactions.csv` as they are now. Raises OSError where it cannot be read."""
    return _rows(file().read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _rows(content: str) -> tuple[Redaction, ...]:
    return tuple(csv.DictReader(io.StringIO(content, newline="")))


def found_secret() -> bytes | None:
    """The secret of this machine; None where there is none. Raises SecretError for one that is too short."""
    where, given = f"${SECRET}", os.environ.get(SECRET, "").strip()
    if not given and secret_file().exists():
        where, given = str(secret_file()), secret_file().read_text(encoding="utf-8").strip()
    if given and len(given) < _SHORTEST:
        raise SecretError(f"a secret has {_SHORTEST} or more characters", where)
    return given.encode() or None


def secret_of(known: Iterable[Redaction]) -> bytes:
    """The secret that all of these rows were made with. Raises SecretError."""
    secret = found_secret()
    if secret is None:
        rule = f"redactions.csv withholds names and there is no secret: put it into {secret_file()} or ${SECRET}"
        raise SecretError(rule, str(secret_file()))
    for row in known:
        if not hmac.compare_digest(row["secret"], _check(secret)):
            rule = f"redaction {row['redaction']} was made with another secret than that of this machine: find that one"
            raise SecretError(rule, str(file()))
    return secret


def redaction(name: str, secret: bytes, number: int, about: Mapping[str, str]) -> Redaction:
    """The row that withholds a name; `about` has who, when and why. Raises ValueError for a name that withholds nobody.

    What a row shows of a name is how many keys it has.
    """
    digests = sorted(_digest(secret, key) for key in keys.keys(name))
    made = {"secret": _check(secret), "rules": keys.rules(), "keys": " ".join(digests)}
    return {"redaction": str(number), **about, **made}


def _digest(secret: bytes, key: str) -> str:
    return _hmac(secret, f"key {key}")[:32]


def _check(secret: bytes) -> str:
    return _hmac(secret, "check")[:16]


def _hmac(secret: bytes, message: str) -> str:
    return hmac.digest(secret, message.encode("utf-8", "surrogatepass"), "sha256").hex()
