"""Test forms as a whole: one as a secretariat would issue it, a letter, a document of another writer."""

import io
import re
import zipfile

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt
from form import Form, insert, marked, write

FONT = "仿宋_GB2312"


def official() -> Form:
    form = Form("official", "a whole application form: cover, promise, basic facts, indicators, achievements, opinions")
    section = form.document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.6)
    cover(form)
    promise(form)
    basics(form)
    indicators(form)
    achievements(form)
    opinions(form)
    return form


def centred(form, text, size, font="黑体", before=0):
    paragraph = form.line(text, bold=True, font=font, size=size)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_before = Pt(before)
    return paragraph


def cover(form):
    form.line("编号：", font=FONT, size=14)
    centred(form, "信阳市市长质量奖", 36, "方正小标宋简体", before=90)
    centred(form, "申\u3000报\u3000表", 36, "方正小标宋简体")
    for label in ("申报单位（盖章）：", "所\u3000在\u3000县\u3000区：", "推荐单位（盖章）："):
        paragraph = form.line(label, font=FONT, size=16)
        paragraph.paragraph_format.space_before = Pt(24)
        paragraph.paragraph_format.left_indent = Cm(2)
        write(paragraph, "\u3000" * 14, font=FONT, size=16, underline=True)
    paragraph = form.line("申\u3000报\u3000类\u3000别：", font=FONT, size=16)
    paragraph.paragraph_format.left_indent = Cm(2)
    write(paragraph, "□制造业 □服务业 □建筑业 □农业", font=FONT, size=16)
    paragraph = form.line("填\u3000报\u3000日\u3000期：", font=FONT, size=16)
    paragraph.paragraph_format.left_indent = Cm(2)
    write(paragraph, "\u3000\u3000\u3000年\u3000\u3000月\u3000\u3000日", font=FONT, size=16)
    centred(form, "信阳市市长质量奖评审委员会办公室制", 16, FONT, before=150)
    form.document.add_page_break()
    form.other("编号", "reserved")
    form.certain("申报单位（盖章）", "@org_name", after="申报单位（盖章）：信阳某某茶业股份有限公司")
    form.certain("所在县区", "@area", after="所在县区：浉河区")
    form.other("推荐单位（盖章）", "reserved")
    form.certain("申报类别", "@award_category", kind="choice", text="☑制造业", after="申报类别：☑制造业□服务业□建筑业□农业")
    form.certain("填报日期", "@fill_date", kind="date", after="填报日期：2026年12月9日")


def promise(form):
    centred(form, "申报单位承诺", 22)
    for text in ("一、所提供的申报材料完整、真实、准确；", "二、自觉遵守评审纪律，接受社会监督；", "三、如有不实，愿承担相应责任。"):
        form.line(text, font=FONT, size=14)
    for text in ("法定代表人（签字）：", "申报单位（公章）：", "年\u3000\u3000月\u3000\u3000日"):
        paragraph = form.line(text, font=FONT, size=14)
        paragraph.paragraph_format.left_indent = Cm(7)
        paragraph.paragraph_format.space_before = Pt(18)
    form.document.add_page_break()
    form.other("法定代表人（签字）", "reserved", kind="signature")
    form.other("申报单位（公章）", "reserved", kind="seal")
    form.other("", "reserved", kind="signed-date")


def sheet(form, rows, spans=()):
    table = form.table(rows, bold_labels=True, font="黑体", size=11)
    for row, first, last in spans:
        table.cell(row, first).merge(table.cell(row, last))
    for cell in {cell._tc: cell for row in table.rows for cell in row.cells}.values():
        if not cell.text.strip():
            marked(cell, FONT, 11)
    return table


def basics(form):
    form.line("一、基本情况", font="黑体", size=14)
    table = sheet(
        form,
        [
            ["单位名称", "", "", "", "", ""],
            ["统一社会信用代码", "", "", "单位性质", "", ""],
            ["注册地址", "", "", "成立时间", "", ""],
            ["通讯地址", "", "", "邮编", "", ""],
            ["法定代表人", "", "职务", "", "电话", ""],
            ["联系人", "", "职务", "", "手机", ""],
            ["电子邮箱", "", "", "传真", "", ""],
            ["职工总数", "", "专业技术人员数", "", "企业规模", ""],
            ["主导产品", "", "", "", "", ""],
            ["导入卓越绩效时间", "", "", "自评得分", "", ""],
        ],
        [
            (0, 1, 5), (1, 1, 2), (1, 4, 5), (2, 1, 2), (2, 4, 5), (3, 1, 2), (3, 4, 5),
            (6, 1, 2), (6, 4, 5), (8, 1, 5), (9, 1, 2), (9, 4, 5),
        ],
    )
    write(table.cell(7, 1).paragraphs[0], "\u3000\u3000\u3000人", font=FONT, size=11)
    write(table.cell(9, 1).paragraphs[0], "\u3000\u3000年\u3000月", font=FONT, size=11)
    form.certain("单位名称", "@org_name")
    form.certain("统一社会信用代码", "@uscc")
    form.certain("单位性质", "@org_type")
    form.certain("注册地址", "@addr_reg")
    form.certain("成立时间", "@founded")
    form.certain("通讯地址", "@addr_mail")
    form.certain("邮编", "@postcode")
    form.certain("法定代表人", "@legal_rep")
    form.certain("职务", "@legal_rep_title")
    form.certain("电话", "@legal_rep_phone")
    form.certain("联系人", "@contact")
    form.certain("职务", "@contact_title")
    form.certain("手机", "@contact_mobile")
    form.certain("电子邮箱", "@contact_email")
    form.certain("传真", "@contact_fax")
    form.certain("职工总数", "@employees", text="398", after="398人")
    form.certain("专业技术人员数", "@employees_tech", text="68人")
    form.certain("企业规模", "@size_class")
    form.certain("主导产品", "@main_products", after="")
    form.after.extend(["信阳毛尖", "信阳红茶"])
    form.certain("导入卓越绩效时间", "@excellence_start", kind="date", text="2020年9月")
    form.missing("自评得分", "@selfeval_total")


