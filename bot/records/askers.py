"""Askers: who asked, as a code that nobody can turn back without this installation's key.

A Discord id is a number of some sixty bits of which most are a date, so a plain digest of it is found by trying; keyed
with what only this installation has (HMAC, RFC 2104), it is not. The key lies beside the archive, not in it: a copy of
the archive alone names nobody.
"""

import hmac
import secrets
from pathlib import Path
from typing import Final, NewType

import structlog

from ingest import make_file

Asker = NewType("Asker", str)
"""HMAC-SHA-256 of a Discord id, in hexadecimal."""

KEY_FILE: Final = "askers.key"
KEY_BYTES: Final = 32

log = structlog.get_logger(__name__)


def new_key() -> bytes:
    """Give a key that was never used."""
    return secrets.token_bytes(KEY_BYTES)


def installation_key(folder: Path) -> bytes:
    """Give the key of the archive in `folder`, made when it is first asked for, for its owner alone.

    Where nothing can be written it lasts as long as this process: nothing is kept there either.
    """
    file = folder / KEY_FILE
    try:
        make_file(file)
        if len(key := file.read_bytes()) != KEY_BYTES:
            file.write_bytes(key := new_key())
    except OSError as error:
        log.warning("askers_key_not_kept", reason=str(error))
        return new_key()
    return key


def keyed(key: bytes, words: str) -> str:
    """Give the code of `words` under the key, in hexadecimal."""
    return hmac.digest(key, words.encode(), "sha256").hex()
