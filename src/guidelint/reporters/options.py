"""What a reporter may ask of the place its text goes to: width, colour, characters, how much to say."""

from __future__ import annotations

from guidelint.structs import Struct


class Options(Struct):
    """Facts the caller found out about the sink, so that no reporter has to look at a stream.

    `width` is in terminal cells. `unicode` False promises that every character of a text report for
    people can be encoded in GBK (the caller's characters become `?` where they cannot). `verbose` lists
    what is otherwise counted; `quiet` leaves the findings alone, without summary or closing sentence.
    For files that people work with: `due` is the date by which all is to be mended (YYYY-MM-DD, empty where
    nobody set one).
    """

    width: int = 80
    color: bool = False
    unicode: bool = True
    verbose: bool = False
    quiet: bool = False
    due: str = ""
