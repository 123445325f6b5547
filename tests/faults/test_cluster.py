"""A machine of a cluster dies under load: another leads, nobody starts anything again, nothing answered is lost."""

import os
import sys
import time
from collections.abc import Callable, Iterator

import pytest

from tests.faults.cluster import Cluster, cluster
from tests.faults.house_on_a_cluster import ASKING, Account, Load, Running, answers, asked_of
from tests.faults.living import until

pytestmark = [
    pytest.mark.cluster,
    pytest.mark.skipif(os.geteuid() != 0, reason="LEFT OUT: a cluster wants root, to become postgres"),
]
Standing = tuple[Cluster, Load, Running]
Kill = Callable[[Cluster, int], None]


@pytest.fixture(scope="module")
def standing() -> Iterator[Standing]:
    with cluster() as one, asked_of(one) as (load, running):
        yield one, load, running


def test_a_machine_that_dies_is_replaced_and_nothing_acknowledged_is_lost(standing: Standing) -> None:
    survives(standing, Cluster.kill_node, "node")


def test_where_nothing_arrived_any_more_before_the_leader_died_nobody_was_told_that_it_was_recorded(
    standing: Standing,
) -> None:
    survives(standing, cut_and_kill, "receivers cut, then node")


@pytest.mark.long
def test_a_database_that_dies_alone_leads_again_or_is_replaced(standing: Standing) -> None:
    survives(standing, Cluster.kill_postgres, "postmaster")


@pytest.mark.long
def test_machine_after_machine_dies_and_nothing_acknowledged_is_lost(standing: Standing) -> None:
    for _ in range(4):
        survives(standing, Cluster.kill_node, "node again")
        survives(standing, cut_and_kill, "receivers cut again")


@pytest.mark.long
def test_without_a_synchronous_replica_acknowledged_facts_are_lost() -> None:
    with cluster(synchronous=False) as one, asked_of(one) as (load, running):
        died(one, load, cut_and_kill)
        account = Account(load, running.settings)
        told(f"asynchronous: {len(load.answered)} acknowledged, {len(account.lost)} lost")
        assert account.lost


def survives(standing: Standing, kills: Kill, how: str) -> None:
    one, load, running = standing
    seconds = died(one, load, kills)
    account = Account(load, running.settings)
    told(f"{how}: written again after {seconds:.1f} s; {len(load.answered)} acknowledged, {len(account.lost)} lost")
    assert running.live()
    assert (account.lost, account.twice, load.refused) == ([], [], []), running.tracebacks()
    assert (account.whole, account.differences, account.lag) == (True, [], [])


def died(one: Cluster, load: Load, kills: Kill) -> float:
    """The leader dies under load and is brought back once another leads; seconds until something was recorded."""
    with load.going_on():
        load.gets_on()
        leader = one.leader()
        assert leader is not None
        kills(one, leader)
        seconds = load.gets_on(ASKING + 1)  # what was on its way when the leader died may have been answered
        load.gets_on()
        until(lambda: answers(load.address, "/readyz") and answers(load.address, "/sign-in"))
        if one.running[f"db{leader}"].poll() is not None:
            one.start_node(leader)
        until(one.whole)
    return seconds


def cut_and_kill(one: Cluster, leader: int) -> None:
    """What is written while nothing arrives anywhere is on the leader alone when it dies."""
    with one.receivers_cut(leader):
        time.sleep(1.5)
        one.kill_node(leader)


def told(words: str) -> None:
    sys.stderr.write(f"\n{words}\n")
