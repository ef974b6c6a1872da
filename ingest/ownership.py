"""Files and folders that are their owner's alone: what is stored may be nobody else's business.

What lies in a folder that somebody else made, such as /srv/news, is closed file by file: the folder stays as it was.
"""

import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import Final

OWNERS_FILE: Final = 0o600
OWNERS_FOLDER: Final = 0o700
_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it that are missing, for its owner alone; one that is there stays as it is."""
    for missing in (folder, *folder.parents)[::-1]:
        if not missing.exists():
            missing.mkdir(mode=OWNERS_FOLDER, exist_ok=True)
    folder.mkdir(exist_ok=True)  # raises where a file has the name


def make_file(file: Path) -> None:
    """Make an empty file for its owner alone, or close one that is there to others.

    A file that is there is not opened: closing it again would drop the locks that this process has on it (POSIX).
    """
    if file.exists():
        close_to_others(file)
        return
    with suppress(FileExistsError):  # another process made it just now, as we would
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, OWNERS_FILE))


def close_to_others(path: Path) -> None:
    """Take from everybody else what rights they have to something of ours; whose is another user's stays as it is."""
    try:
        status = path.stat()
        if status.st_uid == os.geteuid() and status.st_mode & _OTHERS:
            path.chmod(stat.S_IMODE(status.st_mode) & ~_OTHERS)
    except OSError:  # it is not there, or lies where nothing can be changed: then whoever set that up decided
        return


def open_to_others(path: Path) -> int:
    """Give the rights that others than the owner have to something: 0 for none, or where nothing is."""
    try:
        return path.stat().st_mode & _OTHERS
    except OSError:
        return 0
