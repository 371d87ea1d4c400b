"""Why a raw file is set aside."""

from pipeline.tables.values import printable


class SetAside(Exception):
    """A raw file that cannot be read.

    `reason` is one of the values of `ingest_problems.reason`; `detail` says in one line what is wrong
    and what can be done about it.
    """

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = printable(detail)  # it may repeat what stands in the file
