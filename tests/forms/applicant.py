"""The applicant that the test forms are filled for: a save file, and its values as a form shows them."""

FIELDS = {
    "org_name": "信阳某某茶业股份有限公司",
    "org_short": "某某茶业",
    "uscc": "91411500MA9G123408",
    "legal_rep": "周一",
    "legal_rep_title": "董事长",
    "legal_rep_phone": "0376-1000001",
    "top_leader": "吴二",
    "quality_head": "郑三",
    "quality_head_phone": "0376-1000003",
    "contact": "王四",
    "contact_title": "质量部部长",
    "contact_dept": "质量管理部",
    "contact_phone": "0376-1000004",
    "contact_mobile": "13900000004",
    "contact_fax": "0376-1000005",
    "contact_email": "wang@cha.example",
    "postcode": "464000",
    "website": "www.cha.example",
    "addr_reg": "浉河区茶香路1号",
    "addr_mail": "浉河区茶香路2号",
    "area": "浉河区",
    "industry": "制造业",
    "industry_code": "C1530",
    "org_type": "民营企业",
    "award_category": "制造业",
    "size_industry": "工业",
    "founded": "2012-04-18",
    "ops_start": "2013-03-20",
    "reg_capital": "5000",
    "business_scope": "茶叶种植、加工、销售",
    "main_products": "信阳毛尖\n信阳红茶",
    "employees": "398",
    "employees_tech": "68",
    "employees_quality": "31",
    "site_area": "68600",
    "fill_date": "2026-12-09",
    "publicity_start": "2026-11-30",
    "publicity_end": "2026-12-07",
    "excellence_start": "2020-09-01",
    "honors": "河南省农业产业化重点龙头企业\n浉河区区长质量奖\n高新技术企业",
    "quality_model": "“一叶三清”质量管理模式 <A&B>",
    "credit": "纳税信用A级",
    "revenue_rank": "第2名",
    "profit_tax_rank": "第3名",
}
"""Texts as entered. `report_author` is left out on purpose: a field without a value."""

SERIES = {
    "revenue": {"2023": "21860", "2024": "24930.5", "2025": "28640"},
    "profit_total": {"2023": "2420", "2024": "2690", "2025": "3380"},
    "net_profit": {"2023": "2190", "2024": "2430", "2025": "3050"},
    "tax_paid": {"2023": "948", "2024": "1022", "2025": "1236"},
    "tax_surcharge": {"2023": "118", "2024": "131", "2025": "152"},
    "vat_payable": {"2023": "612", "2024": "640", "2025": "780"},
    "asset_total": {"2023": "24350", "2024": "26720", "2025": "29560"},
    "qloss": {"2023": "0.62", "2024": "0.55", "2025": "0.41"},
    "rank_city": {"2023": "4", "2024": "3", "2025": "2"},
}

DATES = {
    "founded": "2012年4月18日",
    "ops_start": "2013年3月20日",
    "fill_date": "2026年12月9日",
    "excellence_start": "2020年9月1日",
    "publicity_start": "2026年11月30日",
    "publicity_end": "2026年12月7日",
}

PROFILE = "公司成立于2012年。"

SAVE = {
    "format": "quality-award-kit",
    "version": 1,
    "about": {
        "id": "form-tests",
        "scheme": "xinyang-2022",
        "criteria": "gbt19580-2012",
        "created": "2026-11-24T09:00:00",
        "year": 2025,
    },
    "fields": FIELDS,
    "series": SERIES,
    "answers": {"small_giant": {"choice": "no"}},
    "profile": {"P.1a": PROFILE},
}
"""The save file."""


def text(target: str) -> str:
    """What a form shows for a target such as `@org_name` or `@revenue/2023`, without a unit."""
    if target.startswith("="):
        return target[1:]
    field, _, year = target.removeprefix("@").partition("/")
    if year:
        year = str(2025 + int(year)) if year.startswith("-") else year
        return year if field == "year_label" else profit_tax(year) if field == "profit_tax" else SERIES[field][year]
    computed = {"org_code": "MA9G1234-0", "size_class": "中型", "profile": PROFILE, "sz_giant": "否"}
    return computed.get(field) or DATES.get(field) or FIELDS[field]


def profit_tax(year: str) -> str:
    parts = (SERIES[field][year] for field in ("profit_total", "tax_surcharge", "vat_payable"))
    return str(sum(map(int, parts)))
