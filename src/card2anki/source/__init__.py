"""Text to cards: reading files, telling lines apart, and the parser."""
