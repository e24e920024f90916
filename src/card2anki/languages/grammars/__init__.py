"""Languages that are checked by a grammar: does a snippet parse, and if not, why?"""
