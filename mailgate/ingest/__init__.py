"""Bytes in, understanding out: what a letter says, whether a machine wrote it, and how sure its author is."""
