"""A panel is played to its end: whom members know, who steps in, the pack, scores, and what came of it."""

from __future__ import annotations

from datetime import timedelta

from coproduction.core.database import db
from coproduction.members.models import NeedKind
from coproduction.notifications.models import Channel, MessageState
from coproduction.panels.actions import outcomes
from coproduction.panels.models import PanelCase, PanelStage
from coproduction.rosters.actions import ask_member
from coproduction.rosters.models import PlaceFee
from coproduction.schedule.models import Arrangement
from tests.leaks.confidence import CANDIDATES
from tests.leaks.mails import PLAYED
from tests.leaks.play import BY_PHONE, BY_TEXT, OF_MANAGER
from tests.panels.seats import BY_LETTER
from tests.rosters.looking import they_hear


def say(page, button, *knows):
    """Say yes or no to each name on the page; return the address of the page that follows."""
    names = sorted(name for form in page.forms for name in form.names if name.startswith("knows_"))
    after = page.press(button, **dict(zip(names, knows, strict=True)))
    return after.address + after.query


def members_answer(play):
    """Two know a candidate, online and on the phone, who said it by mistake; the others know nobody."""
    joan, ivy = play.seated(name="Joan Bell", **BY_PHONE), play.seated(name="Ivy Lamb", **BY_LETTER)
    lee = play.seated(name="Lee Holt", **BY_TEXT)
    play.priya.get(f"/panels/{play.event_id}/candidates").press("Add and ask members", names=CANDIDATES)
    theirs = f"/events/{play.event_id}/candidates"
    yes = say(play.browser(play.amara.account).get(theirs), "Send my answers", "no", "yes")
    play.manager_looks()
    for member, *knows in ((joan, "yes", "no"), (ivy, "no", "no"), (lee, "no", "no")):
        page = play.priya.get(f"/panels/{play.event_id}/candidates/answers/{member.id}")
        say(page, "Record the answers", *knows)
    page = play.priya.get(f"/panels/{play.event_id}/candidates").press("They said it by mistake: Joan Bell")
    assert page.messages == ["Joan Bell can be asked to this panel again."]
    no = say(play.browser(play.tunde.account).get(theirs), "Send my answers", "no", "no")
    assert yes == no  # who knew somebody and who did not went to one address


def ruth_steps_in(play, ruth):
    """Whoever stands by is asked, decides about a fee that passes their cap, and comes with what they need."""
    ask_member(play.role, ruth.id, reason="reasonword", by=play.staff, now=play.now)
    hers, place_id = play.browser(ruth.account), play.of(ruth).id
    refused = hers.post(f"/places/{place_id}/answer", answer="yes")
    assert refused.errors == ["Before you say yes, sign in and tell us what to do about the fee."]
    hers.get(f"/places/{place_id}/fee").press("Continue", wish="all").press("Send my answer")
    assert db.session.query(PlaceFee.place_id).all() == [(place_id,)]
    assert (ruth.id, NeedKind.BSL_INTERPRETER) in db.session.query(Arrangement.member_id, Arrangement.kind).all()


def tunde_scores(play):
    """The pack is written and opened, and a member scores a candidate, locks the sheet and shares its totals."""
    play.priya.get(f"/panels/{play.event_id}/pack").press("Save pack", questions="questionword?", scoring="")
    play.priya.get(f"/panels/{play.event_id}/pack").press("Open the pack")
    page = play.browser(play.tunde.account).get(f"/events/{play.event_id}/pack").press("Open the papers")
    page = page.follow("My score sheet").follow("Candidate 1: Quillonia Vexley")
    [score], [note] = (
        [name for form in page.forms for name in form.names if name.startswith(kind)] for kind in ("score_", "notes_")
    )
    page = page.press("Save", **{score: "3", note: "noteword"}).follow("Lock my score sheet")
    page.press("Lock my score sheet").press("Share my totals")


def letters_are_printed(play):
    """A coordinator prints what goes by post, and what is read out on the phone."""
    by_hand = [each for each in play.inbox.messages if each.channel in (Channel.LETTER, Channel.PHONE)]
    assert {message.template for message in by_hand} >= {"panels/candidates_asked", "panels/pack_open"}
    for message in by_hand:
        if message.state is MessageState.WAITING:
            play.takes_away(f"/contact-tasks/{message.id}")


def all_hear_of_it(play, ruth):
    """A member says how it was, and the manager what came of it, puts it right, and adds something."""
    theirs = play.browser(play.tunde.account).get(f"/events/{play.event_id}/how-it-went")
    theirs.press("Send", words="feedbackword")
    said = {"words": "The team chose somebody.", "to_members": ""}
    page = play.manager.get(play.track).follow("Tell the members the outcome").press("Tell the members", **said)
    assert page.messages == ["Thank you. Everybody who was on the panel is being told."]
    for seen, thanks in enumerate(("", "Thank you.")):
        they_hear()
        words = "The team chose two people."
        outcomes.correct_outcome(play.panel, words, to_members=thanks, seen=seen, by=None, now=play.now)
    passed_on = outcomes.give_feedback(play.panel, ruth, "Good", may_be_passed_on=True, now=play.now)
    outcomes.pass_on(play.panel, passed_on.id, by=play.staff, now=play.now)


def test_nothing_in_confidence_leaves_a_panel_that_is_played_to_its_end(play):
    play = play(maximum=6)
    ruth = play.standby(known_as="Ruth")
    play.manager_looks()
    members_answer(play)
    ruth_steps_in(play, ruth)
    tunde_scores(play)
    letters_are_printed(play)
    play.manager_looks()
    play.worker_works(play.event.starts_at - timedelta(days=2))
    play.worker_works(play.event.ends_at + timedelta(hours=1))
    all_hear_of_it(play, ruth)
    play.manager_looks()
    play.takes_away(f"/panels/report/{play.event.starts_at.year}/download")

    assert db.session.query(PanelCase.stage).scalar() is PanelStage.OUTCOME_SHARED
    assert play.manager_opened == set(OF_MANAGER)
    assert "Candidate 1: 3 of 5, from 1 member" in "".join(play.manager_saw)
    asked = [message for message in play.inbox.messages if message.template == "panels/candidates_asked"]
    assert {message.channel for message in asked} == {Channel.EMAIL, Channel.PHONE, Channel.LETTER, Channel.TEXT}
    endpoints = {line.get("endpoint") for line in play.assert_nothing_leaked(PLAYED["inside panels"])}
    assert endpoints >= {
        "panels.ask_again",
        "panels.show_candidates",
        "panels_members.answer_candidates",
        "panels_public.show_progress",
        "rosters_members.choose_place_fee",
    }
