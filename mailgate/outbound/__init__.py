"""Letters out: what they say, which headers they carry, whether they may leave, and how they reach the next server."""
