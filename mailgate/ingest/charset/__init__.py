"""Bytes to text, whatever they claim to be: `charset.decode(data, declared)`."""

from mailgate.ingest.charset.repair import decode

__all__ = ["decode"]
