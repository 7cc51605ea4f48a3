"""The coordinator's answer to somebody who asks to join: yes, no, or not yet."""

from __future__ import annotations

from datetime import date, datetime

from dateutil.relativedelta import relativedelta

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.core.dates import uk_wall
from coproduction.core.refusals import Refusal
from coproduction.members import emails, rules
from coproduction.members.actions.departures import rejoin
from coproduction.members.actions.members import open_sign_in
from coproduction.members.actions.merging import merge
from coproduction.members.actions.moves import begin_membership, move_application, nobody_told
from coproduction.members.kinds import NEEDS
from coproduction.members.models import (
    Application,
    ApplicationNeed,
    ApplicationState,
    Interest,
    Member,
    MemberInterest,
    MemberState,
    Need,
    Supporter,
)
from coproduction.members.queries import applications as queries
from coproduction.notifications.actions import drop_about

YEARS_AHEAD = 2  # further off is a slip of the keyboard, and would let somebody wait for good
CAME_BACK = "They asked to join again"
FROM_APPLICATION = (
    "pronouns",
    "channel",
    "contact_times",
    "email",
    "phone",
    "address",
    "area",
    "availability",
    "travel",
    "emergency_contact",
)


def accept_application(application_id: int, *, by: Account, now: datetime, reason: str = "") -> Member:
    """Make the applicant a member in their induction, with a sign-in if they gave an email address; welcome them.

    A second click of the same person changes nothing. Refused when somebody else has decided, or they have decided
    otherwise: the refusal says who and when.
    """
    application = queries.lock_application(application_id)
    if rules.is_repeated(application, ApplicationState.ACCEPTED, by=by):
        return queries.member_made_of(application)
    move_application(application, ApplicationState.ACCEPTED, by=by, now=now, reason=reason, tell=nobody_told)
    member = _member_from(application, now=now)

    begin_membership(
        member,
        by=by,
        now=now,
        tell=lambda key: emails.welcome(member, open_sign_in(member, by=by, now=now), key=key, now=now),
    )
    _keep_supporter(application, member, now=now)
    return member


def decline_application(
    application_id: int, message: str, other_way: str, *, by: Account, now: datetime
) -> Application:
    """Tell the applicant, in the coordinator's own words, that they cannot join now, and how else to be heard.

    A second click of the same person changes nothing. Refused when somebody else has decided, or they have decided
    otherwise: the refusal says who and when.
    """
    application = queries.lock_application(application_id)
    if rules.is_repeated(application, ApplicationState.DECLINED, by=by):
        return application
    rules.refuse_move(application, ApplicationState.DECLINED)
    application.decision_note = f"{message}\n\n{other_way}"
    return move_application(
        application,
        ApplicationState.DECLINED,
        by=by,
        now=now,
        reason=application.decision_note,
        tell=lambda key: emails.declined(application, message, other_way, key=key, now=now),
    )


def put_on_waiting_list(
    application_id: int, why: str, *, look_again_on: date, by: Account, now: datetime
) -> Application:
    """Let the applicant wait, and tell them why and when we look again; also when there is still no place.

    The same words from the same person are sent once. Refused for a day that is not ahead, or years away.
    """
    application = queries.lock_application(application_id)
    if queries.was_last_moved(application, ApplicationState.WAITING_LIST, reason=why, by=by):
        return application
    today = uk_wall(now).date()
    if look_again_on <= today:
        raise Refusal("The day must be in the future", field="look_again_on")
    if look_again_on > today + relativedelta(years=YEARS_AHEAD):
        raise Refusal(f"The day must be within {YEARS_AHEAD} years", field="look_again_on")
    return move_application(
        application,
        ApplicationState.WAITING_LIST,
        by=by,
        now=now,
        reason=why,
        look_again_on=look_again_on,
        tell=lambda key: emails.waiting_list(application, why, look_again_on, key=key, now=now),
    )


