"""Draws how a search by vector slows as archives grow: `python -m tests.benchmarks.growth --into PNG RESULTS...`.

From what `vector_peers` wrote over archives of several sizes: processor time of a question under a filter of a month.
"""

import argparse
from collections import defaultdict
from pathlib import Path
from typing import Final

from tests.benchmarks.measuring import read_rows

FILTER: Final = "month"
NAMES: Final = {"ours": "sitrep", "exact": "exact scan", "chroma": "Chroma", "langchain": "LangChain on Chroma"}
_TIMED: Final = "_ms_p50"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, required=True, help="the picture, a PNG")
    parser.add_argument("results", type=Path, nargs="+", help="what vector_peers wrote")
    arguments = parser.parse_args()
    lines: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for file in arguments.results:
        for row in read_rows(file):
            if row["metric"].endswith(_TIMED) and row["filter"] == FILTER:
                lines[row["metric"].removesuffix(_TIMED)].append((row["passages"], row["cpu_ms"]))
    draw(lines, arguments.into)


def draw(lines: dict[str, list[tuple[int, float]]], into: Path) -> None:
    """Write a picture of milliseconds by passages, a line a finder, both axes logarithmic."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7, 4), layout="constrained")
    axes = figure.subplots()
    for finder, name in NAMES.items():
        if points := sorted(lines.get(finder, [])):
            axes.plot(*zip(*points, strict=True), marker="o", label=name)
            axes.annotate(f"{points[-1][1]:.0f} ms", points[-1], textcoords="offset points", xytext=(6, 4))
    axes.set(xscale="log", yscale="log", xlabel="passages", ylabel="processor time, ms (median)")
    axes.set_title("Twenty nearest passages of one month")
    axes.grid(visible=True, which="both", alpha=0.3)
    axes.legend()
    figure.savefig(into, dpi=110)


if __name__ == "__main__":
    main()
