"""What a figure counts, in one word: the normal form that a question and a text share."""

import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.articles import TallyKind

_FAMILIES = {
    # General English of counting; a family's name is its measure.
    "killed": "killed kill kills killing killings dead death deaths died die dies dying fatality fatalities fatally"
    " slain slaughtered murdered murder murders massacred perished homicide homicides"
    " drowned drowning drownings",
    "injured": "injured injury injuries injuring injure injures wounded wounding wound wounds hurt maimed",
    "casualty": "casualty casualties",
    "missing": "missing unaccounted",
    "arrested": "arrested arrest arrests arresting detained detain detains detaining detention detentions custody"
    " jailed imprisoned",
    "displaced": "displaced displaces displacement displacing homeless uprooted",
    "evacuated": "evacuated evacuate evacuates evacuating evacuation evacuations evacuees evacuee",
    "abducted": "abducted abducts abducting abduction abductions kidnapped kidnapping kidnappings kidnap",
    "hostage": "hostage hostages captive captives",
    "released": "released freed",
    "rescued": "rescued rescue",
    "infected": "infected infection infections",
    "hospitalised": "hospitalised hospitalized",
    "attack": "attack attacks attacked attacking assault assaults assaulted",
    "strike": "strike strikes airstrike airstrikes",
    "bombing": "bombing bombings bombed",
    "shooting": "shooting shootings",
    "win": "win wins victory victories triumph triumphs",
    "incident": "incident incidents act acts episode episodes",
}
_MEASURE = {form: measure for measure, forms in _FAMILIES.items() for form in forms.split()}
_REPEATED = dict.fromkeys("targeted hit struck fired-upon fired shelled raided ambushed".split(), "attack")
PEOPLE = frozenset(
    "people person persons civilians civilian men man women woman children child kids teenagers youths troops troop"
    " soldiers soldier servicemembers members member personnel workers worker employees employee students student"
    " residents resident others victims victim militants militant fighters fighter police officers officer villagers"
    " passengers passenger migrants migrant refugees refugee citizens citizen nationals national protesters protester"
    " demonstrators journalists journalist patients patient survivors survivor suspects suspect individuals service"
    " marines sailors guards guard prisoners prisoner tourists babies infants adults americans staff staffers crew"
    " doctors medics nurses teachers pupils athletes players fans miners firefighters families lives souls bodies"
    " inmates humans inhabitants islanders locals elderly ones policemen servicemen servicewomen firemen fishermen"
    " gunmen teens teenager girls girl boys boy sons daughters brothers sisters parents mothers fathers minors toddlers"
    " hostages hostage captives captive pensioners hikers climbers lawmakers seniors relatives crewmen sailor"
    " marine".split()
)
_DOERS = re.compile(r"(?:[^aeiou]ers|[st]ors|ists|crats)$")
CASUALTIES = frozenset(
    "killed injured casualty missing arrested displaced evacuated abducted released rescued infected"
    " hospitalised".split()
)
CURRENCIES = frozenset("dollars euros pounds yen yuan rupees roubles rubles pesos francs won lira naira reais".split())
EVENTS = frozenset("attack strike bombing shooting abducted".split())
_IRREGULAR = {
    "people": "person",
    "men": "man",
    "women": "woman",
    "children": "child",
    "lives": "life",
    "wives": "wife",
    "knives": "knife",
    "thieves": "thief",
    "wolves": "wolf",
    "leaves": "leaf",
    "gases": "gas",
    "movies": "movie",
    **{word: word for word in "series species news".split()},
    **{f"{word}es": word for word in "bus minibus virus coronavirus campus bonus census circus focus genius".split()},
}
_SPELLINGS = (
    (re.compile(r"(?<=[a-z]{3})our(?=$|s|i|e|l|a)"), "or"),
    (re.compile(r"(?<=[a-z]{2}[bt])re$"), "er"),
    (re.compile(r"(?<=[a-z]{2}i)s(?=e$|ed$|es$|ing$|ation|er$|ers$)"), "z"),
    (re.compile(r"(?<=[a-z]{2}[aeiou])ll(?=ed$|ing$|er$|ers$|ation)"), "l"),
    (re.compile(r"(?<=gr)amme(?=$|s|d)"), "am"),
    (re.compile(r"(?<=[a-z]{3})ence$"), "ense"),
    (re.compile(r"ae(?=di|mi|mo)|oe(?=di|de)"), "e"),
)
"""British endings and the American ones, of words of which both are read."""
_OES = frozenset("shoes toes foes canoes".split())
_TIME_UNITS = frozenset(
    "second seconds minute minutes hour hours day days week weeks month months year years decade decades century"
    " centuries night nights o'clock am pm a.m p.m weekend weekends fortnight".split()
)
_EXTENTS = frozenset(
    "km kilometres kilometers kilometre kilometer mile miles metre metres meter meters feet foot ft inches inch cm mm"
    " degrees degree kg kilos pounds lbs mph kph yards magnitude"
    " mg kilograms grams gram ounces ounce".split()
)


PERCENT = "percent"
MONEY = "money"
PER_CENT = re.compile(r"\s?(?:%|per\s?cent\b|percentage\s+points?\b|-percent\b)", re.IGNORECASE)
"""What makes the number before it a percentage."""
_ADDED = re.compile(r"^(?:(?:more|additional|new|further|extra|fresh|other)\s+)+", re.IGNORECASE)
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
        return Counted(self.measure, _ADDED.sub("", self.unit))


@lru_cache(maxsize=1 << 14)
def measure_of(word: str) -> str:
    """Give the measure that `word` stands for: "wounded" is `injured`, "rockets" is `rocket`."""
    folded = word.lower().strip("'’").replace("-", "")
    return _MEASURE.get(folded) or spelled_alike(singular(folded))


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
    return noun.lower() in PEOPLE or noun[:1].isupper() or bool(_DOERS.search(noun.lower()))


def is_time_unit(word: str) -> bool:
    """Tell whether a number of `word` is a duration."""
    return word.lower() in _TIME_UNITS


def is_extent(word: str) -> bool:
    """Tell whether a number of `word` is a length, weight, temperature or the like."""
    return word.lower() in _EXTENTS


def singular(word: str) -> str:
    """Give the singular of a lower-case English noun, by rule."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("ies") and len(word) > 4:  # noqa: PLR2004 because "ties" and "dies" stay
        return word[:-3] + "y"
    if re.search(r"(?:ss|sh|ch|x|zz|[^aeiou]o)es$", word) and word not in _OES:
        return word[:-2]
    if re.search(r"(?:service|police|fire|gun|fisher|business|country|spokes|congress)(?:wo)?men$", word):
        return word[:-2] + "an"
    if word.endswith("s") and not re.search(r"(?:ss|us|is)$", word):
        return word[:-1]
    return word
