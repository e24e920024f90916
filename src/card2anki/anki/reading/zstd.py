"""Zstandard, which packages are compressed with since Anki 2.1.50: Python's own from 3.14 on."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import IO

from card2anki.errors import UsageError

#: The largest window that a frame may ask for, in bytes; that is memory, whatever comes out.
_LARGEST_WINDOW_LOG = 27
_CHUNK = 1 << 20


def decompressed(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield the content of a compressed stream in pieces. Raises ValueError where it is none."""
    if sys.version_info >= (3, 14):
        from compression import zstd

        options = {zstd.DecompressionParameter.window_log_max: _LARGEST_WINDOW_LOG}
        try:
            with zstd.ZstdFile(stream, options=options) as file:
                while piece := file.read(_CHUNK):
                    yield piece
        except (zstd.ZstdError, EOFError) as error:
            raise ValueError(str(error)) from error
        return
    try:
        import zstandard
    except ImportError as error:
        raise UsageError(
            "this package needs zstandard to be read: pip install zstandard"
        ) from error
    reader = zstandard.ZstdDecompressor(max_window_size=1 << _LARGEST_WINDOW_LOG)
    try:
        with reader.stream_reader(stream, read_across_frames=True, closefd=False) as file:
            while piece := file.read(_CHUNK):
                yield piece
    except zstandard.ZstdError as error:
        raise ValueError(str(error)) from error
