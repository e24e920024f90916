"""Hold the cards that were read against their files: no question may be missing.

Every line of a file that begins with ``:p`` and text must be the first line of a question, or
a line of code.
"""

import json
import sys
from pathlib import Path


def main() -> int:
    """Compare; print what is missing and return 1 if anything is."""
    missing = 0
    questions = 0
    for deck in json.loads(Path(sys.argv[1]).read_text("utf-8"))["decks"]:
        asked = [card["question"].split("\n")[0].strip() for card in deck["cards"]]
        code = "\n".join(s["code"] for card in deck["cards"] for s in card["snippets"])
        questions += len(asked)
        for number, line in enumerate(Path(deck["path"]).read_text("utf-8").split("\n"), 1):
            question = line.removeprefix(":p ").strip()
            if line.startswith(":p ") and question not in asked and line not in code:
                sys.stdout.write(f"{deck['path']}:{number}: not read: {line}\n")
                missing += 1
    sys.stdout.write(f"{questions} questions, {missing} missing\n")
    return int(missing > 0)


if __name__ == "__main__":
    sys.exit(main())
