"""Numbers that count nothing: dates, years, labels, compounds."""

import re
from typing import Final

from ingest.articles import Qualifier
from ingest.extraction.cues import cues
from ingest.extraction.fates import verb_before
from ingest.extraction.measures import PEOPLE
from ingest.extraction.nouns import noun_phrase
from ingest.extraction.numbers import Number
from ingest.extraction.readings import Reading

_CUES: Final = cues("no_counts")
_NUMBER = re.compile(
    r"\d|\b(?:t(?:wo\b|wel|hree|hir[td]|en(?:s|th)?\b|went|housand)|f(?:our|ive\b|if|ort)|s(?:ix|even|cores\b)"
    r"|e(?:igh|leven)|nin[et]|hundred|dozen|[bm]illion|half\b|quarters?\b|lakh|crore)",
    re.IGNORECASE,
)
"""How numbers and ordinals begin: quicker to look for than to read them."""
_NEXT_TO: Final = 30
"""Characters before a number in which stands what makes it a date or a label."""
_YEAR = re.compile(r"(?:19|20)\d\d")


def may_count(text: str) -> bool:
    """Tell, at a glance, whether `text` can hold a number at all."""
    return _NUMBER.search(text) is not None


def is_no_count(reading: Reading, number: Number) -> bool:
    """Tell dates, years, ages, labels ("tower 12") and compounds ("ten-storey") from counts."""
    before, after = reading.beside(number)
    before = before[-_NEXT_TO:]
    if _CUES["no count before"].search(before) or _CUES["no count behind"].match(after):
        return True
    if number.value == 1 and after.startswith(" of "):
        return True
    words, _ = noun_phrase(after)
    is_people = bool(words) and words[-1].lower() in PEOPLE
    if _YEAR.fullmatch(reading.sentence, number.span.start, number.span.end):
        return not (is_people and (number.qualifier is not Qualifier.EXACT or verb_before(before)))
    return bool(_CUES["place label"].search(before)) and not (words and (is_people or words[-1].endswith("s")))
