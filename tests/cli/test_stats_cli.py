"""`guidelint stats`: from guides, from saved runs, in every format, and usage errors."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from rich.cells import cell_len

from guidelint.assess import FORMATS
from guidelint.assess.audit import audit
from guidelint.assess.audit.grid import grid_of
from guidelint.assess.sheets import sheets
from guidelint.assess.show import shown
from guidelint.assess.tables import View, tables
from guidelint.assess.tally import Row, Tally
from guidelint.cli import main

AS_OF = ("--as-of", "2026-11-23")
EAST, WEST = {"authority": "甲局", "region": "东区"}, {"authority": "乙局", "region": "西区"}
GUIDES = (
    {**EAST, "online_depth": "四级", "statutory_limit": "20个工作日", "promised_limit": "5个工作日"},
    {**EAST, "online_depth": "一级", "visits": "1次", "reused": "是"},
    {**WEST, "online_depth": "三级", "statutory_limit": "10个工作日", "promised_limit": "10个工作日"},
    {
        **WEST,
        "authority": "乙分局",
        "online_depth": "二级",
        "statutory_limit": "10日",
        "promised_limit": "5日",
    },
    {"matter_type": "行政许可"},
    {"authority": "甲局", "matter_type": "行政处罚", "online_depth": "四级"},
)
WHOLE = range(len(GUIDES))


def write(path: Path, numbers: range | tuple[int, ...] = WHOLE) -> str:
    guides = [{"name": f"事项{number}", "code": f"C{number}", **GUIDES[number]} for number in numbers]
    path.write_text("".join(json.dumps(guide, ensure_ascii=False) + "\n" for guide in guides), "utf-8")
    return str(path)


def saved(path: Path, *numbers: int) -> str:
    """A saved run over some of the guides."""
    source, run = write(path.with_suffix(".jsonl"), numbers), path.with_suffix(".json")
    main(["check", source, "--select", "identity.name-missing", *AS_OF, "-o", f"json={run}"])
    return str(run)


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    status = main(["stats", *arguments, *AS_OF])
    out, err = capsys.readouterr()
    assert (status, err) == (0, "")
    return out


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(said(capsys, *arguments, "--format", "json"))
    return made


def levels(made: dict[str, Any]) -> dict[str, list[int]]:
    rows = [*made["depth"]["rows"], made["depth"]["total"]]
    return {row["name"]: [*row["level"].values(), row["unknown"]] for row in rows}


@pytest.fixture
def guides(tmp_path: Path) -> str:
    return write(tmp_path / "guides.jsonl")


def test_rows_add_up_to_the_total_and_a_matter_without_an_authority_is_a_row(
    guides: str, capsys: pytest.CaptureFixture[str]
) -> None:
    made = told(capsys, guides)
    assert (made["as_of"], made["by"]) == ("2026-11-23", "authority")
    assert levels(made) == {
        "乙局": [0, 0, 1, 0, 0],
        "甲局": [1, 0, 0, 1, 0],
        "": [0, 0, 0, 0, 1],
        "乙分局": [0, 1, 0, 0, 0],
        "合计": [1, 1, 1, 1, 1],
    }
    assert made["limits"]["excluded"] == {
        "no statutory limit": 2,
        "no promised limit": 0,
        "other unit": 1,
        "special": 0,
        "not by application": 1,
    }


def test_why_limits_are_left_out_is_told_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    limits = [("即办", "即办"), ("", "5个工作日"), ("30日", "10日")]
    rows = [{"name": "甲许可", "statutory_limit": one, "promised_limit": other} for one, other in limits]
    path = tmp_path / "guides.json"
    path.write_text(json.dumps(rows), "utf-8")
    lines = said(capsys, str(path), "--format", "csv").splitlines()
    assert {"没有法定时限，或法定即办,2", "时限不按工作日计,1"} <= set(lines)


def test_a_limit_is_left_out_as_special_only_for_a_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    limits = {"statutory_limit": "20个工作日", "promised_limit": "20个工作日"}
    rows = [{"name": reason, **limits, "limit_exemption": reason} for reason in ("无", "否", "须经省厅审核")]
    path = tmp_path / "guides.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    made = told(capsys, str(path))["limits"]
    assert (made["total"]["matters"], made["excluded"]["special"]) == (2, 1)


@pytest.mark.parametrize("field", ["name", "item_code", "code", "local_code", "catalog_code"])
def test_the_matters_that_rules_let_pass_are_left_out_of_the_sums(
    field: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "guidelint.yaml").write_text("special_matters: [A-1]\n", "utf-8")
    guide = {"name": "甲许可", "statutory_limit": "20个工作日", "promised_limit": "20个工作日"}
    path = tmp_path / "guides.json"
    path.write_text(json.dumps([guide, {**guide, field: "A-1"}]), "utf-8")
    made = told(capsys, "--config", str(tmp_path / "guidelint.yaml"), str(path))["limits"]
    assert (made["total"]["matters"], made["excluded"]["special"]) == (1, 1)


def test_visits_are_counted_as_the_rule_on_them_counts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "guides.json"
    guides = [{"name": visits, "visits": visits} for visits in ("最多跑一次", "多次", "1-2次", "视情况")]
    source.write_text(json.dumps(guides, ensure_ascii=False), "utf-8")
    rate = told(capsys, str(source))["rates"]["visits_at_most_one"]
    assert rate == {"share": 33.33, "count": 1, "of": 3, "unknown": 1}
    main(["check", str(source), "--select", "dataset.run-once"])
    assert "占 33.33%，不到 100%：写明次数的 3 项依申请事项中有 2 项" in capsys.readouterr().out


def test_json_is_what_a_program_gets_without_asking(guides: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert json.loads(said(capsys, guides)) == told(capsys, guides)


def test_rows_may_be_regions(guides: str, capsys: pytest.CaptureFixture[str]) -> None:
    made = told(capsys, guides, "--by", "region")
    assert (made["by"], list(levels(made))) == ("region", ["东区", "西区", "", "合计"])


def test_a_region_without_a_name_is_called_by_its_code_or_by_the_alias_of_that(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    codes = ("430623", "430623000000", "430623101000", 430626, "暂无", None)
    guides = [{"name": f"{code}", "region": "/", "region_code": code} for code in codes]
    guides += [{"name": "辖区", "region": "岳阳县", "region_code": "430621"}]
    source, config = tmp_path / "guides.json", tmp_path / "guidelint.yaml"
    source.write_text(json.dumps(guides, ensure_ascii=False), "utf-8")
    config.write_text("aliases: {'430623': 华容县}\n", "utf-8")
    rows = told(capsys, str(source), "--by", "region", "--config", str(config))["depth"]["rows"]
    named = {row["name"]: row["total"] for row in rows}
    assert named == {"华容县": 2, "430623101000": 1, "430626": 1, "岳阳县": 1, "": 2}


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_code_is_shown_as_the_name_that_all_guides_with_both_give_it(
    order: tuple[int, int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    named = [
        ("华容县", "430623"),
        ("430623", "430623"),
        ("岳阳市", "430600"),
        ("君山区", "430600"),
        ("岳阳市", "430600"),
    ]
    words: list[str] = []
    for number in order:
        guides = [{"region_code": "430623000000"}, {"region_code": "430600"}, {"region_code": "430626"}]
        if number:
            guides = [{"region": name, "region_code": code} for name, code in named]
        source, run = tmp_path / f"{number}.json", tmp_path / f"{number}.run.json"
        source.write_text(json.dumps([{"name": "某事项", **guide} for guide in guides]), "utf-8")
        main(["check", str(source), *AS_OF, "-o", f"json={run}"])
        words += ["--from", str(run)]
    capsys.readouterr()
    rows = told(capsys, *words, "--by", "region")["depth"]["rows"]
    totals = {row["name"]: row["total"] for row in rows}
    assert totals == {"华容县": 3, "岳阳市": 2, "君山区": 1, "430600": 1, "430626": 1}


def test_ranks_follow_what_is_asked_for(guides: str, capsys: pytest.CaptureFixture[str]) -> None:
    ranked = told(capsys, guides, "--rank-by", "online")["depth"]["rows"]
    assert [row["name"] for row in ranked] == ["乙分局", "乙局", "甲局", ""]
    ranked = told(capsys, guides, "--rank-by", "compression")["depth"]["rows"]
    assert [(row["name"], row["rank"]) for row in ranked] == [
        ("甲局", 1),
        ("乙局", 2),
        ("乙分局", 3),
        ("", None),
    ]


def test_aliases_of_the_config_put_two_names_into_one_row(
    guides: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = tmp_path / "c.yaml"
    config.write_text(
        "aliases: {乙分局: 乙局}\nthresholds: {deadline.county-target: {at_most: 0.25}}\n", "utf-8"
    )
    made = told(capsys, guides, "--config", str(config))
    assert levels(made)["乙局"] == [0, 1, 1, 0, 0]
    county = {row["name"]: row["meets"]["county"] for row in made["limits"]["rows"]}
    assert county == {"甲局": {"at_most": 0.25, "met": True}, "乙局": {"at_most": 0.25, "met": False}}


def test_a_body_that_is_spelled_in_two_ways_is_one_and_a_word_for_nothing_is_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = ("华容县公安局（户政）", "华容县 公安局\n(户政)", "暂无", "/", "")
    guides = [{"name": f"{n}", "authority": name, "region": name} for n, name in enumerate(names)]
    source = tmp_path / "guides.json"
    source.write_text(json.dumps(guides, ensure_ascii=False), "utf-8")
    for by in ("authority", "region"):
        rows = told(capsys, str(source), "--by", by)["depth"]["rows"]
        assert [(row["name"], row["total"]) for row in rows] == [("华容县公安局（户政）", 2), ("", 3)]
    config = tmp_path / "guidelint.yaml"
    config.write_text("select: [contact.address-missing]", "utf-8")
    main(["progress", str(source), str(source), "--config", str(config), "--format", "json"])
    rows = json.loads(capsys.readouterr().out)["by_authority"]
    assert [(row["name"], row["remaining"]) for row in rows] == [("", 3), ("华容县公安局（户政）", 2)]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (1, 2, 0)])
def test_saved_runs_add_up_in_any_order(
    order: tuple[int, ...], guides: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    runs = [saved(tmp_path / f"run{part}", 2 * part, 2 * part + 1) for part in range(3)]
    capsys.readouterr()
    words = [word for part in order for word in ("--from", runs[part])]
    assert said(capsys, *words, "--format", "json") == said(capsys, guides, "--format", "json")


def test_a_saved_run_and_guides_add_up(
    guides: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run, rest = saved(tmp_path / "run", 0, 1, 2, 3), write(tmp_path / "rest.jsonl", (4, 5))
    capsys.readouterr()
    assert told(capsys, rest, "--from", run) == told(capsys, guides)


def test_a_run_named_twice_counts_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = saved(tmp_path / "run", *WHOLE)
    capsys.readouterr()
    twice = ("--from", run, "--from", f"{tmp_path}/../{tmp_path.name}/run.json")
    assert told(capsys, *twice) == told(capsys, "--from", run)


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "xlsx"])
def test_every_text_form_names_every_body(name: str, guides: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, guides, "--format", name)
    assert [body in text for body in ("甲局", "乙局", "乙分局")] == [True] * 3
    assert all(body in said(capsys, guides, "--format", name, "--lang", "en") for body in ("甲局", "乙局"))


def test_names_stand_left_and_numbers_right_on_a_terminal(
    guides: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = said(capsys, guides, "--format", "rich")
    assert "│ 非依申请或已取消         │      1 │" in text
    assert "│    1 │ 乙局" in text


def test_several_files_are_written_and_nothing_is_said(
    guides: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sinks = {name: tmp_path / f"out.{name}" for name in FORMATS}
    assert said(capsys, guides, *(f"-o{name}={path}" for name, path in sinks.items())) == ""
    for name in ("csv", "xlsx"):
        made = audit(grid_of(sinks[name].read_bytes(), f".{name}"), {})
        assert ([len(table.rows) for table in made.tables], made.fails) == ([4, 2], False)


def test_csv_begins_with_the_table_of_depth(
    guides: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = list(csv.reader(io.StringIO(said(capsys, guides, "--format", "csv"))))
    assert (rows[0], rows[1][:3], rows[2][:3]) == (
        ["网上办理深度"],
        ["排名", "实施主体", "合计"],
        ["1", "乙局", "1"],
    )


def test_tables_ask_what_the_config_has_the_rules_ask(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = tmp_path / "guidelint.yaml"
    config.write_text(
        "select: [dataset.depth-share]\nthresholds:\n"
        "  dataset.depth-share: {at_least: 95, points_per_percent: 0.2}\n"
        "  dataset.compression: {at_least: 0.7}\n  deadline.ratio: {at_most: 0.5}\n",
        "utf-8",
    )
    guides = [
        {**EAST, "code": f"{n}", "online_depth": "三级" if n < 4 else "二级", **LIMITS} for n in range(5)
    ]
    source = tmp_path / "guides.json"
    source.write_text(json.dumps(guides, ensure_ascii=False), "utf-8")
    made = told(capsys, str(source), "--config", str(config))
    assert made["depth"]["total"]["deduction"] == 3.0
    assert made["limits"]["total"]["meets"]["promise"] == {"at_most": 0.5, "met": True}
    assert made["limits"]["total"]["meets"]["compression"] == {"at_least": 0.7, "met": False}
    main(["check", str(source), "--config", str(config)])
    assert "不到 95%，扣 3 分" in capsys.readouterr().out
    main(["progress", str(source), str(source), "--config", str(config), "--format", "json"])
    assert json.loads(capsys.readouterr().out)["trend"]["deduction"] == [3.0, 3.0]


def test_a_bound_between_two_percents_is_told_as_it_is_set(
    guides: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config, page = tmp_path / "guidelint.yaml", tmp_path / "page.html"
    config.write_text(
        "thresholds: {dataset.compression: {at_least: 0.625}, deadline.county-target: {at_most: 0.125}}\n",
        "utf-8",
    )
    text = said(capsys, guides, "--config", str(config), "--format", "markdown")
    assert "| 压缩比不低于62.5% | 不超过本地目标12.5% |" in text
    main(["report", guides, "--config", str(config), "--html", str(page)])
    assert "竖线为 62.5%" in page.read_text("utf-8")


def test_a_name_is_no_formula_in_csv(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = ("＝1＋1", "=1+1", "'=1+1", "甲=1")
    source = tmp_path / "guides.json"
    source.write_text(json.dumps([{"name": name, "authority": name} for name in names]), "utf-8")
    rows = list(csv.reader(io.StringIO(said(capsys, str(source), "--format", "csv"))))
    assert {row[1] for row in rows[2:6]} == {"'＝1＋1", "'=1+1", "''=1+1", "甲=1"}


def test_a_workbook_prints_on_one_pages_width_and_holds_no_link_and_no_time(tmp_path: Path) -> None:
    source, book = tmp_path / "guides.json", tmp_path / "book.xlsx"
    names = ("http://a.b/c", "=1+1", "{=1+1}", "internal:A1")
    source.write_text(json.dumps([{"name": name, "authority": name} for name in names]), "utf-8")
    main(["stats", str(source), *AS_OF, "-o", f"xlsx={book}"])
    read = load_workbook(book)
    assert read.properties.created == datetime(2026, 11, 23)
    for sheet in read.worksheets:
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == "$1:$1"
    cells = [read.worksheets[0].cell(row, 2) for row in range(2, 6)]
    assert {(cell.value, cell.data_type, cell.hyperlink) for cell in cells} == {
        (name, "s", None) for name in names
    }


LIMITS = {"statutory_limit": "20个工作日", "promised_limit": "10个工作日"}


def test_who_wrote_no_level_comes_last_and_is_shown_without_shares(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    guides = [
        {**EAST, "authority": "丙局", "code": "1", "online_depth": "一级"},
        {**EAST, "authority": "乙局", "code": "2"},
    ]
    source = tmp_path / "guides.json"
    source.write_text(json.dumps(guides, ensure_ascii=False), "utf-8")
    rows = list(csv.reader(io.StringIO(said(capsys, str(source), "--format", "csv"))))
    assert [row[1] for row in rows[2:4]] == ["丙局", "乙局"]
    assert rows[3][2:] == ["1", "0", "0", "0", "0", "", "", "", "", "", "1", "0", "", ""]


@pytest.mark.parametrize("words", [["stats", "{0}"], ["progress", "{0}", "{0}", "--format", "markdown"]])
def test_a_name_of_several_lines_is_one_cell_and_moves_no_terminal(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "guides.json"
    guide = {"name": "取水许可", "code": "1", "authority": "公安局\n交警|大队\x1b[31m"}
    source.write_text(json.dumps([guide, guide]), "utf-8")
    main([*(word.format(source) for word in words), "--format", "markdown"])
    assert "公安局交警\\|大队␛\\[31m |" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["stats", "progress"])
def test_a_name_is_no_link_and_no_picture_in_markdown(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "guides.json"
    guide = {"name": "取水许可", "code": "1", "authority": "![*w*](http://a/b.png)<img>"}
    source.write_text(json.dumps(guide), "utf-8")
    main([command, *[str(source)] * (1 + (command == "progress")), "--format", "markdown"])
    assert "| !\\[\\*w\\*\\](http://a/b.png)&lt;img&gt; |" in capsys.readouterr().out


BROKEN = {"z.yaml": "a: [", "cut.json": '[{"name": "甲"}, {"na'}


def unread(folder: Path, *names: str) -> list[str]:
    return sorted(str(folder / name) for name in names)


def test_sources_that_cannot_be_read_are_told_and_listed(
    guides: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Among them is no form that a guide names, and no file that is none of ours."""
    for name, text in BROKEN.items():
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "表.docx").write_bytes(b"")
    (tmp_path / "other.yaml").write_text("a: 1\n", "utf-8")
    with_form = {"name": "有表", "materials": [{"name": "申请表", "blank_form": "表.docx"}]}
    (tmp_path / "form.json").write_text(json.dumps(with_form), "utf-8")
    assert main(["stats", str(tmp_path), "--lang", "en", *AS_OF]) == 0
    out, err = capsys.readouterr()
    names = unread(tmp_path, "cut.json", "z.yaml")
    assert json.loads(out)["unread"] == names
    assert err == (
        "guidelint: 2 sources could not be read, or not whole; what was not read is not counted: "
        f"{', '.join(names)}\n"
    )


