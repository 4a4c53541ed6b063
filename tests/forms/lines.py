"""Test forms whose places lie in running text, in text boxes, and among tracked changes."""

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from form import Form, insert, markup, write


CHANGE = 'w:id="{}" w:author="审稿人" w:date="2026-10-01T09:00:00Z"'
"""The attributes of a tracked change, but for its number."""


def running() -> Form:
    form = Form("running", "lines to write on behind labels: underscores, underlined blanks, tabs, plain room")
    form.line("申报单位：________________________", bold=True, font="黑体", size=16)
    paragraph = form.line("法定代表人：")
    write(paragraph, "                    ", underline=True)
    write(paragraph, "  联系电话：")
    write(paragraph, "                    ", underline=True)
    paragraph = form.line("通讯地址：", bold=True)
    insert(paragraph, '<w:r><w:rPr><w:u w:val="single"/></w:rPr><w:tab/><w:tab/><w:tab/><w:tab/><w:tab/><w:tab/></w:r>')
    form.line("邮\u3000\u3000编：\u3000\u3000\u3000\u3000\u3000\u3000\u3000传\u3000\u3000真：\u3000\u3000\u3000\u3000\u3000\u3000\u3000\u3000")
    form.line("所在县区：")
    form.line("本单位注册资本_________万元，现有职工人数（      ）人。")
    form.line("兹证明__________为信阳市企业；以上情况属实。")
    form.line("填写说明：")
    paragraph = form.line("组织机构代码：")
    write(paragraph, "____")
    write(paragraph, "____", bold=True)
    write(paragraph, "____")
    form.line("网址： ＿＿＿＿＿＿ ", bold=True)
    form.certain("申报单位", "@org_name", after="申报单位：信阳某某茶业股份有限公司")
    form.certain("法定代表人", "@legal_rep", after="")
    form.certain("联系电话", "@legal_rep_phone", after="法定代表人：周一联系电话：0376-1000001")
    form.certain("通讯地址", "@addr_mail", after="通讯地址：浉河区茶香路2号")
    form.certain("邮编", "@postcode", after="")
    form.certain("传真", "@contact_fax", after="邮编：464000传真：0376-1000005")
    form.certain("所在县区", "@area", after="所在县区：浉河区")
    form.certain("本单位注册资本", "@reg_capital", after="")
    form.doubtful("现有职工人数", "@employees")
    form.after.append("本单位注册资本5000万元，现有职工人数（）人。")
    form.other("兹证明", "none")
    form.certain("组织机构代码", "@org_code", after="组织机构代码：MA9G1234-0")
    form.certain("网址", "@website", after="网址：www.cha.example")
    return form


def split_runs() -> Form:
    form = Form("split-runs", "labels and blanks torn over several runs, with bookmarks and marks of spelling between them")
    paragraph = form.line()
    for piece in ("申", "报单", "位（全", "称）", "："):
        write(paragraph, piece, bold=piece == "报单")
    insert(paragraph, '<w:proofErr w:type="spellStart"/>')
    for piece in ("_", "____", "___"):
        write(paragraph, piece)
    insert(paragraph, '<w:bookmarkStart w:id="7" w:name="here"/>')
    insert(paragraph, '<w:bookmarkEnd w:id="7"/>')
    write(paragraph, "（请与营业执照一致）")
    table = form.table([["", ""], ["", ""]])
    for piece in ("统一社会", "信用", "代码"):
        write(table.cell(0, 0).paragraphs[0], piece)
    paragraph = table.cell(0, 1).paragraphs[0]
    for piece in (" ", "\u3000", " "):
        write(paragraph, piece, font="楷体", size=9)
    write(table.cell(1, 0).paragraphs[0], "成立")
    write(table.cell(1, 0).paragraphs[0], "日期")
    paragraph = table.cell(1, 1).paragraphs[0]
    for piece in (" ", " 年", "  ", "月 ", " ", "日"):
        write(paragraph, piece)
    form.certain("申报单位（全称）", "@org_name", after="申报单位（全称）：信阳某某茶业股份有限公司（请与营业执照一致）")
    form.certain("统一社会信用代码", "@uscc")
    form.certain("成立日期", "@founded", kind="date")
    return form


