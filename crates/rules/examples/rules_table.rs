//! Prints the guide's page on the rules, made from the rules themselves: `cargo run -p rules --example rules_table`.

fn main() {
    print!("{}", page::page());
}

#[path = "../tests/page/mod.rs"]
mod page;
