"""The fourth job: what there is to work with, on this machine and in this folder."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from card2anki import __version__
from card2anki.config import Config, find_config, read_config
from card2anki.languages.java.archive import find_archive
from card2anki.languages.java.cache import cache_folder, refusal
from card2anki.languages.java.jdk import find_jdk, find_jdks, install_command
from card2anki.report.doctor import Health

_GRAMMARS = (
    "bash", "c", "c-sharp", "cpp", "go", "hcl", "html", "java", "javascript", "ruby", "typescript",
)  # fmt: skip
_PACKAGES = (
    "ruff",
    "ruamel.yaml",
    "sqlglot",
    "tree-sitter",
    *(f"tree-sitter-{name}" for name in _GRAMMARS),
    "anki",
)


def examine(folder: Path, config_file: Path | None) -> Health:
    """Return what a run in a folder finds. Raises UsageError where settings are broken."""
    config = read_config(config_file) if config_file else find_config(folder)
    jdk = find_jdk(config.code.java_home)
    found = find_jdks(config.code.java_home)
    return Health(
        version=__version__,
        python=platform.python_version(),
        settings=config_file or _settings_file(config),
        jdk=jdk,
        other_jdks=tuple(one for one in found if one != jdk),
        install_command="" if jdk else install_command(),
        cache=cache_folder(),
        refusal=refusal(cache_folder()),
        archive=find_archive(jdk) if jdk else None,
        packages={name: _version(name) for name in _PACKAGES},
    )


def _settings_file(config: Config) -> Path | None:
    names = ("card2anki.toml", "pyproject.toml") if config.root else ()
    files = (Path(config.root or "", name) for name in names)
    return next((file for file in files if file.is_file()), None)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
