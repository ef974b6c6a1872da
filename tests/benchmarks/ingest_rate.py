"""The whole pipeline against the bare encoder, and another checkout's: `python -m tests.benchmarks.ingest_rate`.

All take turns on the same rows, each run a process of its own; what is told is the median of the rounds.
"""

import argparse
import json
import os
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from statistics import median

from ingest import encoder_folder
from tests.benchmarks.measuring import REPOSITORY, Results, note
from tests.benchmarks.metrics import Score

INGESTING = Path(__file__).with_name("ingesting.py")


def main() -> None:
    arguments = parsed_arguments()
    ways = {"bare": REPOSITORY, "whole": REPOSITORY} | ({"other": arguments.against} if arguments.against else {})
    told: dict[str, list[dict[str, float]]] = defaultdict(list)
    for turn in range(1, arguments.rounds + 1):
        for way, checkout in ways.items():
            told[way].append(run(way, checkout, arguments))
            note(f"round {turn}, {way}: {rate(told[way][-1]):.1f} passages/s")
    results = Results("ingest_rate", rows=arguments.rows, long=arguments.long)
    passages = int(told["bare"][0]["passages"])
    for way, rounds in told.items():
        results.write(f"{way}_passages_per_second", Score(median(map(rate, rounds)), passages), rounds=len(rounds))
        results.write(f"{way}_processor_seconds", Score(median(each["processor"] for each in rounds), passages))
    for way in ways.keys() - {"whole"}:
        ratios = [rate(ours) / rate(theirs) for ours, theirs in zip(told["whole"], told[way], strict=True)]
        results.write(f"ratio_to_{way}", Score(median(ratios), passages), rounds=[round(ratio, 3) for ratio in ratios])


def parsed_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--texts", type=Path, required=True, help="JSON lines file of articles, as `sitrep ingest` takes"
    )
    parser.add_argument("--against", type=Path, help="another checkout of sitrep")
    parser.add_argument("--rows", type=int, default=1_000, help="how many of its rows to use")
    parser.add_argument("--long", action="store_true", help="join rows to articles of 1,500 words")
    parser.add_argument("--rounds", type=int, default=5)
    return parser.parse_args()


def run(way: str, checkout: Path, arguments: argparse.Namespace) -> dict[str, float]:
    what = "bare" if way == "bare" else "whole"
    command = [sys.executable, "-P", str(INGESTING), what, str(arguments.texts), str(arguments.rows)]
    command += [str(encoder_folder()), *(["--long"] if arguments.long else [])]
    environment = os.environ | {"PYTHONPATH": str(checkout.resolve())}
    told = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True).stdout  # noqa: S603 because it is our own script
    measured: dict[str, float] = json.loads(told.splitlines()[-1])  # the last, because warnings are printed too
    return measured


def rate(told: dict[str, float]) -> float:
    return told["passages"] / told["seconds"]


if __name__ == "__main__":
    main()
