"""What the hours of a company can be."""

from mirai_knowledge.accounts.schemas.calendar import SetCalendar, minutes_of
from mirai_knowledge.kernel.errors import FieldError, Invalid

Hours = tuple[int, int, int | None, int | None]
"""Begin and end of the day, and of the break where there is one, in minutes since 00:00."""


def hours_of(command: SetCalendar) -> Hours:
    """The hours that were sent; raises Invalid naming each that cannot be."""
    read: dict[str, int] = {}
    faults = []
    for name in ("opens", "closes", "break_from", "break_until"):
        text = getattr(command, name)
        if text is None:
            continue
        try:
            read[name] = minutes_of(text)
        except ValueError as fault:
            faults.append(FieldError(name, "value.unusable", str(fault)))
    if faults:
        raise Invalid(fields=tuple(faults))
    hours = (read["opens"], read["closes"], read.get("break_from"), read.get("break_until"))
    _refuse_disorder(hours)
    return hours


def _refuse_disorder(hours: Hours) -> None:
    opens, closes, begins, ends = hours
    if opens >= closes:
        raise _wrong("closes", "終業は、始業より後の時刻にしてください。")
    if (begins is None) != (ends is None):
        raise _wrong("break_until", "休憩は、始まりと終わりの両方を入力するか、両方を空にしてください。")
    if begins is not None and ends is not None and not opens < begins < ends < closes:
        raise _wrong("break_from", "休憩は、始業と終業の間の時刻にしてください。")


def _wrong(field: str, message: str) -> Invalid:
    return Invalid(message, fields=(FieldError(field, "value.unusable", message),))
