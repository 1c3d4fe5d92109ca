"""Words and codes: levels, grades, qualifiers, languages, and how figures are read and printed."""
