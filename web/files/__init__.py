"""Evidence as files: looked into before they are kept, known by the hash of their content, checked again when served.

kept = take_in(store_at(settings.files), Offered(stream, name, classification))     # raises FileRefused
return file_answer(store, kept_sha256, ServedAs(name, media_type))                  # raises FileDamaged
"""

from web.files.addresses import store_at
from web.files.intake import Kept, Offered, take_in
from web.files.refusals import FileRefused
from web.files.serving import ServedAs, file_answer
from web.files.store import FileStore

__all__ = ["FileRefused", "FileStore", "Kept", "Offered", "ServedAs", "file_answer", "store_at", "take_in"]
