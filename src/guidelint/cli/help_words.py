"""The help in Chinese, and folded for a terminal on which a Chinese character takes two cells."""

from __future__ import annotations

import argparse
import shutil
from typing import Any

from guidelint.reporters.terminal.lines import Line, rows

CHINESE: dict[str, str] = {
    "positional arguments": "参数",
    "options": "选项",
    "show this help message and exit": "显示这份说明",
    "show program's version number and exit": "显示版本",
    "Lint service guides (办事指南): where the defects are, why, and how to fix them.": (
        "检查办事指南：哪里有问题，依据是什么，应当怎样改。"
    ),
    "Start with: guidelint check FOLDER. About a rule: guidelint explain RULE. "
    "Options of a command: guidelint COMMAND --help.": (
        "先试：guidelint check 文件夹。一条规则是什么意思：guidelint explain 规则编号。"
        "一条命令怎样用：guidelint 命令 --help。英文说明加 --lang en。"
    ),
    "lint files, folders or - for standard input (the default command)": (
        "检查文件、文件夹，- 表示标准输入（不写命令就是它）"
    ),
    "apply the safe fixes for what check finds": "改正 check 发现的、能够自动改的问题",
    "assessment tables, from guides or from saved runs": "评估表：网办深度、时限压缩等，来自指南或以前的结果",
    "check that a published table's figures follow from its own rows": "公布的表格自己算得对不对",
    "findings fixed, new and remaining between two runs or exports": "两次检查或两份导出之间解决、新增、遗留了多少",
    "accept the current findings; the list only shrinks": "把现有问题记入基线，以后只报新问题",
    "convert any source to canonical records, in another format": "把任何来源转为标准记录，存成另一种格式",
    "write files for people: a web page, a workbook, a draft notice": "给人看的文件：网页、整改清单、通报草稿",
    "list the rules": "列出规则",
    "show one rule with its basis and examples": "说明一条规则的依据、改法和例子",
    "run the examples contained in rules": "运行规则自带的例子",
    "print a JSON Schema": "输出 JSON Schema",
    "rebuild the law tables from statute texts": "用法律文本重新生成法律条文表",
    "check and stats on Spark; needs guidelint[spark]": (
        "在 Spark 集群上 check 和 stats，要加装 guidelint[spark]"
    ),
    "write a starter guidelint.yaml and show the pre-commit entry": (
        "写一个带说明的 guidelint.yaml，并显示 pre-commit 的写法"
    ),
    "print a completion script": "输出命令行补全脚本",
    "file, folder or -": "文件、文件夹，或者 -（标准输入）",
    "dialect of the source, i.e. its platform's format (default: detected)": (
        "来源的方言，即哪个平台的格式（默认自动识别）"
    ),
    "check against the law in force on this date (default: today)": (
        "按哪一天有效的法律检查，如 2026-12-31（默认今天）"
    ),
    "exclude these files; patterns as in .gitignore": "不检查这些文件，写法同 .gitignore",
    "also skip named paths that a folder search would skip, for lists of paths made by a program": (
        "这些路径是程序列出的：其中查找文件夹时会跳过的，也跳过"
    ),
    "name of standard input in reports": "标准输入在报告里叫什么",
    "neither read nor write the cache": "不读也不写缓存",
    "number of processes, or auto (default: auto)": "用几个进程：一个数，或者 auto（默认）",
    "config file (default: the nearest guidelint.yaml in this or a parent folder)": (
        "配置文件（默认是往上最近的 guidelint.yaml）"
    ),
    "config file, for its lang and aliases": "配置文件，取其中的 lang 和 aliases",
    "a folder of further rules": "另外的规则所在的文件夹",
    "minimal, standard or strict": "档次：minimal（基本级）、standard（标准级）、strict（严格级）",
    "language of findings (default: zh)": "用中文（zh，默认）还是英文（en）",
    "write a report to a file; repeatable": "把报告写入文件，可以写多次",
    "check only these rules or groups, comma-separated": "只查这些规则或组，用逗号隔开",
    "skip these rules or groups": "不查这些规则或组",
    "rules or groups, as in check": "规则或组，同 check",
    "as in check (default: error)": "同 check（默认 error）",
    "baseline of accepted findings (default: the config's, else guidelint.baseline if it exists; '' for none)": (
        "基线，即已知的问题（默认是配置写的，其次是 guidelint.baseline；'' 表示不用）"
    ),
    "report only findings that git HEAD, or the BASE of --changed=BASE, did not have": (
        "只报 git 的 HEAD（或 --changed=基准）里没有的问题"
    ),
    "lowest severity that gives exit status 1: error (default), warning, info or never": (
        "有哪一级以上的问题时以状态 1 结束：error（默认）、warning、info，或者 never"
    ),
    "print findings only": "只写问题",
    "list what was suppressed or not checked": "列出忽略的、没有检查的",
    "also apply fixes that a person should review": "需要人工确认的也改",
    "print the changes as a diff, write nothing": "只看会怎样改，不写入",
    "reserved, does nothing yet": "留作以后用，现在还没有",
    "JSON report of an earlier run; repeatable, added up": "check --format json 的结果，可以写多次，相加",
    "what each row stands for": "一行是一个实施主体（authority）还是一个辖区（region）",
    "the share that ranks the depth table; the limits table is always ranked by compression": (
        "网办深度按什么排名：三级及以上占比（level3plus）、网上可办率（online）；时限总按压缩比排名"
    ),
    "write the tables to a file; repeatable": "把表写入文件，可以写多次",
    "a workbook, a CSV file or tab-separated text": "工作簿、CSV，或者用制表符分隔的文本",
    "JSON or SARIF report of an earlier run, or an export": "以前一次检查的 JSON 或 SARIF，或者一份导出",
    "the same, of a later run": "后来的一次",
    "create, check or prune": "create（建立）、check（核对）或 prune（删去已解决的）",
    "baseline file (default: the config's, else guidelint.baseline)": "默认是配置写的，其次是 guidelint.baseline",
    "allow create to add findings to an existing file": "create 可以在已有的文件里增加问题",
    "why the findings are accepted; stored in the file": "为什么记入基线，写在文件里",
    "a file, a folder, or - for standard output (default)": "文件、文件夹，或者 -（标准输出，默认）",
    "write one file per matter; --out is a folder": "--out 是文件夹，一个事项一个文件",
    "overwrite existing files": "可以覆盖已有的文件",
    "print only what could not be read": "只说没有读懂的",
    "web page with summary, charts and all findings": "网页：汇总、图表和全部问题",
    "rectification list; for a workbook, with an annotated copy of it": (
        "整改清单；检查的是一个工作簿时，另有一份批注过的副本"
    ),
    "draft notice (整改情况通报) for Word": "整改情况通报草稿（Word）",
    "draft notice as Markdown": "整改情况通报草稿（Markdown）",
    "write a copy of a workbook with the findings as comments and colours": "工作簿的副本，问题用批注和颜色标出",
    "deadline for corrections (YYYY-MM-DD)": "整改期限，如 2026-12-31",
    "list the rules that apply to nothing in these files or folders, and table rows that never match": (
        "列出在这些文件里什么也没有判断的规则，和没有遇到的表格行"
    ),
    "show the part of the compiled code that evaluates a rule": "显示编译后询问一条规则的部分",
    "rule id, such as depth.level-one": "规则编号，如 depth.level-one",
    "rule files (default: all)": "规则文件（默认全部）",
    "alter every parameter and list the changes that no example detects": "逐个改动参数，列出没有例子能发现的改动",
    "show what a folder of statute texts would change in the law tables": (
        "显示一个文件夹的法律文本会怎样改变法律条文表"
    ),
    "folder with statute texts, .md or .txt": "法律文本所在的文件夹，.md 或 .txt",
    "folder to compare with and write to (default: the built-in tables)": (
        "与这个文件夹比较并写入（默认是自带的表）"
    ),
    "write the table (default: only show the changes)": "写入；不加就不写",
    "keep the rows of laws for which DIR has no text": "文件夹里没有文本的法律，保留原来的行",
    "where the texts come from (default: the name of DIR)": "文本从哪里来（默认是文件夹的名字）",
    "write findings to a folder, including those about the whole set": "把问题写入文件夹，包括整体才看得出的",
    "assessment tables": "评估表",
    "file or folder accessible to all executors": "所有执行器都看得到的文件或文件夹",
    "new folder accessible to all executors": "所有执行器都看得到的新文件夹",
    "cluster URL (default: from spark-submit or Spark's configuration)": (
        "集群（默认按 spark-submit 或 Spark 自己的设置）"
    ),
    "folder to write to (default: the current one)": "写到哪个文件夹（默认是当前文件夹）",
    "bash, zsh or tcsh": "bash、zsh 或 tcsh",
}
"""What is said in the help, by the English; lists of names are the same in both."""
_USAGE = "用法: "
_WIDER = 2
"""So many cells more than characters does `_USAGE` take."""
_LEAST = 20


class ChineseHelp(argparse.HelpFormatter):
    """argparse's help in Chinese, within the width of the terminal."""

    def __init__(self, prog: str, **ways: Any) -> None:
        ways["width"] = shutil.get_terminal_size().columns - 2 - _WIDER
        super().__init__(prog, **ways)

    def start_section(self, heading: str | None) -> None:
        """As ever, in Chinese."""
        super().start_section(_chinese(heading))

    def add_text(self, text: str | None) -> None:
        """As ever, in Chinese."""
        super().add_text(_chinese(text))

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        """As ever, in Chinese."""
        super().add_usage(usage, actions, groups, _USAGE)

    def _format_usage(self, *about: Any) -> str:
        return super()._format_usage(*about).replace("\n ", "\n " + " " * _WIDER)

    def _get_help_string(self, action: argparse.Action) -> str | None:
        return _chinese(action.help)

    def _split_lines(self, text: str, width: int) -> list[str]:
        return ["".join(part for part, _ in row) for row in rows(Line(((text, ""),)), max(width, _LEAST))]

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(indent + line for line in self._split_lines(text, width))


def _chinese(text: str | None) -> str | None:
    return CHINESE.get(text, text) if text else text
