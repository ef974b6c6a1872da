"""Whether it occurred: told events apart from threats, denials, drills, memories and sport."""

import re

from ingest.articles import IncidentKind, Span, Stance
from ingest.extraction.factuality import stance_at
from ingest.extraction.kinds import BESIDE, Form, Trigger
from ingest.extraction.stamps import blanked, stamps


def is_news(sentence: str) -> bool:
    """Tell whether `sentence` may report an event at all: no question, anniversary, drill, film or labour strike."""
    return "? " not in sentence and not sentence.endswith("?") and not _NOT_NEWS.search(sentence)


def without_background(sentence: str) -> str:
    """Blank the dateline and the clauses that recall another event, offsets kept."""
    aside = [
        *_DATELINE.finditer(sentence),
        *_BACKGROUND.finditer(sentence),
        *_ORDINAL.finditer(sentence),
    ]
    return blanked(sentence, (*(Span(*match.span()) for match in aside), *stamps(sentence)))


def dateline_length(sentence: str) -> int:
    """Give the length of the dateline that opens `sentence` ("BAGHDAD, Dec 21 (Agency) - "), 0 without one."""
    match = _DATELINE.match(sentence)
    return match.end() if match else 0


def occurs(sentence: str, trigger: Trigger) -> bool:
    """Tell whether `trigger` is told as something that took place, once."""
    before = sentence[max(0, trigger.start - _NEAR) : trigger.start]
    is_unreal = any(pattern.search(before) for pattern in (_UNREAL_BEFORE, _IDEA_BEFORE, _DEMAND))
    if is_unreal or has_another_sense(sentence, trigger):
        return False
    is_series = trigger.form is Form.PLURAL and _SERIES_BEFORE.search(before)
    return not is_series and stance_at(sentence, Span(trigger.start, trigger.end)) is Stance.STATED


def has_another_sense(sentence: str, trigger: Trigger) -> bool:
    """Tell people by what befell them ("the 59 injured"), sport and debates from events."""
    before = sentence[max(0, trigger.start - _NEAR) : trigger.start]
    is_of_people = bool(_THE_HURT.search(before)) and (
        trigger.kind is IncidentKind.OTHER
        or (trigger.kind in _SUFFERED and bool(_SUFFERER.match(sentence, trigger.start)))
    )
    is_played = trigger.kind in _PLAYED and bool(_SPORT.search(sentence))
    is_figure = trigger.kind in BESIDE and not BESIDE[trigger.kind].search(sentence)
    is_of_beasts = (trigger.kind is IncidentKind.ARMED_ATTACK and tells_of_beasts(sentence)) or bool(
        _SHOT_BEAST.match(sentence, trigger.end)
    )
    is_crash = trigger.kind is IncidentKind.ARMED_ATTACK and bool(_CRASH.search(sentence))
    return is_of_people or is_played or is_figure or is_of_beasts or is_crash


def tells_of_beasts(text: str) -> bool:
    """Tell whether who attacks in `text` is an animal."""
    return bool(_BEAST.search(text))


_NEAR = 60
"""Characters before a trigger that may take its sense from it."""
_DEMAND = re.compile(
    r"\b(?:must|ought|urg(?:e|es|ed|ing)|demand(?:s|ed|ing)?|call(?:s|ed|ing)? (?:for|on))\b[^,;.]*$", re.IGNORECASE
)
_ANIMAL = (
    r"(?:dogs?|canines?|hounds?|pit ?bulls?|bull(?:y|ie)s?|bears?|sharks?|animals?|beasts?|bulls?|bison|cows?|tigers?"
    r"|lions?|elephants?|wolves|wolf|leopards?|crocodiles?|alligators?|hippos?|snakes?|monkeys?|coyotes?|boars?|sheepdogs?|bees)"
)
_BEAST = re.compile(
    rf"\b(?:by|of)\s+(?:[\w-]+\s+){{0,3}}?{_ANIMAL}\b"
    rf"|\b{_ANIMAL}(?:['\u2019]s)?(?:\s+[\w-]+){{0,2}}?\s+(?:attack|maul|kill|bit|savag|gor)\w*",
    re.IGNORECASE,
)
_SHOT_BEAST = re.compile(
    rf"(?: (?!m[ae]n\b|wom[ae]n\b|and\b|by\b|of\b)[\w'\u2019-]+){{0,4}} {_ANIMAL}\b", re.IGNORECASE
)
_CRASH = re.compile(
    r"\b(?:car|truck|van|vehicle|sedan|bus|train|motorcycle|bicycle|SUV|lorry)\b[^,;.]{0,60}\bstruck\b"
    r"|\bstruck (?:with )?(?:an? )?(?:[\w-]+ ){0,2}(?:car|truck|van|vehicle|sedan|bus|bicycle|SUV|pole|tree)\b"
)
_SUFFERED = frozenset({IncidentKind.ABDUCTION, IncidentKind.ARMED_ATTACK})
_PLAYED = frozenset(IncidentKind) - {IncidentKind.DISASTER, IncidentKind.ABDUCTION, IncidentKind.ARREST}

