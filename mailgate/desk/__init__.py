"""The use-cases: one function per thing people do. Knows the pure rooms and its own ports, no library."""
