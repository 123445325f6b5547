"""`nenep` run on the house of a test: the settings of that house stand in the environment."""

from typing import Any

import pytest
from click.testing import CliRunner, Result

from web.cli import main
from web.settings import Settings


class Console:
    """Runs commands on one house; a run that ends with another status than was said is a failure."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._patch = patch

    def on(self, settings: Settings) -> "Console":
        for name, value in environment(settings).items():
            self._patch.setenv(name, value)
        return self

    def __call__(self, *arguments: str, status: int = 0, **how: Any) -> Result:
        result = CliRunner().invoke(main, arguments, prog_name="nenep", **how)
        assert result.exit_code == status, (result.output, result.stderr, result.exception)
        return result


def environment(settings: Settings) -> dict[str, str]:
    """Settings as they stand in the environment."""
    return {f"NENEP_{name.upper()}": _written(value) for name, value in vars(settings).items()}


def _written(value: object) -> str:
    return " ".join(map(str, value)) if isinstance(value, tuple) else str(value)
