"""Bytes to text with stable offsets, whatever the encoding."""

from __future__ import annotations

import codecs
import re
import unicodedata
from importlib.util import find_spec

__all__ = ["Moved", "decode", "normalise", "normalised"]

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?i)(?:charset|encoding)\s*=\s*["']?\s*([a-z0-9_-]{3,20})""")
_SAMPLE = 65_536
_LINE_ENDS = re.compile("\r\n?")
_AS_NEWLINE = dict.fromkeys((0x0B, 0x0C, 0x1C, 0x1D, 0x1E, 0x85, 0x2028, 0x2029), "\n")
_AS_SPACE = dict.fromkeys((*range(9), *range(0x0E, 0x1C), 0x1F, *range(0x7F, 0x85)), " ")
_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
_ONE_FOR_ONE = str.maketrans({**_AS_NEWLINE, **_AS_SPACE, **_SURROGATES})
_ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x85\u2028\u2029\ud800-\udfff]+")
"""Every key of `_ONE_FOR_ONE`."""


def decode(data: bytes) -> tuple[str, str]:
    """Return the text of `data` and the encoding it was read in.

    A byte-order mark decides, then valid UTF-8 (a character cut off at the end is dropped),
    then a declared encoding, then what the bytes look like; Windows-1252 is the last resort.
    Bytes that fit no encoding become U+FFFD, so nothing is silently guessed twice.

    >>> decode("Šid’s café".encode("utf-16"))
    ('Šid’s café', 'utf-16')
    >>> decode("peace – caf".encode() + b"\\xc3")[0]
    'peace – caf'
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, "replace"), encoding
    wide = _wide(data[:_SAMPLE])
    if wide:
        return data.decode(wide, "replace"), wide
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as fault:
        if fault.start >= len(data) - 3 and _is_cut(data[fault.start :]):
            return data[: fault.start].decode("utf-8"), "utf-8"
    return _legacy(data)


def _is_cut(tail: bytes) -> bool:
    return 0xC2 <= tail[0] <= 0xF4 and all(0x80 <= b < 0xC0 for b in tail[1:])


def _wide(sample: bytes) -> str:
    """Name the two-byte encoding of a text without a mark: every other byte is nought."""
    if len(sample) < 8:
        return ""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) / 2
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 * half and odd < 0.1 * half else ""


def _legacy(data: bytes) -> tuple[str, str]:
    if _mostly_utf8(data[:_SAMPLE]):
        return data.decode("utf-8", "replace"), "utf-8"
    declared = _DECLARED.search(data[:2048])
    for name in (declared.group(1).decode("ascii") if declared else "", _looks_like(data)):
        read_as = _MEANT.get(name.lower().replace("_", "-"), name)
        try:
            if read_as and not read_as.lower().startswith("utf"):
                return data.decode(read_as, "replace"), codecs.lookup(read_as).name
        except LookupError:
            continue
    return data.decode("cp1252", "replace"), "cp1252"


_MEANT = {
    **dict.fromkeys(
        """ascii us-ascii latin1 latin-1 l1 iso-8859-1 iso8859-1 iso88591 iso-ir-100 cp819
        ansi-x3.4-1968 ansi x-cp1252 windows-1252""".split(),  # noqa: SIM905
        "cp1252",
    ),
    **dict.fromkeys("latin5 iso-8859-9 iso8859-9 x-cp1254".split(), "cp1254"),  # noqa: SIM905
    **dict.fromkeys("tis-620 iso-8859-11 iso8859-11 dos-874".split(), "cp874"),  # noqa: SIM905
    **dict.fromkeys("gb2312 gbk x-gbk gb-2312-80 chinese".split(), "gb18030"),  # noqa: SIM905
    **dict.fromkeys("shift-jis sjis x-sjis ms-kanji".split(), "cp932"),  # noqa: SIM905
    **dict.fromkeys("euc-kr ks-c-5601-1987 ksc5601 korean".split(), "cp949"),  # noqa: SIM905
    "big5": "big5hkscs", "x-cp1251": "cp1251", "x-cp1250": "cp1250", "macintosh": "mac-roman",
    "x-mac-roman": "mac-roman",
}  # fmt: skip
"""Labels that browsers read as another encoding (WHATWG Encoding Standard, sect. 4.2)."""


def _mostly_utf8(sample: bytes) -> bool:
    """Say whether a broken text is UTF-8 with a few bad bytes and not another encoding."""
    text = sample.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(1 for c in text if c > "\x7f" and c != "\ufffd")
    return good > 4 * bad


def _looks_like(data: bytes) -> str:
    if not find_spec("charset_normalizer"):
        return ""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    return best.encoding if best else ""


Moved = tuple[tuple[int, int], ...]
"""From which code point of the stored text on the file's own text is how many further."""


def normalise(text: str) -> str:
    """Return `text` as it is stored; see `normalised`.

    >>> normalise("one\\r\\ntwo\\x00"), normalise("Erdog\\u0306an")
    ('one\\ntwo ', 'Erdoğan')
    """
    return normalised(text)[0]


def normalised(text: str) -> tuple[str, Moved]:
    """Return `text` as it is stored, and where that shifts the file's own offsets.

    Line ends are newlines, control characters and surrogates are none. Letters are composed (e and
    an accent are one letter), and text that was read in a wrong encoding and written in UTF-8
    ("â€œ" for “) is put right. Everything else stays, so that offsets into a file in composed
    letters with newline line ends hold here too.

    >>> normalised("Erdog\\u0306an went.")
    ('Erdoğan went.', ((5, 1),))
    """
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = _LINE_ENDS.sub("\n", text)
    text = _ODD.sub(_replaced, text)
    twice = any(map(text.__contains__, "âÃÂ")) and len(_TWICE.findall(text)) > 1
    if not twice and not _MARKS.search(text):
        return text, ()
    pieces: list[str] = []
    moved: list[tuple[int, int]] = []
    at = length = shift = 0
    for match in (_TWICE_OR_APART if twice else _APART).finditer(text):
        put = _once(match) if match["twice"] else unicodedata.normalize("NFC", match.group())
        pieces += (text[at : match.start()], put)
        length += match.start() - at + len(put)
        at = match.end()
        if len(put) != len(match.group()):
            shift += len(match.group()) - len(put)
            moved.append((length, shift))
    return "".join((*pieces, text[at:])), tuple(moved)


_MARKS = re.compile("[\u0300-\u036f]")
_HIGH = "".join(
    bytes([b]).decode("cp1252")
    for b in range(0x80, 0xC0)
    if b not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}
)
_TWICE = re.compile(
    rf"â€[{re.escape(_HIGH)}\x80-\x9f]|â€(?=[\s.,;:)]|\Z)|Ã[{re.escape(_HIGH)}]|Â[\xa0-\xbf]"
)
_APART = re.compile("(?P<twice>(?!))|[^\\W\\d_][\u0300-\u036f]+")
_TWICE_OR_APART = re.compile(rf"(?P<twice>{_TWICE.pattern})|[^\W\d_][\u0300-\u036f]+")
"""What UTF-8 of a quotation mark, dash or letter becomes when read as Windows-1252."""


def _once(match: re.Match[str]) -> str:
    """Return what was meant by a letter that was encoded twice; itself where that is none."""
    if match.group() == "â€":  # its last byte was lost on the way
        return "”"
    try:
        data = b"".join(
            c.encode("latin-1") if ord(c) < 0x100 else c.encode("cp1252") for c in match.group()
        )
        return data.decode("utf-8")
    except UnicodeError:
        return match.group()


def _replaced(match: re.Match[str]) -> str:
    return match.group().translate(_ONE_FOR_ONE)
