"""The local lists named in a config: files with one code per line."""

from __future__ import annotations

import re
from pathlib import Path as FilePath

from guidelint.config.settings import Config
from guidelint.errors import UsageError, reason, reason_in_chinese
from guidelint.files import bytes_with_an_end
from guidelint.readers.decode import decode


def lists_of(config: Config, base: FilePath) -> dict[str, frozenset[str]]:
    """The lists of a config by its keys; their names lead on from `base`, the folder of the config."""
    named = {"mobile_list": config.mobile_list, "catalogue": config.catalogue}
    return {key: codes_of(base / name, key) for key, name in named.items() if name}


def codes_of(path: FilePath, key: str) -> frozenset[str]:
    """The codes in a file, one a line, without what follows a tab, a comma or a #; UsageError without it."""
    try:
        decoded = decode(bytes_with_an_end(path))
    except OSError as error:
        raise UsageError(
            f"配置的 {key}：读不了 {str(path)!r}：{reason_in_chinese(error)}",
            f"config: {key}: cannot read {str(path)!r}: {reason(error)}",
        ) from error
    if decoded.text is None:
        raise UsageError(
            f"配置的 {key}：{str(path)!r} 不是文本，应当一行一个编码",
            f"config: {key}: {str(path)!r} is no text; expected one code a line",
        )
    lines = decoded.text.lstrip("\ufeff").splitlines()
    return frozenset(filter(None, (re.split(r"[\t,，#]", line, maxsplit=1)[0].strip() for line in lines)))
