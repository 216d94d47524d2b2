"""What may happen to a ticket: the table, the machine that walks it, clocks, and what a reply answers. Pure."""
