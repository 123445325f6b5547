"""The whole story on PostgreSQL: the journal, the key store, the views and every question asked of them."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.bloc import found, opened, settings_in
from tests.databases import Server
from tests.web.api.test_the_story import tell
from workflows.journal.master_key import make_master_key


@pytest.mark.postgresql
def test_the_story_from_a_month_to_a_closed_deficiency_is_the_same_on_a_server(
    postgresql: Server, tmp_path: Path
) -> None:
    settings = replace(settings_in(tmp_path), database_url=postgresql.fresh(), keys_url=postgresql.fresh())
    make_master_key(settings.master_key_file)
    found(settings)
    with opened(settings) as bloc:
        tell(bloc)
