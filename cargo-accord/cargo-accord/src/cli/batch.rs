//! Many questions in one process.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, sync_channel};

use json_subschema::Answer;
use serde_json::{Value, json};

use super::ask::ask;
use super::failure::{Judgement, Outcome, Unusable};
use super::output::settle;

/// The proof search recurses as deep as the schemas it is given.
const STACK_BYTES: usize = 64 * 1024 * 1024;

type Lines = Box<dyn Iterator<Item = io::Result<Vec<u8>>> + Send>;

/// Answers every line, in order; a line that cannot be answered says so in its place.
pub fn run(path: &Path, contract: bool) -> Outcome {
    let lines: Lines = match path.as_os_str() == "-" {
        true => Box::new(BufReader::new(io::stdin()).split(b'\n')),
        false => {
            let open = File::open(path).and_then(|file| match file.metadata()?.is_dir() {
                true => Err(io::Error::other("is a directory")),
                false => Ok(file),
            });
            let file = open.map_err(|error| Unusable::context(&path.display().to_string(), error))?;
            Box::new(BufReader::new(file).split(b'\n'))
        }
    };
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    let queue = Mutex::new(lines.enumerate());
    let written = std::thread::scope(|scope| {
        // Bounded, so that a slow reader of the answers slows the work down.
        let (send, receive) = sync_channel(workers * 64);
        for _ in 0..workers {
            let (send, queue) = (send.clone(), &queue);
            let work = move || {
                while let Some((number, line)) = next(queue) {
                    if send.send((number, answer(number, line, contract))).is_err() {
                        break;
                    }
                }
            };
            std::thread::Builder::new().stack_size(STACK_BYTES).spawn_scoped(scope, work)?;
        }
        drop(send);
        write_in_order(receive)
    });
    settle(written)?;
    Ok(Judgement::Fine)
}

/// A poisoned lock means that reading panicked; there is nothing more to read then.
fn next<T>(queue: &Mutex<impl Iterator<Item = T>>) -> Option<T> {
    queue.lock().ok()?.next()
}

fn write_in_order(answers: Receiver<(usize, Option<Value>)>) -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut waiting = BTreeMap::new();
    let mut due = 0;
    for (number, answer) in answers {
        waiting.insert(number, answer);
        while let Some(answer) = waiting.remove(&due) {
            due += 1;
            if let Some(answer) = answer {
                writeln!(out, "{answer}")?;
            }
        }
    }
    out.flush()
}

/// The answer to one line; nothing for an empty one.
fn answer(number: usize, line: io::Result<Vec<u8>>, contract: bool) -> Option<Value> {
    let fault = |id: Value, error: String| Some(json!({ "id": id, "line": number + 1, "error": error }));
    let line = match line {
        Ok(line) if line.trim_ascii().is_empty() => return None,
        Ok(line) => line,
        Err(error) => return fault(Value::Null, error.to_string()),
    };
    let question: Value = match serde_json::from_slice(&line) {
        Ok(question) => question,
        Err(error) => return fault(Value::Null, format!("not JSON: {error}")),
    };
    let id = question.get("id").cloned().unwrap_or_default();
    let (Some(left), Some(right)) = (question.get("left"), question.get("right")) else {
        return fault(id, "`left` and `right` are needed".to_owned());
    };
    // One line must not end the work on all others.
    let asked = catch_unwind(AssertUnwindSafe(|| ask(left, right, contract)));
    Some(match asked {
        Ok(Ok(verdict)) => said(id, verdict),
        Ok(Err((side, error))) => return fault(id, format!("{side}: {error}")),
        Err(_) => return fault(id, "internal error".to_owned()),
    })
}

fn said(id: Value, verdict: Answer) -> Value {
    let (word, witness, reason) = match verdict {
        Answer::Contained => ("contained", Value::Null, Value::Null),
        Answer::NotContained { witness } => ("not_contained", witness, Value::Null),
        Answer::Undecided { keyword, reason } => ("undecided", Value::Null, format!("{keyword}: {reason}").into()),
    };
    json!({ "id": id, "verdict": word, "witness": witness, "reason": reason })
}
