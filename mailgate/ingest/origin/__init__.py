"""How sure it is that the author is the author: SPF, DKIM, DMARC, and the results that others wrote."""
