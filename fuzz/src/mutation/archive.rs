//! A zip with one file changed, as its own kind, and sound sums.

use dossier::archive::{self, Entry};

use super::{Dice, Vocabulary, anyhow_changed, changed as changed_as_its_kind};
use crate::given;

pub(super) fn changed(bytes: &[u8], most: usize, dice: &mut Dice, vocabulary: Vocabulary) -> Option<Vec<u8>> {
    let mut entries = archive::read(bytes).ok().filter(|entries| !entries.is_empty())?;
    let at = dice.roll(entries.len());
    match dice.roll(16) {
        0 => drop(entries.remove(at)),
        1 => entries[at].name = dice.pick(vocabulary.words).to_owned(),
        2 => {
            let other = dice.roll(entries.len());
            entries[at].bytes = entries[other].bytes.clone();
        }
        _ => change_content(&mut entries[at], most, dice, vocabulary),
    }
    make_room(&mut entries, at, most);
    Some(archive::write(&entries, given::now()))
}

fn change_content(entry: &mut Entry, most: usize, dice: &mut Dice, vocabulary: Vocabulary) {
    let as_its_kind = if dice.roll(4) == 0 { None } else { changed_as_its_kind(&entry.bytes, most, dice, vocabulary) };
    entry.bytes = as_its_kind.unwrap_or_else(|| anyhow_changed(&entry.bytes, dice));
}

/// Gives up the largest files but for the one that was changed, until the rest fits.
fn make_room(entries: &mut Vec<Entry>, changed: usize, most: usize) {
    let changed = entries.get(changed).map(|entry| entry.name.clone());
    let size = |entries: &[Entry]| entries.iter().map(|entry| entry.bytes.len() + 2 * entry.name.len() + 100).sum::<usize>();
    while size(entries) > most {
        let others = entries.iter().enumerate().filter(|(_, entry)| Some(&entry.name) != changed.as_ref());
        match others.max_by_key(|(_, entry)| entry.bytes.len()).map(|(at, _)| at) {
            Some(largest) => drop(entries.remove(largest)),
            None => return,
        }
    }
}
