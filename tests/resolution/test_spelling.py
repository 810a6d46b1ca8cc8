"""Names are the same however they are written, and different when they name something else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.resolution.spelling import acronym, is_acronym, normal, shortened

SAME = [
    ("Orion Electric Corp.", "ORION ELECTRIC"),
    ("The Bay Tribune", "Bay Tribune"),
    ("Acme Co., Ltd.", "Acme"),
    ("Ministry of Defence", "Defense Ministry"),
    ("Ministry of the Environment", "Environment Ministry"),
    ("Nestlé S.A.", "Nestle"),
    ("Ｏｒｉｏｎ　Electric", "Orion Electric"),
    ("オリオン電機株式会社", "オリオン電機"),
    ("Rolls-Royce Holdings plc", "Rolls Royce Holdings"),
    ("Johnson & Johnson", "Johnson and Johnson"),
    ("the company’s", "the company"),
]

OTHER = [
    ("Mitsubishi Electric", "Mitsubishi Heavy Industries"),
    ("Acme Bank", "Acme"),
    ("Ministry of Finance", "Ministry of Defence"),
    ("Orion Electric", "Orion"),
]


@pytest.mark.parametrize(("left", "right"), SAME)
def test_spellings_of_one_name_are_equal(left: str, right: str) -> None:
    """Width, case, accents, articles, legal forms and the order of a ministry's name do not matter."""
    assert normal(left) == normal(right)


@pytest.mark.parametrize(("left", "right"), OTHER)
def test_other_names_stay_apart(left: str, right: str) -> None:
    """A shared word is not a shared name."""
    assert normal(left) != normal(right)


@given(st.text())
def test_normal_form_is_stable(name: str) -> None:
    """The normal form of a normal form is itself, for any text."""
    once = normal(name)
    assert set(normal(once).split()) <= set(once.split())


def test_acronyms_are_the_initials_of_long_names() -> None:
    """An acronym needs three telling words; little words give no letter."""
    assert acronym("Agency for Natural Resources and Energy") == "ANRE"
    assert acronym("Nuclear Regulation Authority") == "NRA"
    assert acronym("Orion Electric") is None


def test_acronyms_are_recognised_as_written() -> None:
    """Capitals with or without points are an acronym, a short name is not."""
    assert is_acronym("N.R.A.")
    assert is_acronym("METI")
    assert not is_acronym("Tick")


def test_a_shortening_is_a_part_of_the_name() -> None:
    """One word of a longer name shortens it; another name does not."""
    assert shortened("Orion", "Orion Electric Corp.")
    assert not shortened("Orion Electric", "Orion Electric Corp.")
    assert not shortened("Acme", "Orion Electric")
