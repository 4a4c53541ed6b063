//! The domain against its rules: cases as data, properties over random input, golden files.

mod arbitrary;
mod catalog_defects;
mod cohort_gathering;
mod cohort_statistics;
mod consensus;
mod documentation;
mod eligibility_cases;
mod eligibility_laws;
mod given;
mod golden;
mod history;
mod lookups;
mod matters;
mod review_ballot;
mod review_notice;
mod review_scoring;
mod review_story;
mod save_file_errors;
mod save_file_parts;
mod save_file_round_trip;
mod scorecard_files;
mod scorecard_making;
mod scores;
mod shortlist;
mod suggestions;
mod understanding;
