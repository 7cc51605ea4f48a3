"""Every room's pages, in the order of the house, and what rooms hand to those below them: facts and housekeeping."""

from coproduction.accounts import views as accounts
from coproduction.accounts.actions import held_forms
from coproduction.accounts.actions import links as sign_in_links
from coproduction.documents import current as documents_current
from coproduction.documents import openers
from coproduction.documents import staff_views as documents_staff
from coproduction.documents import views as documents
from coproduction.meetings import pages as meeting_pages
from coproduction.meetings import public_views as meetings_public
from coproduction.meetings import staff_views as meetings
from coproduction.meetings import views as meetings_members
from coproduction.meetings.actions import merging as meeting_merging
from coproduction.meetings.actions import papers as meeting_papers
from coproduction.meetings.actions import points as meeting_points
from coproduction.meetings.queries import agenda as meeting_agenda
from coproduction.meetings.queries import meetings as meeting_queries
from coproduction.meetings.queries import polls as meeting_polls
from coproduction.meetings.staff_views.papers import papers_for
from coproduction.members import locking, passports
from coproduction.members import partings as member_partings
from coproduction.members import shown as member_parts
from coproduction.members import staff_views as members_staff
from coproduction.members import views as members
from coproduction.members.actions import (
    applications,
    chats,
    departures,
    forgetting,
    former,
    imports,
    merging,
    renewals,
    searches,
    supporters,
)
from coproduction.members.queries import histories, timeline
from coproduction.members.staff_views.sign_ups import copy_for
from coproduction.notifications import enclosures, housekeeping
from coproduction.notifications import forgetting as message_words
from coproduction.notifications import inbox_views as inbox
from coproduction.notifications import staff_views as notifications
from coproduction.panels import public_views as panels_public
from coproduction.panels import staff_views as panels
from coproduction.panels import views as panels_members
from coproduction.panels.actions import alone as alone_members
from coproduction.panels.actions import following as panel_following
from coproduction.panels.actions import forgetting as panel_forgetting
from coproduction.panels.actions import merging as panel_merging
from coproduction.panels.actions import moving as panel_moving
from coproduction.panels.actions import requests as panel_requests
from coproduction.panels.actions import stages as panel_stages
from coproduction.panels.pages import alone as alone_pages
from coproduction.panels.pages import packs as pack_pages
from coproduction.panels.queries import panels as panel_queries
from coproduction.panels.queries import requests as panel_request_queries
from coproduction.panels.rules import packs as pack_rules
from coproduction.panels.staff_views.packs import pack_for
from coproduction.rosters import agreed, beside
from coproduction.rosters import public_views as rosters_public
from coproduction.rosters import shown as roster_parts
from coproduction.rosters import staff_views as rosters
from coproduction.rosters import views as rosters_members
from coproduction.rosters.actions import availability as rosters_availability
from coproduction.rosters.actions import conflicts, drafts, fees, looking
from coproduction.rosters.actions import merging as rosters_merging
from coproduction.rosters.actions import searches as roster_searches
from coproduction.rosters.actions import wanted as wanted_proposals
from coproduction.rosters.pages import availability as rosters_pages
from coproduction.rosters.pages import fees as fee_pages
from coproduction.rosters.queries import conflicts as conflict_queries
from coproduction.rosters.queries import limits as limit_queries
from coproduction.rosters.queries import wanted as wanted_queries
from coproduction.schedule import bars, comings, facts, stirrings, tidings
from coproduction.schedule import public_views as schedule_public
from coproduction.schedule import staff_views as schedule_staff
from coproduction.schedule import views as schedule
from coproduction.schedule.actions import alerts, arranging, bygones, feeds, needs_met, reminders
from coproduction.schedule.actions import details as answer_details
from coproduction.schedule.actions import merging as schedule_merging
from coproduction.schedule.actions import partings as place_partings
from coproduction.schedule.actions import waiting as waiting_lists
from coproduction.schedule.models import EventKind
from coproduction.schedule.queries import timelines as schedule_timelines
from coproduction.schedule.queries.booked import booked_lines
from coproduction.schedule.queries.locks import lock_parts_of
from coproduction.site import staff_views as site_staff
from coproduction.site import views as site
from coproduction.training import calling_off
from coproduction.training import public_views as training_public
from coproduction.training import staff_views as training
from coproduction.training import views as training_members
from coproduction.training.actions import afterwards as after_training
from coproduction.training.actions import attending as training_attending
from coproduction.training.actions import booking, delegates_told, hosts_told, stories
from coproduction.training.actions import evaluation as training_evaluation
from coproduction.training.actions import following as training_following
from coproduction.training.actions import forgetting as training_forgetting
from coproduction.training.actions import path as training_path
from coproduction.training.actions import request_stages as training_stages
from coproduction.training.actions import requests as training_requests
from coproduction.training.actions import roles as training_roles
from coproduction.training.pages import own_parts as training_parts
from coproduction.training.pages import path as path_pages
from coproduction.training.pages import shown as training_shown
from coproduction.training.queries import requests as training_request_queries
from coproduction.training.rules import materials as training_materials

