"""What the till refuses, in the words and the shape of Stripe."""


class TillError(Exception):
    def __init__(self, message, *, code="", param="", status=400, kind="invalid_request_error"):
        super().__init__(message)
        self.status = status
        told = {"type": kind, "code": code, "message": message, "param": param}
        self.body = {"error": {key: value for key, value in told.items() if value}}


class MissingError(TillError):
    """There is no such thing: 404 for the thing itself (`param` is what its address calls it), 400 inside a form."""

    def __init__(self, kind, pk, *, param, status=400):
        name = kind.replace(".", " ").replace("_", " ")
        super().__init__(f"No such {name}: '{pk}'", code="resource_missing", param=param, status=status)
