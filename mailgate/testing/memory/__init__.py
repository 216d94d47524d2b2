"""The in-memory double of the store: one file per repository of `desk.ports`, and `store` with its units."""
