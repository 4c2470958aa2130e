"""Properties of the destination of a report: width, colour, character set, verbosity."""

from __future__ import annotations

from guidelint.lean.structs import Struct


class Options(Struct):
    """Facts about the destination, found out by the caller so that reporters need not inspect streams.

    `width` is in terminal cells. `unicode` False requires every character of a text report for people to be
    encodable in GBK (others in guides become `?`). `verbose` lists what is otherwise counted; `quiet` omits
    summary and closing sentence. `due`, for rectification files: the date by which all is to be fixed
    (YYYY-MM-DD, empty if not set).
    """

    width: int = 80
    color: bool = False
    unicode: bool = True
    verbose: bool = False
    quiet: bool = False
    due: str = ""
