"""Whose the reports are, and where they will stand: what ``reports.yml`` says under ``maker`` and ``address``.

Pages are told so when they are built; nothing that a notebook stores rests on it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Site:
    """The maker, a text or one for each language, and the address of the folder of reports; empty where not given."""

    maker: str | Mapping[str, str] = ""
    address: str = ""

    def made_by(self, language: str) -> str:
        """The maker in a language; in the first that is given where that one is not, empty without any."""
        if isinstance(self.maker, str):
            return self.maker
        return self.maker.get(language) or next(iter(self.maker.values()), "")

    def url(self, path: str = "") -> str:
        """The address of a page by its path in the folder; empty without an address.

        >>> Site(address="https://example.org/reports").url("form_10/all.en.html")
        'https://example.org/reports/form_10/all.en.html'
        """
        return f"{self.address.rstrip('/')}/{path}" if self.address else ""

    def citation(self, cited: str, language: str, path: str) -> str:
        """How to cite a page: the maker, what the foot of the page says, the address; without those not given.

        >>> Site("The school", "https://example.org").citation("98% (version 1).", "en", "a/all.en.html")
        'The school. 98% (version 1). https://example.org/a/all.en.html'
        """
        maker = self.made_by(language)
        return " ".join(filter(None, (f"{maker.rstrip('.')}." if maker else "", cited, self.url(path))))


UNNAMED = Site()  # where reports.yml names neither
