"""Trying again on a network that falters: a few times, each after a longer pause."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")

#: Seconds before the second, third ... attempt; after the last of them the error stands.
PAUSES = (1.0, 2.0, 4.0, 8.0)


def persistently(
    work: Callable[[], Result],
    kind: type[Exception],
    is_passing: Callable[[Exception], bool],
    pauses: tuple[float, ...] = PAUSES,
    waiting: Callable[[float], None] = lambda pause: None,
) -> Result:
    """Return the result of work that is tried again while its error may pass.

    ``waiting`` is told of each pause. Raises the last error of ``kind``, and at once any that
    will not pass.
    """
    for pause in pauses:
        try:
            return work()
        except kind as error:
            if not is_passing(error):
                raise
        waiting(pause)
        time.sleep(pause)
    return work()
