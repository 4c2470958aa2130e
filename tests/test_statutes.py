"""Statute texts read from a folder, and the command that makes the table of last articles from them."""

from __future__ import annotations

from pathlib import Path

import pytest

from guidelint.cli import main
from guidelint.statutes import Statute, changed_rows, read_folder
from guidelint.tables import rows

WATER = """# 中华人民共和国某水法

1988年1月21日 第六届全国人民代表大会常务委员会第二十四次会议通过
2016年7月2日 第十二届全国人民代表大会常务委员会第二十一次会议修正

## 第一章 总则

第一条 为了合理开发水资源，制定本法。第二条的范围另行规定。

第二条　在境内管理水资源，适用本法。

依照第一条办理。

第二条之一 海水另有规定。

第三条 本法自2016年9月1日起施行。
"""
SHORT = "某条例\n2020年3月4日 国务院令公布\n第一条 为了甲，制定本条例。\n第二条 本条例自公布之日起施行。\n"
ENDLESS = "ends at article 2 without saying from when it is in force"
DATELESS = "no date of the version, in the name of the file or before the first article"


def read_one(path: Path, text: str, name: str = "甲.md") -> Statute:
    """The statute of the only file in a folder."""
    (path / name).write_text(text, "utf-8")
    (law,) = read_folder(path).statutes
    return law


def folder(path: Path, **texts: str) -> Path:
    for name, text in texts.items():
        (path / f"{name}.md").write_text(text, "utf-8")
    return path


def test_a_text_is_read_with_its_days_and_articles(tmp_path: Path) -> None:
    (tmp_path / "经济法").mkdir()
    law = read_one(tmp_path, WATER, "经济法/水法.md")
    assert law[:5] == ("某水法", "经济法", "2016-07-02", "2016-09-01", 3)
    assert law.articles == {
        "1": "为了合理开发水资源，制定本法。第二条的范围另行规定。",
        "2": "在境内管理水资源，适用本法。\n\n依照第一条办理。",
        "2-1": "海水另有规定。",
        "3": "本法自2016年9月1日起施行。",
    }


@pytest.mark.parametrize(
    ("name", "version", "in_force"),
    [
        ("某条例.md", "2020-03-04", "2020-03-04"),
        ("某条例(2021-05-06).md", "2021-05-06", "2021-05-06"),
        ("某条例20210506.txt", "2021-05-06", "2021-05-06"),
    ],
)
def test_the_name_of_the_file_may_tell_the_version(
    name: str, version: str, in_force: str, tmp_path: Path
) -> None:
    assert read_one(tmp_path, SHORT, name)[2:4] == (version, in_force)


def test_a_line_above_the_text_may_tell_from_when_it_holds(tmp_path: Path) -> None:
    text = SHORT.replace("第一条", "2020年6月1日 施行\n第一条", 1)
    assert read_one(tmp_path, text)[2:4] == ("2020-03-04", "2020-06-01")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no title: expected a first line such as # 中华人民共和国水法"),
        ("第一条 没有标题。", "no title: expected a first line such as # 中华人民共和国水法"),
        ("# 某决定\n2020年3月4日公布\n一、如下。", "no article: expected lines that begin with 第一条"),
        ("# 某法\n第一条 本法自公布之日起施行。", DATELESS),
        (SHORT.replace("本条例自公布之日起施行", "分为两类"), ENDLESS),
        (SHORT.replace("第一条", "第三条").replace("第二条", "第四条"), "2 of 4 articles are missing"),
        (SHORT.replace("第二条", "第四条"), "article 4 follows article 1"),
    ],
)
def test_a_malformed_text_says_what_is_wrong(text: str, reason: str, tmp_path: Path) -> None:
    assert [why for _, why in read_folder(folder(tmp_path, 甲=text)).skipped] == [reason]


def test_a_law_in_several_files_is_one(tmp_path: Path) -> None:
    first = "# 某法典\n2020年5月28日 通过\n第一条 甲。\n第二条 乙。\n"
    last = "# 某法典\n2020年5月28日 通过\n第三条 丙。\n第四条 本法自2021年1月1日起施行。\n"
    read = read_folder(folder(tmp_path, b=first, a=last))
    assert [law[:5] for law in read.statutes] == [("某法典", "", "2020-05-28", "2021-01-01", 4)]


def test_a_folder_tells_what_it_skipped(tmp_path: Path) -> None:
    (tmp_path / "法规").mkdir()
    folder(tmp_path / "法规", 甲=SHORT)
    (tmp_path / "法规" / "乙.txt").write_bytes(b"\x00\xff\x00")
    (tmp_path / "说明.pdf").write_bytes(b"")
    folder(tmp_path, 丙="# 丙法\n2020年1月1日\n第一条 甲。\n第九条 本法自公布之日起施行。\n")
    read = read_folder(tmp_path)
    assert [law[:2] for law in read.statutes] == [("某条例", "法规")]
    assert read.skipped == (
        ("丙.md", "article 9 follows article 1"),
        ("法规/乙.txt", "not a text in UTF-8, UTF-16 or GB18030"),
    )


def test_changes_are_told_by_law_and_version() -> None:
    old = [
        ("甲法", "", "2010-01-01", "2010-01-01", "9", "V", "旧"),
        ("乙法", "", "2010-01-01", "2010-01-01", "5", "V", "旧"),
    ]
    new = [
        ("甲法", "", "2010-01-01", "2010-01-01", "9", "V", "新"),
        ("甲法", "", "2020-01-01", "2020-01-01", "12", "V", "新"),
    ]
    assert changed_rows(old, new) == [("-", old[1]), ("+", new[1])]
    assert changed_rows(new[:1], [(*new[0][:4], "10", "V", "新")]) == [
        ("~", ("甲法", "", "2010-01-01", "2010-01-01", "10", "V", "新"))
    ]


def test_refresh_shows_changes_and_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts, out = folder(tmp_path, 甲=SHORT, 乙="没有日期\n第一条 甲。"), tmp_path / "out"
    assert main(["tables", "refresh", str(texts), "--out", str(out), "--keep", "--source", "局档案"]) == 0
    told = capsys.readouterr()
    assert told.out == (
        "+\t某条例\t\t2020-03-04\t2020-03-04\t2\tV\t局档案\n"
        "1 texts read, 1 skipped; 1 rows added, 0 removed, 0 changed\n"
    )
    assert told.err == f"guidelint: 乙.md: skipped: {DATELESS}\n"
    assert not out.exists()


def test_refresh_writes_a_table_that_is_read_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts, out = folder(tmp_path, 甲=SHORT), tmp_path / "out"
    command = ["tables", "refresh", str(texts), "--out", str(out), "--write", "--source", "局档案"]
    assert main(command) == 0
    assert rows("law_articles", out) == [("某条例", "", "2020-03-04", "2020-03-04", "2", "V", "局档案")]
    capsys.readouterr()
    assert main(command) == 0
    assert capsys.readouterr().out == "1 texts read, 0 skipped; 0 rows added, 0 removed, 0 changed\n"


@pytest.mark.parametrize("name", ["missing", "empty"])
def test_refresh_without_texts_is_the_callers_mistake(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    assert main(["tables", "refresh", str(tmp_path / name)]) == 2
    capsys.readouterr()
