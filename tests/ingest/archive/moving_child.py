"""Moves an archive in small batches and kills itself after so many: `python -m tests.ingest.archive.moving_child`."""

import os
import signal
import sys
from pathlib import Path

from pydantic import SecretStr

from ingest.archive import moving


def main(file: str, to: str, batches: int) -> None:
    """Print each share that is done; with 0 batches, live."""
    moving.MOST_ROWS = 7  # type: ignore[misc]  # because a test's archive is small
    told = 0

    def tell(share: float) -> None:
        nonlocal told
        told += 1
        sys.stdout.write(f"{share}\n")
        sys.stdout.flush()
        if told == batches:
            os.kill(os.getpid(), signal.SIGKILL)

    moving.move_archive(Path(file), SecretStr(to), tell=tell)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