BLUEPRINTS = tuple(
    room.blueprint
    for room in (
        site,
        site_staff,
        accounts,
        members,
        members_staff,
        documents,
        documents_staff,
        schedule,
        schedule_public,
        schedule_staff,
        rosters,
        rosters_members,
        rosters_public,
        meetings,
        meetings_members,
        meetings_public,
        training,
        training_public,
        training_members,
        panels,
        panels_public,
        panels_members,
        notifications,
        inbox,
    )
)

facts.tell(EventKind.MEETING, meeting_queries.facts)
facts.show(EventKind.MEETING, meeting_pages.meeting_part)
openers.tell(meeting_agenda.opens_papers, to_supporters=meeting_agenda.opens_papers_to_supporters)
comings.when_coming(EventKind.MEETING, meeting_papers.send_to_late_comer)
bars.tell(conflict_queries.conflict_bar)
bars.tell(limit_queries.limit_bar)
bars.tell(limit_queries.pay_bar)
bars.tell_before_yes(fee_pages.before_yes)
facts.tell_booked(booked_lines)
facts.tell_asked(rosters_pages.asked_for_supporters)
facts.tell_looking(meeting_polls.is_looking_for_a_date)
facts.tell_helped(EventKind.MEETING, meeting_polls.who_found_the_date)
facts.tell(EventKind.TRAINING, training_parts.facts)
facts.tell_first(EventKind.TRAINING, training_parts.look_first)
facts.tell_reader(EventKind.TRAINING, training_request_queries.team_of)
facts.show_to_member(EventKind.TRAINING, training_shown.shown_to_member)
roster_parts.show(EventKind.TRAINING, training_parts.recording_part)
facts.tell(EventKind.PANEL, panel_queries.facts)
facts.tell_reader(EventKind.PANEL, panel_request_queries.manager_of)
roster_parts.show(EventKind.PANEL, alone_pages.alone_part)
facts.show_to_member(EventKind.PANEL, pack_pages.own_part)
openers.tell(pack_rules.opens_papers, to_supporters=pack_rules.opens_papers_to_supporters)
tidings.when_changed(EventKind.PANEL, panel_following.follow)
tidings.when_times_change(EventKind.PANEL, panel_moving.follow_change)
comings.when_coming(EventKind.PANEL, panel_following.tell_anew)
agreed.when_agreed(EventKind.PANEL, panel_following.tell_new_name)
tidings.before_members_see(EventKind.PANEL, panel_stages.refuse_too_few)
openers.tell(training_materials.opens_materials, to_supporters=training_materials.opens_no_materials)
tidings.when_changed(EventKind.TRAINING, training_following.follow)
tidings.when_times_change(EventKind.TRAINING, training_following.follow_change)
calling_off.when_called_off(number=delegates_told.number_concerned, tell=delegates_told.tell_called_off)
calling_off.when_called_off(number=hosts_told.name_concerned, tell=hosts_told.tell_called_off)
tidings.before_members_see(EventKind.TRAINING, training_roles.refuse_too_few)
stirrings.when_moved(roster_searches.follow_move)
stirrings.when_moved_at(EventKind.TRAINING, training_attending.follow_move)
member_parts.show(path_pages.path_part)
beside.say(EventKind.TRAINING, path_pages.beside_names)

for name, source in histories.SOURCES.items():
    timeline.tell(name, source)
timeline.tell("place", schedule_timelines.PLACES)

enclosures.tell("members/application_received", copy_for)
enclosures.tell("meetings/papers_sent", papers_for)
enclosures.tell("panels/pack_open", pack_for)

merging.follow_merges(schedule_merging.PLACES)
merging.follow_merges(rosters_merging.AVAILABILITY)
merging.follow_merges(meeting_points.ACTIONS)
merging.follow_merges(meeting_merging.POLL_ANSWERS)
merging.follow_merges(conflicts.CONFLICTS)
merging.follow_merges(panel_merging.INSIDE_PANELS)
merging.follow_merges(stories.STORIES)
merging.follow_merges(after_training.TRAINERS_SAID)

