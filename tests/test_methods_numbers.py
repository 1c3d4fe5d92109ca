"""Every number of the plain part of the guides is what the package computes from the frozen data, in both languages."""

from fractions import Fraction

import methods_guide as guide
import pytest

from analysis.data import disclosure, processed
from analysis.measures import audit, compare, frames, grades, throughput
from analysis.measures.bounds import shares
from analysis.vocabulary import figures, labels
from analysis.vocabulary.figures import READINGS

HANOI = "hanoi-2023-11-04"
OVER, UNDER, MORE = map(figures.parse, ("trên 98%", "gần 60%", "hơn 1.000"))


def percent(share, decimals, end=None):
    """A share in percent, as the package prints it."""
    return Fraction(labels.percent(share, "en", decimals, sign="", end=end))


def of(count, base, decimals=2):
    return percent(Fraction(count, base), decimals)


def usual(figure):
    """The ends of the conventional reading."""
    bounds = figure.bounds("conventional")
    return [bounds.low, bounds.high]


class Hanoi:
    """The measures of the programme and of its class."""

    def __init__(self):
        statements, assume = processed.statements(HANOI, "programme"), throughput.Assumptions()
        own = grades.of_class(processed.statements(HANOI, scope="graded"), HANOI, "hanoi_class_2")
        measures = ("by_level", "groups", "remaining_classes", "totals", "plan_and_actual", "shares")
        self.frames = {name: getattr(throughput, name)(statements, assume) for name in measures}
        self.frames |= {"distribution": grades.distribution(own), "commendations": grades.commendations(own)}
        self.frames["bases"] = grades.bases(own)

    def row(self, frame, reading="literal", **where):
        """The first row of a frame with these values."""
        rows = self.frames[frame]
        for name, value in {"reading": reading, **where}.items():
            rows = rows[rows[name] == value]
        return rows.iloc[0]

    def __call__(self, frame, reading="literal", **where):
        """Its least and greatest whole number, None for no end."""
        return list(frames.ends(self.row(frame, reading, **where)))


@pytest.fixture(scope="module")
def hanoi():
    return Hanoi()


def groups(hanoi):
    codes = (
        "city_committee_in_country", "city_committee_abroad", "city_managed", "district_secretary",
        "commune_secretary", "district_standing",
    )  # fmt: skip
    return [hanoi("groups", statement_code=code)[0] for code in codes]


def level(hanoi, code, reading="literal"):
    return hanoi("by_level", reading, level_code=code, quantity="people")


def attendances(hanoi):
    return hanoi("totals", quantity="attendances")[0]


def people(hanoi, condition):
    return hanoi("totals", quantity="people", condition=condition)[0]


def example(hanoi):
    return [[4, 11, 2023], *example_programme(hanoi), *example_class(hanoi)]


def example_programme(hanoi):
    country, abroad, managed, secretaries, communes, standing = groups(hanoi)
    city, completed = level(hanoi, "city_committee"), level(hanoi, "district_standing")
    plan = hanoi.row("plan_and_actual")
    parts = map(int, frames.split(plan["part_lows"]))
    first, exactly, none = (
        hanoi("remaining_classes", admission_basis=basis) for basis in ("admitted", "completions", "planned")
    )
    assert (exactly[0], none) == (exactly[1], [None, None])
    assert level(hanoi, "commune_secretary") == [communes, None]
    return [
        [country, abroad, abroad, country, country, country, abroad, city[1], *city],
        [managed, 8, 2022, plan["planned_low"], managed, -plan["difference_low"], *parts, plan["rest_low"]],
        [secretaries],
        [MORE.value, communes, *level(hanoi, "commune_secretary", "conventional")],
        [standing, 2, completed[0], standing, *completed, *first, standing, standing, exactly[0], standing,
         completed[0]],
        [country, abroad, managed, secretaries, communes, standing, attendances(hanoi),
         people(hanoi, "whatever_overlaps"), people(hanoi, "nobody_twice")],
    ]  # fmt: skip


