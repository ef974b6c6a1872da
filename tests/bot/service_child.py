"""The service with parts that misbehave as told. Run as a script: `service_child.py FOLDER BEHAVIOUR ...`.

Each part writes its process id into a file of its own in FOLDER, a line for every start.
"""

import sys
from pathlib import Path

from bot.service import Part, Service

BEHAVIOURS = {
    "dutiful": "started(); sys.stdin.read()",
    "stubborn": "signal.signal(signal.SIGTERM, signal.SIG_IGN); started(); sys.stdin.read()",
    "failing": "started(); sys.exit(3)",
    "misconfigured": "started(); sys.exit(os.EX_CONFIG)",
    "telling": "print(sorted(os.environ), flush=True); sys.stdin.read()",
}


def part(folder: Path, behaviour: str) -> Part:
    """Give a part that says that it started, and then does as it is told; `!` marks an essential one."""
    name = behaviour.rstrip("!")
    script = (
        "import os, signal, sys\n"
        f"def started(): print(os.getpid(), file=open({str(folder / name)!r}, 'a'))\n"
        f"{BEHAVIOURS[name]}"
    )
    command = (sys.executable, "-c", script)
    return Part(name, command, frozenset({"DISCORD_TOKEN"}), is_essential=behaviour.endswith("!"))


def main(folder: str, *behaviours: str) -> int:
    return Service([part(Path(folder), behaviour) for behaviour in behaviours], grace=0.5).run()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
