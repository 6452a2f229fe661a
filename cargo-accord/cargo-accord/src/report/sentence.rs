//! What the reports for people say in the same words.

use crate::check::{Declared, Exemption, Report};

/// What the versions declare; `mark` stands on both sides of the bump.
pub fn declared(report: &Report, mark: &str) -> String {
    match report.declared() {
        Declared::Unchanged => "the version is not raised yet".to_owned(),
        Declared::Lowered => format!("the version is lower than {}", report.old),
        Declared::Raised(bump) => match report.announced() {
            Some(next) => format!("the next version is to be {next}, which declares {mark}{bump}{mark}"),
            None => format!("the version declares {mark}{bump}{mark}"),
        },
    }
}

/// An exemption that has expired.
pub fn expired(exemption: &Exemption) -> String {
    format!("the exemption for `{}` at `{}` expired on {}", exemption.rule, exemption.path, exemption.until)
}
