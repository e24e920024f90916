"""Rules and cards to findings: which rules are in force, what is suppressed, what is mended."""
