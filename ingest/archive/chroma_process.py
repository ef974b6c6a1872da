"""A Chroma server that ends with whoever started it. Run as a script: `chroma_process.py DIRECTORY PORT`.

It is what `chroma run` does (the Rust server; never the Python one, CVE-2026-45829), with one addition: its
standard input is a pipe held by the parent, whose end is the server's end too, even after SIGKILL. The kernel's
"parent death signal" would not do: it fires when the *thread* that started the child ends.
"""

import os
import sys
from threading import Thread


def _end_with_parent() -> None:
    # not `sys.stdin.buffer.read`, which holds a lock over which the ending interpreter aborts, a second late
    while os.read(sys.stdin.fileno(), 1024):
        pass
    os._exit(0)


def main(directory: str, port: str) -> None:
    """Serve `directory` on loopback until stopped."""
    import chromadb_rust_bindings  # type: ignore[import-untyped]  # because the parent imports this module for nothing but its path

    os.umask(0o077)  # because what it writes is the owner's alone
    Thread(target=_end_with_parent, daemon=True).start()
    chromadb_rust_bindings.cli(["chroma", "run", "--host", "127.0.0.1", "--port", port, "--path", directory])


if __name__ == "__main__":
    main(*sys.argv[1:])
