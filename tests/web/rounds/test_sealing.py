"""While the house is served, one process signs what was recorded; what contradicts it stands where everybody looks."""

import pytest

from domain.names import Role
from tests.web.pages import Pages
from web.rounds.keeper import SEALING, Keeper
from workflows.journal.log_key import LastSigned
from workflows.proof.checkpoints import Checkpoint


@pytest.fixture
def keeper(bloc):
    return Keeper(bloc.house)


def sizes(bloc):
    return [one.size for one in bloc.house.journal.tree.checkpoints()]


def test_what_was_recorded_is_signed_and_nothing_is_signed_twice(bloc, keeper):
    keeper.seal()
    keeper.seal()
    bloc.give_role("overseer1", Role.OVERSEER, "DB2")
    keeper.seal()
    assert sizes(bloc) == [bloc.recorded() - 1, bloc.recorded()]


def test_only_one_process_signs_at_a_time(bloc, keeper):
    keeper.seal()
    bloc.give_role("overseer1", Role.OVERSEER, "DB2")
    Keeper(bloc.house).seal()
    assert sizes(bloc) == [bloc.recorded() - 1]


def test_what_contradicts_is_shown_to_auditors_and_machines_until_it_is_settled(bloc, keeper, capsys):
    keeper.seal()
    signed = LastSigned(bloc.house.settings.log_key_file)
    true, key = signed.read(), bloc.house.sealer.key
    signed.write(str(Checkpoint(key.origin, bloc.recorded() + 5, bytes(32)).signed(key.key)))
    for _ in range(2):
        keeper.seal()
    assert capsys.readouterr().err.count("nenep journal verify") == 1
    auditor = Pages(bloc.browser("auditor"))
    assert "không khớp với lần ký cuối" in auditor.get("/integrity").text
    assert "nenep_log_contradicted 1.0" in bloc.app.test_client().get("/metrics").text
    assert bloc.app.test_client().get("/tlog/checkpoint").status_code == 503
    signed.write(true)
    keeper.seal()
    assert bloc.house.leases.said(SEALING) is None
    assert "không khớp" not in auditor.get("/integrity").text


def test_a_restore_to_a_point_that_had_been_signed_is_noticed_before_anything_is_recorded(bloc, keeper):
    """The database's newest checkpoint is of all it holds, and yet it is not what was signed last."""
    keeper.seal()
    kept = bloc.house.journal.checkpoint()
    key = bloc.house.sealer.key
    later = str(Checkpoint(key.origin, kept.size + 1, bytes(32)).signed(key.key))
    LastSigned(bloc.house.settings.log_key_file).write(later)
    assert not bloc.house.sealer.agrees(kept)
    keeper.seal()
    assert bloc.house.leases.said(SEALING) is not None


def test_a_round_that_goes_wrong_does_not_keep_the_log_from_being_signed(bloc, keeper, capsys):
    def breaks():
        raise RuntimeError("broken")

    for duty in (breaks, keeper.seal):
        keeper._attempt(duty)
    assert "RuntimeError" in capsys.readouterr().err
    assert sizes(bloc) == [bloc.recorded()]
