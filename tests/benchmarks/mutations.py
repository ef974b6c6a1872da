"""Whether the checker tells changed sentences from paraphrases: `python -m tests.benchmarks.mutations --archive DIR`.

Sentences of the archive, each against the passage that it stands in: changed by rule so that they say something else,
or so that they say the same in other words (`mutating.py`); and unchanged, against the nearest passage of another article.
"""

import argparse
import random
import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from time import perf_counter

from bot.answering.checking.checker import check
from ingest import ARCHIVE_FILE_NAME, split_sentences
from tests.benchmarks.haystack import FullText
from tests.benchmarks.measuring import Results, note, write_rows
from tests.benchmarks.metrics import Score
from tests.benchmarks.mutating import CONTROLS, MUTATIONS, Change, Told, pool_of

EACH = 300
"""Statements of each class."""
SHORTEST, LONGEST = 6, 45
"""Words of a sentence that is taken."""
LEAST = 20
"""Words of a passage that is taken."""
SEED = 7
ALIKE = 0.6
"""Share of a sentence's words from which on a passage of another article may tell the same."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--archive", type=Path, required=True, help="folder of a filled archive")
    parser.add_argument("--each", type=int, default=EACH, help="statements of each class")
    parser.add_argument("--out", type=Path, help="file for the rows that were judged wrongly")
    arguments = parser.parse_args()
    told = sentences_in(arguments.archive)
    chance = random.Random(SEED)  # noqa: S311 because it only samples
    chance.shuffle(told)
    pool = pool_of([one.sentence for one in told[:2_000]])
    results, wrong = Results("mutations"), []
    for is_control, changes in ((False, MUTATIONS), (True, CONTROLS)):
        for name, change in changes.items():
            pairs = changed(told, change, pool, chance, arguments.each)
            wrong += judge(results, name, pairs, is_control=is_control)
    wrong += judge(results, "citation moved", moved(told, arguments.each), is_control=False)
    if arguments.out:
        write_rows(arguments.out, wrong)


def changed(
    told: Sequence[Told], change: Change, pool: object, chance: random.Random, most: int
) -> list[tuple[str, str]]:
    """Give so many statements, one a sentence, each with its passage."""
    pairs = []
    for one in told:
        statements = [statement for statement in change(one, pool, chance) if statement != one.sentence]
        if statements:
            pairs.append((chance.choice(statements), one.passage))
        if len(pairs) == most:
            break
    return pairs


def moved(told: Sequence[Told], most: int) -> Iterator[tuple[str, str]]:
    """Give sentences with the passage nearest to them of another article, unless it may tell the same."""
    passages = list(dict.fromkeys(one.passage for one in told))
    with closing(FullText((passage, "") for passage in passages)) as texts:
        for one in told[:most]:
            nearest = texts.nearest(one.sentence, by="9", limit=20)
            other = next((passages[at] for at in nearest if not _may_tell(passages[at], one)), None)
            if other:
                yield one.sentence, other


def _may_tell(passage: str, told: Told) -> bool:
    words = re.findall(r"\w{4,}", told.sentence.lower())
    return told.passage == passage or sum(word in passage.lower() for word in words) >= ALIKE * len(words)


def judge(results: Results, name: str, pairs: Sequence[tuple[str, str]], *, is_control: bool) -> list[dict]:
    """Check statements of one class and write the share caught or, of controls, rejected; give those judged wrongly."""
    start, wrong, rejected, pairs = perf_counter(), [], 0, list(pairs)
    for statement, passage in pairs:
        verdict = check(statement, [passage])
        rejected += not verdict.supported
        if verdict.supported is not is_control:
            reasons = [f"{reason.kind}: {reason.words} ({reason.detail})" for reason in verdict.reasons]
            wrong.append({"class": name, "statement": statement, "passage": passage, "reasons": reasons})
    milliseconds = round(1_000 * (perf_counter() - start) / max(len(pairs), 1), 1)
    metric = "controls_rejected" if is_control else "caught"
    results.write(metric, Score(rejected / len(pairs) if pairs else None, len(pairs)), kind=name, ms_each=milliseconds)
    note(f"{name:25} {metric:18} {rejected}/{len(pairs)} {rejected / max(len(pairs), 1):.3f}")
    return wrong


def sentences_in(archive: Path) -> list[Told]:
    """Give the sentences of an archive's English articles with the passages that they stand in."""
    query = (
        "SELECT r.title, substr(r.text, p.span_start + 1, p.span_end - p.span_start), p.span_start FROM passages p"
        " JOIN revisions r ON r.id = p.revision WHERE r.language = 'en' GROUP BY r.text, p.ordinal"
    )
    with closing(sqlite3.connect(archive / ARCHIVE_FILE_NAME)) as database:
        rows = database.execute(query).fetchall()
    return [
        Told(sentence, body, title)
        for title, passage, start in rows
        for body in [passage.removeprefix(title).strip() if start == 0 else passage]
        if len(body.split()) >= LEAST
        for span in split_sentences(body)
        for sentence in [body[span.start : span.end]]
        if SHORTEST <= len(sentence.split()) <= LONGEST and sentence[-1] in ".!?"
    ]


if __name__ == "__main__":
    main()
