//! Questions on a terminal: each answer is checked as it is typed, and asked for again where it cannot be used.

use std::io::{self, BufRead, IsTerminal, Write};

use super::console::Failure;

/// Somebody to ask.
pub struct Asker<R, W> {
    pub from: R,
    pub to: W,
}

impl<R: BufRead, W: Write> Asker<R, W> {
    /// Writes a line.
    pub fn write(&mut self, text: &str) -> Result<(), Failure> {
        writeln!(self.to, "{}", text.trim_end()).map_err(unwritten)
    }

    /// Asks until the answer can be read.
    pub fn ask<T>(&mut self, question: &str, read: impl Fn(&str) -> Result<T, String>) -> Result<T, Failure> {
        loop {
            let line = self.line(question)?;
            match read(&line) {
                Ok(value) => return Ok(value),
                Err(why) => self.write(&format!("  {why}"))?,
            }
        }
    }

    /// The same, where an empty line is no answer.
    pub fn may_ask<T>(
        &mut self,
        question: &str,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Result<Option<T>, Failure> {
        self.ask(question, |line| if line.is_empty() { Ok(None) } else { read(line).map(Some) })
    }

    fn line(&mut self, question: &str) -> Result<String, Failure> {
        write!(self.to, "{question}: ").and_then(|()| self.to.flush()).map_err(unwritten)?;
        let mut line = String::new();
        match self.from.read_line(&mut line) {
            Ok(0) => Err(Failure::usage("the answers ended; nothing was written", None)),
            Ok(_) => Ok(line.trim().to_owned()),
            Err(e) => Err(Failure::data(format!("cannot read the answer: {e}"))),
        }
    }
}

/// Whether somebody at the terminal takes a correction; nobody there takes none.
pub fn confirmed(correction: &str) -> bool {
    let yes =
        |asker: &mut Asker<_, _>| asker.ask(&format!("{correction}\ntake this correction? y/N"), |a| Ok(a == "y"));
    let terminal = io::stdin().is_terminal() && io::stderr().is_terminal();
    terminal && yes(&mut Asker { from: io::stdin().lock(), to: io::stderr() }).unwrap_or(false)
}

fn unwritten(error: io::Error) -> Failure {
    Failure::data(format!("cannot write to the terminal: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_asks_again_until_it_can_read_the_answer() {
        let mut out = Vec::new();
        let mut asker = Asker { from: &b"x\n\n 7 \n\n"[..], to: &mut out };
        let number = |t: &str| t.parse::<u32>().map_err(|e| e.to_string());
        assert_eq!(asker.ask("How many", number).unwrap(), 7);
        assert_eq!(asker.may_ask("More", number).unwrap(), None);
        assert!(asker.may_ask("More", number).is_err());
        let dialogue = String::from_utf8(out).unwrap();
        assert_eq!(dialogue.matches("How many: ").count(), 3);
        assert!(dialogue.contains("invalid digit"), "{dialogue}");
    }
}
