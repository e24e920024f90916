"""HTML back to markdown: what a field of a note says, in the words of the source format."""
