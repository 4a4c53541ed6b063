//! Writes the papers of workshops and reviews about made-up rooms into a folder: `cargo run -p dossier --example papers -- OUT`.

#[path = "../tests/rooms/given.rs"]
mod given;

use std::error::Error;
use std::fs;
use std::path::Path;

use award::ItemId;
use award::review::Rehearsal;
use dossier::document::Document;
use dossier::docx::{self, Pictures, Properties};

/// The smallest PNG: one white pixel.
const PIXEL: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9bU\0\0\0\nIDATx\x9cc\xf8\x0f\0\x01\x01\x01\0\x1b\xb6\xeeV\0\0\0\0IEND\xaeB`\x82";

fn main() -> Result<(), Box<dyn Error>> {
    let out = std::env::args().nth(1).ok_or("give a folder")?;
    let out = Path::new(&out);
    fs::create_dir_all(out)?;
    let (catalog, now) = (given::catalog(), given::now());
    let room = given::Room::of(40);
    let pictures = Pictures::from([(dossier::cohort::PICTURE, PIXEL.to_vec())]);
    let word = |name: &str, document: &Document| -> Result<(), Box<dyn Error>> {
        Ok(fs::write(out.join(name), docx::write(document, &pictures, Properties { created: now })?)?)
    };
    fs::write(out.join("多家对比.xlsx"), dossier::cohort::workbook(&room.view(), now)?)?;
    let sample = award::savefile::open(include_str!("../../../samples/yunwu-tea.json")).map_err(|error| error.to_string())?;
    fs::write(out.join("得分与改进.xlsx"), dossier::workbook::write_plan(catalog, &sample.assessment, 2025, now)?)?;
    let card = &room.gathering.cards()[0];
    fs::write(out.join("分数来历.xlsx"), dossier::workbook::write_card(catalog, card, &card.subject.name, now)?)?;
    let rehearsal = Rehearsal { documents: card.percents(), site: card.percents() };
    let own = |item: &ItemId| card.percent(item);
    fs::write(out.join("单家模拟评审.xlsx"), dossier::workbook::write_rehearsal(catalog, &rehearsal, &own, now)?)?;
    word("对比反馈.docx", &dossier::cohort::feedback(&room.view(), 0, now.date()))?;
    word("合议记录.docx", &dossier::consensus::build(catalog, &given::agreed(), now.date()).ok_or("not opened")?)?;
    let session = given::counted();
    word("评审报告.docx", &dossier::review::report(catalog, &session, now.date()))?;
    word("投票纪要.docx", &dossier::review::minutes(catalog, &session, now.date()).ok_or("not counted")?)
}
