"""What `/metrics` says, as numbers by their names."""

from prometheus_client.parser import text_string_to_metric_families

from tests.bloc import Bloc


def numbers_of(bloc: Bloc, view: str = "") -> dict[str, float]:
    """All without labels, or those of one view."""
    assert bloc.app is not None
    said = bloc.app.test_client().get("/metrics").text
    samples = [one for family in text_string_to_metric_families(said) for one in family.samples]
    labels = {"view": view} if view else {}
    return {one.name: one.value for one in samples if one.labels == labels}
