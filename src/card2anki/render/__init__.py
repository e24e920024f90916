"""Cards to the HTML that Anki shows: markdown, math, highlighted code, the theme."""
