//! Pictures that documents can hold: PNG and JPEG, told by their content.

/// The width and the height of a picture in pixels; `None` if it is no PNG and no JPEG, or has no size.
///
/// ```
/// let picture = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x80\0\0\x01\xe0";
/// assert_eq!(dossier::picture::size(picture), Some((640, 480)));
/// assert_eq!(dossier::picture::size(b"GIF89a"), None);
/// ```
#[must_use]
pub fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    let size = if bytes.starts_with(b"\x89PNG\r\n\x1a\n") { of_png(bytes) } else { of_jpeg(bytes) };
    size.filter(|&(width, height)| width > 0 && height > 0)
}

fn of_png(bytes: &[u8]) -> Option<(u32, u32)> {
    let number = |at: usize| Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    (bytes.get(12..16)? == b"IHDR").then(|| Some((number(16)?, number(20)?)))?
}

/// The size stands in the segment that starts a frame; every segment before it tells its length.
fn of_jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    let number = |at: usize| Some(u32::from(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?)));
    let mut at = bytes.starts_with(b"\xff\xd8").then_some(2)?;
    loop {
        let marker = *bytes.get(at..at + 2)?.strip_prefix(b"\xff")?.first()?;
        match marker {
            0xff => at += 1,
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => return Some((number(at + 7)?, number(at + 5)?)),
            0xd8 | 0x01 | 0xd0..=0xd7 => at += 2,
            _ => at += 2 + usize::try_from(number(at + 2)?.max(2)).ok()?,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_of_jpegs_stand_behind_other_segments() {
        let jpeg = b"\xff\xd8\xff\xe0\0\x04ab\xff\xff\xc2\0\x11\x08\x01\x2c\x02\x58";
        assert_eq!(size(jpeg), Some((600, 300)));
    }

    #[test]
    fn what_is_cut_off_has_no_size() {
        let jpeg = b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x11\x08\x01\x2c\x02\x58";
        for length in 0..jpeg.len() {
            assert_eq!(size(&jpeg[..length]), None, "{length}");
        }
        assert_eq!(size(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0\0\0\x01\xe0"), None, "no width");
        assert_eq!(size(b"\xff\xd8\xff\xe0\0\0\0\0"), None, "a length that does not count itself");
    }
}
