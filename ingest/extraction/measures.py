"""What a figure counts, in one word: the normal form that a question and a text share."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from ingest.articles import TallyKind
from ingest.extraction.cues import cues, lexicon

_CUES: Final = cues("measures")
_LEXICON: Final = lexicon("measures")
SETS: Final[dict[str, frozenset[str]]] = {name: frozenset(words.split()) for name, words in _LEXICON["sets"].items()}
"""Sets of words by their names in the lexicon."""
PEOPLE: Final = SETS["people"]
CASUALTIES: Final = SETS["casualties"]
CURRENCIES: Final = SETS["currencies"]
EVENTS: Final = SETS["events"]
CUMULATIVE: Final = SETS["cumulative"]
_MEASURE: Final[dict[str, str]] = {
    form: measure for measure, forms in _LEXICON["families"].items() for form in forms.split()
}
_REPEATED: Final[dict[str, str]] = {
    verb: measure for measure, verbs in _LEXICON["repeated"].items() for verb in verbs.split()
}
_SINGULAR_OF: Final[dict[str, str]] = _LEXICON["singular_of"]
_SPELLINGS: Final = tuple((british, american) for american, british in cues("spellings").items())
"""British endings and the American ones, of words of which both are read."""
PERCENT = "percent"
MONEY = "money"
PER_CENT: Final = _CUES["per cent"]
"""What makes the number before it a percentage."""
NEAR = 100
"""Characters before a number in which stands what makes it a change, a share or a casualty."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What one number counts: `measure` in normal form, `unit` in the words of the text."""

    measure: str
    unit: str
    kind: TallyKind = TallyKind.TOTAL

    @property
    def whole(self) -> "Counted":
        """What is counted, as a total: cases for "more cases"."""
        return Counted(self.measure, _CUES["added"].sub("", self.unit))


@lru_cache(maxsize=1 << 14)
def measure_of(word: str) -> str:
    """Give the measure that `word` stands for: "wounded" is `injured`, "rockets" is `rocket`."""
    folded = word.lower().strip("'’").replace("-", "")
    return _MEASURE.get(folded) or spelled_alike(singular(folded))


DEATHS: Final = Counted(measure_of("deaths"), "deaths")
"""What is counted where a text names the dead and no noun for them: "a toll of 12", "12 lives lost"."""


def spelled_alike(word: str) -> str:
    """Give `word` as American English spells it: "centre" and "center" are one, as are "programme" and "program"."""
    for british, american in _SPELLINGS:
        word = british.sub(american, word)
    return word


def family_of(word: str) -> str | None:
    """Give the measure of a word that by itself says what is counted ("wounded"), `None` for others ("rockets")."""
    return _MEASURE.get(word.lower())


def repeated_action(verb: str) -> str | None:
    """Give what "hit 12 times" counts; `None` for a word that is no such verb."""
    folded = verb.lower()
    family = _MEASURE.get(folded)
    if family:
        return family
    if folded in _REPEATED:
        return _REPEATED[folded]
    return _infinitive(folded) if re.fullmatch(r"\w{4,}ed", folded) else None


def _infinitive(verb: str) -> str:
    """Give the infinitive of a regular past form, by rule: "rallied", "stopped", "voted", "closed", "erupted"."""
    stem = verb.removesuffix("ed")
    if stem.endswith("i"):
        return stem[:-1] + "y"
    if re.search(r"([bdgmnprt])\1$", stem):
        return stem[:-1]
    if re.search(r"(?:^[^aeiou]+[aeiou][^aeiouwxy]|[^n]g|c|[^s]s|v|z|u)$", stem):
        return stem + "e"
    return stem


def are_called_people(noun: str) -> bool:
    """Tell whether a plural noun is one of people: "soldiers", by what they do "smugglers", by a name "Israelis"."""
    return noun.lower() in PEOPLE or noun[:1].isupper() or bool(_CUES["doers"].search(noun.lower()))


def is_time_unit(word: str) -> bool:
    """Tell whether a number of `word` is a duration."""
    return word.lower() in SETS["time_units"]


def is_extent(word: str) -> bool:
    """Tell whether a number of `word` is a length, weight, temperature or the like."""
    return word.lower() in SETS["extents"]


def singular(word: str) -> str:
    """Give the singular of a lower-case English noun, by rule."""
    if word in _SINGULAR_OF:
        return _SINGULAR_OF[word]
    if word.endswith("ies") and len(word) > 4:  # noqa: PLR2004 because "ties" and "dies" stay
        return word[:-3] + "y"
    if re.search(r"(?:ss|sh|ch|x|zz|[^aeiou]o)es$", word) and word not in SETS["keep_e"]:
        return word[:-2]
    if re.search(r"(?:service|police|fire|gun|fisher|business|country|spokes|congress)(?:wo)?men$", word):
        return word[:-2] + "an"
    if word.endswith("s") and not re.search(r"(?:ss|us|is)$", word):
        return word[:-1]
    return word
