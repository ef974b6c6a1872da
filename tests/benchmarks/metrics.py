"""What each benchmark measures, as formulas over plain rows. Pure."""

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias
from urllib.parse import parse_qsl, urlencode, urlsplit

Row: TypeAlias = Mapping[str, Any]
"""A benchmark's own row, or a prediction as `sitrep ask --json` prints it."""

LONGEST_ANSWER = 80
"""Words from which on a text pastes its sources rather than answers."""
SHINGLE = 4
DEPTH = 10


@dataclass(frozen=True, slots=True)
class Score:
    """A metric's value over `n` cases; `None` where there was no case."""

    value: float | None
    n: int


def share(outcomes: Iterable[bool]) -> Score:
    """Give the share of outcomes that hold."""
    return mean([float(outcome) for outcome in outcomes])


def mean(values: Sequence[float]) -> Score:
    return Score(sum(values) / len(values) if values else None, len(values))


def percentile(values: Sequence[float], percent: float) -> float:
    """Give the smallest value that `percent` of the values do not exceed."""
    ordered = sorted(values)
    position = -(-len(ordered) * percent // 100) - 1
    return ordered[max(0, int(position))]


# Counts that grow


def headline(prediction: Row) -> float | None:
    if prediction["abstained"] or not prediction["figures"]:
        return None
    return float(prediction["figures"][0]["value"])


def verdict(case: Row, prediction: Row) -> str:
    """Say in one word what became of a case: right, stale, trap, wrong, abstained."""
    figure = headline(prediction)
    if case["kind"] == "no_answer":
        return "right" if prediction["abstained"] else "wrong"
    if figure is None:
        return "abstained" if prediction["abstained"] else "wrong"
    if states_gold(case, prediction):
        return "right"
    if figure in case["stale_values"]:
        return "stale"
    return "trap" if figure in case["trap_values"] else "wrong"


def states_gold(case: Row, prediction: Row) -> bool:
    if case.get("match") == "all" and not prediction["abstained"]:
        return set(case["gold_values"]) <= {figure["value"] for figure in prediction["figures"]}
    return headline(prediction) in case["gold_values"]


def counting_scores(cases: Sequence[Row], predictions: Sequence[Row]) -> dict[str, Score]:
    """Score answers to questions about counts; cases and predictions stand side by side."""
    pairs = list(zip(cases, predictions, strict=True))
    answerable = [(case, prediction) for case, prediction in pairs if case["kind"] != "no_answer"]
    scores = {"value_accuracy": share(states_gold(*pair) for pair in answerable)}
    for kind in sorted({case["kind"] for case, _ in answerable}):
        of_kind = [pair for pair in answerable if pair[0]["kind"] == kind]
        scores[f"value_accuracy_{kind}"] = share(states_gold(*pair) for pair in of_kind)
    scores["stale_rate"] = share(headline(prediction) in case["stale_values"] for case, prediction in answerable)
    scores["trap_rate"] = share(headline(prediction) in case["trap_values"] for case, prediction in answerable)
    scores["support_hit"] = share(cites_support(*pair) for pair in answerable)
    scores["future_rate"] = share(cites_future(*pair) for pair in pairs)
    scores["abstention_precision"] = share(
        case["kind"] == "no_answer" for case, prediction in pairs if prediction["abstained"]
    )
    scores["abstention_recall"] = share(
        prediction["abstained"] for case, prediction in pairs if case["kind"] == "no_answer"
    )
    return scores


def cites_support(case: Row, prediction: Row) -> bool:
    cited = {compared_url(citation["url"]) for citation in prediction["citations"] if citation["url"]}
    return bool(cited & {compared_url(support["url"]) for support in case["support"]})


def cites_future(case: Row, prediction: Row) -> bool:
    """Tell whether a citation was published after the end of the day (UTC) that the case is asked as of."""
    last_day = datetime.fromisoformat(case["as_of"]).date()
    return any(datetime.fromisoformat(citation["published"]).date() > last_day for citation in prediction["citations"])


def compared_url(url: str) -> str:
    """Leave out what two addresses of one page may differ in: scheme, www, campaign, fragment, closing slash."""
    parts = urlsplit(url)
    query = [
        (key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if not key.startswith("utm_")
    ]
    host = (parts.hostname or "").removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}{'?' if query else ''}{urlencode(query)}"


# Texts taken from pages


def extraction_scores(gold: Sequence[Row], predictions: Sequence[Row]) -> dict[str, Score]:
    """Score the text, title and day of pages."""
    overlaps = [_overlap(page["text"], prediction["text"]) for page, prediction in zip(gold, predictions, strict=True)]
    precision = mean([common / found for common, found, _ in overlaps if found])
    recall = mean([common / wanted for common, _, wanted in overlaps if wanted])
    pairs = list(zip(gold, predictions, strict=True))
    return {
        "precision": precision,
        "recall": recall,
        "f1": Score(harmonic_mean(precision.value or 0, recall.value or 0), len(gold)),
        "accuracy": share(words(page["text"]) == words(found["text"]) for page, found in pairs),
        "title": share(_plain(page["title"]) == _plain(found["title"]) for page, found in pairs),
        "day": share((page["published"] or "")[:10] == (found["published"] or "")[:10] for page, found in pairs),
    }


def harmonic_mean(one: float, other: float) -> float:
    return 2 * one * other / (one + other) if one + other else 0.0


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def _overlap(gold: str, found: str) -> tuple[int, int, int]:
    """Count the shingles in common, found and wanted."""
    found_shingles, gold_shingles = _shingles(found), _shingles(gold)
    return (found_shingles & gold_shingles).total(), found_shingles.total(), gold_shingles.total()


def _shingles(text: str) -> Counter[Hashable]:
    tokens = words(text)
    return Counter(
        tuple(tokens[start : start + SHINGLE]) for start in range(max(1, len(tokens) - SHINGLE + 1)) if tokens
    )


def _plain(title: str) -> list[str]:
    return words(title.casefold())


# Answers that must contain a text


def contains_answer(wanted: str | list[str | list[str]], answer: str) -> bool:
    """Tell whether a short enough answer states `wanted`: of a list all items, of a list within it any."""
    stated = answer.lower()
    if len(stated.split()) > LONGEST_ANSWER:
        return False
    if isinstance(wanted, str):
        return wanted.lower() in stated
    return all(any(form.lower() in stated for form in ([item] if isinstance(item, str) else item)) for item in wanted)


def states(wanted: str, prediction: Row) -> bool:
    """Tell whether an answer states `wanted` in whole words, whatever case, punctuation and articles."""
    return not prediction["abstained"] and _bare(wanted) in _bare(prediction["answer"])


def _bare(text: str) -> str:
    return " " + " ".join(word for word in re.findall(r"\w+", text.lower()) if word not in {"a", "an", "the"}) + " "


def rejects(prediction: Row) -> bool:
    return prediction["abstained"] or "insufficient information" in prediction["answer"].lower()


# Rankings


def ranks_of(facts: Sequence[str], ranked: Sequence[str]) -> list[int | None]:
    """Give for each fact the rank, from 1, of the first text that contains it, white space aside."""
    texts = [_spaceless(text) for text in ranked[:DEPTH]]
    return [_first(texts, _spaceless(fact)) for fact in facts]


def ranking_scores(found: Sequence[list[int | None]]) -> dict[str, Score]:
    """Score rankings, each given as the ranks of its facts."""
    hits = [[rank for rank in ranks if rank] for ranks in found]
    return {
        "all_gold@10": share(len(hit) == len(ranks) for hit, ranks in zip(hits, found, strict=True)),
        "map@10": mean(
            [sum(1 / rank for rank in hit) / min(len(ranks), DEPTH) for hit, ranks in zip(hits, found, strict=True)]
        ),
        "hits@10": share(bool(hit) for hit in hits),
        "hits@4": share(min(hit, default=DEPTH) <= 4 for hit in hits),
        "mrr@10": mean([1 / min(hit) if hit else 0.0 for hit in hits]),
    }


def _spaceless(text: str) -> str:
    return "".join(text.split())


def _first(texts: Sequence[str], fact: str) -> int | None:
    return next((rank for rank, text in enumerate(texts, start=1) if fact in text), None)
