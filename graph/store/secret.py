"""The key for opaque codes that a store keeps from the day it is made."""

import hashlib
import secrets

FICTIONAL_SECRET = hashlib.sha256(b"knooppunt: een verzonnen streek").digest()
"""Codes in a fictional store follow from the records alone, so that output repeats to the byte."""


def new_secret(*, fictief: bool) -> bytes:
    """32 bytes: fixed in a fictional store, random in every other."""
    return FICTIONAL_SECRET if fictief else secrets.token_bytes(32)
