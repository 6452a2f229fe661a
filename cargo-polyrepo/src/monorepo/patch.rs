//! Which patches took effect.

/// Whether a lock file has that package from its working copy: without a source. `[[patch.unused]]` names a patch that no
/// manifest asks for in this version; cargo itself only warns of it.
pub(super) fn is_used(lock: &str, name: &str) -> bool {
    let wanted = format!("name = \"{name}\"");
    let (packages, _) = lock.split_once("[[patch.unused]]").unwrap_or((lock, ""));
    packages.split("[[package]]").any(|package| {
        package.lines().any(|line| line == wanted) && !package.lines().any(|line| line.starts_with("source = "))
    })
}

/// The names in `[patch.kellnr]` of the configuration.
pub(super) fn names(configuration: &str) -> Vec<&str> {
    let (_, table) = configuration.split_once("[patch.kellnr]").unwrap_or_default();
    let lines = table.lines().take_while(|line| !line.starts_with('['));
    lines.filter_map(|line| line.split_once('=')).map(|(name, _)| name.trim()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patch_that_no_manifest_asks_for_is_not_used() {
        let lock = "[[package]]\nname = \"a\"\nversion = \"1.0.0\"\n\n[[package]]\nname = \"b\"\nsource = \"x\"\n\n\
            [[patch.unused]]\nname = \"c\"\n";
        assert_eq!(["a", "b", "c", "d"].map(|name| is_used(lock, name)), [true, false, false, false]);
    }

    #[test]
    fn names_are_those_of_the_table() {
        let text = "# [x]\n[patch.kellnr]\na = { path = \"a\" }\nb-c = { path = \"d/b-c\" }\n\n[other]\nd = 1\n";
        assert_eq!(names(text), ["a", "b-c"]);
    }
}
