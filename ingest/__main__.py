"""The worker as a process of its own: `python -m ingest`."""

import os
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from ingest.errors import SettingError, SitrepError
from ingest.settings import read_settings
from ingest.wiring import run_worker


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the worker and give the exit code: 0 when told to stop, `os.EX_CONFIG` for a wrong setting, 1 otherwise."""
    options = _parser().parse_args(arguments)
    try:
        run_worker(read_settings(data=options.data), with_parent=options.with_parent)
    except SitrepError as error:
        sys.stderr.write(f"error: {error}\n")
        return os.EX_CONFIG if isinstance(error, SettingError) else 1
    return 0


def _parser() -> ArgumentParser:
    parser = ArgumentParser("python -m ingest", description="Poll the sources of an archive until stopped.")
    parser.add_argument("--data", type=Path, metavar="DIR", help="where the archive lives; also SITREP_DATA")
    parser.add_argument("--with-parent", action="store_true", help="end when standard input reaches its end")
    return parser


if __name__ == "__main__":
    code = main()
    sys.stderr.flush()
    os._exit(code)  # because the interpreter would wait for a model that still loads; all that was open is closed
