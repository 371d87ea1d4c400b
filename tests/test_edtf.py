"""Dates in EDTF."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.tables.edtf import is_edtf


@pytest.mark.parametrize(
    "value",
    [
        "2020",
        "2020-09",
        "2020-09-24",
        "202X",
        "XXXX-08-09",
        "2020-XX",
        "2020-09-XX",
        "2020-09?",
        "1991~",
        "2020-21",
        "2020-07-21/2020-07-31",
        "../2020-09-24",
        "2020-09-24/..",
        "/2020",
        "2024-02-29",
        "XXXX-02-29",
    ],
)
def test_dates(value: str) -> None:
    assert is_edtf(value)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "20",
        "2020-13",
        "2020-00",
        "2020-02-30",
        "2021-02-29",
        "2020-9-4",
        "24.09.2020",
        "X020",
        "2020-21-05",
        "2020-09-24T10:00:00Z",
        "/",
        "../..",
        "2020/2021/2022",
        "2020-09-24\n",
        "２０２０",
        "2020-01-00",
    ],
)
def test_no_dates(value: str) -> None:
    assert not is_edtf(value)


@given(st.dates())
def test_every_day_of_the_calendar(day: datetime.date) -> None:
    assert is_edtf(day.isoformat())


@given(st.text(max_size=30))
def test_never_raises(value: str) -> None:
    is_edtf(value)
