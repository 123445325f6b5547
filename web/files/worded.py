"""Why a file was turned away, in the language of the answer."""

from web.files.refusals import FileRefused
from web.wording import word

NOT_KNOWN = "unknown"


def refused_file(refusal: FileRefused) -> str:
    """The plain sentence, with what the file really is."""
    values = {name: type_in_words(str(value)) if name == "found" else value for name, value in refusal.values.items()}
    return word("file", refusal.code, **values)


def type_in_words(media_type: str) -> str:
    """`application/pdf` is a PDF to a person; a type without a word is named as it stands."""
    code = media_type.replace("/", "-") or NOT_KNOWN
    said = word("media_type", code)
    return media_type if said == code else said
