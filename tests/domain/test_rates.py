"""Small numbers are said to be small, and what chance explains is not called an effect."""

import pytest

from domain.rates import Interval, Rate, difference


def near(interval: Interval, low: float, high: float) -> bool:
    return interval == pytest.approx(Interval(low, high), abs=5e-4)


def test_nothing_out_of_nothing_is_no_share():
    assert (Rate().share, Rate().interval) == (None, None)
    assert difference(Rate(), Rate(1, 2)) is None


def test_a_share_has_the_interval_of_wilson():
    """The figures of the example in Newcombe 1998, table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29."""
    for rate, low, high in (
        (Rate(81, 263), 0.2553, 0.3662),
        (Rate(15, 148), 0.0624, 0.1605),
        (Rate(0, 20), 0.0, 0.1611),
        (Rate(1, 29), 0.0061, 0.1718),
    ):
        assert near(rate.interval, low, high)


def test_a_difference_has_the_interval_of_newcombe():
    """Newcombe 1998b, table II, method 10: 56 of 70 and 48 of 80; 9 of 10 and 3 of 10."""
    assert near(difference(Rate(48, 80), Rate(56, 70)).interval, 0.0524, 0.3339)
    assert near(difference(Rate(3, 10), Rate(9, 10)).interval, 0.1705, 0.8090)


def test_what_chance_explains_is_not_clear():
    assert not difference(Rate(2, 5), Rate(1, 5)).is_clear
    assert difference(Rate(40, 100), Rate(10, 100)).is_clear


def test_fewer_than_thirty_are_few():
    assert (Rate(1, 29).is_small, Rate(1, 30).is_small) == (True, False)
