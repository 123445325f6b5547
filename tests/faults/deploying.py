"""The settings of `deploy/`, filled in."""

import importlib.util
from collections.abc import Callable, Mapping
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "deploy"


def _renderer() -> Callable[[str, Mapping[str, object]], str]:
    found = importlib.util.spec_from_file_location("render", FOLDER / "render.py")
    assert found
    assert found.loader
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    filled: Callable[[str, Mapping[str, object]], str] = module.rendered
    return filled


rendered = _renderer()
