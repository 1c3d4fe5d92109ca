"""The changes of the notebooks on registers, and what follows each.

Counts of learners stand in no sentence of the notice, and of some tables in none at all: what is told of the register,
in ``about``, moves these.
"""

from __future__ import annotations

from flow import Change, add, put, row, told

COUNTED = "line_code == 'update' and quantity == 'classes' and part in ('total', 'province')"
OULAD = (("register", "oulad"),)
OTHERS = told(kind="foreign", people="Others")
FLOW: dict[str, dict[str, Change]] = {
    "class_comparison": {
        "a published count": Change(
            "c2", "counts", add("table == 'grades' and row == 'AAA 2013J' and column == 'pass'", "count", -100),
            {"title": "s", "tiles": "s", "funnel": "spt", "differences": "spt", "odds": "st", "deltas": "spt",
             "footer": "s"},
        ),
        "the suppression of a register": Change("c2", "about", told(threshold=7), {"footer": "s"}),
        "a register of others": Change("c2", "about", OTHERS, {"notice": "s"}),
        "a count that is only shown": Change(
            "c4", "grades", add("row == 'AAA 2013J' and column == 'pass'", "count"), {}
        ),
        "a class": Change(
            "c6", "classes", add("class_code == 'AAA 2013J'", "count"),
            {"title": "s", "tiles": "s", "differences": "spt", "footer": "s"},
        ),
        "the classes together": Change("c8", "together", add("phi > 0", "phi"), {"tiles": "s", "funnel": "sp"}),
        "a class that stands out": Change(
            "c8", "against", put("class_code == 'AAA 2013J'", "stands_out", True),
            {"title": "s", "tiles": "s", "funnel": "spt", "differences": "spt", "footer": "s"},
        ),
        "the size of the smallest class": Change(
            "c8", "against", add("base == base.min()", "base", -9),
            {"title": "s", "tiles": "s", "caution": "s", "funnel": "spt", "differences": "spt", "footer": "s"},
        ),
        "a limit": Change("c13", "limits", add("level > 0", "low_share", -0.01), {"funnel": "p"}),
        "an odds ratio": Change("c20", "odds", add("class_code == 'EEE 2014J'", "odds_ratio", 0.1), {"odds": "st"}),
        "a pair": Change(
            "c23", "pairs", add("first == 'AAA 2013J' and second == 'DDD 2013B'", "higher_count", 1000),
            {"deltas": "spt"},
        ),
    },
    "register_grades": {
        "a published count": Change(
            "c2", "counts", add("table == 'cuts' and row == 'total' and column == 'very_good_up'", "count"),
            {"title": "s", "tiles": "s", "distribution": "spt", "footer": "s"},
        ),
        "the name of a register": Change(
            "c2", "about", told(register="oulad"),
            {"title": "s", "distribution": "s", "heaping": "s", "other_scales": "s", "footer": "s"},
        ),
        "a register of others": Change("c2", "about", OTHERS, {"title": "s", "notice": "s", "footer": "s"}),
        "zeros that are told": Change(
            "c2", "about", told(zeros="publish"), {"distribution": "s", "not_said": "s", "footer": "s"}
        ),
        "a count that is only shown": Change("c4", "own", add("table == 'cuts'", "count"), {}),
        "a grade": Change("c6", "grades", add("quantity == 'very_good'", "count"), {"distribution": "spt"}),
        "a grade in a class": Change(
            "c12", "grades_by", add("dimension == 'class' and row == 'AAA 2013J' and quantity == 'pass'", "count"),
            {"by_class": "t"}, OULAD,
        ),
        "a score": Change("c15", "marks", add("low == 7", "count"), {"heaping": "spt"}),
        "a grade on another scale": Change(
            "c18", "under_scales", add("quantity == 'very_good' and scale_code == 'credit_system'", "count"),
            {"other_scales": "t"},
        ),
        "awards of a class": Change(
            "c18", "awards",
            row(dimension="class", row="1", kind="commended", quantity="commended", count=22, of=256, share=22 / 256,
                is_suppressed=False, edited=""),
            {"awards": "st"},
        ),
    },
    "register_overview": {
        "a published count": Change(
            "c2", "counts", add("table == 'flow' and row == 'total' and column == 'graded'", "count", -6),
            {"title": "s", "tiles": "s", "flow": "spt", "footer": "s"},
        ),
        "the name of a register": Change(
            "c2", "about", told(register="oulad"),
            {"title": "s", "flow": "s", "units": "s", "footer": "s"},
        ),
        "a register of others": Change("c2", "about", OTHERS, {"title": "s", "notice": "s", "footer": "s"}),
        "a step": Change("c6", "flow", add("quantity == 'commended'", "count"), {"tiles": "s", "flow": "spt"}),
        "the persons": Change("c6", "persons", add("quantity == 'total'", "count"), {"tiles": "s"}),
        "the persons of two classes": Change(
            "c6", "persons", add("quantity == '2'", "count"), {"attendances": "spt"}, OULAD
        ),
        "a step of a class": Change(
            "c11", "flow_by", add("row == 'AAA 2013J' and quantity == 'completed'", "count"), {"by_class": "t"}, OULAD
        ),
        "the learners of a unit": Change("c17", "units", add("row == 'Huyện Mẫu 22'", "count"), {"units": "t"}),
        "those set aside": Change(
            "c17", "set_aside", row(table="set_aside", row="total", column="mark_date", count=5), {"excluded": "st"}
        ),
    },
    "form_10": {
        "a published count": Change(
            "c2", "counts", add("table == 'flow' and dimension == 'class' and column == 'graded'", "count"),
            {"title": "s", "tiles": "s", "refresher": "t", "proof": "t", "remarks": "s", "footer": "s"},
        ),
        "the level of a class": Change(
            "c2", "classes", put("level_code == 'district_standing'", "level_code", "city_managed"),
            {"refresher": "t", "proof": "t"},
        ),
        "the days of a class": Change(
            "c2", "classes", put("level_code == 'district_standing'", "end_date", "2023-12-04"), {"title": "s"}
        ),
        "the years of a register": Change("c2", "about", told(years=[2013]), {"training": "s", "refresher": "s"}),
        "the name of a register": Change(
            "c2", "about", told(register="oulad"),
            {"title": "s", "tiles": "s", "training": "s", "refresher": "st", "proof": "st",
             "left_out": "st", "footer": "s"},
        ),
        "a register of others": Change("c2", "about", OTHERS, {"title": "s", "notice": "s", "footer": "s"}),
        "a count that is only shown": Change("c4", "finished", add("count > 0", "count"), {}),
        "the line of a class": Change(
            "c6", "placed", put("completed > 0", "line_code", "computing"), {"refresher": "t", "proof": "t"}
        ),
        "a class without a line": Change(
            "c6", "placed", put("completed > 0", "reason_code", "no_line"),
            {"title": "s", "tiles": "s", "refresher": "st", "proof": "st", "left_out": "st", "footer": "s"},
        ),
        "a class whose learners may count twice": Change(
            "c6", "placed", put("completed > 0", "is_once", False), {"remarks": "s"}
        ),
        "the classes of a line": Change(
            "c8", "lines", lambda frame: add(COUNTED, "high")(add(COUNTED, "low")(frame)),
            {"refresher": "t", "proof": "t"},
        ),
    },
}  # fmt: skip
