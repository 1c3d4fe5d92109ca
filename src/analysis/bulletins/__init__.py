"""A Vietnamese news text -> proposed statements: every training figure with its words and where it stands.

``reading`` turns a file into NFC text, ``sentences`` cuts it, ``spans`` finds printed figures, ``context``
says what each counts, ``links`` of whom and of which base; ``extract`` puts them together. ``scoring``
compares with hand annotations, ``events`` compares two papers, ``ingest`` does a folder, ``marking`` shows
a text with its figures and saves what the analyst confirmed. The words are tables: reference/bulletin_*.csv.
"""

from analysis.bulletins.extract import COLUMNS, Proposal, extract

__all__ = ["COLUMNS", "Proposal", "extract"]
