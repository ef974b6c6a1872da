"""A folder mounted anew so that nothing can be written in it, for one command alone: rights do not bind root."""

import subprocess
from functools import cache
from pathlib import Path

import pytest

_SCRIPT = 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && exec "$@"'


def on_a_read_only_disk(folder: Path, command: list[str]) -> list[str]:
    """Give the command as it runs where `folder` cannot be written; skips the test where nobody may mount."""
    if not _may_mount():
        pytest.skip("nothing can be mounted here")
    return ["unshare", "--map-root-user", "--mount", "sh", "-c", _SCRIPT, str(folder), *command]


@cache
def _may_mount() -> bool:
    mounted = subprocess.run(
        [
            "/bin/sh",
            "-c",
            "unshare --map-root-user --mount sh -c 'mount --bind /tmp /tmp && mount -o remount,bind,ro /tmp'",
        ],
        capture_output=True,
        check=False,
    )
    return mounted.returncode == 0
