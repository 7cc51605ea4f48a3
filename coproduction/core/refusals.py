"""The programme saying no."""


class Refusal(Exception):  # noqa: N818 - a refusal is the programme's answer, not a fault
    """A rule was not met. The message is for the person who asked, in plain words.

    `field` names the form field to show it beside; without one it stands in the error summary alone.
    """

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
