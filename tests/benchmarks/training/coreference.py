"""Learns which reports tell one event: `python -m tests.benchmarks.training.coreference --stream FILE`.

Fits the regressions of `ingest/incidents/coreference.py`, by vectors and by words, on reports of weeks grouped by hand,
says how well each groups weeks left out, and writes its weights beside it.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import combinations
from pathlib import Path
from typing import Final

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline

import ingest.incidents as room
from bot.desk import load_question_encoder
from ingest import Features, FoundReport
from ingest.incidents.coreference import (
    BY_VECTORS,
    BY_WORDS,
    ENCODER,
    LEAST_LIKELY,
    by_vectors,
    by_words,
    keys_of,
    may_be_one,
    nearness,
    share_people,
)
from ingest.incidents.rulings import Pair
from tests.benchmarks.labelled import LABELS
from tests.benchmarks.measuring import Results, read_rows
from tests.benchmarks.metrics import Row, Score, compared_url, harmonic_mean
from tests.benchmarks.training.fitting import model_of, unscaled
from tests.benchmarks.world_week import reports_of, weeks_of

STRENGTH: Final = 0.1
"""Inverse of the penalty on squared weights."""


@dataclass(frozen=True, slots=True)
class Week:
    """The reports of a week, the event that each tells, and what is known of pairs of them."""

    events: tuple[int, ...]
    """By report."""
    people: tuple[Pair, ...]
    """Pairs that name one person: one event whatever else."""
    pairs: tuple[Pair, ...]
    """The others that are compared."""
    features: tuple[Features, ...]
    """By pair."""

    @property
    def are_one(self) -> list[bool]:
        """Whether a pair tells one event, by pair."""
        return [self.events[one] == self.events[other] for one, other in self.pairs]

    @property
    def weights(self) -> list[float]:
        """What a pair counts: those of a disaster that a hundred reports tell no hundred times those of a robbery."""
        of_event = Counter(
            self.events[one] for (one, _), is_one in zip(self.pairs, self.are_one, strict=True) if is_one
        )
        return [
            of_event[self.events[one]] ** -0.5 if is_one else 1.0
            for (one, _), is_one in zip(self.pairs, self.are_one, strict=True)
        ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stream", type=Path, required=True, help="JSON lines file of the articles that labels cite")
    parser.add_argument("--labels", type=Path, default=LABELS / "coreference.jsonl", help="see labels/README.md")
    arguments = parser.parse_args()
    results = Results("coreference", labels=arguments.labels.name)
    labels = read_rows(arguments.labels)
    first_days = {date.fromisoformat(label["week"]) for label in labels}
    encoder = load_question_encoder(ENCODER)
    found = {
        first: list(reports_of(articles, first, encoder))
        for first, articles in weeks_of(arguments.stream, sorted(first_days), labels=labels).items()
    }
    for name, features_of in ((BY_VECTORS, _by_vectors), (BY_WORDS, by_words)):
        weeks = {first: week_of(reports, labels, features_of) for first, reports in found.items()}
        for first, week in weeks.items():
            others = [other for other in weeks.values() if other is not week]
            results.write_all(grouping_scores(week, fitted(others)), weights=name, week=first.isoformat())
        write_weights(name, list(weeks.values()), labels=arguments.labels.name)


def _by_vectors(one: FoundReport, other: FoundReport) -> Features:
    return by_vectors(one, other, nearness(one, other) or 0.0)


def write_weights(name: str, weeks: Sequence[Week], *, labels: str) -> None:
    regression = unscaled(names_of(weeks), fitted(weeks))
    told = {
        "fitted by": "python -m tests.benchmarks.training.coreference",
        "fitted on": f"{labels}: {sum(len(week.pairs) for week in weeks)} pairs of reports of {len(weeks)} weeks",
        "day": datetime.now(UTC).date().isoformat(),
        "intercept": round(regression.intercept, 4),
        "weights": {name: round(weight, 4) for name, weight in regression.weights.items()},
    }
    Path(room.__file__).with_name(name).write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def week_of(
    found: Sequence[FoundReport], labels: Sequence[Row], features_of: Callable[[FoundReport, FoundReport], Features]
) -> Week:
    """Give the labelled reports of a week and their pairs, without those that nobody could decide."""
    by_report = {(compared_url(label["url"]), label["kind"]): label for label in labels}
    keys = [(compared_url(one.stored.article.url or ""), one.report.kind.value) for one in found]
    once = {key for key, count in Counter(keys).items() if count == 1}
    ordered = [one for one, key in zip(found, keys, strict=True) if key in by_report and key in once]
    told = [by_report[compared_url(one.stored.article.url or ""), one.report.kind.value] for one in ordered]
    compared = [
        (one, other)
        for one, other in _compared(ordered)
        if told[other]["event"] not in told[one]["undecided"] and may_be_one(ordered[one], ordered[other])
    ]
    people = tuple(pair for pair in compared if share_people(*(ordered[number] for number in pair)))
    pairs = tuple(pair for pair in compared if pair not in people)
    features = tuple(features_of(ordered[one], ordered[other]) for one, other in pairs)
    return Week(tuple(label["event"] for label in told), people, pairs, features)


def _compared(found: Sequence[FoundReport]) -> set[Pair]:
    """Give the pairs that share a key, as a fold compares them."""
    buckets: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, one in enumerate(found):
        for key in set(keys_of(one)):
            buckets[key].append(number)
    return {pair for bucket in buckets.values() for pair in combinations(bucket, 2)}


def names_of(weeks: Sequence[Week]) -> tuple[str, ...]:
    return tuple(weeks[0].features[0])


def fitted(weeks: Sequence[Week]) -> Pipeline:
    table = np.array([list(features.values()) for week in weeks for features in week.features])
    are_one = np.array([is_one for week in weeks for is_one in week.are_one])
    weights = np.array([weight for week in weeks for weight in week.weights])
    return model_of(table, are_one, LogisticRegression(C=STRENGTH, max_iter=1000), weights)


def grouping_scores(week: Week, model: Pipeline) -> dict[str, Score]:
    """Score the groups that a model makes of a week that it has not seen.

    `doubled`: listings of an event beyond its first. `mixed`: events in an incident beyond its first. B-cubed F1 (Bagga
    and Baldwin, 1998): over reports, how much of its incident is of its event, and the other way round.
    """
    likely = model.predict_proba(np.array([list(features.values()) for features in week.features]))[:, 1]
    joined = [pair for pair, likelihood in zip(week.pairs, likely, strict=True) if likelihood >= LEAST_LIKELY]
    return scores_of(week.events, [*week.people, *joined])


def scores_of(events: Sequence[int], pairs: Collection[Pair]) -> dict[str, Score]:
    """Score the groups that `pairs` hold together against the event that each report tells."""
    group_of = dict(enumerate(range(len(events))))
    for one, other in pairs:
        old, new = group_of[other], group_of[one]
        group_of |= {number: new for number, group in group_of.items() if group == old}
    by_event, by_group = _members(enumerate(events)), _members(group_of.items())
    shared = [
        (len(by_event[event] & by_group[group_of[number]]), len(by_group[group_of[number]]), len(by_event[event]))
        for number, event in enumerate(events)
    ]
    precision = sum(both / size for both, size, _ in shared) / len(events)
    recall = sum(both / size for both, _, size in shared) / len(events)
    kinds = len({(event, group_of[number]) for number, event in enumerate(events)})
    return {
        "listed": Score(len(by_group), len(events)),
        "doubled": Score(kinds - len(by_event), len(events)),
        "mixed": Score(kinds - len(by_group), len(events)),
        "b_cubed_f1": Score(harmonic_mean(precision, recall), len(events)),
    }


def _members(pairs: Iterator[tuple[int, int]] | Collection[tuple[int, int]]) -> Mapping[int, set[int]]:
    members: dict[int, set[int]] = defaultdict(set)
    for number, name in pairs:
        members[name].add(number)
    return members


if __name__ == "__main__":
    main()
