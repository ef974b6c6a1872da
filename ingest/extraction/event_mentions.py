"""Event mentions: what one sentence tells of an event, if it tells of one that occurred."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from ingest.articles import Casualties, DatePrecision, IncidentKind, Place, PlacePrecision, Span
from ingest.extraction.casualties import find_casualties
from ingest.extraction.cues import cues
from ingest.extraction.dates import DateMention, find_dates, since_of
from ingest.extraction.enumerations import tells_of_death
from ingest.extraction.event_places import event_place
from ingest.extraction.events import EventMention
from ingest.extraction.kinds import (
    ARMS,
    Form,
    Trigger,
    are_compatible,
    find_triggers,
    narrower,
    weapon_in,
)  # fmt: skip
from ingest.extraction.occurrence import dateline_length, has_another_sense, is_news, occurs, without_background
from ingest.extraction.participants import find_participants, find_victims
from ingest.extraction.setting import NEWS_DAYS, Setting
from ingest.extraction.stamps import blanked, is_of_statement, stamps

_OLD: Final = timedelta(days=21)
"""An event further back than this is recalled, not reported."""
_UNDATED_TOLL: Final = 100
_DATED_TOLL: Final = 1500
_VAGUE: Final = frozenset({IncidentKind.OTHER, IncidentKind.ARMED_ATTACK})
_CUES: Final = cues("event_mentions")
_UNMEANT: Final = {IncidentKind.BOMBING: "industrial", IncidentKind.ARSON: "unmeant"}
"""By which words of its sentence an attack of these kinds, where no weapon is named, was an accident."""


def may_tell(text: str, sentence: Span) -> bool:
    """Tell whether a sentence is news of something that occurred: most are not, and need no closer reading."""
    whole = text[sentence.start : sentence.end]
    return is_news(whole) and any(occurs(whole, found) for found in find_triggers(whole))


def tell(text: str, sentence: Span, setting: Setting) -> Iterator[EventMention]:
    """Read a sentence, and apart from it the deed that an arrest in it is for."""
    whole = text[sentence.start : sentence.end]
    told = without_background(whole)
    if _is_running_total(told, whole, setting):
        return
    mention = _mention(text, sentence, told, setting)
    if mention:
        yield mention
    if mention is None or mention.kind is IncidentKind.ARREST:
        yield from _recalled(text, sentence, setting)


def killed_in(sentence: str, setting: Setting) -> Casualties:
    """Read the dead that a sentence counts of the event it stands near: not a running total, nor an older day's."""
    if not tells_of_death(sentence) or _CUES["several"].search(sentence):
        return Casualties()
    if _is_running_total(sentence, sentence, setting) or not is_news(sentence):
        return Casualties()
    dates = find_dates(sentence, today=setting.published)
    if any(mention.last < setting.lead_day - NEWS_DAYS for mention in dates):
        return Casualties()
    killed, injured = find_casualties(blanked(sentence, (mention.span for mention in dates)))
    is_toll = killed.best and any(_is_toll(killed, injured, trigger, None) for trigger in find_triggers(sentence))
    return Casualties() if is_toll else killed


def _recalled(text: str, sentence: Span, setting: Setting) -> Iterator[EventMention]:
    """Read what an arrest or a charge is for, where the same words date it: "for the June 15 shooting that left"."""
    whole = text[sentence.start : sentence.end]
    for match in _CUES["for what"].finditer(whole):
        part = blanked(whole, (Span(0, match.start()), Span(match.end(), len(whole)), *stamps(whole)))
        mention = _mention(text, sentence, part, setting)
        if mention and mention.date_precision is DatePrecision.DAY and mention.kind is not IncidentKind.ARREST:
            yield mention
            return


def _is_running_total(told: str, whole: str, setting: Setting) -> bool:
    """Tell a count over a window from an event that a day of its own dates and a window only ranks."""
    if _CUES["running"].search(told):
        return True
    window = since_of(whole, today=setting.published) if "since" in whole.lower() else None
    if not window or setting.published - window.first <= NEWS_DAYS:
        return False
    dates = find_dates(told, today=setting.published)
    return not any(
        trigger.form is Form.VERB and occurs(told, trigger) and _event_day(told, dates, trigger)
        for trigger in find_triggers(told)
    )


def _mention(text: str, sentence: Span, told: str, setting: Setting) -> EventMention | None:
    """Read what is `told` by a sentence, of which all else is blanked."""
    whole = text[sentence.start : sentence.end]
    is_title = sentence.start == 0 and text[sentence.end :].lstrip(" ").startswith("\n\n")
    triggers = find_triggers(told)
    trigger = _best_trigger(told, triggers)
    if not trigger:
        return None
    dates = find_dates(told, today=setting.published)
    day = _event_day(told, dates, trigger)
    place = event_place(told, trigger, setting, is_title=is_title)
    if day and setting.published - day.last > _OLD and not _is_recalled_exactly(day, place, setting):
        return None
    if not day and setting.is_aftermath and trigger.kind is not IncidentKind.ARREST:
        return None
    if trigger.kind is IncidentKind.OTHER and not day and _CUES["toll so far"].search(told):
        return None
    bare = blanked(told, (mention.span for mention in dates))
    killed, injured = (Casualties(), Casualties()) if _are_of_several(triggers) else find_casualties(bare)
    if _is_toll(killed, injured, trigger, day):
        return None
    actors, targets = find_participants(bare, trigger)
    first, last, precision = _days_of(day, dates, setting)
    return EventMention(
        kind=_kind(trigger, triggers, told),
        form=trigger.form,
        first_day=first,
        last_day=last,
        date_precision=precision,
        place=place,
        actors=actors,
        targets=targets,
        victims=find_victims(bare),
        weapon=weapon_in(told),
        killed=killed,
        injured=injured,
        status=_status(whole),
        sentence=Span(sentence.start + dateline_length(whole), sentence.end),
        trigger=Span(sentence.start + trigger.start, sentence.start + trigger.end),
        is_title=is_title,
    )


