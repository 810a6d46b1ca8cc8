"""Rows are stored shorter than they are, and read as they were."""

import orjson
from hypothesis import given
from hypothesis import strategies as st

from graph.packing import packed, unpacked
from ontology.terms import ID

TEXTS = st.one_of(
    st.text(),
    st.text().map(lambda text: f"{ID}{text}"),
    st.sampled_from([f'said "{ID}claim/1"', "\x01", '"\x01', f"{ID}\x01"]),
)


@given(st.dictionaries(TEXTS, st.one_of(TEXTS, st.lists(TEXTS))))
def test_a_row_is_read_as_it_was(row: dict[str, str | list[str]]) -> None:
    """Whatever its strings hold, also what is taken out and what takes its place."""
    told = orjson.dumps(row)
    assert unpacked(packed(told)) == told


def test_what_iris_have_in_common_is_not_stored() -> None:
    """A row of IRIs takes less room by what each of them begins with."""
    told = orjson.dumps({"claim": f"{ID}claim/1", "incidents": [f"{ID}incident/2"]})
    assert len(packed(told)) == len(told) - 2 * (len(ID) - 1)
