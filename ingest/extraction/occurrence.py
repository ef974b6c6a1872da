"""Whether it occurred: told events apart from threats, denials, drills, memories and sport."""

from typing import Final

from ingest.articles import IncidentKind, Span, Stance
from ingest.extraction.cues import cues
from ingest.extraction.factuality import stance_at
from ingest.extraction.kinds import BESIDE, Form, Trigger
from ingest.extraction.stamps import blanked, stamps

_CUES: Final = cues("occurrence")


def is_news(sentence: str) -> bool:
    """Tell whether `sentence` may report an event at all: no question, anniversary, drill, film or labour strike."""
    return "? " not in sentence and not sentence.endswith("?") and not _CUES["not news"].search(sentence)


def without_background(sentence: str) -> str:
    """Blank the dateline and the clauses that recall another event, offsets kept."""
    aside = [
        *_CUES["dateline"].finditer(sentence),
        *_CUES["background"].finditer(sentence),
        *_CUES["ordinal"].finditer(sentence),
    ]
    return blanked(sentence, (*(Span(*match.span()) for match in aside), *stamps(sentence)))


def dateline_length(sentence: str) -> int:
    """Give the length of the dateline that opens `sentence` ("BAGHDAD, Dec 21 (Agency) - "), 0 without one."""
    match = _CUES["dateline"].match(sentence)
    return match.end() if match else 0


def occurs(sentence: str, trigger: Trigger) -> bool:
    """Tell whether `trigger` is told as something that took place, once."""
    before = sentence[max(0, trigger.start - _NEAR) : trigger.start]
    if _CUES["unreal before"].search(before) or has_another_sense(sentence, trigger):
        return False
    is_series = trigger.form is Form.PLURAL and _CUES["series before"].search(before)
    return not is_series and stance_at(sentence, Span(trigger.start, trigger.end)) is Stance.STATED


def has_another_sense(sentence: str, trigger: Trigger) -> bool:
    """Tell people by what befell them ("the 59 injured"), sport and debates from events."""
    before = sentence[max(0, trigger.start - _NEAR) : trigger.start]
    is_of_people = bool(_CUES["the hurt"].search(before)) and (
        trigger.kind is IncidentKind.OTHER
        or (trigger.kind in _SUFFERED and bool(_CUES["sufferer"].match(sentence, trigger.start)))
    )
    is_played = trigger.kind in _PLAYED and bool(_CUES["sport"].search(sentence))
    is_figure = trigger.kind in BESIDE and not BESIDE[trigger.kind].search(sentence)
    is_of_beasts = (trigger.kind is IncidentKind.ARMED_ATTACK and tells_of_beasts(sentence)) or bool(
        _CUES["shot beast"].match(sentence, trigger.end)
    )
    is_crash = trigger.kind is IncidentKind.ARMED_ATTACK and bool(_CUES["crash"].search(sentence))
    return is_of_people or is_played or is_figure or is_of_beasts or is_crash


def tells_of_beasts(text: str) -> bool:
    """Tell whether who attacks in `text` is an animal."""
    return bool(_CUES["beast"].search(text))


_NEAR = 60
"""Characters before a trigger that may take its sense from it."""
_SUFFERED = frozenset({IncidentKind.ABDUCTION, IncidentKind.ARMED_ATTACK})
_PLAYED = frozenset(IncidentKind) - {IncidentKind.DISASTER, IncidentKind.ABDUCTION, IncidentKind.ARREST}
