"""Do two domains belong together? DMARC's identifier alignment (RFC 7489 §3.1) by the public suffix list."""

from functools import lru_cache

from publicsuffixlist import PublicSuffixList


@lru_cache(maxsize=1)
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()


def organisational(domain: str) -> str:
    """The organisational domain (RFC 7489 §3.2); the domain itself when it is a public suffix or unknown."""
    domain = plain(domain)
    return str(_suffixes().privatesuffix(domain) or domain)


def aligned(one: str, other: str, *, strict: bool = False) -> bool:
    """Equal, or (relaxed) of one organisational domain. Empty never aligns."""
    one, other = plain(one), plain(other)
    if not one or not other:
        return False
    return one == other or (not strict and organisational(one) == organisational(other))


def plain(domain: str) -> str:
    """Lower-case, without the root dot."""
    return domain.strip().lower().removesuffix(".")
