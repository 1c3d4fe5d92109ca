"""A frame of statements as it is taken in, whatever it comes from: the program, a file of one's own, a cell."""

SAID = (
    "source_code", "statement_code", "class_code", "level_code", "date", "measure_code", "grade_code", "at_or_above",
    "unit_code", "printed", "base", "mode_code", "quote", "locator",
)  # fmt: skip
