//! ECMA-262 patterns in the syntax of `regex-syntax`.
//!
//! Every construct is written out as what it means in ECMA-262 (`\d` is `[0-9]`, `.` leaves
//! out four line ends), so no default of the other syntax can leak in.

use std::{iter::Peekable, str::Chars};

use super::nfa::MAX_REPEAT;

/// Why a pattern has no translation.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It is valid, but not a regular language, or its meaning differs between readers.
    Unsupported(&'static str),
    /// It is no regular expression.
    Invalid(&'static str),
}

const DIGIT: &str = "0-9";
const WORD: &str = "0-9A-Za-z_";
const SPACE: &str = r"\x09-\x0D\x20\x{A0}\x{FEFF}\x{2028}\x{2029}\p{Zs}";
const NOT_LINE_END: &str = r"[^\x0A\x0D\x{2028}\x{2029}]";

/// One member of a class or one escape.
enum Unit {
    Char(char),
    /// The inside of a bracket expression, and whether it is negated.
    Set(String, bool),
}

/// Rewrites `source`; groups lose their names and numbers, which no language depends on.
pub(super) fn translate(source: &str) -> Result<String, Refusal> {
    let mut translated = String::with_capacity(source.len() * 2);
    let mut chars = source.chars().peekable();
    // Whether the last thing written may be repeated.
    let mut repeatable = false;
    while let Some(c) = chars.next() {
        repeatable = match c {
            '*' | '+' | '?' | '{' => {
                let repetition = repetition(c, &mut chars)?;
                if !repeatable {
                    return Err(Refusal::Invalid("nothing to repeat"));
                }
                translated.push_str(&repetition);
                false
            }
            _ => term(c, &mut chars, &mut translated)?,
        };
    }
    Ok(translated)
}

/// Rewrites what begins with `c`, and says whether it may be repeated.
fn term(c: char, chars: &mut Peekable<Chars<'_>>, translated: &mut String) -> Result<bool, Refusal> {
    match c {
        '\\' => match escape(chars, false)? {
            Unit::Char(c) => literal(c, translated),
            Unit::Set(inside, negated) => set(&inside, negated, translated),
        },
        '.' => translated.push_str(NOT_LINE_END),
        '^' => translated.push_str(r"\A"),
        '$' => translated.push_str(r"\z"),
        '(' => {
            open_group(chars)?;
            translated.push_str("(?:");
        }
        ')' | '|' => translated.push(c),
        '[' => class(chars, translated)?,
        '}' => return Err(Refusal::Unsupported("a lone brace")),
        ']' => return Err(Refusal::Unsupported("a lone bracket")),
        c => literal(c, translated),
    }
    Ok(!matches!(c, '^' | '$' | '(' | '|'))
}

/// Reads a repetition that begins with `c`.
fn repetition(c: char, chars: &mut Peekable<Chars<'_>>) -> Result<String, Refusal> {
    let repetition = match c {
        '{' => counted(chars)?.ok_or(Refusal::Unsupported("a lone brace"))?,
        _ => c.to_string(),
    };
    lazy(chars);
    Ok(repetition)
}

/// A lazy repetition has the same language as a greedy one.
fn lazy(chars: &mut Peekable<Chars<'_>>) {
    chars.next_if_eq(&'?');
}

fn literal(c: char, translated: &mut String) {
    translated.push_str(&format!("\\x{{{:X}}}", u32::from(c)));
}

fn set(inside: &str, negated: bool, translated: &mut String) {
    translated.push_str(if negated { "[^" } else { "[" });
    translated.push_str(inside);
    translated.push(']');
}

/// Reads what follows `(` up to the group's content.
fn open_group(chars: &mut Peekable<Chars<'_>>) -> Result<(), Refusal> {
    if chars.next_if_eq(&'?').is_none() {
        return Ok(());
    }
    match chars.next() {
        Some(':') => Ok(()),
        Some('=' | '!') => Err(Refusal::Unsupported("look-ahead")),
        Some('<') => match chars.peek() {
            Some('=' | '!') => Err(Refusal::Unsupported("look-behind")),
            _ => match chars.find(|c| !(c.is_alphanumeric() || matches!(c, '_' | '$'))) {
                Some('>') => Ok(()),
                _ => Err(Refusal::Invalid("unclosed group name")),
            },
        },
        _ => Err(Refusal::Unsupported("inline flags")),
    }
}

/// Reads `{n}`, `{n,}` or `{n,m}` after its brace; `None` when it is something else.
fn counted(chars: &mut Peekable<Chars<'_>>) -> Result<Option<String>, Refusal> {
    let mut inside = String::new();
    loop {
        match chars.next() {
            Some('}') => break,
            Some(c) if c.is_ascii_digit() || c == ',' => inside.push(c),
            _ => return Ok(None),
        }
    }
    let (low, high) = inside.split_once(',').unwrap_or((&inside, &inside));
    if low.is_empty() || high.contains(',') {
        return Ok(None);
    }
    for bound in [low, high] {
        if !bound.is_empty() && bound.parse::<u32>().map_or(true, |count| count > MAX_REPEAT) {
            return Err(Refusal::Unsupported("a very large repetition"));
        }
    }
    Ok(Some(format!("{{{inside}}}")))
}

/// Reads a bracket expression after its `[`.
fn class(chars: &mut Peekable<Chars<'_>>, translated: &mut String) -> Result<(), Refusal> {
    let negated = chars.next_if_eq(&'^').is_some();
    let mut inside = String::new();
    loop {
        let unit = match chars.next() {
            None => return Err(Refusal::Invalid("unclosed character class")),
            Some(']') => break,
            Some('\\') => escape(chars, true)?,
            Some(c) => Unit::Char(c),
        };
        let low = match unit {
            Unit::Char(c) => c,
            Unit::Set(members, negated) => {
                set(&members, negated, &mut inside);
                continue;
            }
        };
        literal(low, &mut inside);
        let mut ahead = chars.clone();
        if ahead.next() != Some('-') || matches!(ahead.peek(), None | Some(']')) {
            continue;
        }
        chars.next();
        let high = match chars.next() {
            Some('\\') => escape(chars, true)?,
            Some(c) => Unit::Char(c),
            None => return Err(Refusal::Invalid("unclosed character class")),
        };
        let Unit::Char(high) = high else {
            return Err(Refusal::Unsupported("a class inside a character range"));
        };
        inside.push('-');
        literal(high, &mut inside);
    }
    match (inside.is_empty(), negated) {
        // An empty class takes nothing, its negation everything.
        (true, true) => set(r"\x{0}-\x{10FFFF}", false, translated),
        (true, false) => set(r"\x{0}-\x{10FFFF}", true, translated),
        (false, negated) => set(&inside, negated, translated),
    }
    Ok(())
}

/// Reads what follows a backslash.
fn escape(chars: &mut Peekable<Chars<'_>>, in_class: bool) -> Result<Unit, Refusal> {
    let c = chars.next().ok_or(Refusal::Invalid("a backslash at the end"))?;
    Ok(match c {
        'd' | 'D' => Unit::Set(DIGIT.to_owned(), c == 'D'),
        'w' | 'W' => Unit::Set(WORD.to_owned(), c == 'W'),
        's' | 'S' => Unit::Set(SPACE.to_owned(), c == 'S'),
        'p' | 'P' => Unit::Set(property(chars)?, c == 'P'),
        'b' if in_class => Unit::Char('\u{8}'),
        'b' | 'B' => return Err(Refusal::Unsupported("a word boundary")),
        'k' | '1'..='9' => return Err(Refusal::Unsupported("a back-reference")),
        '0' if chars.peek().is_none_or(|next| !next.is_ascii_digit()) => Unit::Char('\0'),
        't' => Unit::Char('\t'),
        'n' => Unit::Char('\n'),
        'r' => Unit::Char('\r'),
        'f' => Unit::Char('\u{C}'),
        'v' => Unit::Char('\u{B}'),
        'c' => match chars.next() {
            Some(c) if c.is_ascii_alphabetic() => Unit::Char(char::from(c as u8 % 32)),
            _ => return Err(Refusal::Unsupported("a control escape")),
        },
        'x' => Unit::Char(scalar(hex(chars, 2)?)?),
        'u' => Unit::Char(unicode(chars)?),
        c if c.is_ascii_alphanumeric() => return Err(Refusal::Unsupported("an unknown escape")),
        c => Unit::Char(c),
    })
}

/// Reads the braces of a Unicode property.
fn property(chars: &mut Peekable<Chars<'_>>) -> Result<String, Refusal> {
    if chars.next_if_eq(&'{').is_none() {
        return Err(Refusal::Unsupported("an unknown escape"));
    }
    let mut name = String::new();
    loop {
        match chars.next() {
            Some('}') => return Ok(format!("\\p{{{name}}}")),
            Some(c) if c.is_ascii_alphanumeric() || matches!(c, '_' | '=') => name.push(c),
            _ => return Err(Refusal::Invalid("unclosed Unicode property")),
        }
    }
}

/// Reads `\uXXXX`, a pair of surrogates, or `\u{X…}` after its `u`.
fn unicode(chars: &mut Peekable<Chars<'_>>) -> Result<char, Refusal> {
    if chars.next_if_eq(&'{').is_some() {
        let mut code = 0_u32;
        loop {
            match chars.next() {
                Some('}') => return scalar(code),
                Some(c) => {
                    let digit = c.to_digit(16).ok_or(Refusal::Invalid("a bad escape"))?;
                    code = code.saturating_mul(16).saturating_add(digit);
                }
                None => return Err(Refusal::Invalid("a bad escape")),
            }
        }
    }
    let high = hex(chars, 4)?;
    if (0xD800..0xDC00).contains(&high) && chars.next_if_eq(&'\\').is_some() && chars.next_if_eq(&'u').is_some() {
        let low = hex(chars, 4)?;
        if (0xDC00..0xE000).contains(&low) {
            return scalar(0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00));
        }
    }
    scalar(high)
}

fn scalar(code: u32) -> Result<char, Refusal> {
    char::from_u32(code).ok_or(Refusal::Unsupported("a lone surrogate"))
}

fn hex(chars: &mut Peekable<Chars<'_>>, digits: usize) -> Result<u32, Refusal> {
    let mut code = 0;
    for _ in 0..digits {
        let digit = chars.next().and_then(|c| c.to_digit(16));
        code = code * 16 + digit.ok_or(Refusal::Unsupported("an unknown escape"))?;
    }
    Ok(code)
}
