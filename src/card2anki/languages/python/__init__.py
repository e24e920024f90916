"""Python: what snippets show made whole, what is wrong with it, and where that stands."""
