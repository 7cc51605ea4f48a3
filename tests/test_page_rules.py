"""The rules that every page keeps: each is broken once here, to see that it is noticed."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from tests import page_rules
from tests.page_rules import bones_of, faults_of, words_of

GOOD = """<!DOCTYPE html>
<html lang="en"><head><title>Your page - Group</title></head><body><main><h1>Your page</h1>
<form><label for="a">Name</label><input id="a" name="a"></form>
</main></body></html>"""


def faults(html: str) -> list[str]:
    """Return what is wrong with the HTML."""
    return faults_of(html)


def test_a_good_page_has_no_faults() -> None:
    assert faults(GOOD) == []


@pytest.mark.parametrize(
    ("right", "wrong", "fault"),
    [
        ("</form>", "</p></form>", "Not valid HTML: unexpected-end-tag at line 3: "),
        ("<h1>Your page</h1>", "", "There are 0 h1 headings, not one"),
        ("<form>", "<h1>Again</h1><form>", "There are 2 h1 headings, not one"),
        ("<h1>Your", "<h1>My", "The title 'Your page - Group' does not start with the heading 'My page'"),
        ("<title>", "<title>Error: ", "The title 'Error: Your page - Group' says 'Error: ' when there is none"),
        ("<main>", '<main id="a">', "The id 'a' is there 2 times"),
        ('for="a"', 'for="b"', "<label> points to the id 'b', which is not there"),
        ("<label ", "<span ", "The field 'a' has no label"),
        ("<form>", '<form><img src="/a.png">', "The image /a.png has no alt"),
        ("<form>", "<form><fieldset></fieldset>", "A fieldset has no legend"),
        ("<form>", "<form><button></button>", "A <button> has no words"),
        ("<form>", '<form><a href="/"></a>', "A <a> has no words"),
        ("<form>", "<form><table><tr><td>1</td></tr></table>", "A table has no header cells"),
        ("<form>", '<form style="color: red">', "<form> has a style or a script in an attribute"),
        ("<form>", '<form onsubmit="f()">', "<form> has a style or a script in an attribute"),
        ("</main>", "</main><script>f()</script>", "There is a <script> in the page"),
        ("</main>", '</main><script src="https://example.org/a.js"></script>', "<script> asks another site for https:"),
    ],
)
def test_a_broken_page_is_noticed(right: str, wrong: str, fault: str) -> None:
    assert faults(GOOD) == []  # so that it is known
    html = GOOD.replace(right, wrong, 1)

    assert [found for found in faults(html) if found.startswith(fault)], faults(html)


def test_a_page_is_known_again_by_all_but_its_tokens() -> None:
    form = '<form><input type="hidden" name="csrf_token" value="{}.aXy.Ab1">'
    first, second = (GOOD.replace("<form>", form.format(letter * 40)) for letter in "ab")
    page_rules._faultless.clear()

    assert faults(first) == faults(second) == []
    assert len(page_rules._faultless) == 1
    assert faults(second.replace("<label ", "<span ")) != []


@pytest.mark.parametrize(
    "other",
    [
        GOOD.replace("Your page", "Our new page, at 2pm"),
        GOOD.replace('"a"', '"another"'),
        GOOD.replace("Your page", "Ewa&#39;s &amp; Sam’s"),
    ],
)
def test_pages_of_other_words_have_different_bones_only_when_they_hold_entities(other: str) -> None:
    assert (bones_of(other) == bones_of(GOOD)) is ("&" not in other)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("Name", "Name &copy of it"),
        ("Name", "Name < of it"),
        ('name="a"', 'name="a'),
        ('name="a"', 'name="a" name="b"'),
        ('name="a"', "name=a<b"),
        ("Name", "Name \x0b"),
        ("</label>", "</labels>"),
        ("<main>", "<main><!-- a -- b -->"),
    ],
)
def test_bad_syntax_is_noticed_on_a_page_whose_bones_are_known(right: str, wrong: str) -> None:
    assert faults(GOOD) == []
    html = GOOD.replace("Your page", "Our page").replace(right, wrong, 1)

    assert [found for found in faults(html) if found.startswith("Not valid HTML: ")] != []


def test_words_read_as_they_look() -> None:
    tag = BeautifulSoup("<p>One <b>two</b>, three<br>four</p>", "html.parser")

    assert words_of(tag) == "One two, three four"