def _event_day(sentence: str, dates: tuple[DateMention, ...], trigger: Trigger) -> DateMention | None:
    """Choose the date nearest to the trigger that is not the day of somebody's statement."""
    own = [mention for mention in dates if not is_of_statement(sentence, mention)]
    days = [mention for mention in own if mention.precision is DatePrecision.DAY] or own
    return min(days, key=lambda mention: abs(mention.span.start - trigger.start), default=None)


def _days_of(
    day: DateMention | None, dates: tuple[DateMention, ...], setting: Setting
) -> tuple[date, date, DatePrecision]:
    """Give the first and last day of an event: `day`, else the latest that its sentence names, at most publication."""
    if day:
        return day.first, day.last, day.precision
    stated = [mention.last for mention in dates if mention.precision is DatePrecision.DAY]
    latest = max((last for last in stated if last <= setting.published), default=setting.published)
    return latest, latest, DatePrecision.PUBLISHED


def _best_trigger(sentence: str, triggers: tuple[Trigger, ...]) -> Trigger | None:
    """Choose the trigger that tells most plainly what occurred: a verb first, then the narrower kind.

    An earthquake that struck attacked nobody; a deed told before the arrest for it is what the sentence is about.
    """
    occurring = [trigger for trigger in triggers if occurs(sentence, trigger)]
    disasters = [trigger for trigger in occurring if trigger.kind is IncidentKind.DISASTER]
    if disasters and all(trigger.kind in _VAGUE for trigger in occurring if trigger not in disasters):
        occurring = disasters
    best = min(occurring, key=_generality, default=None)
    if best is None or best.kind is not IncidentKind.ARREST:
        return best
    deeds = (trigger for trigger in occurring if trigger.kind in _VAGUE and trigger.form is Form.VERB)
    return next((deed for deed in deeds if deed.start < best.start), best)


def _generality(trigger: Trigger) -> tuple[bool, bool, bool]:
    return trigger.form is not Form.VERB, trigger.kind in _VAGUE, trigger.form is Form.PLURAL


def _are_of_several(triggers: tuple[Trigger, ...]) -> bool:
    """Tell the dead of a night's shootings from those of one: the plural is of a narrower kind than the verb."""
    plural = {trigger.kind for trigger in triggers if trigger.form is Form.PLURAL}
    return (
        IncidentKind.SHOOTING in plural
        and all(trigger.kind in plural | _VAGUE for trigger in triggers)
        and not any(trigger.form is Form.VERB and trigger.kind in plural for trigger in triggers)
    )


def _is_recalled_exactly(day: DateMention, place: Place, setting: Setting) -> bool:
    """Tell an older event by its own day and town: a later article on the arrest or the trial is a report of it."""
    is_narrow = place.precision in {PlacePrecision.TOWN, PlacePrecision.SITE} or setting.is_in_town
    return setting.is_follow_up and day.precision is DatePrecision.DAY and is_narrow


def _is_toll(killed: Casualties, injured: Casualties, trigger: Trigger, day: DateMention | None) -> bool:
    """Tell the toll of a war from that of an event: hundreds killed, and neither a day nor those hurt with them."""
    if trigger.kind is IncidentKind.DISASTER or injured.best:
        return False
    return max(killed.best or killed.low or 0, injured.low or 0) >= (
        _DATED_TOLL if day and day.precision is DatePrecision.DAY else _UNDATED_TOLL
    )


def _kind(trigger: Trigger, triggers: tuple[Trigger, ...], sentence: str) -> IncidentKind:
    """Narrow a general verb by the other words of its sentence: warplanes that attacked made an airstrike."""
    kind = trigger.kind
    if kind in _VAGUE:
        others = [
            other.kind
            for other in triggers
            if are_compatible(kind, other.kind) and not has_another_sense(sentence, other)
        ]
        for other in others:
            kind = narrower(kind, other) if other not in _VAGUE or kind is IncidentKind.OTHER else kind
    unmeant = _UNMEANT.get(kind)
    if unmeant and _CUES[unmeant].search(sentence) and not (kind in ARMS and ARMS[kind].search(sentence)):
        return IncidentKind.ACCIDENT
    if kind is not IncidentKind.ARMED_ATTACK:
        return kind
    return next((armed for armed, weapon in ARMS.items() if weapon.search(sentence)), kind)


def _status(sentence: str) -> str:
    if _CUES["claimed"].search(sentence):
        return "claimed"
    return "confirmed" if _CUES["confirmed"].search(sentence) else "reported"
