"""What a backup says about itself: every part with size and hash, under a code drawn from the data key."""

import hashlib
import hmac
from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from console import secrets
from console.errors import StoreTrouble
from console.words import N_

FORMAT = "rakufun-console-backup"
VERSION = 1
PURPOSE = "backup manifest"
NEWER = N_("A newer version of the console made this backup. Restore it with that version.")


class Part(BaseModel):
    """One file of a backup."""

    model_config = ConfigDict(extra="forbid")
    name: str
    size: int = Field(ge=0)
    sha256: str = Field(pattern="^[0-9a-f]{64}$")


class Manifest(BaseModel):
    """What a backup holds. `mac`: who has not the data key cannot make one."""

    format: str = FORMAT
    version: int = VERSION
    made_at: datetime
    store_id: str = Field(pattern="^[0-9a-f]{32}$")
    schema_revision: str
    parts: list[Part]
    mac: str = ""

    def sealed(self, key: bytes) -> "Manifest":
        """Return the manifest with its code under the store's data key."""
        return self.model_copy(update={"mac": self._mac(key)})

    def is_sealed_by(self, key: bytes) -> bool:
        """Tell whether nobody changed the manifest since it was sealed."""
        return hmac.compare_digest(self.mac.encode(), self._mac(key).encode())

    def _mac(self, key: bytes) -> str:
        content = self.model_dump_json(exclude={"mac"})
        return hmac.digest(secrets.derive(key, PURPOSE), content.encode(), hashlib.sha256).hex()


def manifest_in(text: bytes, needed: set[str]) -> Manifest | None:
    """Return the manifest in `text`, None where it is none or lacks a needed part. Raises: StoreTrouble."""
    try:
        manifest = Manifest.model_validate_json(text)
    except ValidationError:
        return None
    if manifest.format != FORMAT:
        return None
    if manifest.version > VERSION:
        raise StoreTrouble(NEWER)
    names = [part.name for part in manifest.parts]
    return manifest if len(set(names)) == len(names) and needed <= set(names) else None
