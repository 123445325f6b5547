"""Why a backup is not made, or not put back, beside what `workflows.journal.copies` refuses; worded by their `code`."""

from workflows.journal.copies import BackupRefused


class NoBackup(BackupRefused):
    """The folder is not there, or holds no backup of this kind."""


class BackupDamaged(BackupRefused):
    """A file is missing, is there too much, or is not what it was when the backup was made."""


class HistoryNotWhole(BackupRefused):
    """Chain or tree do not hold from a position on."""


class NotThatHistory(BackupRefused):
    """What was put back is whole, but not what the backup says it holds."""


class KeysMissing(BackupRefused):
    """Neither the backup nor the place of the key store has one: every protected text would be unreadable."""


class FilesDiffer(BackupRefused):
    """Files of evidence are not what they were."""
