"""Learns to tell small talk from what asks for news: `python -m tests.benchmarks.training.small_talk`.

Fits the regressions of `bot/answering/conversation/small_talk.py`, prints how well they do on voices and topics left
out, with and without the vector, and writes their weights beside it.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

from bot.answering.conversation import small_talk
from bot.answering.conversation.small_talk import NEWS, features_of, tokens_of
from bot.desk import load_question_encoder
from ingest import DEFAULT_MODEL
from tests.benchmarks.labelled import LABELS
from tests.benchmarks.measuring import Results, note, read_rows
from tests.benchmarks.metrics import Score, share
from tests.benchmarks.training.fitting import weights_of

Vector: TypeAlias = NDArray[np.float32]

FILE: Final = Path(small_talk.__file__).with_name("small_talk.json")
SMALL_TALK: Final = LABELS / "small_talk.jsonl"
STRENGTH: Final = 1.0
"""Inverse of the penalty on weights; .5 and 2 give the same within the noise."""
VOICES: Final = 2
"""In how many voices a word is said that is weighed; with 3 the file is shorter, and the rest the same."""
FOLDS: Final = 8
BOUNDS: Final = (0.5, 0.6, 0.8, 0.95)
MEMBERS: Final = "members"
"""The voice of all small talk in the conversations: it is left out as a whole."""


@dataclass(frozen=True, slots=True)
class Example:
    """A message, what it is, and with which others it is left out; a kind of small talk may be unknown."""

    text: str
    kind: str
    group: str
    of: str
    """Whose it is: the file, or `mixed`."""

    @property
    def is_news(self) -> bool:
        return self.kind == NEWS


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, help="folder for each example's probabilities, by voices left out")
    arguments = parser.parse_args()
    examples = list(read_examples())
    vectors = load_question_encoder(DEFAULT_MODEL).encode([example.text for example in examples])
    likely = left_out(examples, vectors)
    results = Results("small_talk", labels=SMALL_TALK.name)
    for name, given in (("vector", likely[0]), ("words alone", likely[1])):
        write_scores(results, examples, given, by=name)
    if arguments.out:
        np.save(arguments.out / "likely.npy", likely)
    write(examples, list(vectors))


def read_examples() -> Iterator[Example]:
    """Give all that is learned from."""
    rows = read_rows(SMALL_TALK)
    yield from (Example(row["text"], row["kind"], row["voice"], "small talk") for row in rows)
    for voice in dict.fromkeys(row["voice"] for row in rows):
        yield from mixed([Example(row["text"], row["kind"], voice, "mixed") for row in rows if row["voice"] == voice])
    for row in read_rows(LABELS / "dev.jsonl"):
        yield Example(row["question"], NEWS, row["topic"], "questions")
    for row in read_rows(LABELS / "conversation.jsonl"):
        is_talk = row["kind"] == "small_talk"
        yield Example(row["question"], "" if is_talk else NEWS, MEMBERS if is_talk else row["topic"], "turns")


def mixed(said: Sequence[Example]) -> Iterator[Example]:
    """Give what one voice says behind small talk of its own: each question, and small talk of two kinds at once."""
    talk = [example for example in said if not example.is_news]
    asked = [example for example in said if example.is_news]
    for behind in (asked, talk[:: max(1, len(talk) // max(1, len(asked)))]):
        for one, before, mark in zip(behind, cycle(talk[1:]), cycle(("!", ",", ".", ","))):
            kind = NEWS if one.is_news else ""
            yield replace(one, text=f"{before.text.rstrip(' .!?')}{mark} {one.text}", kind=kind)


@dataclass(frozen=True, slots=True)
class Fitted:
    """What was learned."""

    words: frozenset[str]
    columns: DictVectorizer
    regressions: dict[str, LogisticRegression]

    def small_talk(self, examples: Sequence[Example], vectors: Sequence[Vector | None]) -> NDArray[np.float64]:
        """Give how likely each example is small talk."""
        table = self.columns.transform(features(examples, vectors, self.words))
        likely: NDArray[np.float64] = self.regressions[NEWS].predict_proba(table)[:, 0]
        return likely


def features(
    examples: Sequence[Example], vectors: Sequence[Vector | None], words: frozenset[str]
) -> list[dict[str, float]]:
    pairs = zip(examples, vectors, strict=True)
    return [dict(features_of(tokens_of(example.text), words, vector)) for example, vector in pairs]


def fitted(examples: Sequence[Example], vectors: Sequence[Vector]) -> Fitted:
    """Fit all regressions; each example counts twice, once without its vector, so that words speak alone as well."""
    words = weighed(examples)
    columns = DictVectorizer()
    table = columns.fit_transform(features([*examples, *examples], [*vectors, *without(vectors)], words))
    kinds = np.array([example.kind for example in examples] * 2)
    regressions = {}
    for kind in sorted({*kinds} - {""}):
        rows = np.flatnonzero((kinds != NEWS) & (kinds != "") | (kind == NEWS))
        model = LogisticRegression(C=STRENGTH, l1_ratio=1.0, solver="liblinear", random_state=0, max_iter=1_000)
        regressions[str(kind)] = model.fit(table[rows], kinds[rows] == kind)
    return Fitted(words, columns, regressions)


def without(vectors: Sequence[Vector]) -> list[None]:
    return [None] * len(vectors)


def weighed(examples: Sequence[Example]) -> frozenset[str]:
    """Give the words that several voices say: those of dev's topics are names, and tell nothing of small talk."""
    voices = defaultdict(set)
    for example in examples:
        for word in tokens_of(example.text) if example.of == "small talk" else ():
            voices[word].add(example.group)
    return frozenset(word for word, said in voices.items() if len(said) >= VOICES)


