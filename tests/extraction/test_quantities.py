"""What quantities mean: their numbers, bounds, units and nouns, and sums of money."""

import re
from itertools import pairwise
from pathlib import Path

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.terms import Kind
from pipelines.extraction.numerals import NUMERAL, parse_number
from pipelines.extraction.quantities import QuantityMention, find_quantities


def only(text: str) -> QuantityMention:
    """The one quantity of a text."""
    (mention,) = find_quantities(text)
    return mention


COUNTED = [
    ("More than 40 of its servers", "More than 40", 41, None, "server", "servers"),
    ("more than 120 computer terminals", "more than 120", 121, None, "terminal", "computer terminals"),
    (
        "more than 10 government organizations",
        "more than 10",
        11,
        None,
        "organization",
        "government organizations",
    ),
    ("at least 500 accounts", "at least 500", 500, None, "account", "accounts"),
    ("fewer than 10 users", "fewer than 10", None, 9, "user", "users"),
    ("up to 20 sites", "up to 20", None, 20, "site", "sites"),
    ("no more than 20 sites", "no more than 20", None, 20, "site", "sites"),
    ("500 or more sites", "500 or more", 500, None, "site", "sites"),
    ("30+ companies", "30+", 30, None, "company", "companies"),
    (
        "dozens of leading private-sector companies",
        "dozens",
        24,
        None,
        "company",
        "leading private-sector companies",
    ),
    ("over several installments", "several", 3, None, "installment", "installments"),
    ("several files", "several", 3, None, "file", "files"),
    ("Multiple servers", "Multiple", 2, None, "server", "servers"),
    ("several hundred files", "several hundred", 300, None, "file", "files"),
    ("hundreds of thousands of customers", "hundreds of thousands", 200_000, None, "customer", "customers"),
    ("tens of millions of people", "tens of millions", 20_000_000, None, "person", "people"),
    ("between 5 and 10 servers", "between 5 and 10", 5, 10, "server", "servers"),
    ("5 to 10 million users", "5 to 10 million", 5_000_000, 10_000_000, "user", "users"),
    ("more than a dozen firms", "more than a dozen", 13, None, "firm", "firms"),
    ("two local newspapers", "two", 2, 2, "newspaper", "local newspapers"),
    ("about 10,000 people", "about 10,000", 10_000, 10_000, "person", "people"),
    ("1.2 million records", "1.2 million", 1_200_000, 1_200_000, "record", "records"),
    ("200m customers", "200m", 200_000_000, 200_000_000, "customer", "customers"),
    ("half a million children", "half a million", 500_000, 500_000, "child", "children"),
    ("two dozen hospitals", "two dozen", 24, 24, "hospital", "hospitals"),
    ("143 million Americans", "143 million", 143_000_000, 143_000_000, "American", "Americans"),
    ("6.5 million U.S. voters", "6.5 million", 6_500_000, 6_500_000, "voter", "U.S. voters"),
    ("500 sales staff", "500", 500, 500, "staff", "sales staff"),
    ("In all, 60,000 had been hit", "60,000", 60_000, 60_000, "", None),
    ("One employee fell for it", "One", 1, 1, "employee", "employee"),
    ("2000 files were gone", "2000", 2000, 2000, "file", "files"),
]


@pytest.mark.parametrize(("text", "exact", "low", "high", "unit", "noun"), COUNTED)
def test_things_counted(
    text: str, exact: str, low: float | None, high: float | None, unit: str, noun: str | None
) -> None:
    """Numbers of things have inclusive bounds and the noun in the singular."""
    mention = only(text)
    amount = mention.amount
    bounds = (amount.minimum, amount.maximum) if amount.value is None else (amount.value, amount.value)
    assert (mention.span.of(text), bounds, amount.unit) == (exact, (low, high), unit)
    assert (mention.noun and mention.noun.of(text)) == noun
    assert mention.kind is Kind.QUANTITY


MEASURED = [
    ("200MB of data", "200MB", 200, "MB", "data"),
    ("1.5 TB", "1.5 TB", 1.5, "TB", None),
    ("3 terabytes of stolen data were", "3 terabytes", 3, "terabyte", "stolen data"),
    ("45 percent of users", "45 percent", 45, "percent", "users"),
    ("45%", "45%", 45, "%", None),
    ("45 %", "45 %", 45, "%", None),
    ("it waited six months since", "six months", 6, "month", None),
    ("a 90-day deadline", "90-day", 90, "day", None),
]