def dates() -> Form:
    form = Form("dates", "room for year, month and day in cells and lines, with digits given, in periods, with lines under it")
    form.table(
        [
            ["成立日期", "年  月  日", "投产时间", "20   年   月"],
            ["导入卓越绩效时间", "____年__月__日", "公示时间", "   年  月  日至   年  月  日"],
            ["联系人", "    年   月   日", "填表日期", "年月日"],
            ["受理日期", "年  月  日", "公示起止时间", ""],
        ]
    )
    form.line("填报日期：二〇二六年          ")
    paragraph = form.line("填报日期：")
    for blank, unit in (("      ", "年"), ("    ", "月"), ("    ", "日")):
        write(paragraph, blank, underline=True)
        write(paragraph, unit)
    form.line("                                        年    月    日")
    form.line("成立于19  年  月  日")
    form.certain("成立日期", "@founded", kind="date")
    form.certain("投产时间", "@ops_start", kind="date", text="2013年3月")
    form.certain("导入卓越绩效时间", "@excellence_start", kind="date")
    form.certain("公示时间", "@publicity_start", kind="date", after="")
    form.certain("公示时间", "@publicity_end", kind="date", after="2026年11月30日至2026年12月7日")
    form.other("联系人", "none", kind="date")
    form.certain("填表日期", "@fill_date", kind="date")
    form.other("受理日期", "none", kind="date")
    form.doubtful("公示起止时间", "@publicity_start", "@publicity_end")
    form.certain("填报日期", "@fill_date", kind="date", after="填报日期：2026年12月9日")
    form.doubtful("", "@fill_date", kind="date")
    form.other("成立于", "none", kind="date")
    return form


def text_boxes() -> Form:
    form = Form("text-boxes", "blanks in text boxes: in two versions that agree, in the old version alone, with a table")
    paragraph = form.line("封面")
    insert(paragraph, shape(1, box("申报单位：________"), box("申报单位：________")))
    paragraph = form.line("旧式")
    insert(paragraph, f"<w:r>{vml(3, box('邮编：________'))}</w:r>")
    paragraph = form.line("表")
    width = '<w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>'
    rows = [[f"<w:tc>{width}{box(text)}</w:tc>" for text in row] for row in (("网址", ""), ("企业规模", "□大型 □中型 □小型"))]
    grid = "<w:tblGrid><w:gridCol w:w='1500'/><w:gridCol w:w='2500'/></w:tblGrid>"
    table = f"<w:tbl><w:tblPr/>{grid}{''.join('<w:tr>' + ''.join(row) + '</w:tr>' for row in rows)}</w:tbl><w:p/>"
    insert(paragraph, shape(4, table, table))
    form.certain("申报单位", "@org_name", after="申报单位：信阳某某茶业股份有限公司")
    form.certain("邮编", "@postcode", after="邮编：464000")
    form.certain("网址", "@website")
    form.certain("企业规模", "@size_class", kind="choice", text="☑中型", after="□大型☑中型□小型")
    return form


def box(text: str) -> str:
    run = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return f"<w:p>{run}</w:p>"


def shape(number: int, content: str, fallback: str) -> str:
    size = '<wp:extent cx="2400000" cy="900000"/>'
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline>{size}'
        f'<wp:docPr id="{number}" name="box {number}"/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="2400000" cy="900000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
        f"<wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp>"
        f"</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback>{vml(number, fallback)}</mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def vml(number: int, content: str) -> str:
    style = "width:190pt;height:70pt"
    return (
        f'<w:pict><v:shape id="s{number}" type="#_x0000_t202" style="{style}"><v:textbox>'
        f"<w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape></w:pict>"
    )


def tracked() -> Form:
    form = Form("tracked", "tracked changes in labels and blanks; comments on labels and blanks")
    form.line("各县区市场监管局：")
    table = form.table([["", ""], ["", ""], ["", ""]])
    change = CHANGE
    label = table.cell(0, 0).paragraphs[0]
    write(label, "企业")
    insert(label, f"<w:del {change.format(1)}><w:r><w:delText>简称</w:delText></w:r></w:del>")
    insert(label, f"<w:ins {change.format(2)}><w:r><w:t>名称</w:t></w:r></w:ins>")
    blank = table.cell(0, 1).paragraphs[0]
    mark = f"<w:rPr><w:ins {change.format(3)}/><w:sz w:val='28'/><w:rPrChange {change.format(4)}><w:rPr/></w:rPrChange></w:rPr>"
    blank._element.get_or_add_pPr().append(markup(mark))
    commented = write(table.cell(1, 0).paragraphs[0], "联系人")
    form.document.add_comment([commented], text="填写日常联系的人", author="秘书处", initials="秘")
    blank = write(table.cell(1, 1).paragraphs[0], "\u3000\u3000")
    form.document.add_comment([blank], text="不要填单位负责人", author="秘书处", initials="秘")
    write(table.cell(2, 0).paragraphs[0], "邮编")
    insert(table.cell(2, 1).paragraphs[0], f'<w:ins {change.format(6)}><w:r><w:t xml:space="preserve">     </w:t></w:r></w:ins>')
    paragraph = form.line("填报日期：")
    insert(paragraph, f'<w:ins {change.format(7)}><w:r><w:t xml:space="preserve">    年  月  日</w:t></w:r></w:ins>')
    insert(paragraph, f'<w:del {change.format(8)}><w:r><w:delText xml:space="preserve">    年  月</w:delText></w:r></w:del>')
    form.document.settings.element.find(qn("w:proofState")).addnext(OxmlElement("w:trackRevisions"))
    form.certain("企业名称", "@org_name")
    form.certain("联系人", "@contact")
    form.certain("邮编", "@postcode")
    form.certain("填报日期", "@fill_date", kind="date", after="填报日期：2026年12月9日")
    return form


