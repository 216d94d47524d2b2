"""What the tags of HTML mean for a plain text: which stand on lines of their own, which hold no words (HTML §15)."""


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


#: Line breaks before and after an element; 2 leave a line empty. Elements that are not here stand within a line.
BREAKS = {
    **dict.fromkeys(
        _tags(
            "address article aside body caption center dd details dialog dir div dl dt fieldset figcaption figure "
            "footer form header hgroup hr legend li main menu nav ol optgroup option section summary table tbody "
            "tfoot thead tr ul"
        ),
        1,
    ),
    **dict.fromkeys(_tags("blockquote h1 h2 h3 h4 h5 h6 listing p pre"), 2),
}
#: Elements without an end.
VOID = _tags(
    "area base basefont bgsound br col command embed frame hr img input keygen link meta param source track wbr"
)
#: Elements whose words are for no reader.
UNSEEN = _tags("applet audio canvas datalist iframe map math object select svg template video xml")
#: Their content is skipped by `html.tokens`.
RAW = _tags("noembed noframes script style textarea title xmp")
#: A tag that ends an open one of the second set, unless one of the third stands between them.
ENDS = {
    "td": (_tags("td th"), _tags("tr table")),
    "th": (_tags("td th"), _tags("tr table")),
    "tr": (_tags("tr"), _tags("table")),
    "tbody": (_tags("tbody thead tfoot"), _tags("table")),
    "thead": (_tags("tbody thead tfoot"), _tags("table")),
    "tfoot": (_tags("tbody thead tfoot"), _tags("table")),
    "li": (_tags("li"), _tags("ul ol dir menu table td")),
    "dt": (_tags("dt dd"), _tags("dl table td")),
    "dd": (_tags("dt dd"), _tags("dl table td")),
    "a": (_tags("a"), _tags("table td")),
}
#: An end tag does not reach out of a cell or a table, unless it is one of these.
TABLE = _tags("table tbody thead tfoot tr td th body html")
CELLS = _tags("td th caption table")
