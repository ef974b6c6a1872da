"""The question for a count to which a claim's number would be the answer. Pure."""

from collections.abc import Iterator
from datetime import date

from bot.answering.checking.measurements import Measurement
from bot.answering.checking.reading import Sentence
from bot.answering.question.aim import Aim
from bot.answering.question.planning import Plan, plan
from bot.answering.question.rephrasing import BOUND, PER_CENT
from bot.answering.questions import Question


def count_asked(claim: Sentence, quantity: Measurement, *, today: date) -> Plan | None:
    """Give the plan that asks for what `quantity` counts in `claim`; `None` where no count is asked so."""
    plans = [plan(Question(text), today=today) for text in _questions(claim.text, quantity)]
    counting = [each for each in plans if each.aim is Aim.FIGURE and each.measure]
    return next((each for each in counting if each.measure == quantity.unit), next(iter(counting), None))


def _questions(text: str, quantity: Measurement) -> Iterator[str]:
    """Give the claim with "how many" in the number's place, and with what is counted in front."""
    span = quantity.number.span
    before, after = BOUND.sub("", text[: span.start]), text[span.end :].rstrip(" .!")
    before = before.removesuffix(quantity.number.currency or "")
    if PER_CENT.match(after):
        yield f"what percent {before}{PER_CENT.sub('', after, 1)}"
        return
    asked = "how much" if quantity.number.is_money else "how many"
    yield f"{before}{asked}{after}"
    yield f"{asked}{after} {before}"
