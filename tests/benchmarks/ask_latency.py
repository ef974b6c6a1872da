"""How long an answer takes, warm and cold: `python -m tests.benchmarks.ask_latency --archive DIR`.

With `--beside FILE` also while that file is taken in, at the worker's niceness, as fast as it goes: into the archive
that is asked, so give a copy.
"""

import argparse
import subprocess
import sys
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import cycle, product
from pathlib import Path
from statistics import median
from time import perf_counter, process_time, sleep

from bot.answering.answerer import Answerer
from bot.answering.questions import Question
from bot.cli.workplace import opened_archive, prepared
from ingest import Archive, Count, Role, View
from ingest.wiring import NICENESS
from tests.benchmarks.measuring import REPOSITORY, Results, answerer_of, note
from tests.benchmarks.metrics import Score, percentile

QUESTIONS = (
    "How many attacks on US forces in Iraq and Syria since Oct 17?",
    "How many people were killed in the earthquake?",
    "How many hostages have been released?",
    "How many aid trucks entered Gaza yesterday?",
    "What is the death toll of the floods in Somalia?",
    "How many people were arrested at the protest in London?",
    "How many journalists have been killed since October 7?",
    "How many people were injured in the train crash last week?",
    "What is the inflation rate in Argentina?",
    "How much did the company pay for the acquisition?",
    "How many workers are on strike?",
    "How many drones were shot down over Ukraine this month?",
    "How many shootings in Chicago in November 2023?",
    "Latest attacks in Syria",
    "Latest shootings in Texas this week",
    "Who won the election in the Netherlands?",
    "What did the Pentagon say about the strikes in Syria?",
    "Why did the central bank raise interest rates?",
    "When does the ceasefire begin?",
    "What happened at the airport in Dagestan?",
    "Which ships were attacked in the Red Sea since November 19?",
    "What did the court decide about the asylum plan?",
    "Who leads the new government in Poland?",
    "What is known about the missing submarine?",
)
DAYS = 5
"""On how many days, spread over the archive, each question is asked."""
LONGEST = 3_650
"""Days of an archive that are looked at."""
COLD_RUNS = 5
_SERVER_SECONDS = 60


def main() -> None:
    arguments = parsed_arguments()
    results = Results("ask_latency")
    with opened_archive(prepared(arguments.archive)) as archive:
        days, held = days_of(archive), archive.count(View(datetime.now(UTC)))
    with answerer_of(arguments.archive) as answerer:
        measure_warm(answerer, days, held, results)
        if arguments.beside:
            measure_beside(answerer, days, arguments.archive, arguments.beside, results)
    measure_cold(arguments.archive, days[-1], results, vector_server=False)
    if arguments.service:
        with service(arguments.archive):
            measure_cold(arguments.archive, days[-1], results, vector_server=True)


def parsed_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--archive", type=Path, required=True, help="folder of a filled archive")
    parser.add_argument("--service", action="store_true", help="ask again while the vector server of a service runs")
    parser.add_argument("--beside", type=Path, help="a file that is taken in meanwhile; it must not be held yet")
    return parser.parse_args()


def days_of(archive: Archive) -> list[datetime]:
    """Give the moments at which a fifth, two fifths, ... and all of the archive's articles are visible."""
    newest = archive.newest(View(datetime.now(UTC)))
    if newest is None:
        raise SystemExit("The archive is empty.")
    articles = archive.count(View(newest)).articles
    return [newest - timedelta(days=_days_back(archive, newest, articles * part / DAYS)) for part in range(1, DAYS + 1)]


def _days_back(archive: Archive, newest: datetime, articles: float) -> int:
    """Say how many days before `newest` at least so many articles were visible already."""
    few = bisect_left(
        range(LONGEST), x=True, key=lambda days: archive.count(View(newest - timedelta(days=days))).articles < articles
    )
    return max(0, few - 1)


def measure_warm(answerer: Answerer, days: list[datetime], held: Count, results: Results) -> None:
    answerer.answer(Question("How many people were hurt in the fire?"), View(days[-1]))
    steps: dict[str, list[float]] = {"total": []}
    for day in days:
        for text in QUESTIONS:
            answer = answerer.answer(Question(text), View(day))
            for step, milliseconds in answer.timings_ms.items():
                steps.setdefault(step, []).append(milliseconds)
            note(f"{answer.timings_ms['total']:7.1f} ms {answer.kind:11} {day:%Y-%m-%d} {text}")
    for step, spent in steps.items():
        for percent in (50, 95):
            score = Score(percentile(spent, percent), len(spent))
            results.write(f"warm_{step}_ms_p{percent}", score, passages=held.passages, articles=held.articles)


def measure_beside(answerer: Answerer, days: list[datetime], directory: Path, file: Path, results: Results) -> None:
    """Ask for as long as a file is taken in, from when the first of it is stored."""
    with opened_archive(prepared(directory)) as archive:
        before = archive.count(View(datetime.now(UTC))).passages
        ingest = ["nice", "-n", str(NICENESS), sys.executable, "-m", "bot.cli", "ingest", str(file)]
        spent: list[float] = []
        cpu: list[float] = []
        with subprocess.Popen([*ingest, "--data", str(directory)], cwd=REPOSITORY) as process:  # noqa: S603 because it is our own command
            while process.poll() is None and archive.count(View(datetime.now(UTC))).passages == before:
                sleep(0.1)
            begun, held = perf_counter(), archive.count(View(datetime.now(UTC))).passages
            for day, text in cycle(product(days, QUESTIONS)):
                if process.poll() is not None:
                    break
                began, began_cpu = perf_counter(), process_time()
                answerer.answer(Question(text), View(day))
                spent.append((perf_counter() - began) * 1_000)
                cpu.append((process_time() - began_cpu) * 1_000)
        taken = archive.count(View(datetime.now(UTC))).passages
    rate = (taken - held) / (perf_counter() - begun)
    for percent in (50, 95):
        score = Score(percentile(spent, percent), len(spent))
        of_cpu = round(percentile(cpu, percent) or 0, 1)
        results.write(f"beside_ingest_ms_p{percent}", score, cpu_ms=of_cpu, passages=taken, rate=round(rate, 1))


def measure_cold(directory: Path, day: datetime, results: Results, *, vector_server: bool) -> None:
    """Time the whole process; files are in the system's cache, as on any machine that asks twice."""
    asked = ["ask", QUESTIONS[0], "--as-of", day.isoformat(), "--data", str(directory), "--json"]
    runs = [seconds_of_process([sys.executable, "-m", "bot.cli", *asked]) for _ in range(COLD_RUNS)]
    results.write("cold_ask_seconds", Score(median(runs), COLD_RUNS), vector_server=vector_server)


def seconds_of_process(command: list[str]) -> float:
    start = perf_counter()
    subprocess.run(command, cwd=REPOSITORY, stdout=subprocess.DEVNULL, check=True)  # noqa: S603 because it is our own command
    return perf_counter() - start


@contextmanager
def service(directory: Path) -> Iterator[None]:
    """Hold the archive open as a service does, its vector server running."""
    with Archive.open(directory, role=Role.LONG_LIVED) as archive:
        deadline = perf_counter() + _SERVER_SECONDS
        while not any(finding.message.endswith("Chroma: ready") for finding in archive.check()):
            if perf_counter() > deadline:
                raise SystemExit("The vector server does not start.")
            sleep(1)
        yield


if __name__ == "__main__":
    main()
