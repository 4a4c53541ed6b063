//! What the fuzz targets share: what they start from, how inputs are changed so that they reach deep, what screens work out.

pub mod given;
pub mod mutation;
pub mod screens;
