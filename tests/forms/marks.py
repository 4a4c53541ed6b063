"""Test forms with boxes to tick, content controls and form fields."""

from form import Form, insert, markup, write
from lines import CHANGE, box, shape

STATES = (
    '<w14:checkedState w14:val="2611" w14:font="Segoe UI Symbol"/><w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/>'
)


def characters() -> Form:
    form = Form("box-characters", "boxes as characters: before and behind their options, over several lines, with labels between")
    table = form.table(
        [
            ["企业规模", "□大型  □中型  □小型  □微型"],
            ["单位性质", "□国有企业\n□民营企业\n□其他（请注明）______"],
            ["是否专精特新", "是□    否□"],
            ["申报类别", "☐工业 ☐服务业 ☐建筑业"],
            ["所在县区", "□平桥区 ☑浉河区 □光山县"],
            ["所属行业", "□制造类（含食品）、□服务类、□其他"],
            ["获奖级别", "□国家级 □省级"],
        ]
    )
    write(table.cell(6, 1).add_paragraph(), "□市级")
    form.line("企业规模：□大型企业 □中型企业    单位性质：□国有 □民营 □其他")
    form.line("申报类别（请打√）：")
    form.line("□制造业")
    form.line("□服务业")
    form.certain("企业规模", "@size_class", kind="choice", text="☑中型", after="□大型☑中型□小型□微型")
    form.certain("单位性质", "@org_type", kind="choice", text="☑民营企业", after="")
    form.after.append("□国有企业☑民营企业□其他（请注明）")
    form.certain("是否专精特新", "@sz_giant", kind="choice", text="☑否", after="是□否☑")
    form.other("申报类别", "none", kind="choice")
    form.other("所在县区", "occupied", kind="choice")
    form.certain("所属行业", "@industry", kind="choice", text="☑制造类", after="☑制造类（含食品）、□服务类、□其他")
    form.other("获奖级别", "none", kind="choice")
    form.certain("企业规模", "@size_class", kind="choice", text="☑中型企业", after="")
    form.certain("单位性质", "@org_type", kind="choice", text="☑民营", after="企业规模：□大型企业☑中型企业单位性质：□国有☑民营□其他")
    form.certain("申报类别（请打√）", "@award_category", kind="choice", text="☑制造业", after="☑制造业")
    return form


def symbols() -> Form:
    form = Form("box-symbols", "boxes as symbols of picture fonts: elements, private characters, plain characters in that font")
    table = form.table([["企业规模", ""], ["单位性质", ""], ["是否专精特新", ""], ["申报类别", ""]])

    def sym(font, code):
        return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'

    def private(font, character):
        fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>'
        return f"<w:r><w:rPr>{fonts}</w:rPr><w:t>{character}</w:t></w:r>"

    rows = [
        (sym("Wingdings 2", "00A3"), ["大型", "中型", "小型"]),
        (sym("Wingdings", "F0A8"), ["国有企业", "民营企业"]),
        (private("Wingdings 2", "\uf0a3"), ["是", "否"]),
        (private("Wingdings 2", "£"), ["服务业", "制造业"]),
    ]
    for row, (mark, options) in enumerate(rows):
        paragraph = table.cell(row, 1).paragraphs[0]
        for option in options:
            insert(paragraph, mark)
            write(paragraph, f"{option}\u3000")
    form.certain("企业规模", "@size_class", kind="choice", text="☑中型", after="□大型☑中型□小型")
    form.certain("单位性质", "@org_type", kind="choice", text="☑民营企业", after="□国有企业☑民营企业")
    form.certain("是否专精特新", "@sz_giant", kind="choice", text="☑否", after="□是☑否")
    form.certain("申报类别", "@award_category", kind="choice", text="☑制造业", after="□服务业☑制造业")
    return form


def check_boxes() -> Form:
    form = Form("check-boxes", "boxes as content controls and as form fields")
    table = form.table([["企业规模", ""], ["单位性质", ""], ["申报类别", ""]])
    for row, (make, options) in enumerate(
        [
            (control_box, ["大型", "中型"]),
            (field_box, ["国有企业", "民营企业"]),
            (crossed_box, ["服务业", "制造业"]),
        ]
    ):
        paragraph = table.cell(row, 1).paragraphs[0]
        for number, option in enumerate(options):
            for piece in make(10 * row + number):
                insert(paragraph, piece)
            write(paragraph, f"{option}  ")
    form.certain("企业规模", "@size_class", kind="choice", text="☑中型", after="□大型☑中型")
    form.certain("单位性质", "@org_type", kind="choice", text="☑民营企业", after="□国有企业☑民营企业")
    form.certain("申报类别", "@award_category", kind="choice", text="☑制造业", after="□服务业☑制造业")
    return form


