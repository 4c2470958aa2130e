"""Finds the names of persons after their labels in a form: 姓名：张三, 联系人 李小红."""

from __future__ import annotations

from guidelint.lean.regex import regex

_FAMILY = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘"
    "杜戴夏钟汪田任姜范石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文樊兰殷施陶"
)
_COMPOUND = "欧阳|上官|司马|诸葛|司徒|夏侯|皇甫|令狐"
_LABELS = "姓名|申请人|联系人|经办人|法定代表人|负责人|经营者|委托人|受托人|代理人|监护人|户主|承诺人"
_NO_NAME = (
    "性别", "签名", "签字", "签章", "电话", "手机", "证件", "身份", "住址", "地址", "单位", "公章", "盖章",
    "信息", "情况", "意见", "类型", "名称", "编号", "高级", "任职", "金额", "常住", "文化", "程度", "许可",
    "范围", "高中", "白天", "万元", "万平", "方式", "时间", "年龄", "高等", "文件", "施工", "金融", "钟表",
    "石油", "马上", "常用", "文书", "文号", "江苏", "江西", "陕西", "云南", "湖南", "余额", "段落", "易地",
    "任务", "任命", "康复", "史料",
)  # fmt: skip


def find_filled_names(text: str) -> tuple[str, ...]:
    """Every name right after a label; masked names (张某, 李××) are excluded."""
    names = (match["name"] for match in _labelled.finditer(text))
    return tuple(name for name in names if not name.startswith(_NO_NAME) and not name.endswith(_NO_NAME))


@regex
def _labelled() -> str:
    given = r"(?:(?![某×])[\u4e00-\u9fff]){1,2}"
    return (
        rf"(?:{_LABELS})(?:[（(][^（()）\n]{{0,12}}[)）])?(?:[ \t]*[:：][ \t_]*|[ \t]+)"
        rf"(?P<name>(?:{_COMPOUND}|[{_FAMILY}]){given})(?=[\s_，,。；;、]|$)"
    )
