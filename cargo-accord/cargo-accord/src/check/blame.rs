//! Which of the changes of a type is to blame.
//!
//! The whole types are asked about first; their answer is the verdict. To say *which* change is at
//! fault, each is applied to the old schemas alone and asked about again: its "no" comes with a
//! separate document. Changes that fail only together are found by leaving each out in turn.

use std::sync::Arc;

use json_subschema::Answer;

use super::opaque;
use super::pair::Pair;
use super::question::{Side, refuses, verdict};
use crate::contract::Question;
use crate::localise::{Edit, TypeChange, hybrid};

/// Why a question about one change is not answered "yes".
pub struct Blame {
    /// The position of the change.
    pub change: usize,
    /// What the engine says about it.
    pub verdict: Answer,
}

impl Pair<'_> {
    /// The changes because of which a question is not answered "yes".
    pub(super) fn blame(&self, question: Question, whole: &Answer, changes: &[TypeChange]) -> Vec<Blame> {
        let unseen = self.unseen(question, changes);
        if *whole == Answer::Contained {
            return unseen;
        }
        // When the old version does not understand itself, every change would seem at fault.
        let sane = verdict(&self.old_emits, &self.old_accepts) == Answer::Contained;
        let mut blamed = match (sane, changes) {
            // It was fine before the only change.
            (true, [_]) => vec![Blame { change: 0, verdict: whole.clone() }],
            (true, _) => self.alone(question, whole, changes),
            (false, _) => vec![],
        };
        if blamed.is_empty() {
            blamed = self.left_out(question, whole, changes);
        }
        for blame in unseen {
            if !blamed.iter().any(|other| other.change == blame.change) {
                blamed.push(blame);
            }
        }
        blamed
    }

    /// Changes of which the engine sees only a part.
    fn unseen(&self, question: Question, changes: &[TypeChange]) -> Vec<Blame> {
        let verdicts = changes.iter().map(|change| opaque::unseen(change, question, &self.old));
        let numbered = verdicts.enumerate();
        numbered.filter_map(|(change, verdict)| Some(Blame { change, verdict: verdict? })).collect()
    }

    /// Changes that are at fault when nothing else changes.
    fn alone(&self, question: Question, whole: &Answer, changes: &[TypeChange]) -> Vec<Blame> {
        let answers = (0..changes.len()).map(|index| (index, self.ask(question, changes, &[index])));
        answers
            .filter(|(_, answer)| *answer != Answer::Contained)
            .map(|(change, answer)| Blame { change, verdict: self.confirmed(question, answer, whole) })
            .collect()
    }

    /// Changes without which nothing would be at fault.
    fn left_out(&self, question: Question, whole: &Answer, changes: &[TypeChange]) -> Vec<Blame> {
        let spared = |index: &usize| {
            let others: Vec<usize> = (0..changes.len()).filter(|other| other != index).collect();
            self.ask(question, changes, &others) == Answer::Contained
        };
        (0..changes.len()).filter(spared).map(|change| Blame { change, verdict: whole.clone() }).collect()
    }

    /// Asks about the old type with only `chosen` of the changes made.
    fn ask(&self, question: Question, changes: &[TypeChange], chosen: &[usize]) -> Answer {
        let edits = |side: fn(&TypeChange) -> &Vec<Edit>| -> Vec<&Edit> {
            chosen.iter().flat_map(|index| side(&changes[*index])).collect()
        };
        match question {
            Question::OldReadByNew => {
                let edits = edits(|change| &change.accepts);
                match Side::Accepts.parse(&Arc::new(hybrid(&self.old.accepts, &self.new.accepts, &edits))) {
                    Ok(accepts) => verdict(&self.old_emits, &accepts),
                    Err(_) => Answer::Contained,
                }
            }
            Question::NewReadByOld => {
                let edits = edits(|change| &change.emits);
                match Side::Emits.parse(&Arc::new(hybrid(&self.old.emits, &self.new.emits, &edits))) {
                    Ok(emits) => verdict(&emits, &self.old_accepts),
                    Err(_) => Answer::Contained,
                }
            }
        }
    }

    /// A document found for one change must also prove the whole "no"; else the other one is shown.
    fn confirmed(&self, question: Question, answer: Answer, whole: &Answer) -> Answer {
        let Answer::NotContained { witness } = &answer else {
            return match whole {
                Answer::NotContained { .. } => whole.clone(),
                _ => answer,
            };
        };
        let (emits, accepts) = self.sides(question);
        let written = !refuses(emits, witness);
        match written && refuses(accepts, witness) {
            true => answer,
            false => whole.clone(),
        }
    }
}
