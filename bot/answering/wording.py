"""Words of a question as terms to be found in text, whatever their form."""

import re
from dataclasses import dataclass
from functools import cached_property

from ingest import country_of, country_terms, measure_of

STOP_WORDS = frozenset(
    "a an the of in on at by for with from to into onto over under after before during since near against between among"
    " as than per via is are was were be been being has have had do does did will would can could may might must shall"
    " should and or but nor not no so if that this these those it its they them their he she his her we our you your i"
    " my me us who whom whose which what when where why how many much number numbers total count tally figure figures"
    " so far there here about around ever any some all each more most up out off down also just only now still already"
    " tell show give please know latest newest recent recently current currently happened happen happens happening say"
    " says said report reported reports according news update updates article articles story anyone everyone people"
    " person get got make made go went come came take took whats what's hows how's who's whos where's did"
    " until till through let lets hey hi hello sitrep bot could would times time exactly roughly"
    " today yesterday tonight week month year day days weeks months years last past this next".split()
)
# General English for the same actors and things, one group a line; a term is found in any form of its group.
_GROUPS = """
forces troops soldiers personnel servicemembers servicemen military army armed base bases garrison outpost outposts \
installation installations facilities members marines service
police officers officer cops policemen constables
militants fighters gunmen insurgents rebels militia militias militiamen terrorists
civilians residents inhabitants locals villagers
children kids minors child
migrants refugees asylum
journalists reporters journalist reporter correspondents
earthquake quake tremor earthquakes
flood floods flooding
wildfire wildfires fire fires blaze
hurricane cyclone typhoon storm
eruption erupted erupts volcano volcanic
ship ships vessel vessels tanker tankers
plane planes aircraft jet jets
protest protests demonstration demonstrations rally rallies
riot riots unrest disorder
crash crashed collision derailment
price prices cost costs
election elections vote votes poll polls
win won wins winner winners victory beat beats champion champions
""".strip().splitlines()
_TOKEN = re.compile(r"[A-Za-z0-9][\w.&’'-]*[\w]|[A-Za-z0-9]")
LONGEST_ABBREVIATION = 3
"""Letters of a country's abbreviation that is often typed small: "us", "uk", "uae"."""
_ENDINGS = ("", "e", "ed", "es", "ing", "ion", "ions", "ment", "ments", "er", "ers", "s", "ly", "ement", "ements")


@dataclass(frozen=True, slots=False)
class Term:
    """One thing that a question names, with every form in which a text may name it."""

    name: str
    forms: tuple[str, ...]
    """Lower-case words or phrases."""
    is_name: bool
    """A proper name: of more weight than a common word."""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Find any form, as whole words; "US" only in capitals, since "us" is a pronoun."""
        cased = [form for form in self.forms if len(form) < 3]  # noqa: PLR2004 because "us", "un", "uk" are words
        free = [form for form in self.forms if form not in cased]
        choices = [rf"(?i:{_phrase(form)})" for form in free]
        choices += [re.escape(form.upper()) for form in cased]
        return re.compile(r"(?<!\w)(?:" + "|".join(choices) + r")(?!\w)")


def terms_of(text: str, *, left_out: frozenset[str] = frozenset()) -> tuple[Term, ...]:
    """Give the terms of a question or phrase, in order, each once; `left_out` are words already understood."""
    terms: dict[str, Term] = {}
    for word, is_name in _words(text):
        folded = re.sub(r"['’]s$", "", word.lower())
        if country := _country(word):
            forms = tuple(sorted({form.lower() for form in country_terms(country)}))
            terms.setdefault(country, Term(country, forms, is_name=True))
        elif not {folded, measure_of(folded)} & (STOP_WORDS | left_out):
            forms = _forms(folded)
            terms.setdefault(folded if is_name else forms[0], Term(folded, forms, is_name))
    return tuple(terms.values())


def _country(word: str) -> str | None:
    """Give the country that a word names in whatever case, but for the pronoun "us" and its like."""
    if word.lower() in STOP_WORDS and not word.isupper():
        return None
    return country_of(word) or country_of(word.upper() if len(word) <= LONGEST_ABBREVIATION else word.capitalize())


def _words(text: str) -> list[tuple[str, bool]]:
    text = re.sub(r"\b(?:the|on|against|at|of|by|in)\s+us\b(?=\s+\w)", lambda match: match[0][:-2] + "US", text)
    text = re.sub(r"\bu\.?s\.?a?\.(?=\s|$)|\bU\.S\.?", "US", text)
    return [(match[0], match[0][0].isupper() and match.start() > 0) for match in _TOKEN.finditer(text)]


def _forms(word: str) -> tuple[str, ...]:
    for group in _GROUPS:
        forms = group.split()
        if word in forms or measure_of(word) in {measure_of(form) for form in forms}:
            return (*forms,)
    singular = measure_of(word)
    stem = _stem(word)
    return tuple(dict.fromkeys((singular, word, f"{singular}s", *(stem + ending for ending in _ENDINGS if stem))))


def _stem(word: str) -> str:
    """Give what the forms of a common word share: "agree" and "agreement" share "agre"; "" for a short word."""
    stem = re.sub(r"(?:ments?|ions?|ing|ed|es|ers?|ly|s|e)$", "", word)
    return stem if len(stem) > 3 and stem.isalpha() else ""  # noqa: PLR2004 because shorter stems fit strangers


def _phrase(form: str) -> str:
    return r"[\s-]+".join(re.escape(part) for part in form.split()) + r"(?:['’]s)?"
