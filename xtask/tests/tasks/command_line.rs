//! Wrong usage is reported in one line.

use crate::scratch::Scratch;

#[test]
fn unknown_folder_is_named_with_the_known_ones() {
    let error = Scratch::new().fail(&["test", "service-z"]);
    assert!(error.contains("\"service-z\"") && error.contains("service-a"), "{error}");
}

#[test]
fn wrong_usage_is_exit_code_2() {
    let scratch = Scratch::new();
    for arguments in [&["destroy"][..], &[], &["bench", "--concurrency", "0"], &["mono"]] {
        assert_eq!(scratch.xtask(arguments).status.code(), Some(2), "{arguments:?}");
    }
}
