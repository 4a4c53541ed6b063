//! 成绩单: the scores to pass on, no more than is chosen, and exactly what is in the file.

mod choosing;
mod preview;

use award::assessment::Assessment;
use award::catalog::Catalog;
use award::scorecard::{self, Author, Judgement, Part, Role, Scorecard, Selection, Subject};
use yew::{Callback, Html, component, html, use_memo, use_state_eq};

use self::choosing::{author_fields, lines_to_tell, selection_fields, tell_every_line};
use self::preview::preview;
use crate::browser::{clock, files, page, session};
use crate::state::{Store, use_assessment, use_catalog, use_select, use_store};

/// What is to be passed on, as far as it is chosen.
#[derive(Clone, Debug, PartialEq)]
struct Form {
    /// The fiscal year; the assessed one if none.
    year: Option<i16>,
    /// In which role the scores were given.
    role: Role,
    /// Who gave them.
    author: String,
    /// The alias; empty while there is none.
    alias: String,
    /// Whether the alias stands in place of the name.
    hides_name: bool,
    /// What is told.
    told: Selection,
    /// What is left out to make the file smaller.
    left_out: Vec<Part>,
}

impl Default for Form {
    fn default() -> Form {
        Form {
            year: None,
            role: Role::Own,
            author: String::new(),
            alias: String::new(),
            hides_name: false,
            told: Selection { county: true, industry: true, size: true, factors: true, ..Selection::default() },
            left_out: Vec::new(),
        }
    }
}

impl Form {
    /// What is proposed for an assessment, behind the alias that it had last. Of a score sheet all lines are told: they are
    /// written for the consensus.
    fn of(assessment: &Assessment) -> Form {
        let last = session::recall(&alias_key(assessment.head.id.as_str()));
        let alias = last.as_deref().map(|last| last.trim_start_matches('=').to_owned());
        let Author { role, name } = Author::of(assessment);
        let mut told = Form::default().told;
        if assessment.is_score_sheet() {
            tell_every_line(&mut told, assessment);
        }
        let (hides_name, alias) = (alias.is_some(), alias.unwrap_or_default());
        Form { role, author: name.to_string(), hides_name, alias, told, ..Form::default() }
    }

    /// What keeps the card from being made.
    fn problem(&self) -> Option<&'static str> {
        if self.hides_name && self.alias.trim().is_empty() {
            Some("请写化名")
        } else if self.role == Role::Examiner && self.author.trim().is_empty() {
            Some("评审员独立评分要写评分人姓名，合议时才分得清是谁的")
        } else {
            None
        }
    }

    /// The card of an assessment. `stranger` is an id that nothing else of the applicant holds.
    fn card(&self, catalog: &Catalog, open: &Assessment, stranger: &str) -> Scorecard {
        let year = self.year.unwrap_or(open.head.year);
        let mut subject = Subject { year, ..Subject::of(catalog, open) };
        if self.hides_name {
            subject.applicant = stranger.into();
            subject.name = self.alias.trim().into();
            subject.alias = true;
        }
        let author = Author { role: self.role, name: self.author.trim().into() };
        let card = open.card(year);
        let recorded = |item: &award::ItemId| card.items.get(item).map(|record| Judgement::from(&**record));
        let made = scorecard::make(catalog, subject, author, clock::local(clock::now()), &self.told, recorded);
        self.left_out.iter().fold(made, |card, part| card.without(part))
    }
}

/// 成绩单. What was chosen for one assessment is not for another.
#[component]
pub fn Share() -> Html {
    let id = use_select(|state| Some(state.assessment()?.head.id.to_string()));
    id.map(|id| html! { <Sheet key={id} /> }).unwrap_or_default()
}

#[component]
fn Sheet() -> Html {
    let (catalog, store) = (use_catalog(), use_store());
    let open = use_assessment();
    let assessment_id = open.as_ref().map(|open| open.head.id.to_string()).unwrap_or_default();
    let form = use_state_eq(|| open.as_deref().map(Form::of).unwrap_or_default());
    let stranger = use_memo(assessment_id.clone(), |id| stranger(id));
    let Some(open) = open else { return Html::default() };
    let card = form.card(catalog, &open, &stranger);
    let set = {
        let form = form.clone();
        Callback::from(move |next: Form| {
            remember_alias(&assessment_id, &next);
            form.set(next);
        })
    };
    let new_sheet = {
        let (store, subject, author) = (store.clone(), card.subject.clone(), form.author.clone());
        Callback::from(move |_| begin_sheet(&store, catalog, &subject, &author))
    };
    let save = {
        let card = card.clone();
        Callback::from(move |_| hand_out(&store, &card))
    };
    html! {
        <div class="page share">
            <header class="page-head"><h1>{ "成绩单" }</h1>
                <p class="muted">{ "把得分交给协会对比或合议用。只含下面选定的内容；别人打开它，不会改动任何人的申报。" }</p></header>
            <section class="card">
                <h2>{ "放什么进去" }</h2>
                { author_fields(&form, &set, &open, new_sheet) }
                { selection_fields(&form, &set) }
                { lines_to_tell(catalog, &form, &set, &open) }
            </section>
            { preview(catalog, &form, &set, &card, save) }
        </div>
    }
}

/// A sheet has no password, so that the name of what has one must not stand on it.
fn begin_sheet(store: &Store, catalog: &'static Catalog, subject: &Subject, examiner: &str) {
    if store.state().is_sealed() && !subject.alias {
        return store.complain("没有建评分表：这份申报设了密码，评分表没有密码，会露出单位名称。勾上“用化名代替单位名称”再建。");
    }
    store.create_score_sheet(catalog, subject, examiner);
}

/// The key under which it is remembered that an assessment hides behind an alias, and behind which: a name that was hidden
/// once must not be told only because the page was left in between.
fn alias_key(assessment: &str) -> String {
    format!("alias-name/{assessment}")
}

fn remember_alias(assessment: &str, form: &Form) {
    match form.hides_name {
        true => session::remember(&alias_key(assessment), &format!("={}", form.alias)),
        false => session::forget(&alias_key(assessment)),
    }
}

/// The id under which an assessment hides behind an alias: random, and the same for its later cards, so that they are known
/// for newer ones.
fn stranger(assessment: &str) -> String {
    let key = format!("alias/{assessment}");
    session::recall(&key).unwrap_or_else(|| {
        let id = page::random_id();
        session::remember(&key, &id);
        id
    })
}

fn hand_out(store: &Store, card: &Scorecard) {
    let subject = &card.subject;
    let who = dossier::archive::clean(&subject.name);
    let by = dossier::archive::clean(&card.author.name);
    let by = if by.is_empty() { String::new() } else { format!("-{by}") };
    let name = format!("成绩单-{who}-{}-{}{by}.json", subject.year, card.author.role.name());
    match files::download(&name, "application/json", scorecard::write(card).as_bytes()) {
        Ok(()) => store.say(format!("已交给浏览器下载：{name}。请到下载文件夹确认。")),
        Err(reason) => store.complain(format!("没有生成文件：{reason}。本浏览器里的内容不受影响。")),
    }
}
