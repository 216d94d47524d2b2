"""Why something proves nothing, raised where that is noticed and told as evidence."""


class Unsound(Exception):
    """Nothing can be proven by this signature, key or letter; the message says why."""
