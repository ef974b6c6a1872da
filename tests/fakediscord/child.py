"""Run a module as `python -m MODULE ARGS...` would, with its discord.py pointed at a fake.

python -m tests.fakediscord.child REST_BASE GATEWAY_URL MODULE [ARGS...]
"""

import runpy
import sys

from bot.preview.loopback.seams import point_client_at


def main(rest_url: str, gateway_url: str, module: str, *arguments: str) -> None:
    point_client_at(rest_url=rest_url, gateway_url=gateway_url)
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
