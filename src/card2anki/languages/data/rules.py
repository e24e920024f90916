"""G2: data and queries that can't be read."""

from __future__ import annotations

from collections.abc import Iterator

from card2anki.languages import standalone
from card2anki.languages.grammars.rules import foreign_comment
from card2anki.model import Safety, Severity
from card2anki.rule import Hit, Rule, code_rule


@code_rule("G201", "json-error", Severity.ERROR, fix=Safety.SAFE)
def json_error() -> Iterator[Hit]:
    """JSON can't be read: a comma too many, single quotes, a name without quotes.

    Why:
        No program reads it. A few fragments are let pass that cards show: comments, `...` for what
        is left out, several documents, members without their braces. Labels of `json5` and `jsonc`
        allow what these formats do.

    Bad:
        #### Settings
        :p How does a JSON file hold the settings of a kettle?
        ??x
        ```json
        {
          "litres": 2,
          "boils": true,
        }
        ```
        x??

    Good:
        #### Settings
        :p How does a JSON file hold the settings of a kettle?
        ??x
        ```json
        {
          "litres": 2,
          "boils": true
        }
        ```
        x??
    """
    yield from ()


@code_rule("G202", "xml-error", Severity.ERROR)
def xml_error() -> Iterator[Hit]:
    """XML is not well-formed: an element without its end, an attribute without quotes.

    Why:
        A parser of XML stops at the first mistake. Several elements side by side, and what a
        fragment leaves out, are no mistake.

    Bad:
        #### Menu
        :p How does XML tell the price of a tea?
        ??x
        ```xml
        <tea>
          <price>3</prise>
        </tea>
        ```
        x??

    Good:
        #### Menu
        :p How does XML tell the price of a tea?
        ??x
        ```xml
        <tea>
          <price>3</price>
        </tea>
        ```
        x??
    """
    yield from ()


@code_rule("G203", "yaml-error", Severity.WARNING)
def yaml_error() -> Iterator[Hit]:
    """YAML can't be read: the indentation does not fit, a quote is open, a key is there twice.

    Why:
        A tab, or a blank too few, makes it another document or none at all.

    Bad:
        #### Menu
        :p How does YAML list two teas?
        ??x
        ```yaml
        teas:
          - green
         - black
        ```
        x??

    Good:
        #### Menu
        :p How does YAML list two teas?
        ??x
        ```yaml
        teas:
          - green
          - black
        ```
        x??
    """
    yield from ()


@code_rule("G204", "sql-error", Severity.WARNING)
def sql_error() -> Iterator[Hit]:
    """SQL does not parse in any dialect that is known.

    Why:
        A clause out of place, a bracket or a quote too few: the query fails wherever it is run.
        Dialects differ, and some are not known, so this is a warning.

    Bad:
        #### Teas
        :p How are the teas counted by colour in SQL?
        ??x
        ```sql
        SELECT colour, COUNT(*
        FROM teas
        GROUP BY colour;
        ```
        x??

    Good:
        #### Teas
        :p How are the teas counted by colour in SQL?
        ??x
        ```sql
        SELECT colour, COUNT(*)
        FROM teas
        GROUP BY colour;
        ```
        x??
    """
    yield from ()


_OF: dict[str, tuple[Rule, ...]] = {
    "json": (json_error,),
    "sql": (sql_error, foreign_comment),
    "xml": (xml_error,),
    "yaml": (yaml_error,),
}
LANGUAGES = tuple(_OF)


def syntax_of(language: str) -> tuple[Rule, ...]:
    """Return the rules which say that data in a language can't be read."""
    return _OF[language][:1]


def of(language: str) -> tuple[Rule, ...]:
    """Return the rules that a language may break."""
    return (*_OF[language], *standalone.RULES)
