"""The words of each email about signing in."""

from typing import Any

from coproduction.accounts import actions
from coproduction.accounts.models import LinkPurpose

CLOSING = """

---

This message is from My Life Choices, NHS Nottingham and Nottinghamshire Integrated Care Board.

If you would like to speak to somebody, phone 0115 496 0000 or email hello@example.org.
"""


def words_of(message: Any) -> str:
    """Return the words of an email, with its link made the same each time."""
    assert message.text.endswith(CLOSING)
    before, link, after = message.text.removesuffix(CLOSING).partition("/sign-in/")
    return f"{before}{link}TOKEN{after[43:]}" if link else before


def test_the_link_to_sign_in(jo, noon, inbox):
    actions.send_links(jo.email, next_path="/my-details", now=noon)

    [message] = inbox.messages
    assert (message.subject, message.is_secret) == ("Your link to sign in to My Life Choices", True)
    assert (message.to_name, message.to_address, message.member_id) == ("Jo Marsden", "marsden@example.org", None)
    assert (
        words_of(message)
        == """Dear Jo Marsden,

Here is your link to sign in.

Sign in as Jo Marsden: http://localhost/sign-in/TOKEN?next=/my-details

It works once, until Monday 4 January 2027, 1pm. It is only for you, so please do not pass it on.

If you did not ask for this, you do not need to do anything."""
    )


def test_the_link_that_follows_a_welcome_that_ran_out(jo, noon, inbox):
    actions.send_next_link(actions.make_link(jo, LinkPurpose.WELCOME, now=noon), next_path=None, now=noon)

    [message] = inbox.messages
    assert (message.subject, message.is_secret) == ("A new link to set up your sign-in to My Life Choices", True)
    assert (
        words_of(message)
        == """Dear Jo Marsden,

Your first link is too old now. Here is a new one to set up how you sign in.

Set up your sign-in: http://localhost/sign-in/TOKEN

It works once, until Monday 18 January 2027, midday. It is only for you, so please do not pass it on."""
    )


def test_the_news_that_a_password_was_changed(jo, noon, inbox):
    actions.set_password(jo, "a hash", now=noon)

    [message] = inbox.messages
    assert (message.subject, message.is_secret) == ("Your password for My Life Choices was changed", False)
    assert (
        words_of(message)
        == """Dear Jo Marsden,

Your password was changed on Monday 4 January 2027, midday. You have been signed out on your other devices.

If this was you, you do not need to do anything.

If it was not you, sign in with a link: http://localhost/sign-in and choose a new password. Then ring us on \
0115 496 0000."""
    )
