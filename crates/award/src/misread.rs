//! What is wrong with JSON, told in Chinese: people read it beside the line in question.
//!
//! The reader of JSON words its errors in English and has them as text alone. Those wordings are few; what is not among them
//! is told without a reason rather than in another language. Reasons of this crate's own types are Chinese already.

/// What is wrong, without the place.
pub(crate) fn tell(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let message = text.rsplit_once(" at line ").map_or(&*text, |(message, _)| message);
    shape(message).or_else(|| syntax(message)).unwrap_or_else(|| own(message))
}

/// What does not have the form that is expected.
fn shape(message: &str) -> Option<String> {
    let names: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let name = names.first().copied().unwrap_or_default();
    let others = names.get(1..).unwrap_or_default().join("、");
    if message.starts_with("missing field `") {
        return Some(format!("在这里结束的一项缺少“{name}”"));
    }
    if message.starts_with("duplicate field `") {
        return Some(format!("“{name}”写了两次"));
    }
    if message.starts_with("unknown field `") {
        return Some(format!("没有“{name}”这一项，可以有：{others}"));
    }
    if message.starts_with("unknown variant `") {
        return Some(format!("“{name}”不是可用的值，可用：{others}"));
    }
    let (got, expected) = message.split_once(", expected ")?;
    let (kind, got) = got.strip_prefix("invalid ")?.split_once([':', ' '])?;
    match kind {
        "length" => Some(format!("个数不对：有 {got} 个，应为{}", kind_of(expected))),
        "type" | "value" => Some(format!("应为{}，写的是{}", kind_of(expected), value(got.trim()))),
        _ => None,
    }
}

/// The value that stands there.
fn value(got: &str) -> String {
    match got.split_once(' ') {
        Some(("string", text)) => format!("文字 {text}"),
        Some(("integer" | "boolean", text)) => text.trim_matches('`').to_owned(),
        Some(("floating", text)) => text.trim_start_matches("point ").trim_matches('`').to_owned(),
        _ => match got {
            "null" | "unit value" => "空值 null".to_owned(),
            "sequence" => "一组值 […]".to_owned(),
            "map" => "一个对象 {…}".to_owned(),
            _ => "别的值".to_owned(),
        },
    }
}

/// What should stand there.
fn kind_of(expected: &str) -> &'static str {
    match expected {
        "a string" | "string" | "a borrowed string" => "文字",
        "a boolean" => " true 或 false",
        "u8" => " 0 到 255 的整数",
        "u16" => " 0 到 65535 的整数",
        "i8" | "i16" | "i32" | "i64" | "u32" | "u64" | "usize" => "整数",
        "f32" | "f64" => "数",
        "a sequence" => "一组值 […]",
        _ if expected.starts_with("a tuple of size 2") => "两个值 [ , ]",
        "a map" => "一个对象 {…}",
        _ if expected.starts_with("struct ") => "一个对象 {…}",
        _ => "别的值",
    }
}

/// What is no JSON.
fn syntax(message: &str) -> Option<String> {
    let told = match message {
        _ if message.starts_with("EOF while parsing") => "文件在这里中断了",
        "expected `:`" => "这里缺少冒号",
        "expected `,` or `}`" => "这里缺少逗号或 }",
        "expected `,` or `]`" => "这里缺少逗号或 ]",
        "expected value" | "expected ident" => "这里应有一个值",
        "key must be a string" => "名称要写在双引号里",
        "trailing comma" => "末尾多了一个逗号",
        "trailing characters" => "文件结束后还有多余的内容",
        "invalid number" | "number out of range" => "数写得不对",
        "invalid escape" | "lone leading surrogate in hex escape" | "unexpected end of hex escape" => "反斜杠后面写得不对",
        _ if message.starts_with("control character") => "双引号里有换行或控制字符",
        "recursion limit exceeded" => "层次太深",
        _ => return None,
    };
    Some(told.to_owned())
}

/// The reason of one of this crate's own types, which is Chinese; of others no more than that it cannot be read.
fn own(message: &str) -> String {
    let is_chinese = message.chars().any(|character| ('\u{4e00}'..='\u{9fff}').contains(&character));
    if is_chinese { message.to_owned() } else { "这里的内容读不懂，如日期要写成 2025-02-28".to_owned() }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Form {
        #[serde(rename = "name")]
        _name: String,
        #[serde(rename = "quota", default)]
        _quota: u8,
        #[serde(rename = "share", default)]
        _share: Option<(u8, u8)>,
        #[serde(rename = "kind", default)]
        _kind: Option<Kind>,
        #[serde(rename = "day", default)]
        _day: Option<jiff::civil::Date>,
        #[serde(rename = "on", default)]
        _on: bool,
        #[serde(rename = "list", default)]
        _list: Vec<Form>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Kind {
        First,
        Second,
    }

    #[track_caller]
    fn check(json: &str, expected: &str) {
        assert_eq!(tell(&serde_json::from_str::<Form>(json).expect_err("it is broken")), expected, "{json}");
    }

    #[test]
    fn shapes_are_told_in_chinese() {
        check("{}", "在这里结束的一项缺少“name”");
        check(r#"{"name":"","name":""}"#, "“name”写了两次");
        check(r#"{"nane":""}"#, "没有“nane”这一项，可以有：name、quota、share、kind、day、on、list");
        check(r#"{"name":"","kind":"third"}"#, "“third”不是可用的值，可用：first、second");
        check(r#"{"name":"","quota":"一"}"#, "应为 0 到 255 的整数，写的是文字 \"一\"");
        check(r#"{"name":"","quota":256}"#, "应为 0 到 255 的整数，写的是256");
        check(r#"{"name":"","quota":-1.5}"#, "应为 0 到 255 的整数，写的是-1.5");
        check(r#"{"name":null}"#, "应为文字，写的是空值 null");
        check(r#"{"name":["at line 5"]}"#, "应为文字，写的是一组值 […]");
        check(r#"{"name":"","on":"at line 5"}"#, "应为 true 或 false，写的是文字 \"at line 5\"");
        check(r#"{"name":"","share":[1]}"#, "个数不对：有 1 个，应为两个值 [ , ]");
        check(r#"{"name":"","list":{}}"#, "应为一组值 […]，写的是一个对象 {…}");
        check("true", "应为一个对象 {…}，写的是true");
        check(r#"{"name":"","day":"2025-13-01"}"#, "这里的内容读不懂，如日期要写成 2025-02-28");
    }

    #[test]
    fn broken_json_is_told_in_chinese() {
        check("", "文件在这里中断了");
        check("{\"name\":\"", "文件在这里中断了");
        check("{name:1}", "名称要写在双引号里");
        check("{\"name\" 1}", "这里缺少冒号");
        check("{\"name\":\"\" 1}", "这里缺少逗号或 }");
        check("{\"name\":\"\",}", "末尾多了一个逗号");
        check("{\"name\":\"\"} x", "文件结束后还有多余的内容");
        check("{\"name\":\"\n\"}", "双引号里有换行或控制字符");
        check("{\"name\":\"\\q\"}", "反斜杠后面写得不对");
        check("{\"name\":?}", "这里应有一个值");
        check("{\"name\":\"\",\"quota\":1.}", "数写得不对");
    }
}
