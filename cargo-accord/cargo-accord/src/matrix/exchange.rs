//! The exchanges between a set of services.

use semver::Version;

use super::{Answer, Judge, Party};
use crate::check::CheckError;
use crate::contract::{Question, Role, WireType};
use crate::glob::{is_glob, matches};

/// One type on its way from one service to another.
#[derive(Debug, Clone, PartialEq)]
pub struct Exchange {
    /// The path of the type, such as `orders::PlaceOrder`.
    pub name: String,
    /// Which way it travels.
    pub role: Role,
    /// The service that writes it, and the version it was built with.
    pub writer: (String, Version),
    /// The service that reads it, and the version it was built with.
    pub reader: (String, Version),
    /// Whether that works.
    pub answer: Answer,
}

impl Exchange {
    /// What a refusal means for the two parties.
    #[must_use]
    pub fn consequence(&self) -> &'static str {
        let question = match self.writer.1 > self.reader.1 {
            true => Question::NewReadByOld,
            false => Question::OldReadByNew,
        };
        question.consequence(self.role)
    }
}

/// Everything that the parties exchange, in order of type, writer and reader.
///
/// A service may stand in the list twice, at two versions, as it does while it is deployed.
///
/// # Errors
///
/// When a schema is malformed.
pub fn exchanges(parties: &[Party], judge: &mut Judge) -> Result<Vec<Exchange>, CheckError> {
    let mut found = Vec::new();
    for writer in parties {
        for (name, wire) in &writer.contract.types {
            let Some(certain) = names(writer.writes(wire.role), name) else {
                continue;
            };
            for reader in parties {
                // A service of one version understands itself or is not released.
                if reader.name == writer.name && reader.contract == writer.contract {
                    continue;
                }
                if let Some(answer) = answer(reader, name, wire, certain, judge)? {
                    found.push(Exchange {
                        name: name.clone(),
                        role: wire.role,
                        writer: (writer.name.clone(), writer.contract.version.clone()),
                        reader: (reader.name.clone(), reader.contract.version.clone()),
                        answer,
                    });
                }
            }
        }
    }
    found.sort_by(|left, right| {
        (&left.name, &left.writer, &left.reader).cmp(&(&right.name, &right.writer, &right.reader))
    });
    Ok(found)
}

fn answer(
    reader: &Party,
    name: &str,
    wire: &WireType,
    certain: bool,
    judge: &mut Judge,
) -> Result<Option<Answer>, CheckError> {
    if names(reader.reads(wire.role), name).is_none() {
        return Ok(None);
    }
    match reader.contract.types.get(name) {
        Some(read) if read.role == wire.role => judge.ask(name, wire, read).map(Some),
        Some(_) => Ok(Some(Answer::Unknown { certain: true })),
        // Whoever does not know a response has not asked for it.
        None if wire.role == Role::Response => Ok(None),
        None => Ok(Some(Answer::Unknown { certain })),
    }
}

/// Whether a list names a type: for certain, perhaps (by a pattern), or not at all.
fn names(list: &[String], name: &str) -> Option<bool> {
    let naming = list.iter().filter(|entry| matches(entry, name));
    naming.map(|entry| !is_glob(entry)).reduce(|certain, other| certain || other)
}
