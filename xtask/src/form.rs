//! `cargo xtask form FORM SAVEFILE --out FILE [--decide FILE]`: fills an official form, and says what went where, as JSON.
//!
//! What is certain is filled. `--decide` names a JSON object of further decisions: the anchor of a place, and a target as
//! mappings keep it (`@org_name`, `@revenue/2023`, `=text`, or nothing to leave it empty).

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use dossier::form::{Anchor, Filled, Form, Mapping, Match, Proposal, Target, Values, fill, propose};
use serde_json::{Value, json};

use crate::args::Args;
use crate::package;

/// Fills a form with what a save file holds.
///
/// # Errors
/// The form or the save file cannot be read, or the filled form cannot be written.
pub fn run(mut args: Args) -> Result<()> {
    let out = PathBuf::from(args.value("--out")?.context("say where to write: --out FILE")?);
    let decided = args.value("--decide")?;
    let files = args.rest()?;
    let [form, save] = files.as_slice() else { bail!("name a form and a save file") };
    let bytes = std::fs::read(form).with_context(|| format!("cannot read {form}"))?;
    let form = Form::read(&bytes).map_err(|error| anyhow::anyhow!("{error}"))?;
    let (catalog, opened) = (schemes::xinyang(), package::open(Path::new(save))?);
    let values = Values::new(&catalog, &opened.assessment);
    let proposals = propose(&form, &values);
    let mut mapping = Mapping::certain(&form, &proposals);
    mapping.targets.extend(decided.map(|file| decisions(Path::new(&file))).transpose()?.unwrap_or_default());
    let filled = fill(&form, &mapping, &values).map_err(|error| anyhow::anyhow!("{error}"))?;
    std::fs::write(&out, &filled.bytes).with_context(|| format!("cannot write {}", out.display()))?;
    println!("{}", serde_json::to_string_pretty(&told(&form, &proposals, &filled))?);
    Ok(())
}

fn decisions(file: &Path) -> Result<BTreeMap<Anchor, Target>> {
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let decided: BTreeMap<String, String> = serde_json::from_str(&text)?;
    let target = |text: &str| Target::read(text).with_context(|| format!("{text} is no target"));
    decided.iter().map(|(anchor, text)| Ok((Anchor::new(anchor), target(text)?))).collect()
}

fn told(form: &Form, proposals: &[Proposal], filled: &Filled) -> Value {
    let places = proposals.iter().map(|proposal| {
        let place = form.place(&proposal.place);
        let (found, targets) = found(&proposal.found);
        let written = filled.filled.iter().find(|each| each.place == proposal.place);
        let left = filled.not_filled.iter().find(|each| each.place == proposal.place);
        json!({
            "anchor": proposal.place.as_str(),
            "label": place.map(|place| place.label.as_str()),
            "found": found,
            "targets": targets.iter().map(ToString::to_string).collect::<Vec<String>>(),
            "because": proposal.reason,
            "text": written.map(|each| each.text.as_str()),
            "not_filled": left.map(|each| each.reason.to_string()),
        })
    });
    json!({ "form": form.fingerprint(), "places": places.collect::<Vec<Value>>() })
}

fn found(found: &Match) -> (&'static str, &[Target]) {
    match found {
        Match::Certain(target) => ("certain", std::slice::from_ref(target)),
        Match::Doubtful(targets) => ("doubtful", targets),
        Match::None => ("none", &[]),
        Match::Reserved => ("reserved", &[]),
        Match::Occupied => ("occupied", &[]),
    }
}
