//! The bundled award schemes: data files beside this crate, checked and packed when it is built.

use award::catalog::Catalog;
use award::edition::Edition;

/// The catalog of 信阳市市长质量奖 as a scheme file.
pub const XINYANG: &str = include_str!(concat!(env!("OUT_DIR"), "/catalog.json"));

/// The catalog of 信阳市市长质量奖 (2022) with GB/T 19580-2012.
///
/// # Panics
/// Never for a crate that was built, because the build has read and checked the same data.
#[must_use]
pub fn xinyang() -> Catalog {
    Catalog::from_json(XINYANG).expect("the build has read this catalog")
}

/// The earlier editions of the criteria from which an assessment can be brought to today's.
///
/// # Panics
/// Never for a crate that was built, because the build has written the same data.
#[must_use]
pub fn editions() -> Vec<Edition> {
    serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/editions.json"))).expect("the build has written the editions")
}
