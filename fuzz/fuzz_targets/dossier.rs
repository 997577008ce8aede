#![no_main]

#[path = "../../tests/hardening/bodies/mod.rs"]
mod bodies;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| bodies::dossier(bytes));
