"""What was found, as text and as JSON: one renderer a file, one schema for all of JSON."""
