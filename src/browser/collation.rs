//! The order in which readers of Chinese look for names.

use js_sys::JsString;

/// The rank of each name in the order of its pronunciation, as this browser knows it; equal names share none, the first
/// comes first.
pub fn ranks<'a>(names: impl Iterator<Item = &'a str>) -> Vec<u32> {
    let names: Vec<JsString> = names.map(JsString::from).collect();
    let (locales, options) = (js_sys::Array::of1(&"zh-CN".into()), js_sys::Object::new());
    let compare = js_sys::Intl::Collator::new(&locales, &options).compare();
    let order = |one: &JsString, other: &JsString| {
        let compared = compare.call2(&wasm_bindgen::JsValue::NULL, one, other).ok().and_then(|value| value.as_f64());
        compared.unwrap_or_default().total_cmp(&0.0)
    };
    let mut rows: Vec<u32> = (0..names.len() as u32).collect();
    rows.sort_by(|&one, &other| order(&names[one as usize], &names[other as usize]));
    let mut ranks = vec![0; names.len()];
    for (rank, row) in rows.into_iter().enumerate() {
        ranks[row as usize] = rank as u32;
    }
    ranks
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::ranks;

    #[wasm_bindgen_test]
    fn names_stand_in_the_order_of_their_pronunciation() {
        assert_eq!(ranks(["云雾茶业", "固始米业", "罗山机械"].into_iter()), [2, 0, 1]);
    }
}
