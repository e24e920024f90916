"""Addresses of servers, as people give them."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit


def parts_of(url: str) -> SplitResult | None:
    """Return the parts of an address, None for what is none over HTTP."""
    if " " in url or not url.isprintable():
        return None
    try:
        parts = urlsplit(url)
        _ = parts.port  # is read, and judged, on demand
    except ValueError:
        return None
    return parts if parts.scheme in ("http", "https") and parts.hostname else None
