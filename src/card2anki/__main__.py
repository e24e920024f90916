"""``python -m card2anki``."""

from card2anki.cli import main

if __name__ == "__main__":
    main()
