"""Every benchmark in turn, hours of work: `SITREP_BENCH=DIR python -m tests.benchmarks`."""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.measuring import REPOSITORY, note
from tests.benchmarks.us_forces import STREAM


def main() -> None:
    if not (folder := os.environ.get("SITREP_BENCH")):
        raise SystemExit("Set SITREP_BENCH to the folder of the benchmark data: see docs/benchmarks.md.")
    stream = str(Path(folder) / STREAM)
    with TemporaryDirectory() as archive:
        run("labelled", "--stream", stream)
        run("conversation", "--stream", stream)
        run("extraction", "--bench", folder)
        run("triage", "--bench", folder)
        run("rejection", "--bench", folder)
        run("longtail", "--bench", folder)
        run("muc4", "--bench", folder)
        run("ingest_rate", "--texts", stream)
        run("ingest_rate", "--texts", stream, "--long")
        run("us_forces", "--bench", folder, "--archive", archive)
        run("mutations", "--archive", archive)
        run("ask_latency", "--archive", archive, "--service")
        run("service", "--archive", archive)
        run("discord_load", "--archive", archive)
        run("thousand_sources")
        run("reading_time")


def run(name: str, *arguments: str) -> None:
    """Run one benchmark in a process of its own, because one's caches and threads are another's noise."""
    note(f"== {name} {' '.join(arguments)}")
    subprocess.run([sys.executable, "-m", f"tests.benchmarks.{name}", *arguments], cwd=REPOSITORY, check=True)  # noqa: S603 because it is our own interpreter


if __name__ == "__main__":
    main()
