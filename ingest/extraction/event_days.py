"""The day of an event, out of the dates that its sentence names."""

from datetime import date
from typing import Final

from ingest.articles import DatePrecision
from ingest.extraction.cues import cues
from ingest.extraction.dates import DateMention, find_dates
from ingest.extraction.kinds import Trigger
from ingest.extraction.setting import Setting
from ingest.extraction.stamps import is_of_statement

_CUES: Final = cues("event_days")


def read_dates(sentence: str, setting: Setting) -> tuple[DateMention, ...]:
    """Read dates from the day of publication; inside a quotation, from the day that the lead names."""
    mentions = find_dates(sentence, today=setting.published)
    if setting.lead_day == setting.published or not _CUES["quoted"].search(sentence):
        return mentions
    spoken = {mention.span: mention for mention in find_dates(sentence, today=setting.lead_day)}
    return tuple(
        spoken.get(mention.span, mention) if _CUES["spoken"].match(sentence, mention.span.start) else mention
        for mention in mentions
    )


def event_day(sentence: str, dates: tuple[DateMention, ...], trigger: Trigger) -> DateMention | None:
    """Choose the date nearest to the trigger that is not the day of somebody's statement."""
    own = [mention for mention in dates if not is_of_statement(sentence, mention)]
    days = [mention for mention in own if mention.precision is DatePrecision.DAY] or own
    return min(days, key=lambda mention: abs(mention.span.start - trigger.start), default=None)


def days_of(
    day: DateMention | None, dates: tuple[DateMention, ...], setting: Setting
) -> tuple[date, date, DatePrecision]:
    """Give the first and last day of an event: `day`, else the latest that its sentence names, at most publication."""
    if day:
        return day.first, day.last, day.precision
    stated = [mention.last for mention in dates if mention.precision is DatePrecision.DAY]
    latest = max((last for last in stated if last <= setting.published), default=setting.published)
    return latest, latest, DatePrecision.PUBLISHED
