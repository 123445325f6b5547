"""The library's own cases for recorders hold for ours, on both databases."""

import threading
from typing import Any

import pytest
from eventsourcing.persistence import AggregateRecorder, ApplicationRecorder, ProcessRecorder, TrackingRecorder
from eventsourcing.tests import persistence as cases
from eventsourcing.utils import Environment

from tests.databases import Files, Server
from workflows.journal.migration import migrate
from workflows.journal.recorder import (
    DATABASE_URL,
    FollowerRecorder,
    FollowingRecorder,
    JournalFactory,
    JournalRecorder,
    SnapshotRecorder,
)


class OnSQLite:
    """A new file for each case."""

    @pytest.fixture(autouse=True)
    def _database(self, sqlite: Files) -> None:
        self.url = sqlite.fresh()
        migrate(self.url)


@pytest.mark.postgresql
class OnPostgreSQL:
    """A new database of the server for each case."""

    @pytest.fixture(autouse=True)
    def _database(self, postgresql: Server) -> None:
        self.url = postgresql.fresh()
        migrate(self.url)


class Factories:
    """Opens recorders and closes them after the case."""

    url: str

    def factory(self) -> JournalFactory:
        factory = JournalFactory(Environment("Cases", {DATABASE_URL: self.url}))
        self.addCleanup(factory.close)  # type: ignore[attr-defined]  # it is mixed into cases
        return factory


class Snapshots(Factories, cases.AggregateRecorderTestCase):
    def create_recorder(self) -> AggregateRecorder:
        return self.factory().aggregate_recorder()


class Journals(Factories, cases.ApplicationRecorderTestCase[ApplicationRecorder]):
    def create_recorder(self) -> ApplicationRecorder:
        return self.factory().application_recorder()

    def test_insert_subscribe(self) -> None:
        self.optional_test_insert_subscribe()

    def test_concurrent_no_conflicts(self, initial_position: int = 0) -> None:
        others = set(threading.enumerate())
        super().test_concurrent_no_conflicts(initial_position)
        for reader in set(threading.enumerate()) - others:  # the case does not wait for them
            reader.join()


class Orders(Factories, cases.NonInterleavingNotificationIDsBaseCase):
    def create_recorder(self) -> ApplicationRecorder:
        return self.factory().application_recorder()


class Followers(Factories, cases.TrackingRecorderTestCase):
    def create_recorder(self) -> TrackingRecorder:
        return self.factory().tracking_recorder()


class Processes(Factories, cases.ProcessRecorderTestCase):
    def create_recorder(self) -> ProcessRecorder:
        return self.factory().process_recorder()


class OtherFollower(FollowerRecorder):
    """A follower of another kind, chosen by argument or by topic."""


class FactoryCases(cases.InfrastructureFactoryTestCase[JournalFactory]):
    url: str

    def setUp(self) -> None:
        module = "workflows.journal.recorder"
        self.env = Environment("Cases", {DATABASE_URL: self.url, "PERSISTENCE_MODULE": module})
        super().setUp()

    def expected_factory_class(self) -> type[JournalFactory]:
        return JournalFactory

    def expected_aggregate_recorder_class(self) -> type[AggregateRecorder]:
        return SnapshotRecorder

    def expected_application_recorder_class(self) -> type[ApplicationRecorder]:
        return JournalRecorder

    def expected_tracking_recorder_class(self) -> type[TrackingRecorder]:
        return FollowerRecorder

    def tracking_recorder_subclass(self) -> type[TrackingRecorder]:
        return OtherFollower

    def expected_process_recorder_class(self) -> type[ProcessRecorder]:
        return FollowingRecorder


def _on(place: type[Any], case: type[Any]) -> type[Any]:
    return type(f"{case.__name__}{place.__name__}", (place, case), {"__module__": __name__})


TestSnapshotsOnSQLite = _on(OnSQLite, Snapshots)
TestJournalsOnSQLite = _on(OnSQLite, Journals)
TestOrdersOnSQLite = _on(OnSQLite, Orders)
TestFollowersOnSQLite = _on(OnSQLite, Followers)
TestProcessesOnSQLite = _on(OnSQLite, Processes)
TestFactoryOnSQLite = _on(OnSQLite, FactoryCases)
TestSnapshotsOnPostgreSQL = _on(OnPostgreSQL, Snapshots)
TestJournalsOnPostgreSQL = _on(OnPostgreSQL, Journals)
TestOrdersOnPostgreSQL = _on(OnPostgreSQL, Orders)
TestFollowersOnPostgreSQL = _on(OnPostgreSQL, Followers)
TestProcessesOnPostgreSQL = _on(OnPostgreSQL, Processes)
TestFactoryOnPostgreSQL = _on(OnPostgreSQL, FactoryCases)

del Snapshots, Journals, Orders, Followers, Processes, FactoryCases  # not cases by themselves: they have no database
