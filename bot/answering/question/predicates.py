"""What a question says of the counted, in every word for it: who "left" also "fled", what was "won" is a "victory"."""

import re
from dataclasses import dataclass

from ingest import PEOPLE

_ANYBODY = "person man resident citizen civilian"


@dataclass(frozen=True, slots=True)
class Predicate:
    """One thing said of what is counted."""

    asked: frozenset[str]
    """The words in which questions say it."""
    told: re.Pattern[str]
    """The words in which texts say that it was done; "to leave" is not yet done."""
    counted: frozenset[str]
    """Measures under which texts count the same; of anything, if there are none."""
    is_motion: bool
    """Whether people move by it: then it is said of any of them."""

    def is_said(self, sentence: str) -> bool:
        """Tell whether `sentence` says it."""
        return bool(self.told.search(sentence))

    def is_of(self, measure: str, unit: str) -> bool:
        """Tell whether it may be said of what is counted."""
        *_, head = unit.split() or [""]
        are_people = head.lower() in PEOPLE or head[:1].isupper()
        return not self.counted or measure in self.counted or (self.is_motion and are_people)


def _predicate(asked: str, told: str, counted: str = "", *, is_motion: bool = False) -> Predicate:
    pattern = rf"(?<!\bto )\b(?:{'|'.join(told.split())})\b".replace("_", r"\s+")
    return Predicate(
        frozenset(asked.split()), re.compile(pattern, re.IGNORECASE), frozenset(counted.split()), is_motion
    )


def _motion(asked: str, told: str, also: str = "") -> Predicate:
    movers = f"{_ANYBODY} migrant refugee seeker foreigner national arrival departure {also}"
    return _predicate(asked, told, movers, is_motion=True)


_PREDICATES = (
    # General English, one predicate a line of what is asked and a line of what is told.
    _motion(
        "reached reach arrived arrive arriving came come landed crossed entered enter",
        "reach(?:ed|es|ing)? arriv(?:e|ed|es|ing|als?) land(?:ed|ing) c[ao]me cross(?:ed|es|ing|ings)"
        " enter(?:ed|s|ing)? turn(?:ed|ing)?_up made_(?:it|the_crossing|the_journey)",
    ),
    _motion(
        "left leave leaving fled flee fleeing departed gone quit",
        "left leav(?:e|es|ing) fle(?:d|e|es|eing) depart(?:ed|s|ing|ures?) return(?:ed|s|ing)? exit(?:ed|s|ing)? exodus"
        " gone repatriated crossed quit",
        "displaced",
    ),
    _motion(
        "returned return returning repatriated",
        "return(?:ed|s|ing|ees)? repatriat(?:ed|ion|ing) (?:gone|went|going|c[ao]me|coming|sent)_(?:back|home)",
    ),
    _motion(
        "deported expelled",
        "deport(?:ed|s|ing|ations?|ees)? expel(?:led|s|ling)? expulsions? (?:sent|flown)_back removed",
    ),
    _predicate(
        "won win wins",
        "w[io]ns? winning victor(?:y|ies) triumph(?:s|ed)?",
        "race match game fight bout stage contest prix event win",
    ),
    _predicate(
        "fired firing sacked sacking dismissed cut cuts cutting axed axing slashed shed shedding laid lay laying"
        " layoffs redundant",
        "fir(?:ed|es|ing) sack(?:ed|s|ing) dismiss(?:ed|es|ing|als) cut(?:s|ting)? ax(?:e|ed|es|ing) slash(?:ed|es)?"
        " shed(?:s|ding)? la(?:id|ys?|ying)_off lay-?offs? redundan(?:t|cies|cy) eliminat(?:ed|es|ing) let_go lost",
        f"{_ANYBODY} job worker employee staff position role post layoff redundancy",
    ),
    _predicate(
        "acquire acquired acquires buy bought buys purchase purchased",
        "acqui(?:re[sd]?|ring|sitions?) b(?:uy|uys|uying|ought) purchas(?:e[sd]?|ing) takeover deal s(?:old|ale)",
    ),
    _predicate(
        "price priced prices trading trades trade",
        "pric(?:e[sd]?|ing) trad(?:e[sd]?|ing)_(?:at|above|below|around|near|close) chang(?:e[sd]?|ing)_hands",
        "money",
    ),
    _predicate("paid pay spent spend", "paid spent handed_over", "money"),
    _predicate("cost costs costing", "cost(?:s|ing)? price_tag bill", "money"),
    _predicate(
        "live lives living reside residing", "liv(?:e|es|ed|ing) resid(?:e|es|ed|ing|ents?) home_to population hosts?"
    ),
)


def predicate_of(question: str, *, measure: str, unit: str) -> Predicate | None:
    """Give what `question` says of the `unit` that it counts, as far as English has several words for it."""
    said = {word for word in re.findall(r"[a-z]+", question.lower()) if word not in unit.lower().split()}
    return next(
        (predicate for predicate in _PREDICATES if predicate.asked & said and predicate.is_of(measure, unit)), None
    )
