"""Java: a compile server that judges snippets as javac does, and what its answers mean."""