def left_out(examples: Sequence[Example], vectors: NDArray[np.float32]) -> NDArray[np.float64]:
    """Give how likely each is small talk, with its vector and without, by models that saw nothing of its group."""
    likely = np.zeros((2, len(examples)))
    groups = [example.group for example in examples]
    for others, own in GroupKFold(FOLDS).split(vectors, groups=groups):
        model = fitted([examples[each] for each in others], list(vectors[others]))
        asked = [examples[each] for each in own]
        likely[0, own] = model.small_talk(asked, list(vectors[own]))
        likely[1, own] = model.small_talk(asked, without(list(vectors[own])))
        note(f"{len(own)} left out")
    return likely


def write_scores(results: Results, examples: Sequence[Example], likely: NDArray[np.float64], *, by: str) -> None:
    """Write how much small talk lies above each bound, and how much that asks for news."""
    is_talk = np.array([not example.is_news for example in examples])
    of = np.array([example.of for example in examples])
    results.write("auc", Score(float(roc_auc_score(is_talk, likely)), len(examples)), by=by)
    for bound in BOUNDS:
        for source in dict.fromkeys(of):
            for name, rows in (("recall", is_talk & (of == source)), ("false alarms", ~is_talk & (of == source))):
                if rows.any():
                    results.write(name, share((likely[rows] >= bound).tolist()), by=by, bound=bound, of=str(source))


def write(examples: Sequence[Example], vectors: Sequence[Vector]) -> None:
    """Fit all examples and write the weights with what they were fitted on."""
    model = fitted(examples, vectors)
    told = {
        "made_by": "tests/benchmarks/training/small_talk.py",
        "made_of": "labels/small_talk.jsonl, mixed with itself, dev.jsonl, conversation.jsonl",
        "made_on": datetime.now(UTC).date().isoformat(),
        "model": DEFAULT_MODEL,
        "rows": Counter(example.of for example in examples),
        "words": sorted(model.words),
        "kinds": {
            kind if kind == NEWS else kind.upper(): weights_of(model.columns.feature_names_, model.regressions[kind])
            for kind in model.regressions
        },
    }
    FILE.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
