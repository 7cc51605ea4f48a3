"""What makes an address, a way back and a password acceptable."""

import pytest

from coproduction.accounts import rules
from coproduction.accounts.models import Account
from coproduction.core.refusals import Refusal

ABOUT = ["Amara Okafor", "amara.okafor@example.org", "My Life Choices"]


@pytest.mark.parametrize("path", ["/", "/my-page", "/schedule/2027/1", "/events/7?from=email#places", "/answers/a_b-c"])
def test_the_way_back_may_be_any_page_of_ours(path):
    assert rules.safe_path(path) == path


@pytest.mark.parametrize(
    "path",
    [
        None,
        "",
        "//evil.example.org",
        "///evil.example.org",
        "/\\evil.example.org",
        "\\/evil.example.org",
        "/\t/evil.example.org",
        "/\n/evil.example.org",
        "https://evil.example.org/",
        "evil.example.org",
        "javascript:alert(1)",
        " /my-page",
        "/sign-in",
        "/sign-out",
        "/" + "a" * 2000,
    ],
)
def test_the_way_back_never_leads_to_another_site_or_to_the_door_again(path):
    assert rules.safe_path(path) is None


def test_an_address_is_kept_in_small_letters_and_without_spaces():
    assert rules.tidy_email("  Jo.Marsden@Example.ORG ") == "jo.marsden@example.org"


@pytest.mark.parametrize("typed", ["", "jo", "jo@", "@example.org", "jo@@example.org", "jo marsden@example.org"])
def test_what_is_no_address_is_refused(typed):
    with pytest.raises(Refusal) as refused:
        rules.tidy_email(typed)

    assert refused.value.field == "email"
    assert refused.value.message == "Enter an email address in the correct format, like name@example.com"


@pytest.mark.parametrize(
    ("flags", "home"),
    [
        ({"is_member": True}, "site.member_home"),
        ({"is_coordinator": True}, "site.staff_home"),
        ({"is_administrator": True}, "site.staff_home"),
        ({"is_member": True, "is_coordinator": True}, "site.staff_home"),
        ({"is_safeguarding_lead": True}, "members_staff.list_notes"),
        ({}, "site.home"),
    ],
)
def test_everybody_starts_from_a_page_of_their_own(flags, home):
    assert rules.home_endpoint(Account(**flags)) == home


@pytest.mark.parametrize(
    "password",
    [
        "lamp river sock",
        "zebra-9-quilt",
        "ыфавлодж",
        "        8spaces",
        "correct horse battery staple",
        "-".join(map(str, range(250))),
    ],
)
def test_a_password_needs_no_capitals_and_no_symbols_only_to_be_hard_to_guess(password):
    rules.check_password(password, about=ABOUT)


@pytest.mark.parametrize(
    "password",
    [
        "password",
        "PASSWORD1",
        "iloveyou",
        "28022027",
        "aaaaaaaa",
        "abcabcabc",
        "abcdefgh",
        "hgfedcba",
        "qwertyui",
        "poiuytrewq",
        "amaraokafor",
        "Okafor1990",
        "amara.okafor@example.org",
        "mylifechoices!",
        "password2027",
    ],
)
def test_a_password_that_is_easy_to_guess_is_refused(password):
    with pytest.raises(Refusal) as refused:
        rules.check_password(password, about=ABOUT)

    assert (refused.value.field, refused.value.message) == ("password", rules.TOO_EASY)


@pytest.mark.parametrize(
    ("password", "message"),
    [
        ("lamp7", "Password must be 8 characters or more"),
        ("lamp river sock " * 63, "Password must be 1,000 characters or less"),
    ],
)
def test_a_password_has_a_length(password, message):
    with pytest.raises(Refusal) as refused:
        rules.check_password(password, about=ABOUT)

    assert refused.value.message == message
