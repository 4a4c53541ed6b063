"""Test forms whose places are cells of tables."""

from form import Form, insert, marked, markup, vertical, write


def grid() -> Form:
    form = Form("grid", "labels with a blank cell behind them; full-width blanks inside labels, units in brackets")
    form.line("基本情况", bold=True)
    table = form.table(
        [
            ["单 位 名 称", "", "", ""],
            ["统一社会\u3000信用代码", "", "成立时间", ""],
            ["注册资本（万元）", "", "职工人数", ""],
            ["法\u3000定\u3000代表人：", "", "联\u3000系\u3000人", ""],
            ["*邮\u3000编", "", "E－mail", ""],
            ["本届评审号", "", "自评报告编制人", ""],
        ],
        font="黑体",
        size=14,
    )
    table.cell(0, 1).merge(table.cell(0, 3))
    for row in range(6):
        marked(table.cell(row, 1))
    form.certain("单位名称", "@org_name")
    form.certain("统一社会信用代码", "@uscc")
    form.certain("成立时间", "@founded")
    form.certain("注册资本（万元）", "@reg_capital")
    form.certain("职工人数", "@employees", text="398人")
    form.certain("法定代表人", "@legal_rep")
    form.certain("联系人", "@contact")
    form.certain("*邮编", "@postcode")
    form.certain("E－mail", "@contact_email")
    form.other("本届评审号", "none")
    form.missing("自评报告编制人", "@report_author")
    return form


def below() -> Form:
    form = Form("below", "labels with the blank cell below them; a list of several rows is not guessed")
    form.table([["单位名称", "法定代表人", "联系电话"], ["", "", ""]])
    form.line()
    form.table([["组织简介（3000字以内）"], [""], ["主要荣誉"], [""]])
    form.line()
    form.table([["企业名称", "所属行业"], ["", ""], ["", ""], ["", ""]])
    form.certain("单位名称", "@org_name")
    form.certain("法定代表人", "@legal_rep")
    form.certain("联系电话", "@contact_phone")
    form.certain("组织简介（3000字以内）", "@profile")
    form.certain("主要荣誉", "@honors", after="")
    form.after.extend(["河南省农业产业化重点龙头企业", "浉河区区长质量奖", "高新技术企业"])
    for _ in range(3):
        form.doubtful("企业名称", "@org_name")
        form.doubtful("所属行业", "@industry")
    return form


def merged() -> Form:
    form = Form("merged", "cells merged across and down; people with what is asked of each; people in rows")
    table = form.table(
        [
            ["联系人", "姓名", "", "职务", ""],
            ["", "电话", "", "手机", ""],
            ["法定代表人", "姓名", "", "职务", ""],
            ["", "联系电话", "", "手机", ""],
            ["财务负责人", "", "", "电话", ""],
            ["通讯地址", "", "", "", ""],
        ]
    )
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(2, 0).merge(table.cell(3, 0))
    table.cell(4, 1).merge(table.cell(4, 2))
    table.cell(5, 1).merge(table.cell(5, 4))
    form.line()
    form.table([["", "姓名", "职务", "联系电话"], ["法定代表人", "", "", ""], ["质量负责人", "", "", ""], ["联系人", "", "", ""]])
    form.certain("姓名", "@contact")
    form.certain("职务", "@contact_title")
    form.certain("电话", "@contact_phone")
    form.certain("手机", "@contact_mobile")
    form.certain("姓名", "@legal_rep")
    form.certain("职务", "@legal_rep_title")
    form.certain("联系电话", "@legal_rep_phone")
    form.doubtful("手机", "@contact_mobile")
    form.other("财务负责人", "none")
    form.doubtful("电话", "@legal_rep_phone", "@quality_head_phone", "@contact_phone")
    form.certain("通讯地址", "@addr_mail")
    form.certain("法定代表人", "@legal_rep")
    form.certain("职务", "@legal_rep_title")
    form.certain("联系电话", "@legal_rep_phone")
    form.certain("质量负责人", "@quality_head")
    form.doubtful("职务", "@legal_rep_title", "@contact_title")
    form.certain("联系电话", "@quality_head_phone")
    form.certain("联系人", "@contact")
    form.certain("职务", "@contact_title")
    form.certain("联系电话", "@contact_phone")
    return form


