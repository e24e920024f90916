"""What is wrong with the configuration, the disk or the call. Wrong content is a finding."""

from __future__ import annotations


class UsageError(Exception):
    """Something that the user has to mend before anything can be done; exit code 2."""
