"""Where sentences begin and end in English news text."""

import re

from ingest.articles import Span

_END = re.compile(r"[.!?…]+[\"”’'\)\]]*(?=\s|$)|\n\s*\n|\n(?=\s*[-•*])")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"“‘'])(?:(?:[A-Za-z]\.)+[A-Za-z]?|Mr|Mrs|Ms|Dr|Prof|St|Jr|Sr|Gen|Brig|Maj|Col|Lt|Sgt|Capt|Cpl|Adm|Cmdr"
    r"|Gov|Sen|Rep|Rev|Hon|Pres|Supt|Det|Insp|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|No|Nos|Inc|Ltd|Co|Corp"
    r"|vs|etc|e\.g|i\.e|approx|a\.m|p\.m|Ave|Blvd|Rd|Ft|Mt|Calif|Fla|Pa|Va|Mass|Wash|Ill|Mich|Conn|Ariz|Ala|Tenn|Ga|Md"
    r"|Minn|Wis|Okla|Ore|Colo|Nev|Kan|Ky|Mo|Miss|Neb|Del|Ind)\.$"
)


def split_sentences(text: str) -> tuple[Span, ...]:
    """Give the spans of the sentences of `text`, in order, without surrounding white space.

    A blank line always ends a sentence; an abbreviation or initial before a small letter, digit or
    capitalised name does not.
    """
    spans = []
    start = 0
    for match in _END.finditer(text):
        if not _ends_sentence(text, match):
            continue
        spans.append(_stripped(text, start, match.end()))
        start = match.end()
    spans.append(_stripped(text, start, len(text)))
    return tuple(span for span in spans if span.end > span.start)


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    mark = match.group()
    if mark.startswith("\n"):
        return True
    following = text[match.end() :].lstrip()[:1]
    if mark.startswith("…") or mark.startswith(".."):
        return following.isupper() or not following
    if following and following.islower():
        return False
    if mark[0] != ".":
        return True
    before = text[max(0, match.start() - 12) : match.start() + 1]
    return not _ABBREVIATION.search(before) or not following


def _stripped(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
