"""Times and amounts as values of the graph. Articles share them: labels follow from content."""

from graph import names
from ontology.model import Quantity, TimeExpression
from pipelines.extraction.account import AccountEntity, Amount, Time
from pipelines.extraction.wordlists import plural

_UNCOUNTED = frozenset({"percent", "people", "bitcoin", "yen", "yuan", "won", "baht", "rand"})
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)


UNKNOWN = "XXXX"  # EDTF for a year of which nothing is known


def time_of(entity: AccountEntity) -> Time:
    """The time that a date stands for; one that could not be read is unknown, and says in which words."""
    return entity.time or Time(edtf=UNKNOWN, earliest=None, latest=None, basis=f"not read: {entity.name}")


def time_expression(time: Time) -> TimeExpression:
    """The time as a value of the graph."""
    return TimeExpression(
        iri=names.time(time.edtf, time.earliest, time.latest, time.basis),
        label=_time_label(time),
        edtf=time.edtf,
        earliest=time.earliest,
        latest=time.latest,
        basis=time.basis,
    )


def quantity(amount: Amount) -> Quantity:
    """The amount as a value of the graph."""
    return Quantity(
        iri=names.quantity(amount.unit, amount.value, amount.minimum, amount.maximum),
        label=_amount_label(amount),
        unit=amount.unit,
        value=amount.value,
        minimum=amount.minimum,
        maximum=amount.maximum,
    )


def _time_label(time: Time) -> str:
    if time.earliest is None and time.latest is None:
        return time.basis or time.edtf
    if time.earliest == time.latest:
        return _day(time.latest or "")
    if time.earliest is None:
        return f"until {_day(time.latest or '')}"
    if time.latest is None:
        return f"since {_day(time.earliest)}"
    return f"{_day(time.earliest)} to {_day(time.latest)}"


def _day(iso: str) -> str:
    year, month, day = iso.split("-")
    return f"{int(day)} {_MONTHS[int(month) - 1]} {year}"


def _amount_label(amount: Amount) -> str:
    if amount.value is not None:
        return _counted(amount.value, amount.unit)
    if amount.minimum is not None and amount.maximum is not None:
        return f"{_number(amount.minimum)} to {_counted(amount.maximum, amount.unit)}"
    if amount.minimum is not None:
        return f"at least {_counted(amount.minimum, amount.unit)}"
    if amount.maximum is not None:
        return f"at most {_counted(amount.maximum, amount.unit)}"
    return amount.unit


def _counted(number: float, unit: str) -> str:
    """A number with its unit: "$ 12,000,000", "200 MB", "121 terminals"."""
    if not unit.isalpha():
        return f"{unit}{_number(number)}" if unit else _number(number)
    several = number != 1 and unit.islower() and unit not in _UNCOUNTED
    return f"{_number(number)} {plural(unit) if several else unit}"


def _number(number: float) -> str:
    return f"{number:,.0f}" if number == int(number) else f"{number:,g}"
