"""Event mentions: what one sentence tells of an event, if it tells of one that occurred."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from ingest.articles import Casualties, DatePrecision, IncidentKind, Place, PlacePrecision, Span
from ingest.extraction.casualties import find_casualties
from ingest.extraction.cues import cues
from ingest.extraction.dates import DateMention, find_dates, since_of
from ingest.extraction.enumerations import tells_of_death
from ingest.extraction.event_coreference import Event
from ingest.extraction.event_days import days_of, event_day, read_dates
from ingest.extraction.event_mention import EventMention
from ingest.extraction.event_places import event_place
from ingest.extraction.kinds import (
    ARMS,
    Form,
    Trigger,
    are_compatible,
    find_triggers,
    may_name_event,
    narrower,
    weapon_in,
)  # fmt: skip
from ingest.extraction.occurrence import has_another_sense, is_news, occurs, without_background
from ingest.extraction.participants import find_participants, find_victims
from ingest.extraction.sentence_context import SentenceContext
from ingest.extraction.setting import NEWS_DAYS, Setting
from ingest.extraction.stamps import blanked, stamps

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
    return may_name_event(whole) and is_news(whole) and any(occurs(whole, found) for found in find_triggers(whole))


def tell(text: str, sentence: Span, setting: Setting, events: list[Event]) -> Iterator[EventMention]:
    """Read a sentence, and apart from it what it says went before ("... shortly after they had fired ...")."""
    whole = text[sentence.start : sentence.end]
    told = without_background(whole)
    if _is_running_total(told, whole, setting):
        return
    context = SentenceContext(text, sentence, setting, events)
    mentions = [mention for part in _parts(told) if (mention := _tell_part(part, told, context))]
    yield from mentions
    if all(mention.kind is IncidentKind.ARREST for mention in mentions):
        yield from _recalled(whole, context)


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


def _recalled(whole: str, context: SentenceContext) -> Iterator[EventMention]:
    """Read what an arrest or a charge is for, where the same words date it: "for the June 15 shooting that left"."""
    for match in _CUES["for what"].finditer(whole):
        part = blanked(whole, (Span(0, match.start()), Span(match.end(), len(whole)), *stamps(whole)))
        mention = _tell_part(part, part, context)
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
    return not any(
        trigger.form is Form.VERB and occurs(told, trigger) and event_day(told, read_dates(told, setting), trigger)
        for trigger in find_triggers(told)
    )


def _parts(told: str) -> tuple[str, ...]:
    """Divide a sentence whose verbs before and after an "after" tell of two kinds of event."""
    triggers = [found for found in find_triggers(told) if found.form is Form.VERB and occurs(told, found)]
    for match in _CUES["after"].finditer(told):
        earlier = [trigger for trigger in triggers if trigger.start >= match.end()]
        later = [trigger for trigger in triggers if trigger.end <= match.start()]
        if earlier and later and not any(are_compatible(one.kind, two.kind) for one in earlier for two in later):
            first, second = Span(0, match.start()), Span(match.start(), len(told))
            return blanked(told, (second,)), blanked(told, (first,))
    return (told,)


def _tell_part(part: str, told: str, context: SentenceContext) -> EventMention | None:
    setting = context.setting
    triggers = find_triggers(part)
    trigger = _best_trigger(part, triggers)
    if not trigger:
        return None
    dates = read_dates(told, setting)
    day = event_day(told, dates, trigger) or context.day_before
    place = event_place(part, told, trigger, context)
    if day and setting.published - day.last > _OLD and not _is_recalled_exactly(day, place, setting):
        return None
    if not day and setting.is_aftermath and trigger.kind is not IncidentKind.ARREST:
        return None
    if trigger.kind is IncidentKind.OTHER and not day and _CUES["toll so far"].search(part):
        return None
    bare = blanked(part, (mention.span for mention in dates))
    killed, injured = (Casualties(), Casualties()) if _are_of_several(triggers) else find_casualties(bare)
    if _is_toll(killed, injured, trigger, day):
        return None
    actors, targets = find_participants(bare, trigger)
    first, last, precision = days_of(day, dates, setting)
    return EventMention(
        kind=_kind(trigger, triggers, part),
        form=trigger.form,
        first_day=first,
        last_day=last,
        date_precision=precision,
        place=place,
        actors=actors,
        targets=targets,
        victims=find_victims(bare),
        weapon=weapon_in(part),
        killed=killed,
        injured=injured,
        status=_status(context.whole),
        sentence=context.quote,
        trigger=Span(context.sentence.start + trigger.start, context.sentence.start + trigger.end),
        is_title=context.is_title,
    )


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