def look_again(application_id: int, *, by: Account, now: datetime, reason: str = "") -> Application:
    """Take the applicant from the waiting list, to be answered now, and tell them. A second click changes nothing."""
    application = queries.lock_application(application_id)
    if queries.was_last_moved(application, ApplicationState.SUBMITTED, reason=reason, by=by):
        return application
    if application.state is not ApplicationState.WAITING_LIST:
        raise Refusal("This application is not on the waiting list. Nothing has changed.")
    return move_application(
        application,
        ApplicationState.SUBMITTED,
        by=by,
        now=now,
        reason=reason,
        tell=lambda key: emails.looked_at_again(application, key=key, now=now),
    )


def withdraw_application(
    application_id: int, *, by: Account | None, now: datetime, reason: str = "", is_told: bool = True
) -> Application:
    """Take the application back: for the applicant, or for a coordinator on their word. It is confirmed to them.

    What waits to be told them is dropped. With `is_told` False they are told nothing: they have died, or asked us not
    to write. A second click changes nothing. Refused when the application has been decided.
    """
    application = queries.lock_application(application_id)
    if rules.is_repeated(application, ApplicationState.WITHDRAWN, by=by):
        return application
    rules.refuse_move(application, ApplicationState.WITHDRAWN)
    drop_about(emails.about(application.id), now=now)
    if by is None:
        application.changed_at = now  # so that they can still read, for a time, that it was done
    return move_application(
        application,
        ApplicationState.WITHDRAWN,
        by=by,
        now=now,
        reason=reason,
        tell=(lambda key: emails.withdrawn(application, key=key, now=now)) if is_told else nobody_told,
    )


def accept_back(application_id: int, former_id: int, *, by: Account, now: datetime, reason: str = "") -> Member:
    """Accept somebody who was a member before and had left: bring that membership back, and return it.

    They begin with the induction again. What they told us now stands on their earlier record, with all its history;
    the application keeps a record of its own that became part of it. They are welcomed back, and an email address that
    is used no more is told. A second click of the same person changes nothing. Refused as accepting is, and for a
    record that is not of somebody like them who has left.
    """
    application = queries.lock_application(application_id)
    if rules.is_repeated(application, ApplicationState.ACCEPTED, by=by):
        return queries.member_made_of(application)
    rules.refuse_move(application, ApplicationState.ACCEPTED)
    if former_id not in {former.id for former in queries.former_records(application, viewer=by)}:
        raise Refusal("This record is not of somebody who has left. Open the page again", field="former")
    move_application(application, ApplicationState.ACCEPTED, by=by, now=now, reason=reason, tell=nobody_told)
    asked = begin_membership(_member_from(application, now=now), by=by, now=now, reason=CAME_BACK, tell=nobody_told)
    _keep_supporter(application, asked, now=now)
    told_us = ["name", "known_as", *FROM_APPLICATION]
    return rejoin(
        former_id, by=by, now=now, reason=CAME_BACK, first=lambda: merge(former_id, asked.id, told_us, by=by, now=now)
    )


def _member_from(application: Application, *, now: datetime) -> Member:
    name = application.name or ""
    today = uk_wall(now).date()
    member = Member(
        application=application,
        state=MemberState.INDUCTION,
        name=name,
        known_as=application.known_as or name,
        joined_on=today,
        interests=[MemberInterest(interest=Interest(interest)) for interest in application.interests or ()],
        needs=[_need_from(need, now=now) for need in application.needs],
        **{column: getattr(application, column) for column in FROM_APPLICATION},
    )
    rules.begin_term(member, today=today)
    return member


def _need_from(need: ApplicationNeed, *, now: datetime) -> Need:
    return Need(
        kind=need.kind,
        detail=need.detail,
        seen_by=need.seen_by,
        lead_days=NEEDS[need.kind].lead_days,
        recorded_at=now,
        review_on=rules.review_after(uk_wall(now).date()),
    )


def _keep_supporter(application: Application, member: Member, *, now: datetime) -> None:
    """Keep who helped them with the application. They may see and do nothing until the member says so."""
    if named := application.supporter:
        db.session.add(
            Supporter(
                member=member,
                name=named.name,
                relation=named.relation,
                email=named.email,
                phone=named.phone,
                added_at=now,
            )
        )
        db.session.flush()
