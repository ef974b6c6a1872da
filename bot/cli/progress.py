"""Progress on stderr: of an ingest by bytes, because nobody counts a file's rows before reading it; else by texts."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

from rich.filesize import decimal
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

from bot.cli.screens import notices
from bot.filling import Intake
from ingest import Reread


def with_bar(intakes: Iterable[Intake], files: Sequence[Path]) -> Iterator[Intake]:
    """Give `intakes` on as they come, with one bar that fills over all of `files`."""
    sizes = {file: file.stat().st_size if file.is_file() else 0 for file in files}
    total = sum(sizes.values())
    pace = _Pace()
    latest: dict[Path, Intake] = {}
    with _paced("{task.fields[size]}") as progress:
        bar = progress.add_task("", total=total, size=decimal(total), pace="")
        for intake in intakes:
            latest[intake.file] = intake
            read = sum(known.progress.read for known in latest.values())
            completed = sum(known.progress.bytes_read for known in latest.values())
            progress.update(bar, completed=completed, pace=pace.words(read))
            yield intake
        progress.update(bar, completed=total)


@contextmanager
def counting(total: int) -> Iterator[Callable[[Reread], None]]:
    """Give who is told what was read anew so far, and shows it by a bar that fills over `total` texts."""
    pace = _Pace()
    with _paced("{task.total:,.0f}") as progress:
        bar = progress.add_task("", total=total, pace="")
        yield lambda done: progress.update(bar, completed=done.texts, pace=pace.words(done.texts))
        progress.update(bar, completed=total)


@contextmanager
def filling() -> Iterator[Callable[[float], None]]:
    """Give who is told which share is done, from 0 to 1, and shows it by a bar."""
    with Progress(BarColumn(bar_width=None), TextColumn("{task.percentage:.0f} %"), console=notices()) as progress:
        bar = progress.add_task("", total=1.0)
        yield lambda share: progress.update(bar, completed=share)


def _paced(whole: str) -> Progress:
    """Make what shows the share of a whole, how quickly it grows and how long that will take."""
    return Progress(
        SpinnerColumn(),
        BarColumn(bar_width=None),
        TextColumn(f"{{task.percentage:.0f}} % of {whole}"),
        TextColumn("{task.fields[pace]}"),
        TimeRemainingColumn(compact=True),
        console=notices(),
        expand=True,
    )


class _Pace:
    """Documents a second since the first were stored: until then the model was loading."""

    def __init__(self) -> None:
        self._first: tuple[int, float] | None = None

    def words(self, read: int) -> str:
        """Say how many documents were read, and how quickly as soon as that is known."""
        now = monotonic()
        first_read, first_time = self._first = self._first or (read, now)
        if read == first_read:
            return f"{read:,} read"
        return f"{read:,} read, {(read - first_read) / max(now - first_time, 0.001):.0f}/s"
