//! Strings: lengths, patterns, formats, and what is left out.

use std::{collections::BTreeSet, sync::Arc};

use super::{
    Engine,
    branch::{Branch, Strings},
    outcome::{Nothing, Outcome, Undecided, found},
};
use crate::{
    expr::{Expr, Name},
    format,
    pattern::{Pattern, Search, Searched},
};

/// How often another string is looked for when a format may have the one at hand.
const MAX_TRIES: usize = 8;

impl Strings {
    /// Whether a text satisfies lengths, patterns and exclusions; `None` when that is not known.
    pub(super) fn admits(&self, text: &str) -> Option<bool> {
        let length = text.chars().count() as u64;
        if length < self.shortest
            || self.longest.is_some_and(|longest| length > longest)
            || self.excluded.contains(text)
        {
            return Some(false);
        }
        let mut known = Some(true);
        for (pattern, wanted) in &self.patterns {
            match pattern.matches(text) {
                Some(matches) if matches == *wanted => {}
                Some(_) => return Some(false),
                None => known = None,
            }
        }
        known
    }

    /// Whether a text is certainly of all wanted and of no unwanted formats.
    fn suits_formats(&self, text: &str) -> bool {
        self.formats.iter().all(|(format, wanted)| {
            if *wanted { format::samples(format).contains(&text) } else { format::surely_not(format, text) }
        })
    }
}

impl Engine<'_> {
    /// Decides a branch of strings.
    pub(super) fn string(&mut self, branch: &Branch) -> Outcome {
        let mut strings = branch.strings.clone();
        for id in &branch.excluded {
            if let Expr::Values(values) = &*self.expr(*id) {
                let texts = values.list.iter().filter_map(|value| value.as_str());
                strings.excluded.extend(texts.map(Name::from));
            }
        }
        let undecided = unsupported(&mut strings)?;
        let wanted: Vec<_> = strings.formats.iter().filter(|(_, wanted)| *wanted).collect();
        for (format, _) in &wanted {
            let mut unwanted = strings.formats.iter().filter(|(_, wanted)| !*wanted);
            if unwanted.any(|(other, _)| format::implies(format, other)) {
                return Err(Nothing::Empty);
            }
            if let Some((shortest, longest)) = format::lengths(format) {
                strings.shortest = strings.shortest.max(shortest);
                strings.longest = Some(strings.longest.map_or(longest, |known| known.min(longest)));
            }
        }
        let text = self.text(&strings)?;
        undecided.map_or(Ok(text), |undecided| Err(undecided.into()))
    }

    fn text(&mut self, strings: &Strings) -> Outcome {
        let excluded: BTreeSet<&str> = strings.excluded.iter().map(|text| &**text).collect();
        let shortest = self.shortest(strings, &excluded)?;
        if strings.suits_formats(&shortest) {
            return found(shortest);
        }
        let samples = strings.formats.iter().flat_map(|(format, _)| format::samples(format));
        let suitable = samples
            .chain(format::REFUSED)
            .find(|text| strings.suits_formats(text) && strings.admits(text) == Some(true));
        if let Some(text) = suitable {
            return found(*text);
        }
        let mut tried = BTreeSet::from([shortest]);
        for _ in 0..MAX_TRIES {
            let mut excluded = excluded.clone();
            excluded.extend(tried.iter().map(String::as_str));
            match self.shortest(strings, &excluded) {
                Ok(text) if strings.suits_formats(&text) => return found(text),
                Ok(text) => {
                    tried.insert(text);
                }
                // All that was found may or may not be of a format.
                Err(Nothing::Empty) => break,
                Err(unknown) => return Err(unknown),
            }
        }
        let name = strings.formats.first().map_or("", |(format, _)| format);
        let reason = format!("no string is known for certain to fit beside format {name:?}");
        Err(Undecided::new("format", reason).into())
    }

    /// The shortest string that satisfies lengths, patterns and exclusions.
    fn shortest(&mut self, strings: &Strings, excluded: &BTreeSet<&str>) -> Result<String, Nothing> {
        let search = Search {
            patterns: strings.patterns.iter().map(|(pattern, wanted)| (&**pattern, *wanted)).collect(),
            shortest: strings.shortest,
            longest: strings.longest,
            excluded: excluded.clone(),
        };
        match search.run(|steps| self.spend(steps).is_ok()) {
            Searched::Found(text) => Ok(text),
            Searched::Nothing => Err(Nothing::Empty),
            Searched::GaveUp => {
                self.spend(1)?;
                Err(Undecided::new("pattern", "the patterns need too much work").into())
            }
        }
    }
}

/// Takes out the patterns that are no regular languages. What remains may still prove that
/// there is no string; that there is one, it cannot.
fn unsupported(strings: &mut Strings) -> Result<Option<Undecided>, Nothing> {
    let mut undecided = None;
    for (pattern, wanted) in strings.patterns.iter().filter(|(pattern, _)| pattern.unsupported().is_some()) {
        let denied = |(other, too): &(Arc<Pattern>, bool)| other.source() == pattern.source() && too != wanted;
        if strings.patterns.iter().any(denied) {
            return Err(Nothing::Empty);
        }
        undecided = Some(Undecided::unsupported("pattern", pattern));
    }
    strings.patterns.retain(|(pattern, _)| pattern.unsupported().is_none());
    Ok(undecided)
}
