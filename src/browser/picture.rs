//! Pictures for documents: SVG to PNG through a canvas.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement, Url};

use super::{document, explain, window};

/// Draws an SVG of its own size in pixels, enlarged by `scale`, and returns it as PNG.
///
/// # Errors
/// The browser cannot draw it; the message says why.
pub async fn png(svg: &str, width: u32, height: u32, scale: u32) -> Result<Vec<u8>, String> {
    let url = address_of(svg)?;
    let drawn = draw(&url, width * scale, height * scale).await;
    if let Err(thrown) = Url::revoke_object_url(&url) {
        super::page::log(&explain(&thrown));
    }
    let canvas = drawn?;
    let png = png_of(&canvas);
    // Otherwise its pixels, megabytes for each picture, stay until the browser collects what nobody holds.
    canvas.set_width(0);
    png
}

fn address_of(svg: &str) -> Result<String, String> {
    let options = BlobPropertyBag::new();
    options.set_type("image/svg+xml");
    let parts = js_sys::Array::of1(&svg.into());
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options).map_err(|thrown| explain(&thrown))?;
    Url::create_object_url_with_blob(&blob).map_err(|thrown| explain(&thrown))
}

async fn draw(url: &str, width: u32, height: u32) -> Result<HtmlCanvasElement, String> {
    let image = HtmlImageElement::new().map_err(|thrown| explain(&thrown))?;
    JsFuture::from(loaded(&image, url)).await.map_err(|_| "the drawing cannot be read".to_owned())?;
    let canvas = document().create_element("canvas").map_err(|thrown| explain(&thrown))?;
    let canvas: HtmlCanvasElement = canvas.dyn_into().map_err(|_| "no canvas".to_owned())?;
    canvas.set_width(width);
    canvas.set_height(height);
    let context = canvas.get_context("2d").map_err(|thrown| explain(&thrown))?.ok_or("no canvas context")?;
    let context: CanvasRenderingContext2d = context.dyn_into().map_err(|_| "no canvas context".to_owned())?;
    context
        .draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, f64::from(width), f64::from(height))
        .map_err(|thrown| explain(&thrown))?;
    Ok(canvas)
}

/// Ends when the image is there. Its events and not `decode()`, which WebKit sometimes never answers for an image that is
/// not in the page.
fn loaded(image: &HtmlImageElement, url: &str) -> js_sys::Promise {
    js_sys::Promise::new(&mut |resolve, reject| {
        image.set_onload(Some(&resolve));
        image.set_onerror(Some(&reject));
        image.set_src(url);
    })
}

/// The canvas as PNG, by way of a data address. `toBlob` would spare the detour, but Chromium answers it when it finds the time,
/// for a page that draws no frames only after a second.
fn png_of(canvas: &HtmlCanvasElement) -> Result<Vec<u8>, String> {
    let address = canvas.to_data_url_with_type("image/png").map_err(|thrown| explain(&thrown))?;
    let encoded = address.strip_prefix("data:image/png;base64,").ok_or("the canvas is too large")?;
    let decoded = window().atob(encoded).map_err(|thrown| explain(&thrown))?;
    decoded.chars().map(u8::try_from).collect::<Result<_, _>>().map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    #[wasm_bindgen_test]
    async fn a_drawing_becomes_a_png_of_its_size() {
        let svg = r##"<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="20" height="10" fill="#25614a"/></svg>"##;
        let png = png(svg, 20, 10, 3).await.expect("a picture");
        assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
        assert_eq!(&png[16..24], [0, 0, 0, 60, 0, 0, 0, 30]);
    }

    #[wasm_bindgen_test]
    async fn what_is_no_drawing_is_an_error() {
        assert!(png("<svg", 20, 10, 1).await.is_err());
    }
}