def nested() -> Form:
    form = Form("nested", "tables inside of cells, two deep; a part for the recommending unit")
    outer = form.table([["申报单位情况", ""], ["推荐单位情况", ""]])
    inner = outer.cell(0, 1).add_table(rows=2, cols=2)
    for row, label in enumerate(["单位名称", "联系方式"]):
        write(inner.cell(row, 0).paragraphs[0], label, bold=True)
    deep = inner.cell(1, 1).add_table(rows=2, cols=2)
    for row, label in enumerate(["联系人", "手机号码"]):
        write(deep.cell(row, 0).paragraphs[0], label)
    other = outer.cell(1, 1).add_table(rows=1, cols=4)
    write(other.cell(0, 0).paragraphs[0], "单位名称")
    write(other.cell(0, 2).paragraphs[0], "联系人")
    form.certain("单位名称", "@org_name")
    form.certain("联系人", "@contact")
    form.certain("手机号码", "@contact_mobile")
    form.doubtful("单位名称", "@org_name")
    form.doubtful("联系人", "@contact")
    return form


def upright() -> Form:
    form = Form("upright", "labels written one character a line: paragraphs, breaks, text direction")
    table = form.table([["", "", "", ""], ["", "", "", ""], ["", "", "", ""]])
    vertical(table.cell(0, 0), "企业名称")
    vertical(table.cell(0, 2), "经营范围")
    paragraph = table.cell(1, 0).paragraphs[0]
    for position, character in enumerate("法定代表人"):
        run = write(paragraph, character)
        if position < 4:
            run.add_break()
    paragraph = table.cell(1, 2).paragraphs[0]
    write(paragraph, "注册地址")
    table.cell(1, 2)._element.get_or_add_tcPr().append(markup('<w:textDirection w:val="tbRlV"/>'))
    vertical(table.cell(2, 0), "推荐意见")
    table.cell(2, 1).merge(table.cell(2, 3))
    form.certain("企业名称", "@org_name")
    form.certain("经营范围", "@business_scope")
    form.certain("法定代表人", "@legal_rep")
    form.certain("注册地址", "@addr_reg")
    form.other("推荐意见", "reserved", kind="opinion")
    return form


def years() -> Form:
    form = Form("years", "a row for each indicator and a column for each year: units in a column, over the table, in labels; ranks beside or under")
    form.table(
        [
            ["序号", "指标名称", "单位", "2023年", "2024年度", "2025 年", "市内同行业排名"],
            ["1", "营业收入", "万元", "", "", "", ""],
            ["2", "利税总额", "亿元", "", "", "", ""],
            ["3", "质量损失率", "%", "", "", "", ""],
            ["4", "员工总数", "人", "", "", "", ""],
            ["5", "产值", "万元", "", "", "", ""],
            ["6", "用户投诉率", "%", "", "", "", ""],
        ]
    )
    form.line("主要经济指标\u3000单位：元")
    form.table([["项目", "2022年", "2025年"], ["利润总额", "", ""], ["年末资产总额（亿元）", "", ""]])
    form.line()
    form.table([["年度", "营业收入（万元）", "实缴税金"], ["2024年", "", ""], ["2025年", "", ""]])
    form.line()
    form.table([["指标", "营业收入", "利税总额"], ["市内同行业排名", "", ""]])
    form.line()
    form.table([["指标", "行业排名"], ["营业收入", ""], ["净利润", ""]])
    rank = "市内同行业排名"
    for year in ("2023", "2024", "2025"):
        form.certain("营业收入", f"@revenue/{year}", kind="year")
    form.certain(rank, "@revenue_rank")
    for year, text in (("2023", "0.315"), ("2024", "0.3461"), ("2025", "0.4312")):
        form.certain("利税总额", f"@profit_tax/{year}", kind="year", text=text)
    form.certain(rank, "@profit_tax_rank")
    for year in ("2023", "2024", "2025"):
        form.certain("质量损失率", f"@qloss/{year}", kind="year")
    form.other(rank, "none")
    form.other("员工总数", "none", kind="year")
    form.other("员工总数", "none", kind="year")
    form.doubtful("员工总数", "@employees", kind="year")
    form.other(rank, "none")
    for year in ("2023", "2024", "2025"):
        form.doubtful("产值", f"@revenue/{year}", kind="year")
    form.other(rank, "none")
    for _ in range(3):
        form.other("用户投诉率", "none", kind="year")
    form.doubtful(rank, "@rank_city/-0", "@rank_city/-1", "@rank_city/-2")
    form.missing("利润总额", "@profit_total/2022", kind="year")
    form.certain("利润总额", "@profit_total/2025", kind="year", text="33800000")
    form.missing("年末资产总额（亿元）", "@asset_total/2022", kind="year")
    form.certain("年末资产总额（亿元）", "@asset_total/2025", kind="year", text="2.956")
    form.certain("营业收入（万元）", "@revenue/2024", kind="year")
    form.certain("实缴税金", "@tax_paid/2024", kind="year", text="1022万元")
    form.certain("营业收入（万元）", "@revenue/2025", kind="year")
    form.certain("实缴税金", "@tax_paid/2025", kind="year", text="1236万元")
    form.certain(rank, "@revenue_rank")
    form.certain("利税总额", "@profit_tax_rank")
    form.doubtful("营业收入", "@revenue_rank")
    form.other("净利润", "none")
    return form


