"""docs/house.md: the plan is that of the package, and the walk of a figure goes as it says."""

from __future__ import annotations

import ast
import doctest
import re

import pytest
from test_architecture import GROUND, WINGS

from analysis import paths

HOUSE = paths.ROOT / "docs" / "house.md"
PLAN = dict(re.findall(r"^\| `?(\w+)/?`? \| (.+) \|$", HOUSE.read_text(encoding="utf-8"), re.MULTILINE))


def test_the_plan_names_the_wings_from_the_top_down_and_the_ground():
    assert list(PLAN) == [*reversed(WINGS), "ground"]
    assert tuple(re.findall(r"`(\w+)`", PLAN["ground"])) == GROUND


@pytest.mark.parametrize("wing", WINGS)
def test_a_wing_is_what_its_face_says(wing):
    face = ast.parse((paths.PACKAGE / wing / "__init__.py").read_text(encoding="utf-8"))
    assert ast.get_docstring(face).startswith(PLAN[wing])


def test_every_room_that_the_plan_names_is_there():
    text = HOUSE.read_text(encoding="utf-8")
    rooms = re.findall(rf"`((?:{'|'.join(WINGS)})/[\w/.]+)`", text)
    assert [room for room in rooms if not (paths.PACKAGE / room).exists()] == []
    assert len(rooms) >= 4


def test_the_walk_of_a_figure_goes_as_written():
    assert doctest.testfile(str(HOUSE), module_relative=False).failed == 0
