"""Event factuality: whether a text vouches for what it tells (the term: Saurí and Pustejovsky, FactBank, 2009).

What is told is judged by what governs it: the predicate before it, the predicate of its claim behind it, the frame
around it, the sentence that takes it up again.
"""

import re
from collections.abc import Sequence
from typing import Final

from ingest.articles import Article, Span, Stance
from ingest.extraction.clauses import clause_span
from ingest.extraction.cues import cues

_CUES: Final = cues("factuality")
PREVENTING: Final = _CUES["preventing"]
"""Verbs by which something did not happen."""
_REACH: Final = 400
"""Characters to either side within which something governs what is told: it bounds the reading of endless sentences."""
_MAX_DENIED_BACK: Final = 3
"""Sentences that a denial of "the post" or "the claim" reaches back."""
_FRAME: Final = {"made_up": Stance.HYPOTHETICAL, "false": Stance.DENIED, "claim": Stance.DISPUTED}


def stance_at(sentence: str, span: Span) -> Stance:
    """Tell whether `sentence` states, denies, disputes, supposes or forecasts what stands at `span`."""
    before, after = sentence[max(0, span.start - _REACH) : span.start], sentence[span.end : span.end + _REACH]
    if _is_denied(before, after):
        return Stance.DENIED
    if _governs("doubting", before) or _CUES["doubted behind"].search(after):
        return Stance.DISPUTED
    clause = _own_clause(sentence, span)
    if _CUES["forecast"].search(clause) or _CUES["awaited"].search(before):
        return Stance.FORECAST
    is_asked = _CUES["asked"].search(sentence) and not _CUES["presupposing"].search(sentence)
    is_prevented = _CUES["prevented"].search(before) and _CUES["event behind"].match(after)
    is_supposed = _CUES["hypothetical"].search(clause) or _governs("wondering", before)
    if is_asked or is_prevented or is_supposed or _is_made_up(before, after):
        return Stance.HYPOTHETICAL
    return Stance.STATED


def vouches_for(sentence: str, span: Span) -> bool:
    """Tell whether `sentence` holds that what stands at `span` occurred, be it disputed."""
    return stance_at(sentence, span) in {Stance.STATED, Stance.DISPUTED}


def discourse(article: Article, sentences: Sequence[Span]) -> list[Stance | None]:
    """Give for each sentence what the text around it makes of what it states, `None` where that lets it stand.

    A label ("Quiz:") holds to the end of its paragraph; a denial ("That is false") is of the sentence before it, or of
    the last that names the claim which it denies.
    """
    texts = [article.text[span.start : span.end] for span in sentences]
    whole = Stance.HYPOTHETICAL if _is_satire(article.text) else None
    stances: list[Stance | None] = []
    frame, end = whole, 0
    for position, (span, text) in enumerate(zip(sentences, texts, strict=True)):
        frame = whole or _framed(text, None if "\n\n" in article.text[end : span.start] else frame)
        end = span.end
        stances.append(frame)
        first = max(0, position - _MAX_DENIED_BACK)
        if (denied := _denied_by(text, texts[first:position])) is not None:
            is_own = takes_back(texts[first + denied] + text, article.publisher)
            stances[first + denied] = Stance.WITHDRAWN if is_own else Stance.DENIED
    return stances


def takes_back(text: str, publisher: str) -> bool:
    """Tell whether what `text` denies is what its own `publisher` reported: a retraction, a correction."""
    return bool(_CUES["takes back"].search(text)) or publisher in text


def _is_satire(text: str) -> bool:
    """Tell whether a whole text calls itself made up, in its title's label or by a sentence of its own."""
    label = _CUES["label"].match(text)
    return bool(_CUES["satire"].search(text) or (label and label["made_up"]))


def _framed(sentence: str, frame: Stance | None) -> Stance | None:
    """Give the stance of the paragraph that `sentence` continues under `frame`, `None` where nothing frames it."""
    label = _CUES["label"].match(sentence)
    if label is None or len(label["fact"] or "") == 1:
        return frame
    return next((stance for name, stance in _FRAME.items() if label[name]), None)


def _denied_by(sentence: str, before: Sequence[str]) -> int | None:
    """Give which of the sentences `before` the next denies: the last, or the last with its claim."""
    denial = _CUES["denies before"].match(sentence)
    if denial is None or not before:
        return None
    claim = (denial["claim"] or "").lower().removesuffix("s")
    return max((at for at, said in enumerate(before) if claim and claim in said.lower()), default=len(before) - 1)


def _is_denied(before: str, after: str) -> bool:
    """Tell whether what stands between `before` and `after` is denied."""
    if _CUES["not"].search(before) or _CUES["denied behind"].match(after):
        return True
    before = _CUES["telling"].sub(r"\g<claim> that", _CUES["aside"].sub(" ", before))
    return bool(
        _governs("untrue", before)
        or any(_rejects(before, denial) for denial in _CUES["denies"].finditer(before))
        or (_governs("subject", before) and _CUES["is false"].match(after))
        or (_governs("calling", before) and _CUES["called behind"].match(after))
    )


def _governs(cue: str, before: str) -> bool:
    """Tell whether the last match before a figure reaches it, and nothing takes it back."""
    last = max(_CUES[cue].finditer(before), key=re.Match[str].end, default=None)
    if last is None or _CUES["elsewhere"].search(before, last.end()):
        return False
    return not _CUES["undone"].search(before, 0, last.start())


def _rejects(before: str, denial: re.Match[str]) -> bool:
    """Tell whether a denial reaches the figure as a claim: "denied guilt in the attack that hurt 30" does not."""
    between = before[denial.end() :]
    is_of_this = _CUES["complement"].search(between) and not _CUES["elsewhere"].search(between)
    if not is_of_this or _CUES["undone"].search(before, 0, denial.start()):
        return False
    if _CUES["direct"].match(between) and not denial[0].lower().startswith("den"):
        return False
    return all(_CUES["claimed"].fullmatch(relative["noun"]) for relative in _CUES["relative"].finditer(between))


def _is_made_up(before: str, after: str) -> bool:
    work = _CUES["in a work"].search(before)
    return bool(
        (work and not _CUES["elsewhere"].search(before, work.end()))
        or _CUES["in a work"].search(after)
        or _CUES["made up"].search(before)
        or _CUES["made up behind"].match(after)
    )


def _own_clause(sentence: str, span: Span) -> str:
    """Give the clause of a figure without what another conjunction or relative pronoun brings in."""
    clause = clause_span(sentence, span)
    start = max(
        (mark.end() for mark in _CUES["other clause"].finditer(sentence, clause.start, span.start)),
        default=clause.start,
    )
    following = _CUES["other clause"].search(sentence, span.end, clause.end)
    return sentence[start : following.start() if following else clause.end]
