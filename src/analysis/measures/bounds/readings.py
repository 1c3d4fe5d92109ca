"""The conventional readings of a class, as far as they can hold together and with what is printed exactly.

A convention narrows what words say. Where the narrowed words leave no whole number that satisfies everything the text
prints, while the text read literally does, the convention is wrong about some of them: the smallest sets that clash are
found, and the words in them are read literally (docs/decisions/0012-readings-that-clash.md).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from analysis.measures.bounds.claims import Claims
from analysis.measures.bounds.conflicts import minimal_sets, shrink
from analysis.measures.bounds.worlds import Worlds
from analysis.vocabulary.figures import READINGS, Figure, Tolerance


@dataclass(frozen=True)
class Clash:
    """A minimal set of statements that no whole numbers satisfy while its words are read by convention.

    ``words`` are the codes of those that are therefore read literally, ``beside`` those of the others.
    """

    words: tuple[str, ...]
    beside: tuple[str, ...]


def are_two(figure: Figure, tolerance: Tolerance = 1) -> bool:
    """Whether the two readings part a figure, in whole numbers where it is a count.

    >>> from analysis.vocabulary import figures
    >>> [are_two(figures.parse(printed)) for printed in ("gần 60%", "hơn 20", "256")]
    [True, True, False]
    """
    literal, conventional = (figure.bounds(reading, tolerance) for reading in READINGS)
    in_whole = figure.is_percent or figure.whole("conventional", tolerance) != figure.whole("literal")
    return literal != conventional and in_whole


def narrowed(claims: Claims) -> list[str]:
    """The codes of the claims of which the reading leaves less than their words."""
    return [
        claim.code
        for claim in claims.items
        if claims.bounds(claim) != claims.varied(literally=claims.literally | {claim.code}).bounds(claim)
    ]


def reconciled(claims: Claims) -> tuple[Claims, tuple[Clash, ...]]:
    """The claims with the words of every clash read literally, and the clashes; none where the text contradicts itself.

    A text that contradicts itself even literally comes back as it is read literally. Words that clash only after others
    have fallen back are found in a further round; each round reads more of them literally, so the rounds end.
    """
    words = narrowed(claims)
    if Worlds(claims).exist:
        return claims, ()
    if not Worlds(claims.varied(literally=claims.literally | set(words))).exist:
        return claims.varied(literally=claims.literally | set(words)), ()
    clashes: list[Clash] = []
    while found := _sets(claims, words):
        clashes += [_clash(_keeping(claims, words, codes), codes) for codes in found]
        claims = claims.varied(literally=claims.literally.union(*found))
        words = [code for code in words if code not in claims.literally]
    return claims, tuple(clashes)


def _sets(claims: Claims, words: Sequence[str]) -> list[frozenset[str]]:
    """The smallest sets of words that clash with each other or with what is read literally; none where all can hold."""
    return minimal_sets(words, lambda kept: Worlds(_keeping(claims, words, kept)).exist).sets


def _keeping(claims: Claims, words: Sequence[str], kept: Collection[str]) -> Claims:
    """The claims with the convention applied to some of the words only."""
    return claims.varied(literally=claims.literally | (set(words) - set(kept)))


def _clash(claims: Claims, codes: frozenset[str]) -> Clash:
    """The clash of some words, with the fewest other statements that make it one."""
    words = [claim.code for claim in claims.items if claim.code in codes]
    others = [claim.code for claim in claims.items if claim.code not in codes]
    worlds = Worlds(claims)
    beside = [] if not worlds.hold(words) else shrink(others, lambda some: worlds.hold([*words, *some]))
    return Clash(tuple(words), tuple(beside))