@pytest.mark.parametrize(("text", "exact", "value", "unit", "noun"), MEASURED)
def test_measures(text: str, exact: str, value: float, unit: str, noun: str | None) -> None:
    """A measure has its unit in its span, as it is written, in the singular."""
    mention = only(text)
    assert (mention.span.of(text), mention.amount.value, mention.amount.unit) == (exact, value, unit)
    assert (mention.noun and mention.noun.of(text)) == noun


def test_measures_are_bounded_by_the_number_itself() -> None:
    """A bound of a measure is its number: more than 3 GB is not 4 GB."""
    mention = only("more than 3 GB")
    assert (mention.amount.minimum, mention.amount.maximum, mention.amount.value) == (3, None, None)
    assert (mention.span.of("more than 3 GB"), mention.core.of("more than 3 GB")) == (
        "more than 3 GB",
        "3 GB",
    )


MONEY = [
    ("$4.5 million was paid", "$4.5 million", 4_500_000, "$"),
    ("$ 5 million", "$ 5 million", 5_000_000, "$"),
    ("US $ 2.7 million", "US $ 2.7 million", 2_700_000, "US$"),
    ("EUR 20m", "EUR 20m", 20_000_000, "EUR"),
    ("£500,000", "£500,000", 500_000, "£"),
    ("¥3 billion", "¥3 billion", 3_000_000_000, "¥"),
    ("$17 000", "$17 000", 17_000, "$"),
    ("$600k", "$600k", 600_000, "$"),
    ("5 bitcoin", "5 bitcoin", 5, "bitcoin"),
    ("six Bitcoins", "six Bitcoins", 6, "bitcoin"),
    ("0.5 BTC", "0.5 BTC", 0.5, "BTC"),
    ("Rs 5 crore", "Rs 5 crore", 50_000_000, "Rs"),
    ("5 million dollars", "5 million dollars", 5_000_000, "dollar"),
    ("53 million US dollars", "53 million US dollars", 53_000_000, "dollar"),
    ("545,000 Russian rubles", "545,000 Russian rubles", 545_000, "ruble"),
]


@pytest.mark.parametrize(("text", "exact", "value", "unit"), MONEY)
def test_money(text: str, exact: str, value: float, unit: str) -> None:
    """A sum has its currency in its span, as it is written, in the singular."""
    mention = only(text)
    assert (mention.kind, mention.span.of(text)) == (Kind.MONEY, exact)
    assert (mention.amount.value, mention.amount.unit) == (value, unit)


BOUNDED_MONEY = [
    ("over $1 billion", "$1 billion", 1_000_000_000, None),
    ("less than £50", "£50", None, 50),
    ("millions of dollars", "millions of dollars", 2_000_000, None),
    ("a few hundred dollars", "a few hundred dollars", 200, None),
    ("$1.2-1.4 trillion", "$1.2-1.4 trillion", 1_200_000_000_000, 1_400_000_000_000),
    ("a multimillion-dollar deal", "multimillion-dollar", 2_000_000, None),
]


@pytest.mark.parametrize(("text", "exact", "low", "high"), BOUNDED_MONEY)
def test_bounded_money(text: str, exact: str, low: float | None, high: float | None) -> None:
    """A sum is bounded by the comparator before it, which is not part of its span."""
    mention = only(text)
    assert (mention.span.of(text), mention.amount.minimum, mention.amount.maximum) == (exact, low, high)


def test_a_change_is_no_range() -> None:
    """From one sum to another is a change of two; only "ranging from" is one range."""
    changed = "fell from $5 million to $3 million"
    assert [mention.span.of(changed) for mention in find_quantities(changed)] == ["$5 million", "$3 million"]
    assert only("ranging from 5 to 10 sites").amount.maximum == 10


