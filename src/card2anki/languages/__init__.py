"""What is known of each snippet language: the names it goes by.

A label is what stands behind the fence; a language is what the label means. Unknown labels
are their own language: nothing is guessed.
"""

from __future__ import annotations

#: Other names of each language, folded to the one used in tags, reports and JSON.
ALIASES: dict[str, tuple[str, ...]] = {
    "assembly": ("asm", "nasm", "x86asm", "armasm", "gas", "mips"),
    "bash": ("sh", "shell", "zsh", "ksh", "shellscript", "shell-session", "console", "terminal"),
    "batch": ("bat", "cmd", "dosbatch"),
    "c": ("h",),
    "cpp": ("c++", "cc", "cxx", "hpp", "cplusplus"),
    "csharp": ("c#", "cs", "dotnet"),
    "css": (),
    "dart": (),
    "diff": ("patch",),
    "dockerfile": ("docker", "containerfile"),
    "elixir": ("ex", "exs"),
    "erlang": ("erl",),
    "fsharp": ("f#", "fs"),
    "glsl": (),
    "go": ("golang",),
    "graphql": ("gql",),
    "groovy": ("gradle",),
    "haskell": ("hs",),
    "hcl": ("terraform", "tf"),
    "hlsl": ("cg",),
    "html": ("html5", "xhtml"),
    "http": (),
    "ini": ("cfg", "conf"),
    "java": ("java8", "java11", "java17", "java21"),
    "javascript": ("js", "jsx", "node", "nodejs", "mjs", "ecmascript"),
    "json": ("json5", "jsonc"),
    "kotlin": ("kt", "kts"),
    "latex": ("tex",),
    "lisp": ("common-lisp", "cl"),
    "lua": (),
    "makefile": ("make", "mk"),
    "markdown": ("md",),
    "matlab": ("octave",),
    "nginx": (),
    "objective-c": ("objc", "objectivec", "obj-c"),
    "ocaml": ("ml",),
    "perl": ("pl",),
    "php": (),
    "powershell": ("ps1", "posh", "pwsh"),
    "prolog": (),
    "properties": (),
    "protobuf": ("proto",),
    "pseudocode": ("pseudo", "algorithm", "pseudo-code"),
    "python": ("py", "python3", "python2", "py3", "ipython", "pycon"),
    "r": ("rlang",),
    "razor": ("cshtml",),
    "ruby": ("rb",),
    "rust": ("rs",),
    "scala": (),
    "scheme": ("racket",),
    "sql": ("mysql", "postgresql", "postgres", "plpgsql", "sqlite", "tsql", "plsql"),
    "swift": (),
    "text": ("plaintext", "plain", "none", "txt", "output"),
    "toml": (),
    "tsx": (),
    "typescript": ("ts",),
    "verilog": ("systemverilog",),
    "xml": ("xsd", "svg"),
    "yaml": ("yml",),
}
_LANGUAGE = {name: language for language, others in ALIASES.items() for name in (language, *others)}


def first_word(label: str) -> str:
    """Return the word of a label that names the language: ``java title="x"`` is ``java``."""
    return label.split(maxsplit=1)[0] if label.strip() else ""


def language_of(label: str) -> str:
    """Return the language a label means: ``C++`` is ``cpp``, an unknown label is itself."""
    folded = label.lower()
    return _LANGUAGE.get(folded, folded)


def is_known(label: str) -> bool:
    """Say whether a label names a language of the table."""
    return label.lower() in _LANGUAGE
