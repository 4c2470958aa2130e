"""Records are equal after writing and reading, in every format, whatever the texts."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from record_factory import RECORDS, read_back

from guidelint.record import Data
from guidelint.writers import ONE_A_FILE, WRITERS, write
from guidelint.writers.canonical import canonical

calm = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.mark.parametrize("form", WRITERS)
@calm
@given(record=RECORDS)
def test_a_record_is_read_back_as_it_was(form: str, record: Data) -> None:
    assert read_back(write(form, [record])) == [record]


@pytest.mark.parametrize("form", [form for form in WRITERS if form not in ONE_A_FILE])
@calm
@given(records=st.lists(RECORDS, min_size=2, max_size=4))
def test_records_of_a_stream_are_read_back_as_they_were(form: str, records: list[Data]) -> None:
    assert read_back(write(form, records)) == records


@calm
@given(record=RECORDS)
def test_a_canonical_form_is_its_own(record: Data) -> None:
    assert canonical(record).data == record