_TO_CLAUSE_END = r"[^,;\u2013\u2014.]*"
_DATELINE = re.compile(
    r"\A(?:[A-Z][A-Z' .-]{2,40}(?:,[\w .]{2,20}){0,2}\s*(?:\([^)]{2,40}\)\s*)?(?:[-–—]{1,2}\s|:\s)"
    r"|[A-Z][\w’' .-]{2,40}(?:,[\w .]{2,20}){0,2}\s*\([^)]{2,40}\)\s*[-–—]{1,2}\s)"
)
_DEED_OF = r"(?: [\w-]+){0,2}? (?:murder|assassination|killing|slaying|massacre|kidnapping|abduction) of"
"""What is told of its victim is told, though as the cause of something else."""
_BACKGROUND = re.compile(
    r"\b(?:in (?:retaliation|response|revenge|reprisal) (?:for|to)|retaliat\w+ (?:for|against)|in the wake of"
    r"|amid(?:st)?"
    r"|(?:days|weeks|months|years|hours|a (?:day|week|month|year)|the day) after|immediately following"
    rf"|following (?:the|a|an|last|\w+day)(?!{_DEED_OF})"
    r"|(?:broke out|came|comes|come|erupted|began|started) (?:\w+ )?(?:after|as|amid)|(?:triggered|sparked|prompted"
    r"|provoked|caused) by"
    rf"|linked to|since|after (?:the|a|an|its|last)(?!{_DEED_OF})|over (?:the|its) (?:war|killing|death|shooting)"
    r"|before(?! (?:midnight|dawn|noon|sunrise|daybreak|\d))|until"
    r"|ahead of"
    r"|accus\w+ (?:\w+ ){0,3}of|charged (?:with|over|in)|convicted|sentenced|suspected of|wanted (?:for|in)"
    r"|who (?:was|were|had been|died)|which (?:was"
    r"|were|had)"
    rf"|similar to|like the|unlike|such as|as well as the|reminiscent of|memory of|the war that)\b{_TO_CLAUSE_END}",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"[,\u2013\u2014-]\s*(?:marking )?(?:the|its|their) "
    r"(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh"
    r"|eighth|ninth|tenth|\w+(?:teenth|tieth|-first|-second|-third|-\w+th)|latest|(?:most )?recent|worst|deadliest)\b"
    rf"{_TO_CLAUSE_END}",
    re.IGNORECASE,
)
"""What number in a series an event is, told in apposition: "the 28th attack on the port since May"."""
_NOT_NEWS = re.compile(
    r"\btest[- ]?(?:fir\w+|launch\w*|flight\w*)|\b(?:spacecraft|satellites?|orbit|booster)\b|\byour?\b"
    r"|\bsuccessfully (?:launch|test)\w*|\bdebate\b"
    r"|\b(?:died|dies|dead) (?:at (?:the age|his home"
    r"|her home|home)|aged|peacefully|of (?:cancer|natural|old age))|\bpassed away|\btakes? a shot"
    r"|\banniversar|\b(?:19|20)\d\d (?:[\w-]+ ){0,3}?(?:attack|ambush|shootout|blast|fire|derailment|flood|hurricane"
    r"|cyclone|bombing|shooting|massacre|killing|war|riot|protest|crash|earthquake|assault|murder|slaying|stabbing|beheading"
    r"|kidnapping|abduction|assassination)"
    r"|\b(?:\d+|ten|twenty|thirty|forty|fifty)[- ]years?[- ](?:after|on|later|since|ago)\b|\bdecades?\b (?:ago|after"
    r"|later)"
    r"|\b(?:military |live-fire |joint )?(?:exercises?|drills?|simulat\w+|wargames?|rehears\w+)\b|\bwarn(?:s|ed"
    r"|ing) (?:of|that)\b"
    r"|\bcyber|\bransomware|\bheart attack|\bpanic attack|\bdata breach|\bhackers?\b|\battack ads?\b|\bad campaign"
    r"|\b(?:film|movie|episode|novel|box office|video ?game|season finale|sitcom|trailer|album|thriller|playwright"
    r"|streaming|reviews?$|quiz|explainer|biography|memoir|museum|exhibition|starring|actor|actress"
    r"|what (?:to|we) know"
    r"|documentary|docuseries|WWII|World War|screenplay|sequel|TV series|podcast)\b|\b(?:on|to|their|workers?"
    r"|union|teachers?|nurses?|actors?"
    r"|writers?)'? strikes?\b"
    r"|\bstrike (?:action|price|zone|rate|partner)|\b(?:struck|strikes?|striking) (?:a|an|the|\w+)? ?(?:deal|balance"
    r"|agreement|chord|tone|gold)"
    r"|\b(?:hypothetical|would have|could have|if (?:it|he|she|they|we|you) )|\bhow to\b",
    re.IGNORECASE,
)
_SPORT = re.compile(
    r"\b(?:goals?|matche?s?|coach|season|league|striker|midfielder|defender|goalkeeper|quarterback|touchdown"
    r"|innings?|homers?"
    r"|wickets?"
    r"|playoffs?|tournament|penalty|world cup|N[BFH][AL]|MLB|NCAA|scored|golf|tennis|cricket|rugby|championships?"
    r"|semi-?finals?|finals?"
    r"|derby|half-?time|points?|rebounds?|three-pointer|free throws?|puck|batsm[ae]n|bowled|victory over|win over"
    r"|defeat(?:ed)?"
    r"|premier|fixture|yards|grand prix|rankings?|teammates?|clash (?:with|against|between)|title race|under-\d\d)\b",
)
_UNREAL_BEFORE = re.compile(
    r"\b(?:will|would|could|might|may|should|can|cannot|must|shall|threat\w* (?:of|to)|plot\w*|plan\w*(?: \w+)?"
    r"|vow\w*|prepar\w*"
    r"|fears?(?: of)?|risk of|possibility of|possible|potential"
    r"|imminent|nearly|almost|narrowly|no|not|never|without|prevent\w*"
    r"|avoid\w*"
    r"|foil\w*|thwart\w*|avert\w*|if|unless|whether|future|further|any|hop\w+|want\w*|call\w* for"
    r"|urg\w+|attempt\w* to"
    r"|refus\w+|ready|about to|capable of|type of|kind of|stay|avoid|not \d+|nor|didn['\u2019]t|doesn['\u2019]t"
    r"|won['\u2019]t"
    r"|wasn['\u2019]t)"
    r"(?:\s+(?:a|an|the|be|been|have|also|more|another|being|new|such|major|\w+ly)){0,3}\s+$",
    re.IGNORECASE,
)
_IDEA_BEFORE = re.compile(
    r"\b(?:(?<!responded )(?<!respond )(?<!led )(?<!due )(?<!responding )(?<!attempted )(?<!tried )to|against"
    r"|stop\w*|halt\w*|victims of"
    r"|survivors? of|memor\w+ (?:of|for))(?:\s+(?:be|been|have|also|more|being|new|such|major|\w+ly)){0,3}\s+$",
    re.IGNORECASE,
)
"""What makes an idea of a bare noun or verb ("to attack", "against attacks"), not of "the attack"."""
_THE_HURT = re.compile(r"\b(?:the|those|of|its|their|among)\s+(?:[\d,]+\s+)?$", re.IGNORECASE)
"""Before a participle that stands for people: "the 59 injured"."""
_SUFFERER = re.compile(
    r"(?:kidnapped|abducted|murdered|assassinated|slain|massacred|tortured|raped) [^\W\d]", re.IGNORECASE
)
"""A participle that tells which people are meant: "the kidnapped engineers"."""
_SERIES_BEFORE = re.compile(
    r"\b(?:spate|wave|series|spike|string|number|surge|rise|increase|uptick|rash|barrage|upsurge|pattern|months"
    r"|weeks|years"
    r"|scores|hundreds|thousands|dozens|many|past|previous|recent|daily|repeated|ongoing|continued|frequent|earlier"
    r"|more|most|all|every|each|such|those|not)\b[^,.;]{0,30}$",
    re.IGNORECASE,
)