def indicators(form):
    form.line("二、主要经济指标（近三年）", font="黑体", size=14)
    form.line("单位：万元", font=FONT, size=11).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    names = ["营业收入", "利润总额", "利税总额", "上缴税金", "资产总额", "质量损失率（%）", "市内同行业排名"]
    sheet(form, [["指标名称", "2023年", "2024年", "2025年", "备注"], *([name, "", "", "", ""] for name in names)])
    fields = ["revenue", "profit_total", "profit_tax", "tax_paid", "asset_total", "qloss", "rank_city"]
    for name, field in zip(names, fields, strict=True):
        for year in ("2023", "2024", "2025"):
            text = None
            if field == "rank_city":
                text = {"2023": "4名", "2024": "3名", "2025": "2名"}[year]
            form.certain(name, f"@{field}/{year}", kind="year", text=text)
        form.other("备注", "none")


def achievements(form):
    form.line("三、质量工作情况", font="黑体", size=14)
    table = sheet(form, [["特色质量管理模式", ""], ["获奖情况\n（可另附页）", ""], ["诚信记录", ""], ["是否专精特新", "是□\u3000否□"]])
    for row in range(3):
        for _ in range(2):
            marked_paragraph = table.cell(row, 1).add_paragraph()
            marked_paragraph.paragraph_format.first_line_indent = Pt(22)
    form.certain("特色质量管理模式", "@quality_model")
    form.certain("获奖情况（可另附页）", "@honors", after="")
    form.after.extend(["河南省农业产业化重点龙头企业", "浉河区区长质量奖", "高新技术企业"])
    form.certain("诚信记录", "@credit")
    form.certain("是否专精特新", "@sz_giant", kind="choice", text="☑否", after="是□否☑")


def opinions(form):
    form.line("四、推荐和审核意见", font="黑体", size=14)
    table = form.table([["申报\n单位\n意见", ""], ["县区\n推荐\n意见", ""], ["评审\n委员会\n意见", ""]], font="黑体", size=11)
    for row in range(3):
        cell = table.cell(row, 1)
        for text in ("", "", "负责人（签字）：\u3000\u3000\u3000\u3000\u3000\u3000（盖章）", "年\u3000月\u3000日"):
            write(cell.add_paragraph(), text, font=FONT, size=11)
    for label in ("申报单位意见", "县区推荐意见", "评审委员会意见"):
        form.other(label, "reserved", kind="opinion")


def letter() -> Form:
    form = Form("letter", "a letter in which nothing is to be filled in")
    form.line("关于开展第五届信阳市市长质量奖申报工作的通知", bold=True)
    form.line("各县区人民政府：")
    form.line("根据《信阳市市长质量奖管理办法》，现将2026年申报工作通知如下。一、申报时间：2026年12月1日至31日。")
    form.table([["时间", "工作内容"], ["12月1日", "发布公告"], ["12月31日", "截止申报"]])
    form.line("联系人：李某，联系电话：0376-6000000。")
    form.line("2026年11月20日")
    return form


class OtherWriter(Form):
    """The vocabulary of Word under other prefixes, the main part under another name, stored without compression."""

    def save(self, folder):
        super().save(folder)
        path = folder / f"{self.name}.docx"
        out = io.BytesIO()
        with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as new:
            for entry in old.infolist():
                data = old.read(entry)
                if entry.filename == "word/document.xml":
                    data = re.sub(rb"(</?|\s|xmlns:)w([:=])", rb"\1ns0\2", data)
                if entry.filename in ("[Content_Types].xml", "_rels/.rels"):
                    data = data.replace(b"word/document.xml", b"word/document2.xml")
                name = entry.filename.replace("word/document.xml", "word/document2.xml")
                name = name.replace("document.xml.rels", "document2.xml.rels")
                new.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), data)
        path.write_bytes(out.getvalue())


def other_writer() -> Form:
    form = OtherWriter("other-writer", "the same vocabulary under another prefix, in a main part of another name, not compressed")
    form.table([["单位名称", ""], ["企业规模", "□大型 □中型"]])
    paragraph = form.line("联系人：________", bold=True)
    insert(paragraph, '<w:bookmarkStart w:id="1" w:name="end"/>')
    insert(paragraph, '<w:bookmarkEnd w:id="1"/>')
    form.certain("单位名称", "@org_name")
    form.certain("企业规模", "@size_class", kind="choice", text="☑中型", after="□大型☑中型")
    form.certain("联系人", "@contact", after="联系人：王四")
    return form


FORMS = [official, letter, other_writer]
