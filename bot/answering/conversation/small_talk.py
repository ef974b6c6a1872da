"""Small talk: how likely a message asks for no news, and which courtesy fits it best. Pure.

Logistic regressions weigh the words of a message and, where its vector is at hand, the vector's numbers: one tells
messages that ask for news from all others, one each courtesy from the others. A list of phrases knew .38 of what
people say in voices that nobody had read; see docs/decisions/conversation-small-talk.md.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import log1p

import numpy as np
from numpy.typing import NDArray

from bot.answering.conversation.courtesies import Courtesy
from bot.answering.conversation.phrases import without_mentions
from bot.answering.question.chat import written_out
from bot.answering.question.english import is_plain
from ingest import Features, Regression

SCALE = 5.0
"""Numbers of a vector are some .05 each: so much larger they weigh as words do."""
EVEN = 0.5
"""How likely small talk is that may as well be a question: its sentences are not read one by one."""
NEWS = "news"
"""The kind of what asks for news."""
_GUESSED = frozenset({Courtesy.ASSENT, Courtesy.PRAISE, Courtesy.INSULT})
"""What is told of words that nobody knows."""
_LETTERS_SAID = frozenset("kny")
_ENDED = re.compile(r"(?<=[.!?…])\s+|\n+")
_TOKEN = re.compile(r"[^\W\d_]+|\d+|[?!]")
_REPEATED = re.compile(r"([^\W\d_]+?)\1{2,}")
"""What is drawn out, or laughter: "heyyy", "hahaha"."""


@dataclass(frozen=True, slots=True)
class SmallTalk:
    """What a message is if it asks for no news, and how likely it does not (0 to 1)."""

    courtesy: Courtesy
    likely: float


@dataclass(frozen=True, slots=True)
class Weights:
    """What is known of small talk."""

    words: frozenset[str]
    """Words that are weighed; of all others counts only whether they are everyday English."""
    kinds: Mapping[str, Regression]
    """By the name of a courtesy, how likely small talk is of it; of `NEWS`, how likely a message asks for news."""


def small_talk_in(message: str, vector_of: Callable[[str], NDArray[np.float32] | None]) -> SmallTalk:
    """Tell what courtesy `message` is, if it is any; `vector_of` gives a text's vector, the default model's, if it can.

    Of several sentences each has to be small talk, and the last says which: "thanks! and how many died?" asks for news.
    """
    whole = _small_talk(message, vector_of(message))
    sentences = [part for part in _ENDED.split(message) if any(map(str.isalnum, part))]
    if whole.likely < EVEN or len(sentences) <= 1:
        return whole
    each = [_small_talk(sentence, vector_of(sentence)) for sentence in sentences]
    return SmallTalk(each[-1].courtesy, min(talk.likely for talk in (whole, *each)))


def without_small_talk(message: str, vector_of: Callable[[str], NDArray[np.float32] | None], *, least: float) -> str:
    """Give `message` without the sentences before the last that are small talk, at `least` so likely."""
    *sentences, last = [part for part in _ENDED.split(message) if any(map(str.isalnum, part))] or [message]
    kept = [part for part in sentences if _small_talk(part, vector_of(part)).likely < least]
    return " ".join([*kept, last]) if len(kept) < len(sentences) else message


def _small_talk(message: str, vector: NDArray[np.float32] | None) -> SmallTalk:
    tokens = tokens_of(message)
    if not any(map(str.isalnum, tokens)):
        return SmallTalk(Courtesy.CHATTER, 1.0)
    weights = read_weights()
    features = features_of(tokens, weights.words, vector)
    likely = {kind: regression.probability_of_weighed(features) for kind, regression in weights.kinds.items()}
    asks = likely.pop(NEWS)
    courtesy = Courtesy[max(likely, key=likely.__getitem__)]
    return SmallTalk(Courtesy.UNREADABLE if _is_guess(courtesy, tokens, weights.words) else courtesy, 1 - asks)


def _is_guess(courtesy: Courtesy, tokens: Sequence[str], known: frozenset[str]) -> bool:
    """Tell whether nothing of a message is known that would tell what it is: "asdfgh", "x"."""
    words = [token for token in tokens if token.isalnum()]
    is_letter = all(len(word) == 1 and word not in _LETTERS_SAID for word in words)
    is_strange = not any(word in known or is_plain(word) for word in words)
    return is_letter or (is_strange and courtesy in _GUESSED)


def strange_in(message: str) -> tuple[str, ...]:
    """Give the words of `message` that are not weighed: what may be a name."""
    known = read_weights().words
    return tuple(token for token in tokens_of(message) if token.isalpha() and token not in known)


def tokens_of(message: str) -> tuple[str, ...]:
    """Give the words and marks of a message: lower case, written out, a number as 0, what is repeated once."""
    written = re.sub(r"['’]", "", written_out(without_mentions(message)).lower())
    return tuple("0" if token.isdigit() else token for token in _TOKEN.findall(_REPEATED.sub(r"\1", written)))


def features_of(tokens: Sequence[str], words: frozenset[str], vector: NDArray[np.float32] | None) -> Features:
    """Give what is weighed: which of `words` and pairs there are, how many others, how many at all, and the vector."""
    read = [token if token in words else "(plain)" if is_plain(token) else "(strange)" for token in tokens]
    pairs = map(" ".join, pairwise(("^", *read, "$")))
    numbers = {} if vector is None else {f"({place})": SCALE * float(value) for place, value in enumerate(vector)}
    return {**dict.fromkeys((*read, *pairs), 1.0), **_counted(read), "(length)": log1p(len(tokens)), **numbers}


def _counted(read: Sequence[str]) -> Features:
    return {kind: float(times) for kind, times in Counter(read).items() if kind in {"(plain)", "(strange)"}}


@cache
def read_weights() -> Weights:
    """Read what `tests/benchmarks/training/small_talk.py` wrote; raises what reading and `json` raise."""
    told = json.loads((files(__package__) / "small_talk.json").read_text(encoding="utf-8"))
    kinds = {kind: Regression(each["intercept"], each["weights"]) for kind, each in told["kinds"].items()}
    return Weights(frozenset(told["words"]), kinds)
