"""HTML as tags and the text between them, the way mail programs write it and browsers forgive it.

    for tag, attributes, text in tokens(html): ...

`tag` is lower-case, "/p" for an end tag, "!name" for a comment that a mail program left as a mark, "" where there is
only text. A "<" that begins no tag is text, so a forgotten `&lt;` loses nobody's words. Linear: every letter is looked
at a bounded number of times, and of hostile HTML only the first tags are read (threats T44).
"""

import re
from collections.abc import Iterator

MOST_LETTERS = 4_000_000  #: of HTML that are read; inline images make honest mails long, words never do
MOST_TAGS = 100_000
#: Elements whose content is no markup, and no text for readers either.
_RAW = frozenset(("script", "style", "title", "noembed", "noframes"))
#: Elements whose content is no markup and is shown as it stands, and what they look like.
_AS_IT_STANDS = {"textarea": "div", "xmp": "pre"}
SWALLOWED = "!swallowed"  #: words that a comment or a style took with it because it has no end
_BALANCED = re.compile(r"""(?:[^"']++|"[^"]*+"|'[^']*+')*+""")
_WHOLE = re.compile(r"""(?:[^"'>]++|"[^"]*+"|'[^']*+')*+>""")
_ADDRESS = re.compile(r"https?:|[\w.+-]{1,64}@")  #: in angle brackets that nobody escaped: text
_WINDOW = 8000  #: letters that a tag with "<" or ">" inside its quotes may have
_LOOKS = 400  #: such tags in one letter; further ones end at their first ">"
#: Tags as they mostly stand, which need no look inside.
_PLAIN = {
    slash + written: slash + name
    for name in (
        "a b big blockquote body br center code dd div dl dt em font h1 h2 h3 h4 h5 h6 head hr html i li o:p ol p pre "
        "s small span strong sub sup table tbody td th tr tt u ul"
    ).split()
    for written in (name, name.upper())
    for slash in ("", "/")
}
#: A comment that Samsung's mail program writes above the quoted letter.
_MARKS = {"originalmessage": "!original"}


def tokens(html: str, most_tags: int = MOST_TAGS) -> Iterator[tuple[str, str, str]]:
    """(tag, its attributes as written, the text that follows it) of so many tags at most. Never raises."""
    chunks = html[:MOST_LETTERS].split("<", max(1, most_tags))
    del chunks[max(1, most_tags) :]
    yield "", "", chunks[0]
    position, looks = 1, _LOOKS
    while position < len(chunks):
        chunk = chunks[position]
        position += 1
        inside, closed, text = chunk.partition(">")
        if closed and (plain := _PLAIN.get(inside)):
            yield plain, "", text
            continue
        first = inside[:1]
        if first == "!" and chunk.startswith("!--"):
            begin = position
            mark, text, position = _comment(chunks, position)
            yield mark, "", text
            if position == len(chunks) and _never_ends(chunks[begin - 1 :], "-->"):
                yield SWALLOWED, "", ""
        elif first in ("!", "?"):
            yield "", "", text
        elif not (first.isalpha() or (first == "/" and inside[1:2].isalpha())):
            yield "", "", "<" + chunk
        else:
            if looks and not (closed and _is_whole(inside)):
                looks -= 1
                inside, closed, text, position = _across(chunks, position)
            if not closed or _ADDRESS.match(inside):
                yield "", "", "<" + chunk
                continue
            name, attributes = _parts(inside)
            if name in _RAW:
                begin, (text, position) = position, _after(chunks, position, name)
                takes_more = name != "script" and position == len(chunks) > begin  # than its own words
                if takes_more and _never_ends(chunks[begin - 1 :], f"</{name}"):
                    yield SWALLOWED, "", ""
            elif name in _AS_IT_STANDS:
                begin, (behind, position) = position, _after(chunks, position, name)
                ended = chunks[position - 1][: len(name) + 1].lower() == f"/{name}"
                shown = chunks[begin : position - 1 if ended else position]
                yield _AS_IT_STANDS[name], attributes, "<".join([text, *shown])
                name, attributes, text = f"/{_AS_IT_STANDS[name]}", "", behind
            yield name, attributes, text


def _is_whole(inside: str) -> bool:
    """Whether the tag does not end within a quoted value."""
    if "'" not in inside and not inside.count('"') % 2:
        return True
    return _BALANCED.fullmatch(inside) is not None


def _parts(inside: str) -> tuple[str, str]:
    words = inside.split(None, 1)
    name = words[0].lower()
    if "/" in name[1:]:  # <br/> or <a/href=x>
        name, _, rest = name[1:].partition("/")
        name = inside[0] + name if inside[0] == "/" else inside[0].lower() + name
        return name, " ".join([rest, *words[1:]]).strip() or "/"
    return name, words[1] if len(words) > 1 else ""


def _across(chunks: list[str], position: int) -> tuple[str, str, str, int]:
    """A tag that has "<" or ">" inside its quotes; when its quotes never close, it ends at its first ">"."""
    near = "<".join(chunk[:_WINDOW] for chunk in chunks[position - 1 : position + 100])[:_WINDOW]
    found = _WHOLE.match(near)
    if found is None:
        return (*chunks[position - 1].partition(">"), position)
    end = found.end()
    used = near.count("<", 0, end)
    begin = near.rfind("<", 0, end) + 1
    return near[: end - 1], ">", chunks[position - 1 + used][end - begin :], position + used


def _comment(chunks: list[str], position: int) -> tuple[str, str, int]:
    """Past a comment: its mark, the text behind it, where to go on. An open one hides the rest, as in a browser."""
    chunk, start = chunks[position - 1], 1  # "<!-->" is a whole comment
    mark = _MARKS.get(chunk[3:40].partition("--")[0].strip().lower(), "")
    while (end := chunk.find("-->", start)) < 0 and position < len(chunks):
        chunk, start = chunks[position], 0
        position += 1
    return mark, chunk[end + 3 :] if end >= 0 else "", position


def _never_ends(chunks: list[str], end: str) -> bool:
    """Whether what begins with these chunks has no end."""
    return not any(end in chunk.lower() for chunk in (chunks[0], *(f"<{one}" for one in chunks[1:])))


def _after(chunks: list[str], position: int, name: str) -> tuple[str, int]:
    """The text behind the end of a script, a style or a title, and where to go on; what never ends hides the rest."""
    end = "/" + name
    for index in range(position, len(chunks)):
        if chunks[index][: len(end)].lower() == end:
            return chunks[index].partition(">")[2], index + 1
    return "", len(chunks)
