"""The plan of visits proposed: explained, within quotas, and near the best there is."""

from collections import Counter
from random import Random
from uuid import UUID

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from domain.names import PersonId, UnitId, UnitType
from domain.visiting.proposing import Visitor, propose, worth
from domain.visiting.ranking import Ranked, Why, points, reasons
from domain.visiting.terms import terms

BINH, MAI = PersonId("p-binh"), PersonId("p-mai")


def cell(n, **more):
    return Ranked(UnitId(UUID(int=n)), UnitType.AGENCY, months_since=more.pop("months_since", 0), **more)


def sent(person, left, *cells):
    return Visitor(person, left, frozenset(one.cell for one in cells))


def best(cells, visitors):
    """The optimum, by a library: a visitor with three visits stands there three times."""
    values, places = worth(cells, visitors, terms()), [visitor for visitor in visitors for _ in range(visitor.left)]
    if not cells or not places:
        return 0.0
    table = [[values[one.cell].get(place.person, 0.0) for place in places] for one in cells]
    rows, columns = linear_sum_assignment(table, maximize=True)
    return sum(table[row][column] for row, column in zip(rows, columns, strict=True))


@pytest.mark.parametrize(
    ("trouble", "why"),
    [
        ({"overdue": 1}, Why.OVERDUE),
        ({"recurred": 1}, Why.RECURRENCE),
        ({"silent": 2}, Why.SILENCE),
        ({"months_since": 9}, Why.MONTH_SINCE_VISIT),
        ({"months_since": None}, Why.NEVER_VISITED),
    ],
)
def test_each_trouble_of_a_cell_speaks_for_a_visit_and_is_named(trouble, why):
    told = reasons(cell(1, **trouble), terms())
    assert [reason.why for reason in told] == [why]
    assert points(told) > 0


def test_a_count_speaks_up_to_its_cap():
    assert points(reasons(cell(1, overdue=30), terms())) == points(reasons(cell(1, overdue=3), terms()))


def test_the_cell_in_most_trouble_is_visited_first_and_nobody_beyond_the_quota():
    cells = [cell(1, overdue=1), cell(2, silent=1), cell(3)]
    plan = propose(cells, [sent(BINH, 2, *cells)], terms())
    assert [line.cell.int for line in plan.lines] == [1, 2]


def test_of_two_visitors_the_one_in_charge_goes_and_the_line_says_so():
    one = cell(1, overdue=1, overseers=(MAI,), last_visitor=BINH)
    plan = propose([one], [sent(BINH, 1, one), sent(MAI, 1, one)], terms())
    assert [(line.visitor, [reason.why for reason in line.why_visitor]) for line in plan.lines] == [
        (MAI, [Why.IN_CHARGE, Why.FRESH_EYES])
    ]


def test_nobody_is_sent_where_they_may_not_go():
    here, there = cell(1, overdue=1), cell(2, overdue=3)
    assert [line.cell for line in propose([here, there], [sent(BINH, 5, here)], terms()).lines] == [here.cell]


@for_all(st.integers(0, 30), st.lists(st.integers(0, 5), max_size=4), st.randoms(use_true_random=False))
def test_no_plan_within_the_quotas_exceeds_the_bound(cells, quotas, chance):
    some = [a_cell(chance, n) for n in range(cells)]
    visitors = [sent(PersonId(f"p{n}"), left, *chance.sample(some, len(some) // 2)) for n, left in enumerate(quotas)]
    plan = propose(some, visitors, terms())
    assert plan.total <= best(some, visitors) + 1e-6 <= plan.bound + 2e-6
    used = Counter(line.visitor for line in plan.lines)
    assert all(used[visitor.person] <= visitor.left for visitor in visitors)
    assert len({line.cell for line in plan.lines}) == len(plan.lines)


def test_of_a_bloc_of_543_cells_the_greedy_plan_is_within_two_percent_of_the_optimum():
    chance = Random(1)
    cells = [a_cell(chance, n) for n in range(543)]
    leaders = [sent(PersonId(f"p{n}"), 10, *cells) for n in range(15)]
    own = [sent(PersonId(f"q{n}"), 2, *chance.sample(cells, 18)) for n in range(30)]
    plan = propose(cells, [*leaders, *own], terms())
    optimum = best(cells, [*leaders, *own])
    assert plan.total >= 0.98 * optimum
    assert plan.share >= 98
    assert plan.bound >= optimum


def a_cell(chance, n):
    since = chance.choice([None, *range(20)])
    overseers = (PersonId(f"q{chance.randrange(30)}"),)
    many = {"overdue": chance.choice([0] * 8 + [1, 2]), "recurred": chance.choice([0] * 8 + [1])}
    silent = chance.choice([0] * 8 + [1, 2])
    return Ranked(UnitId(UUID(int=n)), chance.choice(list(UnitType)), **many, silent=silent, months_since=since,
                  last_visitor=PersonId(f"p{chance.randrange(15)}"), overseers=overseers)  # fmt: skip
