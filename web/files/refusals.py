"""Every way a file is turned away. The class name is the code, worded under `file.*` with the attributes as values."""


class FileRefused(Exception):
    """A file that is not taken in, or not given out. `field` is the form's field at fault, `status` the HTTP answer."""

    field = "file"
    status = 422

    @property
    def code(self) -> str:
        return type(self).__name__

    @property
    def values(self) -> dict[str, object]:
        """What the wording may name."""
        return dict(vars(self))


class SecretRefused(FileRefused):
    """State secrets are not taken in: only the number of the paper file is noted."""

    field = "classification"


class FileEmpty(FileRefused):
    """There is nothing in the file."""


class FileTooLarge(FileRefused):
    """The file has more bytes than one may have."""

    def __init__(self, megabytes: int) -> None:
        self.megabytes = megabytes


class FileTypeNotAllowed(FileRefused):
    """The content is of a type that is not taken in; `found` names it, empty where it is not known."""

    def __init__(self, found: str = "") -> None:
        self.found = found


class FileNameLies(FileRefused):
    """The name ends like one type, the content is another."""

    def __init__(self, ending: str, found: str) -> None:
        self.ending = ending
        self.found = found


class FileUnreadable(FileRefused):
    """The content begins like its type but cannot be read as such: damaged, or cut short."""


class FileLocked(FileRefused):
    """The content is under a password: nobody could check it."""


class ArchiveTooLarge(FileRefused):
    """Unpacked, the document would be larger than one may be."""

    def __init__(self, megabytes: int) -> None:
        self.megabytes = megabytes


class ArchiveUnsafe(FileRefused):
    """The document's parts have names that lead out of it, or twice the same name, or are packed in an unusual way."""


class DocumentActive(FileRefused):
    """The document carries programs: macros, scripts, launch actions, embedded files."""


class ImageTooLarge(FileRefused):
    """The picture has more pixels than one may have."""

    def __init__(self, megapixels: int) -> None:
        self.megapixels = megapixels


class FileDamaged(FileRefused):
    """The bytes on disk are no longer those that were taken in; they are not given out."""

    status = 500


class FileLost(FileRefused):
    """No bytes are kept under this hash."""

    status = 500


class FileStoreAway(FileRefused):
    """The store of files cannot be reached just now, or is out of order; nobody's file is to blame."""

    status = 503


class FileStoreRefuses(FileRefused):
    """The store answers that it does not serve us, by its own code `said`: rights, keys, the name of the bucket."""

    status = 503

    def __init__(self, said: str) -> None:
        self.said = said
