//! Timers of the page.

pub use gloo::timers::callback::Timeout;

/// Lets the page draw and answer before going on.
pub async fn breathe() {
    gloo::timers::future::TimeoutFuture::new(0).await;
}

/// Waits so many milliseconds.
pub async fn pause(milliseconds: u32) {
    gloo::timers::future::TimeoutFuture::new(milliseconds).await;
}

/// Calls back every so many milliseconds for as long as the page lives.
pub fn every(milliseconds: u32, callback: impl FnMut() + 'static) {
    gloo::timers::callback::Interval::new(milliseconds, callback).forget();
}
