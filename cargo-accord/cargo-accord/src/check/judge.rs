//! The whole judgement.

use json_subschema::SchemaError;

use super::{Date, Exemption, Report, problems, tables, types};
use crate::contract::Contract;

/// Two contracts that cannot be compared.
#[derive(Debug, thiserror::Error)]
pub enum CheckError {
    /// They are contracts of different crates.
    #[error("the old contract is of `{old}`, the new one of `{new}`")]
    OtherPackage {
        /// The crate of the old contract.
        old: String,
        /// The crate of the new contract.
        new: String,
    },
    /// A schema is malformed.
    #[error("type `{name}`: {fault}")]
    Schema {
        /// The path of the type.
        name: String,
        /// What is wrong with it.
        fault: SchemaError,
    },
}

/// Judges the change from `old` to `new`.
///
/// # Errors
///
/// When the two cannot be compared.
pub fn check(old: &Contract, new: &Contract, exemptions: &[Exemption], today: Date) -> Result<Report, CheckError> {
    if old.package != new.package {
        return Err(CheckError::OtherPackage { old: old.package.clone(), new: new.package.clone() });
    }
    let mut findings = types::judge(old, new)?;
    findings.extend(tables::judge(old, new));
    findings.extend(problems::judge(old, new));
    Ok(Report::new(old, new, findings, exemptions, today))
}
