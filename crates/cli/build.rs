//! Links a release without what it never reads: a twentieth of the program. Only where compiler, linker and loader of this build can;
//! elsewhere the program is the same, but larger.

use std::path::Path;
use std::process::Command;
use std::{env, fs, io};

/// Without tables for unwinding, since a panic ends the program. A script of GNU ld, which others read too: the linker's own layout but
/// for these sections.
const WITHOUT_TABLES: &str = "SECTIONS { /DISCARD/ : { *(.eh_frame) *(.gcc_except_table*) } } INSERT AFTER .rodata;\n";

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    if variable("PROFILE") != "release" || variable("CARGO_CFG_TARGET_OS") != "linux" {
        return Ok(());
    }
    let out = variable("OUT_DIR");
    let out = Path::new(&out);
    let script = out.join("without-tables.ld");
    fs::write(&script, WITHOUT_TABLES)?;
    let argument = format!("-Wl,-T,{}", script.display());
    if runs(out, &argument)? {
        println!("cargo::rustc-link-arg-bins={argument}");
    }
    Ok(())
}

/// Whether a program linked with the argument, by the compiler, flags and linker of this build, runs on this machine.
fn runs(out: &Path, argument: &str) -> io::Result<bool> {
    let (source, program) = (out.join("probe.rs"), out.join("probe"));
    fs::write(&source, "fn main() { println!(\"{:?}\", std::env::args()) }\n")?;
    let target = variable("TARGET");
    let mut rustc = Command::new(variable("RUSTC"));
    rustc.args(["--target", &target, "-Cpanic=abort"]).arg(format!("-Clink-arg={argument}"));
    rustc.args(variable("CARGO_ENCODED_RUSTFLAGS").split('\x1f').filter(|flag| !flag.is_empty()));
    let linker = variable("RUSTC_LINKER");
    if !linker.is_empty() {
        rustc.arg(format!("-Clinker={linker}"));
    }
    let is_linked = rustc.arg("-o").arg(&program).arg(&source).output()?.status.success();
    Ok(is_linked && target == variable("HOST") && Command::new(&program).output().is_ok_and(|ran| ran.status.success()))
}

fn variable(name: &str) -> String {
    env::var(name).unwrap_or_default()
}