def test_a_saved_run_tells_what_it_could_not_read(
    guides: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "z.yaml").write_text("a: [", "utf-8")
    main(["check", str(tmp_path), *AS_OF, "-o", f"json={tmp_path / 'run.out'}"])
    capsys.readouterr()
    assert main(["stats", "--from", str(tmp_path / "run.out"), "--format", "csv", *AS_OF]) == 0
    assert f"1 个来源未能读取或没有读全，其中的事项未计入：{tmp_path / 'z.yaml'}\n" in capsys.readouterr().err


def test_of_many_unread_sources_some_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(25):
        (tmp_path / f"{number:02}.yaml").write_text("a: [", "utf-8")
    main(["stats", str(tmp_path), *AS_OF])
    assert capsys.readouterr().err.endswith("19.yaml, 另有 5 个\n")


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ([], "name files or folders, or runs with --from"),
        (["--from", "nowhere.json"], "cannot read nowhere.json: No such file or directory"),
        (["--from", "{tmp}/list.json"], "is not the JSON of a run (check --format json)"),
        (["--from", "{tmp}/other.json"], "is not the JSON of a run (check --format json)"),
        (["--from", "{tmp}/half.json"], "is not the JSON of a run (check --format json)"),
        (["--from", "{tmp}/broken.json"], "is not the JSON of a run (check --format json)"),
        (["--from", "{tmp}/deep.json"], "is not the JSON of a run (check --format json)"),
        (["{tmp}/nothing.jsonl"], "no such file or folder"),
        (["{tmp}/guides.jsonl", "--format", "xlsx"], "write it with -o xlsx=FILE"),
        (["{tmp}/guides.jsonl", "-o", "pdf=x"], "-o: no format 'pdf'; known: rich, json"),
        (["{tmp}/guides.jsonl", "-o", "csv={tmp}/no/x"], "-o: no folder"),
        (["{tmp}/guides.jsonl", "--by", "village"], "invalid choice: 'village'"),
    ],
)
def test_the_callers_mistake_is_one_line_and_2(
    arguments: list[str], reason: str, guides: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = {
        "list": "[]",
        "other": "{}",
        "half": '{"tally": {"rows": []}}',
        "broken": "{",
        "deep": "[" * 100_000,
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.json").write_text(text, "utf-8")
    status = main(["stats", *(word.replace("{tmp}", str(tmp_path)) for word in arguments)])
    out, err = capsys.readouterr()
    assert (status, out, err.count("\n"), reason in err) == (2, "", 1, True), err


@pytest.mark.parametrize(("width", "most"), [(80, 80), (120, 120), (None, 400)])
def test_a_terminal_is_shown_no_more_columns_than_it_has_room_for(width: int | None, most: int) -> None:
    name = "岳阳市住房公积金管理中心华容县管理部"
    tally = Tally(rows={"authority": {name: Row([1, 0, 2, 3, 1])}, "region": {}})
    made = tables(tally, View())
    lines = shown(made, "rich", "zh", width).decode().splitlines()
    depth = lines[: lines.index("承诺时限压缩")]
    assert max(map(cell_len, lines)) <= most
    assert sum(name in line for line in depth) == sum(line.startswith("┏") for line in depth)
    heads = [cell.strip() for line in depth if line.startswith("┃") for cell in line.strip("┃").split("┃")]
    assert set(heads) == set(sheets(made, "zh")[0].header)


def test_a_matter_that_is_cancelled_is_counted_no_more(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    guides = [{"name": "取水许可", **GUIDES[0], "state": state} for state in ("在用", "暂停", "取消")]
    (tmp_path / "a.json").write_text(json.dumps(guides), "utf-8")
    made = json.loads(said(capsys, str(tmp_path), "--format", "json"))
    assert made["depth"]["total"]["total"] == made["limits"]["total"]["matters"] == 2
    assert made["limits"]["excluded"]["not by application"] == 1


def test_guides_that_stand_in_two_exports_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    guides = [{**GUIDES[0], "name": "取水许可", "code": code} for code in ("A1", "A2", "A3", "待补充")]
    guides.append({**guides[2], "version": "2"})
    (tmp_path / "a.json").write_text(json.dumps(guides), "utf-8")
    (tmp_path / "b.json").write_text(json.dumps(guides[1:4]), "utf-8")
    assert main(["stats", str(tmp_path / "a.json"), "--lang", "en"]) == 0
    assert capsys.readouterr().err == ""
    assert main(["stats", str(tmp_path), "--lang", "en"]) == 0
    assert "guidelint: 2 guides have the code of one before" in capsys.readouterr().err


def test_a_sheet_of_notes_beside_the_guides_hides_no_progress(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head = ["事项名称", "实施编码", "办理地点", "办理时间", "咨询电话"]
    for name, code, hours in (
        ("old", "001", "上班时间"),
        ("new", "001", "工作日 9:00-12:00"),
        ("none", "002", "见告示"),
    ):
        book = Workbook()
        book.active.title = "事项"
        book.active.append(head)
        book.active.append(["高龄津贴" + code, code, "一楼1号窗口", hours, "0730-4226681"])
        book.create_sheet("填表说明").append(["请如实填写"])
        book.save(tmp_path / f"{name}.xlsx")
        main(["check", str(tmp_path / f"{name}.xlsx"), *_sinks(tmp_path, name)])
    for form in ("xlsx", "json", "sarif"):
        totals = []
        for later in ("new", "none"):
            runs = [str(tmp_path / f"{name}.{form}") for name in ("old", later)]
            main(["progress", *runs, "--format", "json"])
            totals.append(json.loads(capsys.readouterr().out)["total"])
        assert totals[0]["fixed"] == 1
        assert "unseen" not in totals[0]
        assert totals[1]["fixed"] == (
            0 if form != "sarif" else totals[1]["new"]
        )  # SARIF knows no other guides


def _sinks(folder: Path, name: str) -> list[str]:
    return [part for form in ("json", "sarif") for part in ("-o", f"{form}={folder / name}.{form}")]
