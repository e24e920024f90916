"""Shell snippets as they are shown: prompts, output, options, placeholders.

Each function returns a text as long as the one it is given, so that all offsets hold.
"""

from __future__ import annotations

import re

from card2anki.languages.grammars.readings import all_of, blanked, named, written

#: A word for something that is to be put there.
PLACEHOLDER = r"<[A-Za-z][\w .:/|-]{0,60}>"
_PROMPT = re.compile(
    r"""
    ^[ \t]*+(?:\([\w.-]{1,30}\)[ \t])?                     # (venv)
    (?: \[[\w.-]{1,30}@[^\]\n]{1,40}\][$\#]                # [user@host dir]$
      | [\w.-]{1,30}@[\w.-]{1,30}[^\s$\#%>]{0,60}[$\#%>]    # user@host:~$
      | [$%❯➜]
      | \(gdb\)
      | >
      | (?:PS[ ])?[A-Za-z]:\\[^>\n]{0,60}>
      | [\w./~-]{1,20}[>$%]
    )(?:[ \t]+|$)
    """,
    re.VERBOSE | re.MULTILINE,
)
_HEREDOC = re.compile(r"<<-?[ \t]*(['\"]?)([A-Za-z_]\w*)\1")


def session(text: str, prompt: re.Pattern[str] = _PROMPT) -> str:
    """Return the commands of a transcript; prompts and output are blank. Else it is the text."""
    if not prompt.search(text):
        return text
    lines = []
    ending = ""
    continues = False
    for line in text.split("\n"):
        found = None if ending else prompt.match(line)
        if ending or found or continues:
            command = " " * found.end() + line[found.end() :] if found else line
            lines.append(command)
            if ending:
                ending = "" if line.strip() == ending else ending
            elif heredoc := _HEREDOC.search(command):
                ending = heredoc[2]
            continues = command.rstrip(" \t").endswith("\\")
        else:
            lines.append(line if line.lstrip().startswith("#") else " " * len(line))
    return "\n".join(lines)


#: What a synopsis says: ``[options]``, ``{start|stop}``.
_OPTIONAL = re.compile(
    r"(?<=[ \t])\[(?=[-<\w])[^\[\]\n]{0,80}(?<! )\](?:\.\.\.)?"
    r"|(?<=[ \t])\([-<\w][^()\n]{0,80}\|[^()\n]{0,80}\)"
)
_OPTION = re.compile(r"[ \t]*-")


#: A word for a placeholder, and for what the parser does not know: a file that is opened both to
#: read and to write, a string behind a redirection, patterns for names of files, the history.
_words = all_of(
    named(PLACEHOLDER),
    written(r"(?<=\d)<>", ">"),
    written(r"(?<=[ \t])<<<", "<"),
    named(r"(?<=[ \t])[?*+@!]\([^()\n]{1,80}\)"),
    named(r"(?<![^ \t\n])!(?:!|\$)(?![^ \t\n;])"),
)
#: What is no command at the beginning of a line: a tree of files, what ``ls -l`` says of one.
_listed = blanked(r"^[ \t]*+(?:[│├└┌┬]|[-bcdlps](?:[-r][-w][-xsStT]){3})[^\n]*", re.MULTILINE)


def commands(text: str) -> str:
    """Return the commands of a snippet, with words for its placeholders."""
    return _words(_listed(session(text)))


def synopsis(text: str) -> str:
    """Return a snippet that tells how commands are called, as commands; options alone are none."""
    lines = [line for line in text.split("\n") if line.strip() and not line.startswith("#")]
    if lines and all(_OPTION.match(line) for line in lines):
        return " " * len(text)
    return _OPTIONAL.sub(lambda found: "_" * len(found[0]), commands(text))
