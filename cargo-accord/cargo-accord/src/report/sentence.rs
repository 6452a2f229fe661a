//! What the reports for people say in the same words.

use crate::check::{Declared, Exemption, Report};

/// What the versions declare; `mark` stands on both sides of the bump. No bump allows that facts are lost.
pub fn declared(report: &Report, mark: &str) -> String {
    let declared = match report.declared() {
        Declared::Unchanged => "the version is not raised yet".to_owned(),
        Declared::Lowered => format!("the version is lower than {}", report.old),
        Declared::Raised(bump) => match report.announced() {
            Some(next) => format!("the next version is to be {next}, which declares {mark}{bump}{mark}"),
            None => format!("the version declares {mark}{bump}{mark}"),
        },
    };
    match report.reads_history() {
        true => declared,
        false => format!("{declared}, and retained facts cannot be read"),
    }
}

/// An exemption that has expired.
pub fn expired(exemption: &Exemption) -> String {
    format!("the exemption for `{}` at `{}` expired on {}", exemption.rule, exemption.path, exemption.until)
}
