"""What was found, as text and as JSON: one renderer a file, one schema for all of JSON."""

#: The reports of a check. Each module of that name has ``render(report: CheckReport) -> str``.
FORMATS = ("text", "concise", "json", "github", "sarif", "junit", "gitlab", "rdjson")
