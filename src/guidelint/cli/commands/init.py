"""`guidelint init`: a commented starter config, never over an existing one, and the pre-commit entry."""

from __future__ import annotations

import argparse
from pathlib import Path as FilePath

from guidelint import __version__
from guidelint.cli.files import write_text
from guidelint.config.file import NAMES
from guidelint.errors import UsageError

STARTER = """\
# guidelint.yaml — 办事指南检查的设置；删去行首的 # 即可启用
# Settings for linting service guides; remove a leading # to switch a line on.

profile: standard        # minimal（基本级）、standard（标准级）、strict（严格级）
lang: zh                 # 结果的语言：zh 或 en
fail_on: error           # 有这一级别的问题时以状态 1 结束：error、warning、info、never

# 本地情况，没有默认值；不填则相关规则不检查 (local facts; rules that need them are not checked without)
# area_code: "0000"      # 本地电话区号
# region_code: "000000"  # 本地行政区划代码（GB/T 2260）
# special_matters: []    # 不压缩时限的特殊事项：事项名称或编码

# thresholds:            # 各规则的界限
#   deadline.ratio: {at_most: 0.6}
#   deadline.county-target: {at_most: 0.5}

# ignore: [materials.catch-all]     # 不检查的规则或组
# exclude: ["drafts/"]              # 不检查的文件
# ignore_findings:                  # 有理由的例外
#   - {rule: contact.address-vague, where: "guides/*.yaml", reason: 写明理由, until: "2030-12-31"}
"""
HOOK = f"""\
已写入 {{path}}。把下面几行加入 .pre-commit-config.yaml：

repos:
  - repo: （guidelint 的仓库地址）
    rev: v{__version__}
    hooks:
      - id: guidelint
"""


def run(options: argparse.Namespace) -> int:
    """The command."""
    folder = FilePath(options.folder)
    if not folder.is_dir():
        raise UsageError(f"没有文件夹 {options.folder!r}", f"no folder {options.folder!r}")
    for name in NAMES:
        if (folder / name).exists():
            raise UsageError(
                f"{(folder / name).as_posix()} 已经存在，没有改动",
                f"{(folder / name).as_posix()} exists already and is left as it is",
            )
    path = folder / NAMES[0]
    write_text(path, STARTER)
    print(HOOK.format(path=path.as_posix()), end="")
    return 0
