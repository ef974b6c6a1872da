"""Numbers that count nothing: dates, years, labels, compounds."""

import re

from ingest.articles import Qualifier
from ingest.extraction.counted import PER_CENT
from ingest.extraction.dates import CALENDAR
from ingest.extraction.fates import verb_before
from ingest.extraction.measures import PEOPLE
from ingest.extraction.nouns import noun_phrase
from ingest.extraction.numbers import Number
from ingest.extraction.readings import Reading

_DIGIT = re.compile(r"\d")
_NUMBER_WORD = re.compile(
    r"\b(?:t(?:wo\b|wel|hree|hir[td]|en(?:s|th)?\b|went|housand)|f(?:our|ive\b|if|ort)|s(?:ix|even|cores\b)"
    r"|e(?:igh|leven)|nin[et]|hundred|dozen|[bm]illion|half\b|quarters?\b|lakh|crore)"
)
"""How numbers and ordinals begin in lower case: quicker to look for than to read them."""
NEXT_TO = 30
"""Characters before a number in which stands what makes it a date or a label."""
_MONTH = rf"(?:{'|'.join(CALENDAR)})\b\.?"
_DATE_BEFORE = re.compile(rf"\b{_MONTH}\s+(?:\d{{1,2}}\s*[-–,]\s*)?$")
_DATE_AFTER = re.compile(rf"(?:st|nd|rd|th)?\s*(?:of\s+)?(?:[-–]\s*\d{{1,2}}\s+)?{_MONTH}(?:\W|$)")
_AGE_AFTER = re.compile(r"\s+(?:year|yr|month|week|day)s?[\s-]+old\b", re.IGNORECASE)
_NO_ONE = re.compile(r"\b(?:no|not|any|every|each)[\s-]+$", re.IGNORECASE)
_LABEL = re.compile(
    r"\b(?:aged?|No\.?|page|chapter|article|section|title|phase|level|type|category|class|grade|magnitude|flight|route"
    r"|highway|version|resolution|channel|stage|tier|(?-i:Group\s+of|News|NEWS)|the\s+age\s+of)\s+$",
    re.IGNORECASE,
)
_YEAR_TOKEN = re.compile(r"(?:19|20)\d\d")
_PLACE_LABEL = re.compile(
    r"\b(?:day|room|group|area|block|building|tower|gate|district|zone|unit|ward|platform|bus|train"
    r"|(?<!now )number)\s+$",
    re.IGNORECASE,
)
"""Words that number one thing, unless a plural follows: "tower 12", but "on that day 12 people"."""


def may_count(text: str) -> bool:
    """Tell, at a glance, whether `text` can hold a number at all."""
    return bool(_DIGIT.search(text) or _NUMBER_WORD.search(text.lower()))


def is_no_count(reading: Reading, number: Number) -> bool:
    """Tell dates, years, ages, labels ("tower 12") and compounds ("ten-storey") from counts."""
    before, after = reading.beside(number)
    before = before[-NEXT_TO:]
    if after.startswith(("-", "–", "‑", "'s", "’s")) and not PER_CENT.match(after):
        return True
    if before.endswith(("-", "–", "‑")) and not before.endswith((" -", " –")):
        return True
    if any(pattern.search(before) for pattern in (_DATE_BEFORE, _NO_ONE, _LABEL)):
        return True
    if _DATE_AFTER.match(after) or _AGE_AFTER.match(after) or (number.value == 1 and after.startswith(" of ")):
        return True
    written = reading.sentence[number.span.start : number.span.end]
    if _YEAR_TOKEN.fullmatch(written):
        return not _counts_like_a_year(number, before, after)
    return bool(_PLACE_LABEL.search(before)) and not _followed_by_plural(after)


def _counts_like_a_year(number: Number, before: str, after: str) -> bool:
    """Tell "killed 2050 people" from the year 2050."""
    words, _ = noun_phrase(after)
    is_people = bool(words) and words[-1].lower() in PEOPLE
    return is_people and (number.qualifier is not Qualifier.EXACT or verb_before(before) is not None)


def _followed_by_plural(after: str) -> bool:
    words, _ = noun_phrase(after)
    return bool(words) and (words[-1].endswith("s") or words[-1].lower() in PEOPLE)