def opinions() -> Form:
    form = Form("opinions", "opinion boxes, seals, signatures and their dates stay empty, on the cover, in the promise, in tables")
    form.line("申报单位（盖章）：__________________")
    form.line("推荐单位（盖章）：__________________")
    form.line("填报日期：    年   月   日")
    form.line("承诺书", bold=True)
    form.line("本单位承诺所提供的材料真实、准确。" * 3)
    form.line("法定代表人（签字）：")
    form.line("申报单位（盖章）：__________")
    form.line("年    月    日")
    form.line("审批意见表", bold=True)
    form.table(
        [
            ["申报单位意见", "\n\n（盖章）\n年  月  日"],
            ["县（区）人民政府推荐意见", ""],
            ["行业主管部门意见：\n\n负责人签字：          \n                    年   月   日", ""],
            ["法定代表人签字", ""],
            ["日期", "年  月  日"],
            ["编号", ""],
        ]
    )
    table = form.document.tables[-1]
    table.cell(2, 0).merge(table.cell(2, 1))
    form.certain("申报单位（盖章）", "@org_name", after="申报单位（盖章）：信阳某某茶业股份有限公司")
    form.other("推荐单位（盖章）", "reserved")
    form.certain("填报日期", "@fill_date", kind="date", after="填报日期：2026年12月9日")
    form.other("法定代表人（签字）", "reserved", kind="signature")
    form.other("申报单位（盖章）", "reserved", kind="seal")
    form.other("", "reserved", kind="signed-date")
    form.other("申报单位意见", "reserved", kind="opinion")
    form.other("县（区）人民政府推荐意见", "reserved", kind="opinion")
    form.other("行业主管部门意见", "reserved", kind="opinion")
    form.other("法定代表人签字", "reserved", kind="signature")
    form.other("日期", "reserved", kind="signed-date")
    form.other("编号", "reserved")
    return form


def ambiguous() -> Form:
    form = Form("ambiguous", "labels that may mean several fields, people nobody named, parts for others")
    form.table(
        [
            ["负责人", "", "电话", ""],
            ["地址", "", "名称", ""],
            ["产值（万元）", "", "类别", ""],
            ["职务", "", "首席质量官", ""],
            ["注册地址（邮寄）", "", "单位联系人", ""],
            ["主要产品名称及市场占有率", "", "审核人", ""],
        ]
    )
    table = form.table(
        [["推荐单位基本情况", "", "", ""], ["联系人", "", "联系电话", ""], ["法定代表人", "", "编制人", ""], ["职务", "", "邮编", ""]]
    )
    table.cell(0, 0).merge(table.cell(0, 3))
    form.doubtful("负责人", "@legal_rep", "@top_leader", "@quality_head")
    form.doubtful("电话", "@legal_rep_phone", "@quality_head_phone", "@contact_phone")
    form.doubtful("地址", "@addr_mail", "@addr_reg")
    form.doubtful("名称", "@org_name")
    form.doubtful("产值（万元）", "@revenue/-0", "@revenue/-1", "@revenue/-2")
    form.doubtful("类别", "@award_category", "@org_type")
    form.doubtful("职务", "@legal_rep_title", "@contact_title")
    form.doubtful("首席质量官", "@quality_head")
    form.doubtful("注册地址（邮寄）", "@addr_reg")
    form.certain("单位联系人", "@contact")
    form.other("主要产品名称及市场占有率", "none")
    form.doubtful("审核人", "@report_author")
    form.doubtful("联系人", "@contact")
    form.doubtful("联系电话", "@contact_phone")
    form.doubtful("法定代表人", "@legal_rep")
    form.doubtful("编制人", "@report_author")
    form.doubtful("职务", "@legal_rep_title", "@contact_title")
    form.doubtful("邮编", "@postcode")
    return form


FORMS = [running, split_runs, dates, text_boxes, tracked, opinions, ambiguous]

