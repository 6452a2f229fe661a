//! `cargo accord subschema`.

use std::path::Path;
use std::sync::Arc;

use accord::contract::read_json;
use accord::report::{Tone, status};
use accord::schema::{for_reader, for_writer};
use json_subschema::{Answer, Objects, Options, Schema, SchemaError, is_subschema};
use serde_json::Value;

use super::args::Subschema;
use super::batch;
use super::failure::{Judgement, Outcome, Unusable};
use super::output::print;

/// Answers one question, or a file of them.
pub fn run(args: &Subschema) -> Outcome {
    if let Some(path) = &args.batch {
        return batch::run(path, args.contract);
    }
    let (Some(left), Some(right)) = (&args.left, &args.right) else {
        return Err(Unusable("LEFT and RIGHT are needed".to_owned()));
    };
    let (left_schema, right_schema) = (read_json(left)?, read_json(right)?);
    let verdict = ask(&left_schema, &right_schema, args.contract).map_err(|(side, fault)| {
        let path: &Path = if side == "left" { left } else { right };
        Unusable(format!("{}: {fault}", path.display()))
    })?;
    print(|out| match &verdict {
        Answer::Contained => status(out, Tone::Good, "Contained", "every document of the left is one of the right"),
        Answer::NotContained { witness } => {
            status(out, Tone::Bad, "Refused", "the left takes this document, the right refuses it")?;
            writeln!(out, "{witness:#}")
        }
        Answer::Undecided { keyword, reason } => {
            status(out, Tone::Warning, "Undecided", &format!("because of `{keyword}`: {reason}"))
        }
    })?;
    Ok(Judgement::of(verdict == Answer::Contained))
}

/// Asks the engine; an error tells which side is at fault.
pub fn ask(left: &Value, right: &Value, contract: bool) -> Result<Answer, (&'static str, SchemaError)> {
    let (left, right, options) = match contract {
        true => (
            Schema::parse_as(Arc::new(for_writer(left).into_owned()), Objects::Closed),
            Schema::parse(&for_reader(right)),
            Options::default().with_formats(),
        ),
        false => (Schema::parse(left), Schema::parse(right), Options::default()),
    };
    let left = left.map_err(|fault| ("left", fault))?;
    let right = right.map_err(|fault| ("right", fault))?;
    Ok(is_subschema(&left, &right, &options))
}
