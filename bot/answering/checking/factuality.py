"""Factuality: whether a statement denies what its passages affirm, or vouches for what they deny, suppose or await."""

import re
from collections.abc import Iterator
from typing import Final

from bot.answering.checking.reading import Evidence, Sentence
from bot.answering.checking.verdicts import Reason
from bot.answering.passages.sentences import AHEAD
from bot.answering.question.lexicon import lexicon
from ingest import Stance, stance_at

_WITH_INFINITIVE: Final = frozenset("fail refus declin unabl unlik".split())
"""Forms of words that undo the infinitive behind them: "failed to reach"."""
_DENYING: Final = lexicon(__package__).words("denying")
"""Words by which a passage may deny without a negation."""
_REACH: Final = 5
"""Words before another within which they do."""
_MORE: Final = frozenset("only just mere least less more fewer later".split())
"""After "not", what makes of it no denial: "not only", "no fewer than"."""
_WITH_OR: Final = re.compile(r"\bwith\s+(?:and|or)\s+$", re.IGNORECASE)
"""Before "without", what makes of it no denial."""
_LIGHT: Final = frozenset("say tell give know happen report show let".split())
"""Verbs that carry little content, and are denied as others are."""
_INFINITIVE: Final = re.compile(
    r"(?<!began )(?<!begun )(?<!begins )(?<!started )(?<!starts )(?<!continued )(?<!managed )(?<!helped )\bto\s+$"
    r"|\blet(?:s|ting)?\s+(?:\w+\s+){1,3}$",
    re.IGNORECASE,
)
"""What stands before a verb that only may come true: "its bid to join", "time to let them join"."""
_CLAUSE_END: Final = re.compile(
    r"[,;:()—–]|\b(?:but|that|who|which|because|after|before|while|when|if|as|until|where|and)\b"
)


def contradicted(statement: Sentence, evidence: Evidence) -> Iterator[Reason]:
    """Give a reason for each predicate that `statement` denies and the nearest sentences affirm, or the reverse."""
    near = evidence.nearest(statement)
    for at in _denied(statement):
        word, company = statement.words[at], statement.company(at)
        told = [(sentence, there) for sentence in near for there in _said(sentence, word.form, company)]
        if told and not any(_is_undone(sentence, there) or there in _denied(sentence) for sentence, there in told):
            yield Reason("negation", word.text, f'The statement denies "{word.text}", which the passages affirm.')
    if _cues(statement):
        return
    for at, word in enumerate(statement.words):
        if _is_undone(statement, at):
            continue
        told = [(sentence, there) for sentence in near for there in _said(sentence, word.form, statement.company(at))]
        if told and all(there in _denied(sentence) for sentence, there in told):
            yield Reason("negation", word.text, f'The statement affirms "{word.text}", which the passages deny.')


def denied(statement: Sentence, evidence: Evidence) -> Iterator[Reason]:
    """Give a reason for the first predicate that `statement` upholds and the nearest sentences deny in whatever way."""
    near = evidence.nearest(statement)
    for at, word in enumerate(statement.words):
        if word.is_capital or not word.is_content or _is_undone(statement, at):
            continue
        there = {
            stance_at(sentence.text, sentence.words[place].span)
            for sentence in near
            for place in _said(sentence, word.form, statement.company(at))
        }
        if there == {Stance.DENIED} and stance_at(statement.text, word.span) is not Stance.DENIED:
            yield Reason("negation", word.text, f'The statement affirms "{word.text}", which the passages deny.')
            return


def foretold(statement: Sentence, evidence: Evidence) -> Iterator[Reason]:
    """Give a reason where `statement` tells as done what the sentences nearest to it tell as yet to come, or sought."""
    done = [word for word in statement.content if word.is_past and not word.is_capital]
    if not done or AHEAD.search(statement.text):
        return
    forms = {word.form for word in done}
    nearest = evidence.nearest(statement, at_least=1)
    if nearest and all(_is_ahead(sentence, forms) for sentence in nearest):
        detail = f'The statement has "{done[0].text}" as done, the passages speak of what may come.'
        yield Reason("negation", done[0].text, detail)


def _is_ahead(sentence: Sentence, forms: set[str]) -> bool:
    """Tell whether a sentence speaks of what is to come, or has the verbs of these forms as infinitives alone."""
    places = [word.span.start for word in sentence.words if word.form in forms]
    is_sought = bool(places) and all(_INFINITIVE.search(sentence.text[:place]) for place in places)
    return is_sought or bool(AHEAD.search(sentence.text))


def _is_undone(sentence: Sentence, position: int) -> bool:
    """Tell whether something shortly before a word, or next to it, may deny it, with or without a negation."""
    before = sentence.words[max(0, position - _REACH) : position]
    if any(word.is_negation or word.text.lower() in _DENYING for word in before):
        return True
    return any(word.text.lower() == "free" for word in sentence.words[position + 1 : position + 2])


def _said(sentence: Sentence, form: str, company: frozenset[str]) -> list[int]:
    """Give where `sentence` has a word of that form beside one of `company`, or all of it elsewhere."""
    places = [at for at, word in enumerate(sentence.words) if word.form == form]
    return places if company <= sentence.forms else [at for at in places if company & sentence.company(at)]


def _cues(sentence: Sentence) -> list[int]:
    """Give where in the words of `sentence` something undoes what follows."""
    words = sentence.words
    following = [word.form for word in words[1:]] + [""]
    return [
        at
        for at, word in enumerate(words)
        if (word.is_negation and following[at] not in _MORE and not _WITH_OR.search(sentence.text[: word.span.start]))
        or (word.form in _WITH_INFINITIVE and following[at] == "to")
    ]


def _denied(sentence: Sentence) -> list[int]:
    """Give where the first predicate behind each negation of `sentence` stands, in its own clause."""
    heads = (_head(sentence, at) for at in _cues(sentence))
    return [at for at in heads if at is not None]


def _head(sentence: Sentence, cue: int) -> int | None:
    words = sentence.words
    candidates = range(cue + 1, len(words))
    head = next((at for at in candidates if words[at].is_content or words[at].form in _LIGHT), None)
    if head is None or words[head].is_capital:
        return None
    between = sentence.text[words[cue].span.end : words[head].span.start]
    return None if _CLAUSE_END.search(between) else head
