"""Who states a sentence."""

import re

from ingest.extraction.occurrence import dateline_length

_NAME = r"(?:[A-Z][\w.’'-]*)"
_SPEAKER = r"(?P<who>(?:(?:the|a|an|its|local|state|US|UN)\s+)?(?:[\w.’'-]+\s+){0,7}?[\w.’'-]+)"
_SAID = (
    r"(?:(?:said|[Ss]ays|told|announced|confirmed|reported|stated|added|acknowledged|revealed|disclosed|estimates?"
    r"|estimated)\b(?!\s+(?:by|cases?|deaths?|infections?)\b))"
)
_SAYING = (
    re.compile(rf"\b[Aa]ccording\s+to\s+{_SPEAKER}(?=[,;:”\"]|[.\s]*$|\s+(?:on|in|at|as|which|who|and|said)\b)"),
    re.compile(rf"(?:^|[;”\"—]\s*)(?P<who>{_NAME}(?:\s+{_NAME}){{0,4}}),\s+[^,;]{{2,60}},\s+{_SAID}"),
    re.compile(rf"[,”\"]\s*(?:said|says)\s+{_SPEAKER}(?=[,;:”\"]|[.\s]*$|\s+(?:on|in|at|as|which|who|and|of|for)\b)"),
    re.compile(rf"(?:^|[,;”\"—]\s*){_SPEAKER}\s+(?:also\s+|have\s+|has\s+|had\s+)?{_SAID}"),
    re.compile(rf":\s*(?P<who>(?:{_NAME}|[Oo]fficials?|[Pp]olice|[Rr]eports?|ministry)(?:\s+[\w.’'-]+){{0,3}})\s*$"),
    re.compile(rf",\s*(?P<who>[\w.’'-]+(?:\s+[\w.’'-]+){{0,4}})\s+{_SAID}\s*[.\"”]?$"),
    re.compile(rf"(?P<who>{_NAME}(?:\s+{_NAME}){{0,5}})\s+(?:during|in|at)\s+[^,.;]{{3,60}}\s+{_SAID}"),
)
_NO_SPEAKER = re.compile(
    r"(?:it|he|she|they|we|who|which|that|this|i|you|one|reports?|sources?|what|also|there)"
    r"|.*\d.*|(?:neither|nobody|none|no|number|total)\b.*"
    r"|.*['’]s|(?:with|without|after|before|including|amid|despite|for|of|in|on|\w+ing)\s.*"
    r"|(?:.*\s)?(?:been|has|have|had|was|were|is|are|be|being|will|would|not|died|killed|that)(?:\s.*)?"
    r"|(?:.*\s)?(?:of|in|on|at|by|for|with|from|to|as|the|a|an|and|or|but|it|he|she|they)",
    re.IGNORECASE | re.DOTALL,
)
"""Pronouns, counts and pieces of clauses, which name nobody."""
_DATELINE = re.compile(
    r"^(?:(?:[A-Z][\w’'.-]*,?\s+){1,5}(?:\d{1,2},?\s+)?(?:\([^)]{2,40}\)\s*(?:[-–—]{1,2}\s+)?|[-–—]{1,2}\s+)"
    r"|\([A-Z][^)]{1,40}\)\s*(?:[-–—]{1,2}\s+)?|(?:[A-Z][\w’'-]*\s?){1,3}:\s+)(?=[A-Z\"“])"
)
"""What opens a report: "Niamey, Niger - ", "(Agency) — ", "New Delhi: "."""
_LEADING = re.compile(r"^(?:but|and|while|as|the|a|an)\s+", re.IGNORECASE)
_INITIALS = re.compile(r"(?:\b[A-Z]\.)+$")


def said_by(sentence: str) -> str | None:
    """Give who states the sentence, in its words: "according to X", "X said", "...: X"."""
    sentence = _DATELINE.sub("", sentence[dateline_length(sentence) :], 1)
    for pattern in _SAYING:
        for match in pattern.finditer(sentence):
            who = _named(match["who"])
            if who and not _NO_SPEAKER.fullmatch(who):
                return who
    return None


def _named(words: str) -> str:
    """Give the speaker without conjunction, article or the sentence's full stop."""
    who = _LEADING.sub("", words.strip())
    return who if _INITIALS.search(who) else who.rstrip(".")
