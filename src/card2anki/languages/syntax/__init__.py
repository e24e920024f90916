"""What languages with brackets have in common: tokens, brackets that match, what is left out."""
