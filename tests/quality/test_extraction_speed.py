"""A checkout is compared with another text by text, in turns, in processes of their own."""

import re
from itertools import islice
from pathlib import Path

from benchmarks.extraction import FIRST, compare, documents

ROOT = Path(__file__).resolve().parents[2]


def test_a_checkout_gives_the_answers_that_it_gives() -> None:
    """Beside itself a checkout has the same answer for every text, and both sides cost something."""
    line = compare("rules", list(islice(documents(), FIRST + 2)), ROOT)
    shown = re.match(r"rules: ([\d,]+) words a second, ([\d,]+) beside: ([\d.]+) times as fast; (.*)", line)
    assert shown is not None
    assert all(float(number.replace(",", "")) > 0 for number in shown.groups()[:3])
    assert shown[4] == "2 of 2 answers are the same"
