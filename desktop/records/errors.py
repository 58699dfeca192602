"""The failures that a person can mend."""


class Mendable(Exception):
    """A failure shown where it happened; `str()` is a sentence that says what to do."""


class Invalid(Mendable):
    """A typed or pasted value that can't be understood or isn't allowed."""


class Unknown(Invalid):
    """A name that nothing on the desk has; the form offers to add it."""

    def __init__(self, message: str, *, target: str, text: str) -> None:
        super().__init__(message)
        self.target = target
        self.text = text


class Ambiguous(Invalid):
    """A name that several records have; the form asks which."""

    def __init__(self, message: str, *, text: str, uids: tuple[str, ...]) -> None:
        super().__init__(message)
        self.text = text
        self.uids = uids
