"""Which sentences of the story before answer a question that goes on from it: "by how much?", "who got the red card?".

Whom and what it is about is known from that story, so that no sentence has to name it: it has to hold what is expected,
and its passage what the question itself names. Pure.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from bot.answering.composition.quoting import Excerpt
from bot.answering.passages.selection import Selected, fitting
from bot.answering.passages.sentences import STORIES, Sentence, sentences_of
from bot.answering.question.aim import Aim
from bot.answering.question.answer_type import AnswerType
from bot.answering.question.planning import Plan
from bot.answering.question.terms import ANYBODY, COMPOUND, ORDINALS, WORD, Term, coverage, terms_of
from bot.answering.questions import GoingOn
from ingest import CASUALTIES, FoundPassage, NumberType, country_of, family_of, find_numbers, type_of_unit

NAMED: Final = 0.9
IN_CONTEXT: Final = 1.7
HOLDS: Final = 1.0
HAS_DIGITS: Final = 0.4
CLUE: Final = 1.4
NEW_NAME: Final = 1.0
OF_ANSWER: Final = 0.7
PLACE: Final = -0.05
"""The log-odds that a sentence gains by naming what is asked; by naming, with its title, what that is asked of; by
holding what is expected; a digit; a clue of what is asked; by the name that
most of what was cited agrees on; where it asks who, a name that nobody said yet; and loses
with each place of its passage's rank. docs/decisions/answering-follow-ups.md has the measurement."""
LEAST_NAMED: Final = 0.5
"""Least share of what a question names itself that the best sentence has, where it may as well stand alone."""
LEAST_OF_STORY: Final = 0.34
"""Least share of a text that tells of the story that a passage of it names, with its title."""
PLAINLY_OF_STORY: Final = 0.67
"""From this share on, a passage need not have a name of it that is written small in the question."""
LEAST_OF_SAME: Final = 0.65
"""The same, of a question that asks the same of something else: the rest of it has to be named, too."""
LEAST_WORDS: Final = 5
"""Of a sentence: a shorter one is a credit, a caption or half of a quotation."""
EMPTY: Final = frozenset(
    "old long big hot far else one ones other others exactly actually then before back both too yet again himself"
    " herself itself themselves him them already now wrong name names called".split()
)
"""Words of short questions that no answer repeats."""
_RANK: Final = re.compile(
    rf"\b(?:\d+(?:st|nd|rd|th)|\d+\s?[-–:]\s?\d+|{'|'.join(ORDINALS[1:])}|dozens?|hundreds|thousands)\b", re.IGNORECASE
)
_FULL_NAME: Final = re.compile(r"(?<![\w-])[A-Z][\w’'-]*[a-z](?:\s(?:[a-z]{2,3}\s)?[A-Z][\w’'-]*[a-z]){1,2}(?!\w)")
_YEAR: Final = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_NAME: Final = frozenset({"name", "names", "named"})
_AGED: Final = re.compile(r"\b\w+-(?:day|week|month|year)s?-olds?\b")
_ASIDE: Final = re.compile(
    r"^\W*(?:\(.*\)|(?:read|see|watch|listen|follow|sign\s+up|subscribe|click|continue|get\s+our)\b.*)\W*$",
    re.IGNORECASE,
)
"""A photographer's credit, or what a page asks its readers to do."""


