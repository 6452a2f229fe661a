//! What a SQL type can hold, as far as two types can be compared.

/// How the values of one column type relate to those of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// The same values.
    Same,
    /// Longer text: a reader of the old column reads the new one.
    LongerText,
    /// More values, some of which an old reader cannot hold.
    Wider,
    /// Fewer values.
    Narrower,
    /// Other values.
    Other,
}

/// Compares two column types.
#[must_use]
pub fn fit(old: &str, new: &str) -> Fit {
    let (old, new) = (parse(old), parse(new));
    if old == new {
        return Fit::Same;
    }
    match (&old, &new) {
        (Sql::Integer(low, high), Sql::Integer(new_low, new_high)) => {
            ordered(new_low <= low && new_high >= high, new_low >= low && new_high <= high)
        }
        (Sql::Text(length), Sql::Text(new_length)) | (Sql::Bytes(length), Sql::Bytes(new_length)) => {
            if new_length > length { Fit::LongerText } else { Fit::Narrower }
        }
        (Sql::Decimal(digits, scale), Sql::Decimal(new_digits, new_scale)) => {
            let (whole, new_whole) = (digits.saturating_sub(*scale), new_digits.saturating_sub(*new_scale));
            ordered(new_whole >= whole && new_scale >= scale, new_whole <= whole && new_scale <= scale)
        }
        (Sql::Time(kind, digits), Sql::Time(new_kind, new_digits)) if kind == new_kind => {
            ordered(new_digits >= digits, new_digits <= digits)
        }
        (Sql::Float(bits), Sql::Float(new_bits)) => ordered(new_bits > bits, new_bits < bits),
        _ => Fit::Other,
    }
}

fn ordered(wider: bool, narrower: bool) -> Fit {
    match (wider, narrower) {
        (true, _) => Fit::Wider,
        (_, true) => Fit::Narrower,
        _ => Fit::Other,
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Sql {
    Integer(i128, i128),
    Text(u64),
    Bytes(u64),
    Decimal(u64, u64),
    Float(u32),
    Time(String, u64),
    Other(String),
}

fn parse(text: &str) -> Sql {
    let text = text.trim().to_ascii_lowercase();
    let (name, arguments, rest) = split(&text);
    let unsigned = rest.contains("unsigned");
    let argument = |index: usize| arguments.get(index).copied();
    let integer = |bits: u32| match unsigned {
        true => Sql::Integer(0, (1_i128 << bits) - 1),
        false => Sql::Integer(-(1_i128 << (bits - 1)), (1_i128 << (bits - 1)) - 1),
    };
    match name.as_str() {
        // MySQL spells a truth value as an integer of one digit.
        "bool" | "boolean" => Sql::Other("bool".to_owned()),
        "tinyint" if argument(0) == Some(1) && !unsigned => Sql::Other("bool".to_owned()),
        "tinyint" => integer(8),
        "smallint" | "int2" => integer(16),
        "mediumint" => integer(24),
        "int" | "integer" | "int4" => integer(32),
        "bigint" | "int8" => integer(64),
        "char" | "varchar" | "character varying" => Sql::Text(argument(0).unwrap_or(1)),
        "tinytext" => Sql::Text(255),
        "text" => Sql::Text(65_535),
        "mediumtext" => Sql::Text(16_777_215),
        "longtext" => Sql::Text(4_294_967_295),
        "varbinary" => Sql::Bytes(argument(0).unwrap_or(1)),
        "tinyblob" => Sql::Bytes(255),
        "blob" => Sql::Bytes(65_535),
        "mediumblob" => Sql::Bytes(16_777_215),
        "longblob" => Sql::Bytes(4_294_967_295),
        "decimal" | "numeric" => Sql::Decimal(argument(0).unwrap_or(10), argument(1).unwrap_or(0)),
        "float" | "real" => Sql::Float(32),
        "double" | "double precision" => Sql::Float(64),
        "datetime" | "timestamp" | "time" => Sql::Time(name, argument(0).unwrap_or(0)),
        _ => Sql::Other(text.split_whitespace().collect::<Vec<_>>().join(" ")),
    }
}

/// The name, the numbers in parentheses and what follows.
fn split(text: &str) -> (String, Vec<u64>, String) {
    let Some((name, after)) = text.split_once('(') else {
        let (name, rest) = match text.split_once(" unsigned") {
            Some((name, _)) => (name, "unsigned"),
            None => (text, ""),
        };
        return (name.trim().to_owned(), vec![], rest.to_owned());
    };
    let (inside, rest) = after.split_once(')').unwrap_or((after, ""));
    let numbers = inside.split(',').filter_map(|part| part.trim().parse().ok()).collect();
    (name.trim().to_owned(), numbers, rest.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_compared_by_what_they_hold() {
        let cases = [
            ("int", "INTEGER", Fit::Same),
            ("int(11)", "int", Fit::Same),
            ("integer", "bigint", Fit::Wider),
            ("bigint", "integer", Fit::Narrower),
            ("int", "int unsigned", Fit::Other),
            ("varchar(120)", "varchar(200)", Fit::LongerText),
            ("varchar(120)", "varchar(60)", Fit::Narrower),
            ("varchar(120)", "text", Fit::LongerText),
            ("bool", "tinyint(1)", Fit::Same),
            ("tinyint(1)", "integer", Fit::Other),
            ("decimal(10,2)", "decimal(12,2)", Fit::Wider),
            ("decimal(10,2)", "decimal(10,4)", Fit::Other),
            ("datetime", "datetime(6)", Fit::Wider),
            ("text", "json", Fit::Other),
            ("binary(16)", "binary(32)", Fit::Other),
            ("float", "double", Fit::Wider),
        ];
        for (old, new, expected) in cases {
            assert_eq!(fit(old, new), expected, "{old} -> {new}");
        }
    }
}
