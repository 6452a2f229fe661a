//! `cargo accord subschema`.

use std::path::Path;

use accord::contract::read_json;
use accord::report::{Tone, status};
use json_subschema::Answer;

use super::args::Subschema;
use super::ask::ask;
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
