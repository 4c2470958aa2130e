"""Determines the type of a file by its first bytes, and the type that its name promises."""

from __future__ import annotations

from guidelint.attachments.file_facts import Kind
from guidelint.lean.regex import regex

BLOCKED: frozenset[str] = frozenset(
    (
        ".exe", ".com", ".msi", ".scr", ".bat", ".cmd", ".ps1", ".vbs", ".js", ".jse", ".wsf", ".hta", ".jar",
        ".apk", ".sh", ".reg", ".lnk", ".url", ".iso", ".rar", ".7z", ".tmp", ".crdownload",
    )
)  # fmt: skip
"""What nobody should have to open for a form: programs, scripts, shortcuts, half downloads, odd packages."""
_PROMISED: tuple[tuple[str, tuple[Kind, ...]], ...] = (
    (".docx .docm .dotx", ("docx",)),
    (".xlsx .xlsm .xltx", ("xlsx",)),
    (".doc .dot .wps .wpt", ("ole", "docx", "rtf", "markup")),
    (".xls .et .ett", ("ole", "xlsx", "markup", "text")),
    (".pptx .ofd .zip .odt .ods", ("zip", "docx", "xlsx")),
    (".png .jpg .jpeg .jfif .gif .bmp .tif .tiff .webp", ("image",)),
    (".txt .csv .html .htm .mht .mhtml .xml", ("text", "markup")),
    (".ppt", ("ole",)),
    (".rtf", ("rtf",)),
    (".pdf", ("pdf",)),
)
"""What a file of an extension may be, the usual first: old documents open by their content."""
_FITS = {extension: kinds for extensions, kinds in _PROMISED for extension in extensions.split()}
_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"{\\rtf", "rtf"),
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"BM", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"Rar!\x1a\x07", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
)
_HEAD = 1024
_OF_HOSTS = frozenset((".cn", ".com", ".net", ".org", ".gov"))


def kind_of(data: bytes) -> Kind:
    """The type by the first bytes; a ZIP is only `zip` until its content has been examined."""
    head = data[:_HEAD]
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "image"
    if b"%PDF-" in head:
        return "pdf"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith((b"<", b"MIME-Version", b"From:")):
        return "markup"
    utf16 = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    return "text" if utf16 or b"\x00" not in head else "binary"


def fits(extension: str, kind: Kind) -> bool:
    """Whether a file with an extension may have a type; with an unknown extension, any."""
    return extension not in _FITS or kind in _FITS[extension]


def usual_kind(extension: str) -> Kind:
    """The type of a sound file with an extension; `binary` for an unknown one."""
    return _FITS.get(extension, ("binary",))[0]


def extension_of(path: str) -> str:
    """The extension of a path in lower case, with its dot (`.docx`); empty if there is none."""
    found = _extension.search(path.strip())
    return found[0].lower() if found else ""


def is_path(text: str) -> bool:
    """Whether a text names a file in the guide's folder: a relative path with an extension.

    GUIDs, addresses, hosts and absolute paths do not.
    """
    text = text.strip()
    if not text or len(text) > 400 or "://" in text or text.startswith(("/", "\\", "~", "www.", "#")):
        return False
    extension = extension_of(text)
    if not extension or text[1:2] == ":" or "\n" in text:
        return False
    return "/" in text or not (extension in _OF_HOSTS and text.isascii())


def is_address(text: str) -> bool:
    """Whether a text identifies one file elsewhere: a link or path to it, or the id of an upload.

    A web page is no file, and an archive may hold several.
    """
    text = text.strip()
    return not is_path(text) and _address.search(text) is not None


@regex
def _address() -> str:
    endings = "docx?|dotx?|wps|xlsx?|et|pptx?|pdf|ofd|rtf|txt|jpe?g|png|gif|bmp|tiff?"
    number = "[0-9A-Fa-f]{8}-?(?:[0-9A-Fa-f]{4}-?){3}[0-9A-Fa-f]{12}"
    return (
        rf"(?i:(?<!\S)(?>\S+?/)\S*\.(?:{endings})(?=$|[?&#])|^{number}$"
        rf"|(?<!\S)(?>\S*?(?:download|attach|upload|file))\S*[/=]{number}(?![0-9A-Fa-f]))"
    )


_extension = regex(r"(?<=[^./\\])\.(?=[0-9]?[A-Za-z])[A-Za-z0-9]{1,10}$")
