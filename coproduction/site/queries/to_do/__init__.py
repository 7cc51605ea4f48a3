"""The coordinator's to-do list: what waits, why now, and where to do it. One statement for each kind of task.

A new list is one function in the module of its noun, with a line in LISTS: it takes the viewer and the time, and
returns what `tasks.task_list` makes of a statement.
"""

from __future__ import annotations

from datetime import datetime

from coproduction.accounts.models import Account
from coproduction.core.dated_settings import read_at_once
from coproduction.site.queries.to_do.actions import late_actions
from coproduction.site.queries.to_do.after_training import (
    debriefs_to_hold,
    trainers_to_ring,
    trainers_who_ask,
    words_to_read,
)
from coproduction.site.queries.to_do.applications import (
    chats_to_hold,
    sign_ups_to_finish,
    unanswered_applications,
    unanswered_questions,
    waiting_list_to_look_at,
)
from coproduction.site.queries.to_do.arrangements import (
    arrangements_to_book,
    bookings_to_settle,
    unconfirmed_bookings,
)
from coproduction.site.queries.to_do.attendance import unrecorded_attendance
from coproduction.site.queries.to_do.belonging import (
    exit_talks_to_hold,
    inductions,
    members_leaving,
    probations_over,
    references_to_write,
    reviews_due,
    terms_ending,
)
from coproduction.site.queries.to_do.calls import calls_asked
from coproduction.site.queries.to_do.chats import chats_asked
from coproduction.site.queries.to_do.clashes import members_held_twice
from coproduction.site.queries.to_do.contacts import contacts_by_hand
from coproduction.site.queries.to_do.delegates import delegates_to_write_down, needs_of_delegates
from coproduction.site.queries.to_do.drafts import unpublished_events
from coproduction.site.queries.to_do.left_out import members_left_out
from coproduction.site.queries.to_do.minutes import minutes_to_share
from coproduction.site.queries.to_do.needs import unchecked_needs
from coproduction.site.queries.to_do.newcomers import newcomers_to_panels
from coproduction.site.queries.to_do.notes import missing_safeguarding_lead, restricted_notes
from coproduction.site.queries.to_do.offers import silent_members, unanswered_offers
from coproduction.site.queries.to_do.outcomes import outcomes_to_share
from coproduction.site.queries.to_do.panel_members import members_left_alone, names_to_answer
from coproduction.site.queries.to_do.panel_packs import packs_to_open
from coproduction.site.queries.to_do.panels import dates_to_agree, missed_panels, silent_managers, unanswered_requests
from coproduction.site.queries.to_do.papers import papers_to_send
from coproduction.site.queries.to_do.qualifications import qualifications_running_out
from coproduction.site.queries.to_do.religious_days import unknown_religious_days
from coproduction.site.queries.to_do.ringing import roles_to_ring_for
from coproduction.site.queries.to_do.roles import short_roles, unchosen_members
from coproduction.site.queries.to_do.school_holidays import unknown_school_holidays
from coproduction.site.queries.to_do.tasks import TaskList
from coproduction.site.queries.to_do.trainers import sessions_without_trainers, trainers_to_ask_about_recording
from coproduction.site.queries.to_do.training import days_to_agree as training_days_to_agree
from coproduction.site.queries.to_do.training import (
    missed_training,
    silent_teams,
    training_that_waits,
    unanswered_training,
    unbooked_training,
)
from coproduction.site.queries.to_do.unasked import events_asked_of_nobody
from coproduction.site.queries.to_do.untold import untold_members
from coproduction.site.queries.to_do.venues import unchecked_venues

# In the order of their weight, which decides among those that are late.
LISTS = (
    restricted_notes,
    missing_safeguarding_lead,
    unanswered_applications,
    unanswered_requests,
    dates_to_agree,
    missed_panels,
    silent_managers,
    unanswered_training,
    training_days_to_agree,
    missed_training,
    silent_teams,
    chats_asked,
    roles_to_ring_for,
    sessions_without_trainers,
    trainers_to_ask_about_recording,
    unbooked_training,
    members_left_alone,
    names_to_answer,
    packs_to_open,
    calls_asked,
    debriefs_to_hold,
    trainers_who_ask,
    trainers_to_ring,
    contacts_by_hand,
    sign_ups_to_finish,
    chats_to_hold,
    unanswered_questions,
    waiting_list_to_look_at,
    training_that_waits,
    arrangements_to_book,
    unconfirmed_bookings,
    bookings_to_settle,
    needs_of_delegates,
    inductions,
    members_held_twice,
    short_roles,
    unchosen_members,
    papers_to_send,
    minutes_to_share,
    outcomes_to_share,
    silent_members,
    events_asked_of_nobody,
    members_left_out,
    words_to_read,
    late_actions,
    unrecorded_attendance,
    delegates_to_write_down,
    unanswered_offers,
    untold_members,
    unchecked_needs,
    probations_over,
    members_leaving,
    exit_talks_to_hold,
    references_to_write,
    reviews_due,
    terms_ending,
    qualifications_running_out,
    newcomers_to_panels,
    unchecked_venues,
    unpublished_events,
    unknown_school_holidays,
    unknown_religious_days,
)


def to_do(*, viewer: Account, now: datetime) -> list[TaskList]:
    """Return the kinds of task that have something to do, with the most urgent few of each."""
    with read_at_once():
        return [found for tasks in LISTS if (found := tasks(viewer=viewer, now=now)).total]