NO_QUANTITIES = [
    "Article 5 and Section 3",
    "one of the servers, one said",
    "CVE-2019-1234 and CVE-2020-0601",
    "version 10.2.3 at 10.0.0.1",
    "Windows 10 users",
    "call +81 3-1234-5678",
    "in 2019 hackers struck on 5 May",
    "on May 5 servers fell",
    "for the 20th time, a 27-year-old, 30 years old",
    "six months ago and two years later",
    "two-factor, zero-day and 24/7",
    "at 3 p.m. and 10:30",
    "they won 3-2",
    "two thirds of the way",
    "the 5G network and the P10",
    "COP 26 talks",
    "people over 45",
]


@pytest.mark.parametrize("text", NO_QUANTITIES)
def test_other_numbers(text: str) -> None:
    """Labels, identifiers, versions, dates, ages, scores, ordinals and pronouns are no quantities."""
    assert find_quantities(text) == ()


def spelled(number: int) -> str:
    """The number in English words, with hyphens and "and"."""
    units = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen".split()
    units += "fifteen sixteen seventeen eighteen nineteen".split()
    tens = "twenty thirty forty fifty sixty seventy eighty ninety".split()
    if number < 20:
        return units[number]
    if number < 100:
        return tens[number // 10 - 2] + (f"-{units[number % 10]}" if number % 10 else "")
    for size, name in ((10**6, "million"), (10**3, "thousand"), (100, "hundred")):
        if number >= size:
            rest = number % size
            joint = " and " if rest < 100 else " "
            return f"{spelled(number // size)} {name}" + (joint + spelled(rest) if rest else "")
    raise AssertionError(number)


@given(st.integers(0, 999_999_999))
def test_spelled_numbers_are_read_back(number: int) -> None:
    """Every number that is spelled out is one numeral, and reads as that number."""
    words = spelled(number)
    assert re.fullmatch(NUMERAL, words)
    assert parse_number(words) == number


@given(st.integers(0, 10**12))
def test_grouped_digits_are_read_back(number: int) -> None:
    """Digits with commas read as the number."""
    assert parse_number(f"{number:,}") == number


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("a dozen", 12),
        ("half a million", 500_000),
        ("two and a half", 2.5),
        ("two and a half million", 2_500_000),
        ("1.2 million", 1_200_000),
        ("1,7 million", 1_700_000),
        ("4.35bn", 4_350_000_000),
        ("20k", 20_000),
        (".8", 0.8),
        ("two lakh crore", 2 * 10**12),
        ("the lot", None),
        ("", None),
    ],
)
def test_mixed_numerals(words: str, number: float | None) -> None:
    """Scales, halves and abbreviations multiply; what is no numeral is None."""
    assert parse_number(words) == number


PIECES = st.sampled_from(
    (
        "5 10,000 two dozen million hundreds of $ £ US % MB more than at least between and to - servers "
        "people . , one or several a few dollars bitcoin year old 2019 May the its plus + \n \u00a0 1.5 3-2 "
        "ago BTC half an"
    ).split(" ")
)


@given(st.lists(PIECES, max_size=25).map(" ".join))
def test_any_text_gives_orderly_mentions(text: str) -> None:
    """Mentions are in order, apart, without white space at their ends, and their bounds never cross."""
    found = find_quantities(text)
    for mention in found:
        amount = mention.amount
        assert mention.span.of(text) == mention.span.of(text).strip() != ""
        assert mention.span.covers(mention.core)
        assert mention.noun is None or mention.noun.start >= mention.core.end
        assert (amount.value is None) != (amount.minimum is None and amount.maximum is None)
        assert amount.minimum is None or amount.maximum is None or amount.minimum <= amount.maximum
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


@pytest.mark.shared
def test_agreement_with_annotated_texts(shared: Path) -> None:
    """Sums of money agree with annotated texts at least as well as when this was written."""
    lines = (shared / "corpora" / "worldwide.dev.jsonl").read_bytes().splitlines()
    right = said = meant = 0
    for document in map(orjson.loads, lines):
        gold = {(start, end) for start, end, kind, *_ in document["entities"] if kind == "Money"}
        found = {tuple(m.span) for m in find_quantities(document["text"]) if m.kind is Kind.MONEY}
        right, said, meant = right + len(gold & found), said + len(found), meant + len(gold)
    assert 2 * right / (said + meant) >= 0.9