def example_class(hanoi):
    names = ("good_up", "very_good_up", "good", "below_good")
    good, top, alone, below = (hanoi("distribution", quantity=name) for name in names)
    usual_good, usual_top, usual_alone, usual_below = (
        hanoi("distribution", "conventional", quantity=name) for name in names
    )
    assert (top[0], usual_good[0], usual_top[1]) == (0, good[0], top[1])
    of_good, usual_of_good = (hanoi("bases", reading, base="good_up") for reading in READINGS)
    learners = level(hanoi, "district_standing")[0]
    commended = hanoi("distribution", quantity="commended")[0]
    both = hanoi("commendations", quantity="good_up")[0]
    return [
        [learners],
        [OVER.value, good[0] - 1, learners, of(good[0] - 1, learners), OVER.value, good[0], of(good[0], learners),
         *good, *below, *usual(OVER), *usual_good, *usual_below],
        [UNDER.value, top[1], learners, of(top[1], learners), top[1] + 1, of(top[1] + 1, learners), UNDER.value,
         top[1], *usual(UNDER), *usual_top, of_good[1], *usual_of_good],
        [good[0], top[1], good[0], top[1], alone[0], alone[1], *usual_alone],
        [commended, commended, learners, of(commended, learners), good[0], below[1], both, commended, commended,
         learners],
    ]  # fmt: skip


def readings(hanoi):
    communes = level(hanoi, "commune_secretary")[0]
    return [
        [UNDER.value, UNDER.value, UNDER.bounds("literal").low, MORE.value, communes],
        [UNDER.value, *usual(UNDER), OVER.value, *usual(OVER), MORE.value,
         *level(hanoi, "commune_secretary", "conventional")],
    ]  # fmt: skip


def bounds(hanoi):
    good = hanoi("distribution", quantity="good_up")
    share = hanoi.row("shares", level_code="commune_secretary")
    exact = Fraction(int(share["low_count"]), int(share["low_of"]))
    printed = [share["low_count"], percent(exact, 3), share["low_of"], percent(exact, 1, "least")]
    return [good, [good[0]], printed]


def whole_numbers(_):
    (count,) = shares.counts("25.5%", 90)
    assert shares.counts("25.5%", 90, rounding=["half_up"]) == []
    return [[0], [Fraction("25.5"), 90, count, 90, of(count, 90), of(count, 90, 1), Fraction("25.5"), count]]


def persons(hanoi):
    country, _, managed, secretaries, communes, standing = groups(hanoi)
    completed = level(hanoi, "district_standing")[0]
    anyhow, apart, other = (
        people(hanoi, condition) for condition in ("whatever_overlaps", "nobody_twice", "nobody_twice_other")
    )
    return [
        [attendances(hanoi)], [anyhow],
        [apart, country, managed, secretaries, completed, communes, completed, standing, other, standing],
        [MORE.value],
    ]  # fmt: skip


def contradictions(_):
    verdicts = audit.verdicts(processed.statements("published-closings")).set_index("statement_code")
    wrong, forced = verdicts.loc["hoa_binh_pool.very_good_share"], verdicts.loc["phuoc_son.good_share"]
    assert (wrong["verdict"], forced["verdict"], forced["rounding"]) == ("inconsistent", "consistent", "forced_to_100")
    (fitting,) = shares.counts(wrong["printed"], 88)
    parts = [of(count, 97, 1) for count in (19, 76, 2)]
    return [
        [48, 88, figures.parse(wrong["printed"]).value, 48, 88, of(48, 88), fitting, of(fitting, 88)],
        [100, 76, 97, of(76, 97), figures.parse(forced["printed"]).value, *parts, sum(parts)],
    ]


def hidden(hanoi):
    learners, given_away = level(hanoi, "district_standing")[0], disclosure.THRESHOLD - 1
    return [[2, disclosure.THRESHOLD, learners, learners - given_away, given_away]]


def classes(_):
    p_value = compare.TwoShares(10, 10, 27_000, 30_000).p_value
    return [[10, 10, 27_000, 30_000, Fraction(f"{p_value:.2f}")]]


COMPUTED = {
    "example": example, "readings": readings, "bounds": bounds, "whole-numbers": whole_numbers, "people": persons,
    "contradictions": contradictions, "hidden": hidden, "classes": classes,
}  # fmt: skip


def said(name, language):
    """The numbers of each paragraph of a section that has some."""
    found = [guide.numbers(words, language) for words in guide.paragraphs(guide.sections(language)[name])]
    return [numbers for numbers in found if numbers]


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("name", COMPUTED)
def test_a_worked_number_is_the_packages(hanoi, name, language):
    assert said(name, language) == COMPUTED[name](hanoi)


def test_no_section_of_the_plain_part_is_left_out():
    names = [name for _, name in guide.levels("en")]
    assert names[1 : names.index("symbols")] == list(COMPUTED)
