"""A person's browser: it sends forms as the pages make them, with their token."""

import re

from flask.testing import FlaskClient
from werkzeug.test import TestResponse


class Pages:
    """Pages read and forms sent by one signed-in person."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self._token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/account").text)

    def get(self, path: str) -> TestResponse:
        return self.client.get(path)

    @property
    def token(self) -> str:
        return self._token.group(1) if self._token else ""

    def post(self, path: str, data: dict[str, object]) -> TestResponse:
        return self.client.post(path, data={"csrf_token": self.token, **data})
