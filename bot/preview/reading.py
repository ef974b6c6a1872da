"""The preview's worker as a process of its own: `python -m bot.preview.reading SECONDS`.

It reads what is added in the preview, by a clock that is so many seconds ahead of the machine's, as the bot's is.
"""

import sys
from datetime import timedelta

from ingest import SitrepError, read_settings, run_worker, utc_now


def main(seconds: str) -> int:
    """Run the worker until standard input ends, and give the exit code."""
    ahead = timedelta(seconds=float(seconds))
    settings = read_settings().model_copy(update={"database_url": None})
    try:
        run_worker(settings, with_parent=True, clock=lambda: utc_now() + ahead)
    except SitrepError as error:
        sys.stderr.write(f"error: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