def control_box(number, states=STATES, extra=""):
    check = f'<w14:checkbox><w14:checked w14:val="0"/>{states}</w14:checkbox>'
    font = '<w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic" w:hint="eastAsia"/>'
    run = f'<w:r><w:rPr>{font}<w:sz w:val="21"/></w:rPr><w:t>☐</w:t></w:r>'
    content = f"<w:sdtContent>{run}</w:sdtContent>"
    return [f'<w:sdt><w:sdtPr><w:id w:val="{900 + number}"/>{extra}{check}</w:sdtPr>{content}</w:sdt>']


def crossed_box(number):
    """A control that does not say how it looks when it is ticked."""
    return control_box(number, states="")


def locked_box(number):
    return control_box(number, extra='<w:lock w:val="sdtContentLocked"/>')


def field_box(number):
    data = f'<w:ffData><w:name w:val="Check{number}"/><w:enabled/><w:calcOnExit w:val="0"/><w:checkBox><w:sizeAuto/><w:default w:val="0"/></w:checkBox></w:ffData>'
    return field(data, " FORMCHECKBOX ")


def field(data, code, result=""):
    pieces = [f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>']
    pieces.append(f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>')
    pieces.append('<w:r><w:fldChar w:fldCharType="separate"/></w:r>')
    if result:
        pieces.append(f'<w:r><w:rPr><w:sz w:val="18"/></w:rPr><w:t xml:space="preserve">{result}</w:t></w:r>')
    pieces.append('<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    return pieces


def controls() -> Form:
    form = Form("controls", "content controls for text: inline, for a cell, around a cell, around paragraphs, without content", resaved=False)
    table = form.table([["单位名称", ""], ["联系人", ""], ["成立日期", "年月日"]])
    insert(table.cell(0, 1).paragraphs[0], control(0, "<w:text/>", TEXT))
    paragraph = table.cell(2, 1).paragraphs[0]
    paragraph._element.remove(paragraph.runs[0]._element)
    for number, unit in enumerate("年月日"):
        insert(paragraph, control(30 + number, "<w:text/>", "　"))
        write(paragraph, unit)
    around(table.cell(1, 1)._element, properties(20, "<w:text/>"))
    paragraph = form.line("联系电话：")
    insert(paragraph, control(21, "<w:text/>", TEXT))
    write(paragraph, "（必填）")
    form.line("企业简介：")
    form.raw(f"<w:sdt>{properties(22, '', '企业简介')}<w:sdtContent><w:p>{waiting(TEXT)}</w:p><w:p>{waiting('再写')}</w:p></w:sdtContent></w:sdt>")
    paragraph = form.line("传真：")
    insert(paragraph, f"<w:sdt>{properties(23, '<w:text/>', is_waiting=False)}<w:sdtContent/></w:sdt>")
    paragraph = form.line("其他资料  ")
    insert(paragraph, control(24, "<w:text/>", TEXT, "网址"))
    form.certain("单位名称", "@org_name")
    form.certain("联系人", "@contact")
    form.certain("成立日期", "@founded", kind="date")
    form.certain("联系电话", "@contact_phone", after="联系电话：0376-1000004（必填）")
    form.certain("企业简介", "@profile")
    form.certain("传真", "@contact_fax", after="传真：0376-1000005")
    form.other("其他资料", "none")
    return form


def chosen_controls() -> Form:
    form = Form("chosen-controls", "content controls for dates and lists")
    table = form.table([["成立日期", ""], ["单位性质", ""], ["所属行业", ""], ["填报日期", ""]])
    kinds = [
        ('<w:date><w:dateFormat w:val="yyyy/M/d"/><w:lid w:val="zh-CN"/></w:date>', "单击此处输入日期。"),
        (listed("dropDownList", "国有", "民营", "外资"), "选择一项。"),
        (listed("comboBox", "农业", "服务业"), "选择一项。"),
        ('<w:date><w:dateFormat w:val="yyyy年M月d日"/><w:lid w:val="zh-CN"/></w:date>', "单击此处输入日期。"),
    ]
    for row, (kind, text) in enumerate(kinds):
        insert(table.cell(row, 1).paragraphs[0], control(row, kind, text))
    form.certain("成立日期", "@founded", kind="date", after="2012/4/18")
    form.certain("单位性质", "@org_type", kind="choice", text="☑民营", after="民营")
    form.other("所属行业", "none", kind="choice")
    form.certain("填报日期", "@fill_date", kind="date")
    return form


def obstacles() -> Form:
    form = Form("obstacles", "what cannot be filled from outside: locked, bound and disabled controls, a text box in two versions; a deleted row", resaved=False)
    table = form.table([["邮编", ""], ["网址", ""], ["所属行业", ""], ["手机", ""], ["传真", ""], ["电子邮箱", ""]])
    bound = '<w:dataBinding w:xpath="/a" w:storeItemID="{00000000-0000-0000-0000-000000000000}"/><w:text/>'
    for row, kind in enumerate(['<w:lock w:val="contentLocked"/><w:text/>', bound]):
        insert(table.cell(row, 1).paragraphs[0], control(row, kind, TEXT))
    paragraph = table.cell(2, 1).paragraphs[0]
    for number, option in enumerate(["制造业", "农业"]):
        for piece in locked_box(number):
            insert(paragraph, piece)
        write(paragraph, f"{option}  ")
    row = table.rows[3]._tr.get_or_add_trPr()
    row.append(markup("<w:cantSplit/>"))
    row.append(markup(f"<w:del {CHANGE.format(1)}/>"))
    for piece in field(data("Text1", "<w:textInput/>", enabled=False), " FORMTEXT ", "\u2002" * 5):
        insert(table.cell(5, 1).paragraphs[0], piece)
    paragraph = form.line("封底")
    insert(paragraph, shape(2, box("联系人：________"), box("联 系 人：______")))
    form.missing("邮编", "@postcode")
    form.missing("网址", "@website")
    form.missing("所属行业", "@industry", kind="choice")
    form.certain("传真", "@contact_fax")
    form.missing("电子邮箱", "@contact_email")
    form.missing("联系人", "@contact")
    return form


TEXT = "单击此处输入文字。"
"""What a control for text shows while it waits."""


def control(number, kind, text, alias=""):
    return f"<w:sdt>{properties(number, kind, alias)}<w:sdtContent>{waiting(text)}</w:sdtContent></w:sdt>"


def listed(kind, *options):
    items = "".join(f'<w:listItem w:displayText="{option}" w:value="{option}"/>' for option in options)
    return f'<w:{kind}><w:listItem w:value=""/>{items}</w:{kind}>'


def properties(number, kind, alias="", is_waiting=True):
    named = f'<w:alias w:val="{alias}"/>' if alias else ""
    waits = "<w:showingPlcHdr/>" if is_waiting else ""
    return f'<w:sdtPr>{named}<w:id w:val="{800 + number}"/>{waits}{kind}</w:sdtPr>'


def waiting(text):
    return f'<w:r><w:rPr><w:rStyle w:val="PlaceholderText"/><w:color w:val="808080"/></w:rPr><w:t>{text}</w:t></w:r>'


def around(cell, own):
    """Puts a content control around a whole cell."""
    row = cell.getparent()
    control = markup(f"<w:sdt>{own}<w:sdtContent/></w:sdt>")
    row.replace(cell, control)
    control[1].append(cell)


def data(name, inner, enabled=True):
    switch = "<w:enabled/>" if enabled else '<w:enabled w:val="0"/>'
    return f'<w:ffData><w:name w:val="{name}"/>{switch}<w:calcOnExit w:val="0"/>{inner}</w:ffData>'


def fields() -> Form:
    form = Form("form-fields", "form fields of old: text, a list, one that is filled; a field that writes itself")
    table = form.table([["单位名称", ""], ["单位性质", ""], ["联系人", ""], ["邮编", ""], ["企业规模", ""]])
    blank = "\u2002" * 5

    entries = "".join(f'<w:listEntry w:val="{entry}"/>' for entry in ("请选择", "国有企业", "民营企业"))
    sizes = "".join(f'<w:listEntry w:val="{entry}"/>' for entry in ("大型", "小型"))
    rows = [
        field(data("Text1", "<w:textInput/>"), " FORMTEXT ", blank),
        field(data("List1", f"<w:ddList>{entries}</w:ddList>"), " FORMDROPDOWN "),
        field(data("Text2", "<w:textInput/>"), " FORMTEXT ", "赵六"),
        field(data("Text3", "<w:textInput/>"), " FORMTEXT ", blank),
        field(data("List2", f'<w:ddList><w:result w:val="1"/>{sizes}</w:ddList>'), " FORMDROPDOWN "),
    ]
    for row, pieces in enumerate(rows):
        for piece in pieces:
            insert(table.cell(row, 1).paragraphs[0], piece)
    paragraph = form.line("打印日期：")
    for piece in field("", " DATE ", "    年  月  日"):
        insert(paragraph, piece.replace("<w:fldChar w:fldCharType=\"begin\"></w:fldChar>", '<w:fldChar w:fldCharType="begin"/>'))
    form.certain("单位名称", "@org_name")
    form.certain("单位性质", "@org_type", kind="choice", text="☑民营企业", after="民营企业")
    form.other("联系人", "occupied")
    form.certain("邮编", "@postcode")
    form.other("企业规模", "occupied")
    return form


FORMS = [characters, symbols, check_boxes, controls, chosen_controls, obstacles, fields]
