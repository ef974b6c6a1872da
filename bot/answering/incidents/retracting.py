"""What publishers take back by an item of its own: "we withdraw our report that …", "RETRACTED: …". Pure."""

import re
from collections.abc import Sequence
from typing import Final

from bot.answering.question.terms import STOP_WORDS
from ingest import Article, find_places, same_place, split_sentences

VOCABULARY: Final = ("retracted", "retraction", "withdrawn", "withdraws", "withdrew", "rescinds", "take back")
"""What is searched for to find them: each stands for its other forms, as full text stems them."""
SHARED: Final = 3
"""Least telling words that a notice shares with what it takes back …"""
SHARE: Final = 0.5
"""… and least share of the fewer words of the two: a notice tells what was wrong, in the words of the report."""

_OPENING: Final = 600
"""Characters of a body in which it says that something is taken back; further below it looks back."""
_REPORT: Final = r"(?:report|story|stories|article|account|dispatch|alert|item)s?"
_TAKEN: Final = r"(?:retracted|withdrawn|rescinded|taken\s+(?:back|down))"
_LABEL: Final = re.compile(
    r"\W*(?:(?:editor[’']?s[’']?\s+note|advisory|urgent|correction)\W+)?"
    r"(?:retract(?:ed|ion)|withdrawn|withdrawal|(?:mandatory\s+)?kill\s+(?:notice|advisory)|story\s+withdrawn)"
    r"\s*[\])]?\s*(?:[:|–—-]|(?<=[\])]))\s*",
    re.IGNORECASE,
)
_ITSELF: Final = re.compile(
    rf"\bth(?:is|e\s+following|e\s+above)\s+{_REPORT}\s+(?:has|have|was|were|is|are)\s+(?:now\s+|since\s+)?(?:been\s+)?{_TAKEN}",
    re.IGNORECASE,
)
_TAKES: Final = re.compile(
    r"\b(?:retract(?:s|ed|ing)?|withdr(?:aws?|ew|awn|awing)|rescind(?:s|ed|ing)?|t(?:akes?|aken|aking|ook)\s+back)\s+"
    rf"(?:[\w’'-]+\s+){{0,4}}?{_REPORT}\b",
    re.IGNORECASE,
)
_IS_TAKEN: Final = re.compile(rf"\b{_REPORT}\b[^.;]{{0,120}}?\b(?:been|was|were|is|are)\s+{_TAKEN}\b", re.IGNORECASE)
_OURS: Final = re.compile(r"\b(?:we|our)\b", re.IGNORECASE)
_WORD: Final = re.compile(r"\w+")
_TELLING: Final = 4
"""Letters of a word that tells something, unless it is a number."""


def is_marked(article: Article) -> bool:
    """Tell whether an article is marked as taken back: by a label before its title, or where its text begins."""
    return bool(_LABEL.match(article.title) or _ITSELF.search(_beginning(article)))


def takes_back(article: Article) -> bool:
    """Tell whether an article says, somewhere where it begins, that any report is taken back."""
    said = "\n".join(_sentences(article))
    return is_marked(article) or bool(_TAKES.search(said) or _IS_TAKEN.search(said))


def telling_words(article: Article) -> frozenset[str]:
    """Give the words by which what an article tells is found: those of its title and its first two sentences."""
    return _telling(" ".join(_sentences(article)[:3]))


def taken_back(notice: Article, reports: Sequence[Article]) -> tuple[Article, ...]:
    """Give those of the reports that a notice takes back: the one that it tells most like, all that tell it as much.

    These are reports of its own publisher, or of one that it names, older than itself.
    """
    said = _sentences(notice)
    measured = [(report, _likeness(notice, report)) for report in reports if _speaks_of(notice, said, report)]
    most = max((likeness for _, likeness in measured), default=0.0)
    return tuple(report for report, likeness in measured if likeness == most >= SHARE)


def _speaks_of(notice: Article, said: Sequence[str], report: Article) -> bool:
    """Tell whether a notice, in the sentences `said`, takes back something that this report's publisher told before."""
    if notice == report or report.published > notice.published:
        return False
    is_own = notice.publisher == report.publisher
    if is_own and is_marked(notice):
        return True
    names = re.compile(rf"(?<!\w){re.escape(report.publisher)}(?!\w)", re.IGNORECASE)
    return any(
        (_TAKES.search(sentence) and (names.search(sentence) or (is_own and _OURS.search(sentence))))
        or (_IS_TAKEN.search(sentence) and (names.search(sentence) or is_own))
        for sentence in said
    )


def _likeness(notice: Article, report: Article) -> float:
    """Give how many of the fewer words the two share, 0 where these are few, or their places are not the same."""
    said, told = " ".join(_sentences(notice)), " ".join(_sentences(report)[:2])
    if report.url and report.url in notice.text:
        return 1.0
    words, others = _telling(said), _telling(told)
    shared = len(words & others)
    if shared < SHARED or not _agree_on_place(said, told):
        return 0.0
    return shared / min(len(words), len(others))


def _agree_on_place(one: str, other: str) -> bool:
    here, there = ([mention.place for mention in find_places(text)] for text in (one, other))
    names = [name for place in here for name in (place.name, place.country) if name]
    return not (here and there) or any(same_place(name, place) for name in names for place in there)


def _telling(text: str) -> frozenset[str]:
    words = (word.casefold() for word in _WORD.findall(_LABEL.sub("", text)))
    return frozenset(
        word.removesuffix("s") for word in words if (len(word) >= _TELLING or word.isdigit()) and word not in STOP_WORDS
    )


def _sentences(article: Article) -> list[str]:
    beginning = _beginning(article)
    return [article.title, *(beginning[span.start : span.end] for span in split_sentences(beginning))]


def _beginning(article: Article) -> str:
    return article.text[article.body.start : article.body.start + _OPENING]
