//! The domain against its rules: cases as data, properties over random input, golden files.

mod arbitrary;
mod catalog_defects;
mod course_defects;
mod documentation;
mod eligibility_cases;
mod eligibility_laws;
mod evidence;
mod given;
mod golden;
mod history;
mod indicators;
mod intake;
mod library_defects;
mod lookups;
mod matters;
mod notices;
mod save_file_errors;
mod save_file_parts;
mod save_file_round_trip;
mod scores;
mod second_scheme;
mod shortlist;
mod suggestions;
mod timelines;
mod working_days;
mod years;
