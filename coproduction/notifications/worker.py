"""The commands of the worker: `flask worker` all the time; `flask messages …` and `flask housekeeping` once."""

from __future__ import annotations

import logging
import signal

import click
from flask.cli import AppGroup, with_appcontext

from coproduction.core import clock
from coproduction.core.database import db
from coproduction.notifications import actions, queries
from coproduction.notifications.alarm import the_alarm
from coproduction.notifications.delivery import deliver_due
from coproduction.notifications.housekeeping import keep_house

LOOK_AROUND = 5  # seconds between looks whether the worker's threads still live
PATIENCE = 45  # seconds to finish the email that is being sent
FASTEST, SLOWEST = 0.1, 1.0  # seconds between looks for an alarm; huey's own slowest is 10

log = logging.getLogger("coproduction.notifications")
messages = AppGroup("messages", help="Look after the messages that wait to be sent.")


@click.command()
@with_appcontext
def worker() -> None:
    """Send messages as they come, and keep house once a day, until Ctrl-C or SIGTERM.

    Keep one running beside the web server. More than one is safe: no message is sent by two.
    """
    queries.last_heartbeat()  # a database that cannot be read stops us here, not each minute
    db.session.rollback()
    alarm = the_alarm()
    consumer = alarm.consumer(workers=1, initial_delay=FASTEST, max_delay=SLOWEST, shutdown_timeout=PATIENCE)
    consumer.start()
    for stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stop, lambda *_: alarm.stopping.set())
    log.info("the worker has started")
    while not alarm.stopping.wait(LOOK_AROUND):
        consumer.check_worker_health()
    consumer.stop(graceful=True)
    log.info("the worker has stopped")


@messages.command("send")
def send_messages() -> None:
    """Send every email that is due, once, and print how many went."""
    sent = deliver_due(clock=clock.now)
    click.echo(f"{_emails(sent)} sent.")
    backlog = queries.messages_waiting_and_failed()
    if backlog.waiting or backlog.failed:
        click.echo(
            f"{_emails(backlog.waiting)} waiting for their time or for the mail server, {backlog.failed} failed."
        )


@messages.command("retry")
def retry_messages() -> None:
    """Put the emails that failed back in line, and print how many. `flask messages send` or the worker sends them."""
    revived = actions.try_again(now=clock.now())
    db.session.commit()
    click.echo(f"{_emails(revived)} will be tried again.")


@click.command()
@with_appcontext
def housekeeping() -> None:
    """Delete now what has been kept long enough, and print how many of each. The worker does it once a day."""
    done = keep_house(clock=clock.now)
    for what, number in done:
        click.echo(f"{what}: {'failed' if number is None else number}")
    if any(number is None for _, number in done):
        raise click.ClickException("Not all could be deleted. What went wrong stands in the log.")


def _emails(number: int) -> str:
    return "1 email" if number == 1 else f"{number} emails"
