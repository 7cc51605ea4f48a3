"""Everybody reads of the courses that teams can ask for, and of no others."""

from __future__ import annotations

import pytest

from coproduction.training.models import CourseMode
from tests.factories import CourseFactory

HIDDEN = ({"is_on_request": False}, {"is_on_request": True, "is_offered": False})


def test_a_team_finds_a_course_and_how_to_ask_for_it(stranger):
    CourseFactory(
        name="Accessible meetings",
        aim="You plan a meeting for everybody.",
        audience="Everybody who leads meetings",
        minutes=90,
        fewest_delegates=6,
        delegates=15,
        mode=CourseMode.ONLINE,
        is_on_request=True,
    )

    page = stranger.get("/get-involved/training").follow("See what members teach")
    assert page.heading == "Training that members teach"
    assert "Everybody who leads meetings. 1 hour 30 minutes." in page.text

    page = page.follow("Accessible meetings")
    assert (page.heading, page.address) == ("Accessible meetings", "/training/accessible-meetings")
    assert page.rows == [
        ["Who it is for", "Everybody who leads meetings"],
        ["How long it takes", "1 hour 30 minutes"],
        ["How many people", "6 to 15"],
        ["Where", "Online"],
    ]
    assert "You plan a meeting for everybody." in page.text
    assert page.follow("all the ways to reach us").heading == "Contact us"


@pytest.mark.parametrize("hidden", HIDDEN)
def test_what_teams_cannot_ask_for_is_not_found_by_anybody(stranger, hidden):
    CourseFactory(name="Interview skills", **hidden)

    page = stranger.get("/training")

    assert "There is no course to ask for at the moment." in page.text
    assert "Interview skills" not in page.text
    assert stranger.get("/training/interview-skills").status == 404
    assert "/training/interview-skills" not in stranger.fetch("/sitemap.xml").get_data(as_text=True)


@pytest.mark.parametrize("courses", [1, 3])
def test_the_public_list_costs_the_same_however_long_it_is(stranger, count_statements, courses):
    CourseFactory.create_batch(courses, is_on_request=True)

    with count_statements() as statements:
        stranger.get("/training")

    assert len(statements) == 1


def test_the_map_of_the_site_and_the_search_know_of_them(stranger):
    CourseFactory(name="Accessible meetings", is_on_request=True)

    site_map = stranger.fetch("/sitemap.xml").get_data(as_text=True)

    assert "<loc>http://localhost/training</loc>" in site_map
    assert "<loc>http://localhost/training/reports</loc>" in site_map
    assert "<loc>http://localhost/training/accessible-meetings</loc>" in site_map
    assert stranger.get("/search?q=workshop").links["Training that members teach"] == "/training"