def relative_years() -> Form:
    form = Form("relative-years", "years by their distance, years left blank, three years under one heading, a year in a label")
    form.line("单位：万元")
    form.table([["指标", "大前年", "前年", "上年"], ["营业收入", "", "", ""]])
    form.line("单位：万元")
    form.table([["指标", "上年", "本年"], ["净利润", "", ""]])
    form.line("单位：万元")
    table = form.table([["指标", "近三年", "", ""], ["营业收入", "", "", ""]])
    table.cell(0, 1).merge(table.cell(0, 3))
    form.line("单位：万元")
    form.table([["指标", "20__年", "20__年", "20__年"], ["利润总额", "", "", ""]])
    form.line("单位：万元")
    form.table([["2025年营业收入", "", "上年度净利润", ""], ["近三年利润总额", "", "营业收入增长率", ""]])
    for back in ("-2", "-1", "-0"):
        form.certain("营业收入", f"@revenue/{back}", kind="year")
    form.doubtful("净利润", "@net_profit/-0", kind="year")
    form.doubtful("净利润", "@net_profit/-0", kind="year")
    for back in ("-2", "-1", "-0"):
        form.doubtful("营业收入", f"@revenue/{back}", kind="year")
    for back in ("-2", "-1", "-0"):
        form.doubtful("年度", f"@year_label/{back}", kind="year-heading")
    for back in ("-2", "-1", "-0"):
        form.doubtful("利润总额", f"@profit_total/{back}", kind="year")
    form.certain("2025年营业收入", "@revenue/2025")
    form.certain("上年度净利润", "@net_profit/-0")
    form.doubtful("近三年利润总额", "@profit_total/-0", "@profit_total/-1", "@profit_total/-2")
    form.other("营业收入增长率", "none")
    return form


def prefilled() -> Form:
    form = Form("prefilled", "cells that hold something already stay; units stand behind the blank; lines after a label in its cell")
    table = form.table(
        [
            ["申报类别", "农业", "单位名称", ""],
            ["注册资本", "\u3000\u3000\u3000万元", "员工总数", "        人"],
            ["所属行业", "", "联系人", "王某某"],
            ["组织简介：", "", "", ""],
        ]
    )
    cell = table.cell(3, 0).merge(table.cell(3, 3))
    for paragraph in cell.paragraphs[1:]:
        paragraph._element.getparent().remove(paragraph._element)
    for _ in range(3):
        marked_paragraph = cell.add_paragraph()
        insert(marked_paragraph, "<w:r><w:rPr><w:i/></w:rPr></w:r>")
    form.other("申报类别", "occupied")
    form.certain("单位名称", "@org_name")
    form.certain("注册资本", "@reg_capital", text="5000", after="5000万元")
    form.certain("员工总数", "@employees", text="398", after="398人")
    form.certain("所属行业", "@industry")
    form.other("联系人", "occupied")
    form.certain("组织简介", "@profile")
    return form


FORMS = [grid, below, merged, nested, upright, years, relative_years, prefilled]
