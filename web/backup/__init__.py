"""A backup: everything but the keys' files, whole, checked when it is made and proved when it is restored.

take(settings, folder)          # the databases as of one moment each, the evidence, the hashes of all of it
restore(settings, folder)       # into empty places; then chain, views and files are proved
"""

from web.backup.restoring import Proved, restore
from web.backup.taking import Taken, take
from workflows.journal.copies import BackupRefused

__all__ = ["BackupRefused", "Proved", "Taken", "restore", "take"]
