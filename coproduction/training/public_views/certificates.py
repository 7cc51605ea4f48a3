"""Everybody can check a certificate: whether it is ours, and nothing that is not printed on it."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from coproduction.core import clock
from coproduction.core.audiences import public
from coproduction.extensions import limiter
from coproduction.training.forms.bookings import CertificateCodeForm
from coproduction.training.pages.bookings import certificate_lines
from coproduction.training.public_views.routes import blueprint
from coproduction.training.queries.bookings import certified_by

CHECKED_PER_ADDRESS = "30 per hour"


@blueprint.route("/certificates", methods=["GET", "POST"])
@limiter.limit(CHECKED_PER_ADDRESS, methods=["POST"])
@public
def check_certificate() -> ResponseReturnValue:
    """Say whether we gave the certificate with this code. The code travels in the form, and stands in no address."""
    form, facts = CertificateCodeForm(), None
    is_asked = form.validate_on_submit()
    if is_asked and (delegate := certified_by(form.code.data, now=clock.now())):
        facts = certificate_lines(delegate)
    return render_template("training/check_certificate.html", form=form, is_asked=is_asked, facts=facts)
