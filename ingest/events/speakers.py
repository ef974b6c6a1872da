"""Who states a sentence."""

import re

_NAME = r"(?:[A-Z][\w.’'-]*)"
_SPEAKER = r"(?P<who>(?:(?:the|a|an|its|local|state|US|UN)\s+)?(?:[\w.’'-]+\s+){0,7}?[\w.’'-]+)"
_SAID = (
    r"(?:said|says|told|announced|confirmed|reported|stated|added|acknowledged|revealed|disclosed|estimates?|estimated)"
)
_SAYING = (
    re.compile(rf"\baccording\s+to\s+{_SPEAKER}(?=[,.;:”\"]|\s+(?:on|in|at|as|which|who|and|said)\b|$)"),
    re.compile(rf"(?:^|[,;”\"—]\s*){_SPEAKER}\s+(?:also\s+|have\s+|has\s+|had\s+)?{_SAID}\b"),
    re.compile(rf":\s*(?P<who>(?:{_NAME}|[Oo]fficials?|[Pp]olice|[Rr]eports?|ministry)(?:\s+[\w.’'-]+){{0,3}})\s*$"),
    re.compile(rf",\s*(?P<who>[\w.’'-]+(?:\s+[\w.’'-]+){{0,4}})\s+{_SAID}\s*[.\"”]?$"),
    re.compile(rf"(?P<who>(?:{_NAME}\s+){{1,6}})(?:during|in|at)\s+[^,.;]{{3,60}}\s+{_SAID}\b"),
)


_NO_SPEAKER = re.compile(
    r"(?:it|he|she|they|we|who|which|that|this|i|you|one|reports?|sources?|what|also)", re.IGNORECASE
)


def said_by(sentence: str) -> str | None:
    """Give who states the sentence, in its words: "according to X", "X said", "...: X"."""
    for pattern in _SAYING:
        match = pattern.search(sentence)
        if match:
            who = re.sub(r"^(?:but|and|while|as|the|a|an)\s+", "", match["who"].strip(), flags=re.IGNORECASE)
            if who and not _NO_SPEAKER.fullmatch(who):
                return who
    return None