housekeeping.promptly("forms that nobody came back for", held_forms.purge)
housekeeping.each_day("sign-in links that ended long ago", sign_in_links.purge)
locking.before_members(lock_parts_of)
member_partings.when_resting(place_partings.hold_back_offers)
member_partings.when_gone(place_partings.close_places)
passports.when_needs_change(arranging.follow_needs)
member_partings.when_gone(feeds.stop_feed)
member_partings.when_gone(stories.forget_story)
member_partings.when_forgotten(place_partings.forget_words)
member_partings.when_forgotten(conflicts.forget_conflicts)
member_partings.when_forgotten(fees.forget_fees)
member_partings.when_forgotten(drafts.forget_choices)
member_partings.when_forgotten(alone_members.forget_reasons)
member_partings.when_forgotten(training_path.forget_reasons)
member_partings.when_forgotten(after_training.forget_feedback_of)

housekeeping.at_once("lists of members that were confirmed", imports.bring_next_in)
housekeeping.between(
    "proposals for many panels",
    housekeeping.Thought(wanted_queries.next_asked, wanted_proposals.made_of, wanted_proposals.keep_proposal),
)
housekeeping.each_day("proposals for many panels, a week old", wanted_proposals.purge)
housekeeping.at_once("steps in looking for people who step in", looking.look_on)
housekeeping.often("reminders of events", reminders.send_reminders)
housekeeping.often("messages about events that have begun, and that nobody was told", bygones.forget_bygones)
housekeeping.often("places offered to the next who waits", waiting_lists.keep_lists)
housekeeping.often("places at training given to the next who waits", booking.keep_lines)
housekeeping.often("reminders of training to who attends it", delegates_told.remind_delegates)
housekeeping.often("panels whose time is over", panel_stages.hold_panels)
housekeeping.often("sessions whose time is over", training_stages.hold_sessions)
housekeeping.often("staff asked what training changed", training_evaluation.ask_delegates)
housekeeping.often("questions about training whose time is over", training_evaluation.close_rounds)
housekeeping.often("trainers asked how a session was for them", after_training.ask_trainers)
housekeeping.often("members whose last day is over", departures.leave_when_due)
housekeeping.each_day("places of members who have gone", place_partings.close_places_of_the_gone)
housekeeping.each_day("what people needed at one event", answer_details.forget_needs)
housekeeping.each_day("events whose arrangements were compared", alerts.compare_events_to_come)
housekeeping.each_day("warnings of what is not confirmed", alerts.warn_of_unconfirmed)
housekeeping.each_day("people asked whether they had what they needed", needs_met.ask_whether_met)
housekeeping.each_day("who needed what at one event", needs_met.forget_whose)
housekeeping.each_day("applications that led to nothing", forgetting.purge_unsuccessful)
housekeeping.each_day("details of members who left or died", former.forget_former)
housekeeping.each_day("applications begun and not sent", applications.purge_drafts)
housekeeping.each_day("words of messages that went long ago", message_words.erase_words)
housekeeping.each_day("chats that were asked for long ago", chats.purge_chats)
housekeeping.promptly("searches for members", searches.purge)
housekeeping.promptly("spreadsheets of members", imports.purge)
housekeeping.each_day("sign-ins of people who support nobody any more", supporters.forget_idle)
housekeeping.each_day("names of candidates, packs and scores", panel_forgetting.forget_panels)
housekeeping.each_day("files that no document has any more", documents_current.purge)
housekeeping.each_day("panels of which nothing is left to do", panel_stages.close_panels)
housekeeping.each_day("panel requests begun and not sent", panel_requests.purge_drafts)
housekeeping.each_day("who asked for panels that are over", panel_requests.forget_contacts)
housekeeping.each_day("who attended training, some months after it", training_forgetting.forget_delegates)
housekeeping.each_day("bookings of training that nobody confirmed", training_forgetting.forget_unconfirmed)
housekeeping.each_day("what delegates needed at training that is over", training_forgetting.forget_needs)
housekeeping.each_day("training requests begun and not sent", training_requests.purge_drafts)
housekeeping.each_day("who asked for training that is over", training_requests.forget_contacts)
housekeeping.each_day("members reminded that what they learned runs out", renewals.remind_of_renewals)
housekeeping.each_day("what trainers said of training they gave", after_training.forget_feedback)
housekeeping.each_day("reminders of what people said they would do", meeting_points.remind_owners)
housekeeping.each_day("members reminded to say when they could take part", rosters_availability.remind)
housekeeping.each_day("when members said that they could take part", rosters_availability.forget)
