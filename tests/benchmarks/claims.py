"""Claims with verdicts of our own: `python -m tests.benchmarks.claims`, or with `--over stream --archive FOLDER`."""

import argparse
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.answering.claims.claims import ClaimChecker
from bot.answering.claims.verdicts import Said
from bot.cli.workplace import opened_archive, prepared, question_encoder
from bot.demo import SAMPLE
from bot.inputs.moments import parse_moment
from ingest import Arrival, View, read_file
from tests.benchmarks.measuring import Results, fill, note, read_rows
from tests.benchmarks.metrics import Row, share

LABELS = Path(__file__).parent / "labels" / "claims.jsonl"
NOT_CHECKABLE = "not_checkable"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--over", choices=["sample", "stream"], default="sample", help="what the claims are about")
    parser.add_argument("--half", choices=["tuned", "once"], default="tuned", help="see labels/README.md")
    parser.add_argument("--archive", type=Path, help="folder that the benchmark `labelled` kept of the stream")
    arguments = parser.parse_args()
    if arguments.over == "stream" and arguments.archive is None:
        parser.error("claims over the stream need --archive")
    labels = [row for row in read_rows(LABELS) if (row["over"], row["half"]) == (arguments.over, arguments.half)]
    results = Results("claims", over=arguments.over, half=arguments.half)
    with TemporaryDirectory() as scratch:
        directory = arguments.archive or Path(scratch)
        if arguments.archive is None:
            fill(directory, (each for each in read_file(SAMPLE) if isinstance(each, Arrival)))
        verdicts = checked(directory, labels)
    write_scores(results, labels, verdicts)


def checked(directory: Path, labels: list[Row]) -> list[str]:
    """Give the verdict on each claim, as the labels name them."""
    settings = prepared(directory)
    with opened_archive(settings) as archive:
        checker = ClaimChecker(archive=archive, encoder=question_encoder(settings))
        return [verdict(checker, label, archive.view(parse_moment(label["as_of"]))) for label in labels]


def verdict(checker: ClaimChecker, label: Row, view: View) -> str:
    claims = checker.check(Said(label["claim"], view.now), view).claims
    return claims[0].standing.value if claims else NOT_CHECKABLE


def write_scores(results: Results, labels: list[Row], verdicts: list[str]) -> None:
    """Write the share that is right, of all and of a verdict, and how often a verdict is wrongly given."""
    pairs = [(label["verdict"], said) for label, said in zip(labels, verdicts, strict=True)]
    results.write("right", share(wanted == said for wanted, said in pairs))
    for kind, count in sorted(Counter(wanted for wanted, _ in pairs).items()):
        results.write("right", share(said == kind for wanted, said in pairs if wanted == kind), verdict=kind, of=count)
    results.write("wrongly_supported", share(said == "supported" for wanted, said in pairs if wanted != "supported"))
    results.write(
        "wrongly_contradicted", share(said == "contradicted" for wanted, said in pairs if wanted != "contradicted")
    )
    for label, (wanted, said) in zip(labels, pairs, strict=True):
        note(f"{'right' if wanted == said else f'{said}, not {wanted}':40} {label['id']}")


if __name__ == "__main__":
    main()
