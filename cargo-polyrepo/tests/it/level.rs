//! How large a step is.

use cargo_polyrepo::release::Level;

#[test]
fn words_are_read_back() {
    for level in [Level::None, Level::Patch, Level::Minor, Level::Major] {
        assert_eq!(Level::parse(&format!("{}\n", level.word())).unwrap(), level);
    }
    Level::parse("huge").unwrap_err();
}
