"""A Vietnamese news text -> proposed statements: every training figure with its words and where it stands.

``reading`` turns a file into NFC text, ``sentences`` cuts it, ``spans`` and ``candidates`` find printed figures
with their units, ``cues``, ``topic``, ``context``, ``grading``, ``judging`` and ``parts`` say what each counts,
``audience`` (with ``naming`` and ``leading``), ``modes`` and ``bases`` of whom, where and of which whole; ``extract``
puts them together. ``events`` compares two papers, ``ingest`` does a ``folder``, ``marking`` shows a text with its
figures and saves what the analyst confirmed, ``output`` prints. The words are tables: reference/bulletin_*.csv, looked
up in a text by ``phrases`` and ``lexicon``.
"""

from analysis.data.bulletins.extract import COLUMNS, Proposal, extract

__all__ = ["COLUMNS", "Proposal", "extract"]
