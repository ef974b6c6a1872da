"""Whether the checker tells changed sentences from paraphrases: `python -m tests.benchmarks.mutations --archive DIR`.

Sentences of the archive, each against the passage that it stands in: changed by rule so that they say something else,
or so that they say the same in other words (`mutating.py`); and unchanged, against the nearest passage of another
article. Beside the checker stand two plain baselines.
"""

import argparse
import random
import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from time import perf_counter

from bot.answering.checking.checker import check
from ingest import ARCHIVE_FILE_NAME, entailment_of, split_sentences
from tests.benchmarks.haystack import FullText
from tests.benchmarks.measuring import Results, note, write_rows
from tests.benchmarks.metrics import Row, share
from tests.benchmarks.mutating import CONTROLS, MUTATIONS, Change, Pool, Told, pool_of

EACH = 300
"""Statements of each class."""
SHORTEST, LONGEST = 6, 45
"""Words of a sentence that is taken."""
LEAST = 20
"""Words of a passage that is taken."""
SEED = 7
NAMED_FROM = 2_000
"""Sentences whose names and places are put in."""
ALIKE = 0.4
"""Share of a sentence's longer words from which on a passage of another article may tell the same."""
COVERED = 0.8
"""Share of a statement's longer words that the baseline of words has to find."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--archive", type=Path, required=True, help="folder of a filled archive")
    parser.add_argument("--each", type=int, default=EACH, help="statements of each class")
    parser.add_argument("--out", type=Path, help="file for the rows that the checker judged wrongly")
    arguments = parser.parse_args()
    told = sentences_in(arguments.archive)
    chance = random.Random(SEED)  # noqa: S311 because it only samples
    chance.shuffle(told)
    pool = pool_of([one.sentence for one in told[:NAMED_FROM]])
    results = Results("mutations")
    wrong: list[Row] = []
    note(f"{'class':24} {'n':>4}  " + "  ".join(SYSTEMS))
    for name, change in MUTATIONS.items():
        wrong += judge(results, name, changed(told, change, pool, chance, arguments.each), is_control=False)
    wrong += judge(results, "citation moved", [*moved(told, arguments.each)], is_control=False)
    for name, change in CONTROLS.items():
        wrong += judge(results, name, changed(told, change, pool, chance, arguments.each), is_control=True)
    if arguments.out:
        write_rows(arguments.out, wrong)


def checker(statement: str, passage: str) -> bool:
    return check(statement, [passage], entailment_of(None)).supported


def words(statement: str, passage: str) -> bool:
    """Find most of the longer words, as they are spelled."""
    longer = set(re.findall(r"\w{4,}", statement.lower()))
    return len(longer & set(re.findall(r"\w{4,}", passage.lower()))) >= COVERED * len(longer)


def names_and_numbers(statement: str, passage: str) -> bool:
    """Find every capital but the first and every number, as they are spelled."""
    marked = re.findall(r"(?<!^)\b[A-Z][\w’'-]*|\d[\d.,]*\d|\d", statement)
    return all(word.lower() in passage.lower() for word in marked)


SYSTEMS: dict[str, Callable[[str, str], bool]] = {
    "checker": checker,
    "words": words,
    "names_and_numbers": names_and_numbers,
}


def changed(
    told: Sequence[Told], change: Change, pool: Pool, chance: random.Random, most: int
) -> list[tuple[str, str]]:
    """Give so many statements, one a sentence, each with its passage."""
    pairs: list[tuple[str, str]] = []
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
    longer = re.findall(r"\w{4,}", told.sentence.lower())
    return told.passage == passage or sum(word in passage.lower() for word in longer) >= ALIKE * len(longer)


def judge(results: Results, name: str, pairs: Sequence[tuple[str, str]], *, is_control: bool) -> list[Row]:
    """Write the share of one class that each system caught or, of controls, rejected; give what was judged wrongly."""
    metric = "controls_rejected" if is_control else "caught"
    shares = []
    for system, supports in SYSTEMS.items():
        start = perf_counter()
        score = share(not supports(statement, passage) for statement, passage in pairs)
        milliseconds = round(1_000 * (perf_counter() - start) / max(len(pairs), 1), 1)
        results.write(metric, score, kind=name, system=system, ms_each=milliseconds)
        shares.append(f"{score.value or 0:{len(system)}.3f}")
    note(f"{name:24} {len(pairs):4}  " + "  ".join(shares) + f"  {metric}")
    return [
        {
            "class": name,
            "statement": statement,
            "passage": passage,
            "reasons": [reason.detail for reason in verdict.reasons],
        }
        for statement, passage in pairs
        for verdict in [check(statement, [passage], entailment_of(None))]
        if verdict.supported is not is_control
    ]


def sentences_in(archive: Path) -> list[Told]:
    """Give the sentences of an archive's English articles with the passages that they stand in."""
    query = (
        "SELECT r.title, substr(r.text, p.span_start + 1, p.span_end - p.span_start), p.span_start FROM passages p"
        " JOIN revisions r ON r.id = p.revision WHERE r.language = 'en' GROUP BY r.text, p.ordinal"
    )
    with closing(sqlite3.connect(archive / ARCHIVE_FILE_NAME)) as database:
        rows = database.execute(query).fetchall()
    return [
        told
        for title, passage, start in rows
        for told in sentences_told(title, passage.removeprefix(title).strip() if start == 0 else passage)
    ]


def sentences_told(title: str, body: str) -> Iterator[Told]:
    """Give the whole sentences of a passage, neither short nor long; none of a short passage."""
    if len(body.split()) < LEAST:
        return
    for span in split_sentences(body):
        sentence = body[span.start : span.end]
        if SHORTEST <= len(sentence.split()) <= LONGEST and sentence[-1] in ".!?":
            yield Told(sentence, body, title)


if __name__ == "__main__":
    main()
