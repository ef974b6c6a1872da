"""Learns to tell news from what is recalled: `python -m tests.benchmarks.training.assertion --stream FILE`.

Fits the regression of `ingest/extraction/assertion.py` on incidents that were judged by hand, says how well it does on
weeks left out, and writes its weights beside it.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.pipeline import Pipeline

import ingest.extraction as room
from ingest import Article, Features
from ingest.extraction.assertion import LEAST_LIKELY, features_of
from ingest.extraction.reports import Story, story_of
from tests.benchmarks.labelled import LABELS
from tests.benchmarks.measuring import Results, read_rows
from tests.benchmarks.metrics import Row, Score, compared_url
from tests.benchmarks.training.fitting import model_of, unscaled
from tests.benchmarks.world_week import NEVER, weeks_of

STRENGTH: Final = 0.1
"""Inverse of the penalty on squared weights; .03 and .3 give the same within the noise."""


@dataclass(frozen=True, slots=True)
class Example:
    """An event of a labelled article, and whether it was news."""

    week: date
    features: Features
    is_news: bool


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stream", type=Path, required=True, help="JSON lines file of the articles that labels cite")
    parser.add_argument("--labels", type=Path, default=LABELS / "incidents.jsonl", help="see labels/README.md")
    arguments = parser.parse_args()
    results = Results("assertion", labels=arguments.labels.name)
    labels = read_rows(arguments.labels)
    weeks = weeks_of(arguments.stream, labels=labels)
    examples = [example for week, articles in weeks.items() for example in examples_of(week, articles, labels)]
    names = tuple(examples[0].features)
    table = np.array([[example.features[name] for name in names] for example in examples])
    is_news = np.array([example.is_news for example in examples])
    for metric, score in left_out(examples, table, is_news).items():
        results.write(metric, score)
    regression = unscaled(names, fitted(table, is_news))
    told = {
        "fitted by": "python -m tests.benchmarks.training.assertion",
        "fitted on": f"{arguments.labels.name}: {len(examples)} incidents of {len(weeks)} weeks",
        "day": datetime.now(UTC).date().isoformat(),
        "intercept": round(regression.intercept, 4),
        "weights": {name: round(weight, 4) for name, weight in regression.weights.items()},
    }
    file = Path(room.__file__).with_name("assertion.json")
    file.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def examples_of(week: date, articles: Sequence[Article], labels: Sequence[Row]) -> Iterator[Example]:
    """Give the labelled events of a week; what was folded of several cannot be told apart any more."""
    by_url = {compared_url(article.url): article for article in articles if article.url}
    for label in labels:
        article = by_url.get(compared_url(label["url"]))
        story = story_of(article) if article and label["verdict"] != "folded" else None
        if story and (features := _labelled(story, label)):
            yield Example(week, features, label["verdict"] not in NEVER)


def _labelled(story: Story, label: Row) -> Features | None:
    event = next((event for event in story.events if any(told.kind == label["kind"] for told in event.mentions)), None)
    return features_of(event, story.article, story.setting) if event else None


def fitted(table: NDArray[np.float64], is_news: NDArray[np.bool_]) -> Pipeline:
    return model_of(table, is_news, LogisticRegression(C=STRENGTH, max_iter=1000))


def left_out(examples: Sequence[Example], table: NDArray[np.float64], is_news: NDArray[np.bool_]) -> dict[str, Score]:
    """Score probabilities given by models that have not seen the example's week."""
    weeks = np.array([example.week.toordinal() for example in examples])
    likely = np.zeros(len(examples))
    for week in set(weeks.tolist()):
        likely[weeks == week] = fitted(table[weeks != week], is_news[weeks != week]).predict_proba(
            table[weeks == week]
        )[:, 1]
    kept = likely >= LEAST_LIKELY
    return {
        "news": Score(float(is_news.mean()), len(examples)),
        "auc": Score(float(roc_auc_score(is_news, likely)), len(examples)),
        "precision": Score(float(is_news[kept].mean()), int(kept.sum())),
        "recall": Score(float(kept[is_news].mean()), int(is_news.sum())),
    }


if __name__ == "__main__":
    main()