def _clue(question: str, text: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(question, re.IGNORECASE), re.compile(rf"\b(?:{text})", re.IGNORECASE)


_EXTENTS: Final = (
    _clue(
        r"\bhow\s+(?:strong|powerful)\b",
        r"magnitude|richter|category|scale|k?mh?|kph|mph|km/h|gusts|winds|per\s?cent|%",
    ),
    _clue(
        r"\bhow\s+(?:tall|high|deep|far|wide)\b",
        r"\d|one|two|three|four|five|six|seven|eight|nine|ten|half|dozens?",
    ),
    _clue(
        r"\bhow\s+(?:long|many\s+(?:hours|days|weeks|months|years))\b",
        r"(?:\S+[\s-])?(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|centur\w+|kilomet\w+|met(?:re|er)s?|miles?|feet|foot"
        r"|inch\w*|centimet\w+|life|overnight|since|until)\b|\d+\s?(?:km|cm|m|ft|mi|hrs?|mins?|secs?)\b",
    ),
    _clue(
        r"^\W*(?:(?:and|but|so)\s+)*(?:why|what\s+for|how\s+come|for\s+what)\b",
        r"because|due\s+to|following|after\b|caus\w+|blam\w+|accus\w+|alleg\w+|motiv\w*|reasons?|suspect\w*|cit(?:ed|ing|es)"
        r"|in\s+(?:protest|response|retaliation)|to\s+avoid|so\s+that|in\s+order\s+to|thanks\s+to|for\s+\w+ing",
    ),
    _clue(
        r"\bwhat\s+(?:caused|started|triggered|sparked|led\s+to)\b|\bcause\b",
        r"caus\w+|blam\w+|due\s+to|because|suspect\w*|trigger\w*|spark\w*|ignit\w*|started\s+(?:by|when|after|in)|began\s+(?:when|after)"
        r"|fault\w*|arson\w*|accident\w*|malfunction\w*|failures?|led\s+to|result\w*|stem\w*|disput\w*|fight\w*",
    ),
)
"""Of an extent, a reason or a cause that is asked for, what a sentence has to have that states it."""
_CLUES: Final = (
    _clue(
        r"^\W*(?:why|what\s+for|how\s+come|for\s+what)\b|\bcaused?\b",
        r"because|after|over|amid|due\s+to|following|as|since|accus\w+|alleg\w+|for\s+\w+ing|caus\w+|blam\w+|cit(?:ed|ing)"
        r"|suspect\w*|reason|to\s+avoid|in\s+(?:protest|response|retaliation)",
    ),
    _clue(
        r"\b(?:before|previous\w*|earlier|formerly)\W*$",
        r"former\w*|previous\w*|once|served\s+as|used\s+to|up\s+from|down\s+from|from\s+\d|ex-",
    ),
    _clue(
        r"\b(?:says?|said|react\w*|respon\w+|think)\b",
        r"said|says|told|call(?:ed|s)|denounc|condemn|slam|reject|welcom|insist|den(?:y|ied|ies)|prais|vow|warn|respon",
    ),
    _clue(
        r"\bwho\s+(?:did|shot|killed|attacked|stabbed|bombed|hit|hacked|stole|robbed|kidnapped)\b",
        r"suspect|gunm[ae]n|attackers?|charged|arrested|arraigned|detained|accused|identified|claimed|blamed|group|gang",
    ),
    _clue(
        r"^\W*of\s+what\b|\b(?:charg\w+|convict\w+|guilty|crimes?)\b",
        r"(?:guilty|convicted|accused)\s+of|charged\s+with|counts?\s+of|homicide|murder|manslaughter|fraud|assault",
    ),
    _clue(
        r"\b(?:gets?|got|fac(?:es?|ing)|sentence\w*|punish\w*|penalty|prison|jail)\b",
        r"sentenc|years|prison|jail|fined?|probation|life|penalt|ban(?:ned)?|suspend",
    ),
    _clue(
        r"\b(?:quit|left|leave|step(?:ped)?\s+down|resign\w*)\b",
        r"resign|quit|step(?:s|ped|ping)?\s+down|left|depart|outgoing|exit",
    ),
    _clue(
        r"\bwants?\b|\bdemands?\b|\bask(?:ed|ing)?\s+for\b",
        r"demand|seek|sought|call(?:s|ed|ing)?\s+for|want|urg|over|bargain|ransom|ask",
    ),
    _clue(
        r"\b(?:bought|buys?|bidding|bids?|owns?)\b",
        r"bought|buy|acqui|takeover|owner|purchas|bid|offer|propos|sold\s+to",
    ),
)
"""Of what is asked, how texts begin to tell it: of words that ask for it, those that stand beside it."""


def continued(
    goes_on: GoingOn, own: Plan, whole: Plan, passages: Sequence[FoundPassage]
) -> tuple[tuple[Excerpt, ...], tuple[Selected, ...]]:
    """Give the sentences of the story's `passages`, best first, that answer, and all that may, each with its worth.

    `own` is what the message asks in its own words, `whole` the question that it is with what it goes on from.
    """
    least = LEAST_OF_SAME if goes_on.asks_the_same else LEAST_OF_STORY
    of_story = [_telling(text) for text in goes_on.story]
    names = [term for term in whole.terms if term.is_name]
    whom = [term for term in goes_on.answered if term.is_name] if not goes_on.about else ()
    of_it = [
        passage
        for passage in passages
        if _is_of(goes_on, passage)
        and (told := _tells(of_story, passage)) >= least
        and _names_any(names or (goes_on.about if told < PLAINLY_OF_STORY else ()) or whom, passage)
    ]
    ranked = sorted(_weighed(goes_on, own, whole, of_it), key=lambda one: -one[1].worth)
    needs_named = goes_on.may_stand_alone and bool(_asked(own))
    if not ranked or (needs_named and max(named for named, _ in ranked) < LEAST_NAMED):
        return (), ()
    chosen = tuple(one for _, one in ranked)
    return fitting(chosen), chosen


def _is_of(goes_on: GoingOn, passage: FoundPassage) -> bool:
    """Tell whether a passage has all names of a message, and one of the things that it takes for known."""
    text = f"{passage.stored.article.title}\n{passage.text}"
    has_things = not goes_on.things or any(term.pattern.search(text) for term in goes_on.things)
    return has_things and all(term.pattern.search(text) for term in goes_on.names)


def _telling(text: str) -> tuple[Term, ...]:
    """Give what tells of a story; a country alone tells of none, unless nothing else is named."""
    terms = terms_of(text)
    return tuple(term for term in terms if not country_of(term.name)) or terms


def _tells(of_story: Sequence[Sequence[Term]], passage: FoundPassage) -> float:
    """Give the share of the text that tells of the story best which a passage names."""
    text = f"{passage.stored.article.title}\n{passage.text}"
    return max(coverage(terms, text) for terms in of_story)


def _names_any(names: Sequence[Term], passage: FoundPassage) -> bool:
    """Tell whether a passage has one of `names`, if there are any."""
    text = f"{passage.stored.article.title}\n{passage.text}"
    return not names or any(term.pattern.search(text) for term in names)


def _weighed(
    goes_on: GoingOn, own: Plan, whole: Plan, passages: Sequence[FoundPassage]
) -> Iterator[tuple[float, Selected]]:
    """Give what holds what is expected, with the share of the message's own words that it names."""
    place = {passage.id: number for number, passage in enumerate(passages)}
    for first in range(0, len(passages), STORIES):
        some = passages[first : first + STORIES]
        for alone, sentence in zip(sentences_of(own, some), sentences_of(whole, some), strict=True):
            holds = _holds(own, goes_on.said, alone) and all(term.pattern.search(alone.text) for term in goes_on.done)
            if holds and alone.tells_numbers and _is_told(alone.text):
                named = coverage(_asked(own), alone.text)
                worth = _worth(goes_on, own, named, sentence) + PLACE * place[alone.passage]
                yield named, Selected(alone.excerpt, worth)


def _holds(own: Plan, said: str, sentence: Sentence) -> bool:
    """Tell whether a sentence holds what is expected; "her eighth" and "12-11" say how many, too, a year when."""
    if not states_asked(own, said, sentence.text):
        return False
    if own.expects is AnswerType.NUMBER:
        return sentence.holds or bool(_RANK.search(sentence.text))
    return sentence.holds or (own.expects is AnswerType.DATE and bool(_YEAR.search(sentence.text)))


def states_asked(own: Plan, said: str, text: str) -> bool:
    """Tell whether a text names the harm, the extent or cause, and what is counted, as far as `said` asks for that."""
    is_stated = all(told.search(_AGED.sub("", text)) for asked, told in _EXTENTS if asked.search(said))
    return is_stated and _names_harm(own, text) and _names_counted(own, text)


def _names_harm(own: Plan, text: str) -> bool:
    """Tell whether a text names the harm that is asked about, if any is: killed, injured, missing."""
    asked = {own.measure, *(family_of(term.name) for term in own.core)} & CASUALTIES
    return not asked or any(family_of(word.lower()) in asked for word in COMPOUND.findall(text))


def _names_counted(own: Plan, text: str) -> bool:
    """Tell whether a text names what is counted, if that is more than people, or a sum; an age counts no years."""
    asks_sum = own.expects is AnswerType.NUMBER and own.number_type is NumberType.MONEY
    if asks_sum and not _states_sum(text):
        return False
    counted = [term for term in terms_of(own.unit) if term.name not in ANYBODY] if own.aim is Aim.FIGURE else []
    return not counted or any(term.pattern.search(_AGED.sub("", text)) for term in counted)


def _states_sum(text: str) -> bool:
    """Tell whether a text states an amount of money: "$5m", "five million euros"."""
    return any(found.is_money for found in find_numbers(text)) or any(
        type_of_unit(word) is NumberType.MONEY for word in WORD.findall(text)
    )


def _is_told(text: str) -> bool:
    """Tell whether a sentence tells something: it does not ask, and is no aside of its page."""
    return not text.endswith("?") and len(COMPOUND.findall(text)) >= LEAST_WORDS and not _ASIDE.match(text)


def _asked(own: Plan) -> list[Term]:
    return [term for term in own.terms if term.name not in EMPTY]


def _asks_name(own: Plan, said: str) -> bool:
    return own.expects is AnswerType.NAME or not _NAME.isdisjoint(WORD.findall(said.lower()))


def _has_new_name(goes_on: GoingOn, text: str) -> bool:
    """Tell whether a sentence has a full name of which what tells of the story does not have the last word."""
    known = " ".join((goes_on.said, *goes_on.story)).lower()
    return any(name[0].split()[-1].lower() not in known for name in _FULL_NAME.finditer(text))


def _worth(goes_on: GoingOn, own: Plan, named: float, sentence: Sentence) -> float:
    text = sentence.text
    return (
        NAMED * named
        + IN_CONTEXT * sentence.in_context
        + HOLDS * sentence.holds * (own.expects is not AnswerType.ANYTHING)
        + HAS_DIGITS * any(letter.isdigit() for letter in text)
        + OF_ANSWER * bool(goes_on.answered and all(term.pattern.search(text) for term in goes_on.answered))
        + NEW_NAME * (_asks_name(own, goes_on.said) and _has_new_name(goes_on, text))
        + CLUE * any(asked.search(goes_on.said) and told.search(text) for asked, told in _CLUES)
    )
