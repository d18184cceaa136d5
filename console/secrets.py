"""Secrets: passwords hashed, bytes sealed, keys drawn from keys; by cryptography's primitives alone."""

import secrets
import unicodedata
from dataclasses import dataclass

from cryptography.exceptions import InvalidKey, InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
NONCE_BYTES = 12
SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class Cost:
    """What one try costs (Argon2id): rounds, lanes, memory. Source: RFC 9106, second recommended option."""

    iterations: int = 3
    lanes: int = 4
    memory_kib: int = 65_536


COST = Cost()
LARGEST = Cost(iterations=20, lanes=16, memory_kib=1_048_576)  # what a foreign file may make us compute


class Unsealable(Exception):  # noqa: N818 -- an answer: wrong key, or bytes that were changed
    """The key does not fit these bytes, or they were changed."""


def new_key() -> bytes:
    """Return 32 random bytes."""
    return secrets.token_bytes(KEY_BYTES)


def new_salt() -> bytes:
    """Return 16 random bytes."""
    return secrets.token_bytes(SALT_BYTES)


def seal(key: bytes, plain: bytes, about: bytes) -> bytes:
    """Return `plain` sealed under the 32-byte `key` (AES-256-GCM); `about` must be the same to open it."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, about)


def unseal(key: bytes, sealed: bytes, about: bytes) -> bytes:
    """Return what was sealed. Raises: Unsealable."""
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], about)
    except (InvalidTag, ValueError):
        raise Unsealable from None


def derive(key: bytes, purpose: str) -> bytes:
    """Return the 32-byte key for one purpose, drawn from `key`; knowing it tells nothing about `key`."""
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=purpose.encode()).derive(key)


def _typed(text: str) -> bytes:
    return unicodedata.normalize("NFKC", text).encode()  # one password, whatever keyboard typed it


def stretch(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """Return the 32-byte key of a passphrase (Argon2id)."""
    return _argon2(salt, cost).derive(_typed(passphrase))


def hash_password(password: str, cost: Cost | None = None) -> str:
    """Return the password's Argon2id hash with its parameters (PHC string)."""
    return _argon2(new_salt(), cost or COST).derive_phc_encoded(_typed(password))


def password_fits(password: str, phc: str) -> bool:
    """Tell whether this is the password of the hash; takes as long either way."""
    try:
        Argon2id.verify_phc_encoded(_typed(password), phc)
    except InvalidKey:
        return False
    return True


def _argon2(salt: bytes, cost: Cost) -> Argon2id:
    return Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=cost.iterations,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    )
