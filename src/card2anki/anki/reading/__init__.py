"""Packages to what stands in them: anyone's .apkg and .colpkg, old and new, taken as hostile."""
