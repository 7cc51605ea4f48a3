"""The accessibility statement: what the law asks, its targets and its day."""


def test_the_accessibility_statement_says_what_the_law_asks(stranger):
    page = stranger.get("/legal/accessibility")

    assert [heading.get_text() for heading in page.main.select(".app-content :is(h2, h3)")] == [
        "If you need something in another way",
        "How accessible this site is",
        "Tell us about a problem",
        "If you are not happy with our answer",
        "The technical part",
        "Compliance status",
        "What is not accessible",
        "How we test",
        "About this statement",
    ]
    assert page.links["contact the Equality Advisory and Support Service"] == (
        "https://www.equalityadvisoryservice.com/"
    )
    assert "We aim to reply within 5 working days." in page.text


def test_past_targets_are_shown_as_past(stranger):
    page = stranger.get("/about/targets")

    assert page.rows[0] == ["Here", "About 2,900 in March 2020", "8,700"]
    assert "These targets are in the past." in page.text


def test_the_accessibility_statement_says_the_day_of_its_header(stranger):
    page = stranger.get("/legal/accessibility")

    assert "We last checked this statement on 22 November 2026." in page.text
    assert "Checked on 22 November 2026 by the Co-production lead." in page.text
