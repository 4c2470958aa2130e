"""Bytes to text by strict steps: byte order mark, UTF-8, UTF-16 without a mark, GB18030. No guessing."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import BinaryIO

from guidelint.lean.tuples import NamedTuple

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_GB = "gb18030"
BINARY = "binary"
"""In place of an encoding, for bytes that are no text."""
SURROGATE = re.compile("[\ud800-\udfff]")
"""Half of a surrogate pair, which escapes can express but no output can encode."""
_FEW = 100
"""One byte of so many may be NUL in a text: databases fill fields with it."""
_SAMPLE = 4096
_PIECE = 1 << 20


class Decoded(NamedTuple):
    """A source's text without its byte order mark.

    `encoding`: the Python codec; `mark`: the source begins with a byte order mark. If the bytes end inside a
    character, `text` holds what came before and `cut` is true. `text` is None if no accepted encoding fits;
    `encoding` are then those that were tried.
    """

    text: str | None
    encoding: str
    mark: bool = False
    cut: bool = False

    @property
    def start(self) -> int:
        """The number of bytes that the mark takes."""
        return len("\ufeff".encode("utf-8" if self.encoding == _GB else self.encoding)) if self.mark else 0


def decode(data: bytes) -> Decoded:
    """Decode by these steps."""
    return _first_fitting(data, partial(_strict, data), lambda: (data,))


def encoding_of(file: BinaryIO) -> Decoded:
    """The result of `decode` for a file, read in chunks; `text` is empty, or None if it is no text."""
    file.seek(0)
    sample = file.read(_SAMPLE)
    return _first_fitting(sample, partial(_streamed, file), partial(_pieces, file, 0))


def _first_fitting(
    begin: bytes, decoded: Callable[[str, int], Decoded | None], pieces: Callable[[], Iterable[bytes]]
) -> Decoded:
    """The first that fits of what `decoded` makes of an encoding and the length of the mark."""
    for mark, encoding in _MARKS:
        if begin.startswith(mark):
            found = decoded(encoding, len(mark))
            if found is None and _is_mismarked(begin[len(mark) : _SAMPLE], encoding):
                found = decoded(_GB, len(mark))
            return found or Decoded(None, encoding, mark=True)
    wide = _wide(begin)
    if wide:
        return decoded(wide, 0) or Decoded(None, wide)
    counts = [(piece.count(0), len(piece)) for piece in pieces()]
    zeros, size = sum(zeros for zeros, _ in counts), sum(size for _, size in counts)
    found = None if zeros * _FEW > size else decoded("utf-8", 0) or decoded(_GB, 0)
    return found or Decoded(None, BINARY if zeros else "utf-8/gb18030")


def texts_of(file: BinaryIO, decoded: Decoded, size: int) -> Iterator[str]:
    """The text of a file in chunks of `size` bytes, none of which ends inside a line break.

    `decoded`: the result of `encoding_of`, for a text that is not cut.
    """
    decoder = codecs.getincrementaldecoder(decoded.encoding)()
    held = ""
    file.seek(decoded.start)
    while piece := file.read(size):
        text = held + decoder.decode(piece)
        held = "\r" if text.endswith("\r") else ""
        yield text.removesuffix("\r")
    yield held + decoder.decode(b"", True)


def written_one_way(file: BinaryIO, decoded: Decoded) -> bool:
    """Whether encoding the text again gives the file's bytes, so that byte offsets can be computed from
    characters.

    `decoded`: the result of `encoding_of`. Only GB18030 has several encodings of a character.
    """
    if decoded.encoding != _GB:
        return True
    decoder = codecs.getincrementaldecoder(decoded.encoding)()
    held = b""
    for piece in _pieces(file, decoded.start):
        held += piece
        written = decoder.decode(piece).encode(decoded.encoding)
        if not held.startswith(written):
            return False
        held = held[len(written) :]
    return True


def join_surrogates(text: str) -> str:
    """Replace each surrogate pair by its character, and each lone surrogate by U+FFFD."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _pieces(file: BinaryIO, start: int) -> Iterator[bytes]:
    file.seek(start)
    while piece := file.read(_PIECE):
        yield piece


def _streamed(file: BinaryIO, encoding: str, start: int) -> Decoded | None:
    """`_strict` in chunks; only the end of the file may cut a character."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        some = sum([bool(decoder.decode(piece)) for piece in _pieces(file, start)])
        rest = decoder.getstate()[0]
    except UnicodeDecodeError:
        return None
    if len(rest) > 3 or (rest and not some):
        return None
    return Decoded("", encoding, mark=start > 0, cut=bool(rest))


def _strict(data: bytes, encoding: str, start: int) -> Decoded | None:
    mark, data = start > 0, data[start:]
    try:
        return Decoded(data.decode(encoding), encoding, mark)
    except UnicodeDecodeError as error:
        unfinished = error.end >= len(data) and len(data) - error.start < 4 and error.start > 0
        if not unfinished:
            return None
        return Decoded(data[: error.start].decode(encoding), encoding, mark, cut=True)


def _is_mismarked(sample: bytes, encoding: str) -> bool:
    """Whether GBK text has been given the byte order mark of UTF-8: decoded as that it is broken everywhere."""
    if encoding != "utf-8":
        return False
    wide = sum(byte > 127 for byte in sample)
    return 4 * sample.decode(encoding, "replace").count("\ufffd") > wide


def _wide(data: bytes) -> str | None:
    """The UTF-16 codec of a text without a mark, by NUL at every other byte; None for other texts."""
    sample = data[:_SAMPLE]
    if 0 not in sample:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 8 * even and odd * 10 > len(sample):
        return "utf-16-le"
    if even > 8 * odd and even * 10 > len(sample):
        return "utf-16-be"
    return None
