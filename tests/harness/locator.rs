//! One thing on the page, found anew whenever it is used, and what a user does with it.

use crate::engine::Engine;
use crate::page::Page;
use crate::wait::wait_for;
use anyhow::{Context, Result, bail};
use http::Method;
use serde_json::{Value, json};
use std::path::Path;
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::error::{WebDriverError, WebDriverErrorInner, WebDriverResult};
use thirtyfour::{Key, TypingData, WebElement};
use thirtyfour::{RequestData, SessionId};

const FINDER: &str = include_str!("finder.js");

/// Sets a field to which browsers give parts of their own, such as a date, as its picker would.
const PICK: &str = "const [field, value] = arguments;
    const prototype = Object.getPrototypeOf(field);
    Object.getOwnPropertyDescriptor(prototype, 'value').set.call(field, value);
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.dispatchEvent(new Event('change', { bubbles: true }));";

/// What to look for. Nothing is looked up before something is done with it; then there must be exactly one.
#[derive(Clone)]
pub struct Locator<'p> {
    page: &'p Page<'p>,
    roles: Vec<&'static str>,
    name: Option<String>,
    scope: Option<Box<Locator<'p>>>,
}

impl<'p> Locator<'p> {
    pub(crate) fn new(page: &'p Page<'_>, roles: &[&'static str], name: Option<&str>) -> Locator<'p> {
        Locator { page, roles: roles.to_vec(), name: name.map(String::from), scope: None }
    }

    /// The same, but only inside of something else.
    pub fn within(mut self, scope: &Locator<'p>) -> Locator<'p> {
        self.scope = Some(Box::new(scope.clone()));
        self
    }

    /// Waits until it is there.
    ///
    /// # Errors
    /// It does not appear, or there is more than one.
    pub async fn wait(&self) -> Result<()> {
        self.find().await.map(|_| ())
    }

    /// Waits until it is not there any more.
    ///
    /// # Errors
    /// It stays.
    pub async fn wait_gone(&self) -> Result<()> {
        wait_for(&format!("{} to go", self.describe()), async || Ok((self.count().await? == 0).then_some(()))).await
    }

    /// How many there are at this moment.
    ///
    /// # Errors
    /// The browser does not answer.
    pub async fn count(&self) -> Result<usize> {
        Ok(self.look().await?.0.len())
    }

    /// Clicks it. Checkboxes and radio buttons are clicked on their label, as most users do.
    ///
    /// # Errors
    /// It is not there, or something covers it.
    pub async fn click(&self) -> Result<()> {
        self.retry("be clicked", async |element| {
            let script = "const label = arguments[0].labels && arguments[0].labels[0];
                return /^(checkbox|radio)$/.test(arguments[0].type) && label ? label : arguments[0];";
            let target = self.page.execute(script, vec![element.to_json()?]).await?;
            let target = self.page.element(target)?;
            match target.click().await {
                Err(error) if is_held_for_hidden(self.page.session.engine, &error) => self.click_on_screen(&target, error).await,
                clicked => Ok(clicked),
            }
        })
        .await
    }

    /// Presses the pointer where it is on the screen, unless something covers it there.
    async fn click_on_screen(&self, target: &WebElement, refusal: WebDriverError) -> Result<WebDriverResult<()>> {
        let script = "arguments[0].scrollIntoView({ block: 'center', inline: 'center' });
            const box = arguments[0].getBoundingClientRect();
            const [x, y] = [box.x + box.width / 2, box.y + box.height / 2].map(Math.round);
            return arguments[0].contains(document.elementFromPoint(x, y)) ? [x, y] : null;";
        let place = self.page.execute(script, vec![target.to_json()?]).await?;
        match serde_json::from_value::<Option<(i64, i64)>>(place)? {
            Some((x, y)) => Ok(self.page.session.browser.action_chain().move_to(x, y).click().perform().await),
            None => Ok(Err(refusal)),
        }
    }

    /// Clicks it twice in quick succession, as people do to whom that is opening.
    ///
    /// # Errors
    /// It is not there or cannot be clicked in time.
    pub async fn double_click(&self) -> Result<()> {
        let actions = self.page.session.browser.action_chain();
        Ok(actions.double_click_element(&self.find().await?).perform().await?)
    }

    /// Replaces the text of a field by typing.
    ///
    /// # Errors
    /// It is not there or cannot be typed into.
    pub async fn fill(&self, text: &str) -> Result<()> {
        if self.is_picker().await? {
            return self.pick(text).await;
        }
        // A line break is a key of its own; WebKit leaves out the character.
        let text = &text.replace('\n', &Key::Enter.value().to_string());
        self.retry("be filled", async |element| {
            let select_all = element.send_keys(Key::Control + "a").await;
            Ok(match select_all {
                Ok(()) if text.is_empty() => element.send_keys(Key::Delete).await,
                Ok(()) => element.send_keys(text).await,
                refused => refused,
            })
        })
        .await
    }

    /// Types at the end of what is in the field, or presses keys in it.
    ///
    /// # Errors
    /// It is not there or cannot be typed into.
    pub async fn press(&self, keys: impl Into<TypingData>) -> Result<()> {
        let keys = keys.into().to_string();
        self.retry("take keys", async |element| Ok(element.send_keys(keys.as_str()).await)).await
    }

    /// Chooses an option of a list by its text.
    ///
    /// # Errors
    /// The list or the option is not there.
    pub async fn choose(&self, option: &str) -> Result<()> {
        let script = "const [list, text] = arguments;
            const squeeze = (text) => text.replace(/\\s+/g, '');
            const option = [...list.options].find((one) => squeeze(one.text) === squeeze(text));
            if (!option) return [...list.options].map((one) => one.text).join('、');
            list.focus();
            list.value = option.value;
            list.dispatchEvent(new Event('input', { bubbles: true }));
            list.dispatchEvent(new Event('change', { bubbles: true }));
            return null;";
        let list = self.find().await?;
        match self.page.execute(script, vec![list.to_json()?, json!(option)]).await? {
            Value::Null => Ok(()),
            options => bail!("{} has no option {option:?}, only {options}", self.describe()),
        }
    }

    /// Gives a file to a field for files.
    ///
    /// # Errors
    /// The field is not there or refuses the file.
    pub async fn upload(&self, file: &Path) -> Result<()> {
        let path = file.to_str().context("the path is not text")?;
        self.find().await?.send_keys(path).await?;
        Ok(())
    }

    /// Its visible text, and after it what is chosen in its lists. Asked of the page itself: the driver of WebKit holds what
    /// lies in a place that scrolls both ways for hidden although it is on the screen.
    ///
    /// # Errors
    /// It is not there.
    pub async fn text(&self) -> Result<String> {
        let element = self.find().await?.to_json()?;
        let script = "const chosen = [...arguments[0].querySelectorAll('select')].map((list) => list.selectedOptions[0]?.text);
            return [arguments[0].innerText, ...chosen].join('\\n');";
        let text = self.page.execute(script, vec![element]).await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// The value of a field.
    ///
    /// # Errors
    /// It is not there.
    pub async fn value(&self) -> Result<String> {
        Ok(self.find().await?.value().await?.unwrap_or_default())
    }

    /// Waits until a field has this value.
    ///
    /// # Errors
    /// It keeps another.
    pub async fn wait_for_value(&self, value: &str) -> Result<()> {
        wait_for(&format!("{} to hold {value:?}", self.describe()), async || Ok((self.value().await? == value).then_some(())))
            .await
    }

    /// Waits until its visible text contains this.
    ///
    /// # Errors
    /// It does not.
    pub async fn wait_for_text(&self, text: &str) -> Result<()> {
        wait_for(&format!("{} to say {text:?}", self.describe()), async || Ok(self.text().await?.contains(text).then_some(())))
            .await
    }

    /// Whether a checkbox or a radio button is chosen.
    ///
    /// # Errors
    /// It is not there.
    pub async fn is_checked(&self) -> Result<bool> {
        Ok(self.find().await?.is_selected().await?)
    }

    /// Whether it can be used.
    ///
    /// # Errors
    /// It is not there.
    pub async fn is_enabled(&self) -> Result<bool> {
        Ok(self.find().await?.is_enabled().await?)
    }

    /// An attribute of its element.
    ///
    /// # Errors
    /// It is not there.
    pub async fn attribute(&self, name: &str) -> Result<Option<String>> {
        Ok(self.find().await?.attr(name).await?)
    }

    /// The name as the browser tells it to a screen reader.
    ///
    /// # Errors
    /// It is not there, or the driver cannot tell.
    pub async fn accessible_name(&self) -> Result<String> {
        let element = self.find().await?;
        let path = format!("element/{}/computedlabel", element.element_id());
        let answer = element.handle().cmd(Ask(path)).await?;
        Ok(answer.value()?)
    }

    /// The element itself, for what is not offered here.
    ///
    /// # Errors
    /// It does not appear, or there is more than one.
    pub async fn find(&self) -> Result<WebElement> {
        let mut names = Vec::new();
        let found = wait_for(&self.describe(), async || {
            let (mut matches, others) = self.look().await?;
            names = others;
            let only = matches.pop().filter(|_| matches.is_empty());
            Ok(only)
        })
        .await;
        found.with_context(|| format!("there must be one; of this kind there are: {}", names.join("、")))
    }

    /// The name that is looked for, empty for any.
    pub fn name(&self) -> &str {
        self.name.as_deref().unwrap_or_default()
    }

    /// What it is, for messages.
    pub fn describe(&self) -> String {
        let name = self.name.as_deref().unwrap_or("(any name)");
        let scope = self.scope.as_ref().map(|scope| format!(" in {}", scope.describe()));
        format!("{} “{name}”{}", self.roles[0], scope.unwrap_or_default())
    }

    /// The matches at this moment, and the names of everything of the same kind.
    async fn look(&self) -> Result<(Vec<WebElement>, Vec<String>)> {
        // What was found may be redrawn while the browser hands it over; then it is to be found again.
        let mut found = loop {
            match self.ask_finder().await {
                Err(error) if error.downcast_ref().is_some_and(is_redrawn) => {}
                answer => break answer?,
            }
        };
        let names = serde_json::from_value(found["names"].take())?;
        let matches: Vec<Value> = serde_json::from_value(found["matches"].take())?;
        let elements = matches.into_iter().map(|value| self.page.element(value));
        Ok((elements.collect::<Result<_>>()?, names))
    }

    async fn ask_finder(&self) -> Result<Value> {
        let scope = match &self.scope {
            Some(scope) => Box::pin(scope.find()).await?.to_json()?,
            None => Value::Null,
        };
        self.page.execute(FINDER, vec![json!(self.roles), json!(self.name), scope]).await
    }

    /// Finds it and does something, again if the page was being redrawn or something moved at that moment.
    async fn retry(&self, purpose: &str, act: impl AsyncFn(&WebElement) -> Result<WebDriverResult<()>>) -> Result<()> {
        let mut refusal = String::new();
        let done = wait_for(&format!("{} to {purpose}", self.describe()), async || {
            let element = self.find().await?;
            match act(&element).await {
                Ok(Ok(())) => Ok(Some(())),
                Ok(Err(error)) if is_passing(&error) => {
                    refusal = error.to_string();
                    Ok(None)
                }
                Ok(Err(error)) => Err(error.into()),
                Err(error) if error.downcast_ref().is_some_and(is_redrawn) => Ok(None),
                Err(error) => Err(error),
            }
        })
        .await;
        done.with_context(|| format!("the browser said last: {refusal}"))
    }

    async fn is_picker(&self) -> Result<bool> {
        let kind = wait_for("the type of a field", async || match self.find().await?.prop("type").await {
            Err(error) if is_redrawn(&error) => Ok(None),
            kind => Ok(Some(kind?)),
        });
        let kind = kind.await?;
        let pickers = ["color", "date", "datetime-local", "month", "range", "time", "week"];
        Ok(kind.is_some_and(|kind| pickers.contains(&kind.as_str())))
    }

    async fn pick(&self, value: &str) -> Result<()> {
        self.retry("be picked", async |element| {
            self.page.execute(PICK, vec![element.to_json()?, json!(value)]).await?;
            Ok(Ok(()))
        })
        .await
    }
}

/// A question about an element that the client library has no method for.
#[derive(Debug)]
struct Ask(String);

impl FormatRequestData for Ask {
    fn format_request(&self, session: &SessionId) -> RequestData {
        RequestData::new(Method::GET, format!("session/{session}/{}", self.0))
    }
}

/// Whether the driver of WebKit refuses to click on what lies in a place that scrolls both ways.
fn is_held_for_hidden(engine: Engine, error: &WebDriverError) -> bool {
    engine == Engine::WebKit && matches!(error.as_inner(), WebDriverErrorInner::ElementNotInteractable(_))
}

fn is_redrawn(error: &WebDriverError) -> bool {
    matches!(error.as_inner(), WebDriverErrorInner::StaleElementReference(_))
}

/// Whether an error may be gone a moment later.
fn is_passing(error: &WebDriverError) -> bool {
    let in_the_way = |error: &WebDriverError| {
        matches!(
            error.as_inner(),
            WebDriverErrorInner::ElementClickIntercepted(_) | WebDriverErrorInner::ElementNotInteractable(_)
        )
    };
    is_redrawn(error) || in_the_way(error)
}
