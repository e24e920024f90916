"""Data and queries, checked by parsers of their own: JSON, YAML, XML and SQL."""
