"""Working ahead: what one thread makes while another is busy with what was made before."""

from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar

Value = TypeVar("Value")


class _End:
    """No value: there are no more."""


_END: Final = _End()


def ahead(values: Generator[Value, None, None]) -> Generator[Value, None, None]:
    """Give what `values` gives, in order, made on a thread of its own that is one value ahead and no more.

    What it raises is raised when its turn has come. Closed, it waits for the value that is being made, which is lost.
    """
    with ThreadPoolExecutor(1, thread_name_prefix="ahead") as thread:
        coming = thread.submit(next, values, _END)
        try:
            while not isinstance(value := coming.result(), _End):
                coming = thread.submit(next, values, _END)
                yield value
        finally:
            thread.submit(values.close).result()  # there, because what a thread runs no other can close
