//! Questions to a person: each answer is checked as it is typed, and asked for again where it cannot be used.

use std::io::{self, BufRead, Write};

use crate::error::Error;
use crate::terminal::shown;

/// A person who is asked, line by line.
#[derive(Debug)]
pub struct Asker<R, W> {
    /// Where the answers come from.
    pub from: R,
    /// Where the questions go.
    pub to: W,
}

impl<R: BufRead, W: Write> Asker<R, W> {
    /// Writes a line.
    ///
    /// # Errors
    ///
    /// If it cannot be written.
    pub fn write(&mut self, text: &str) -> Result<(), Error> {
        writeln!(self.to, "{}", shown(text.trim_end())).map_err(unwritten)
    }

    /// Asks until the answer can be read.
    ///
    /// # Errors
    ///
    /// If the answers end or cannot be read, or the question cannot be written.
    pub fn ask<T>(&mut self, question: &str, read: impl Fn(&str) -> Result<T, String>) -> Result<T, Error> {
        loop {
            let line = self.line(question)?;
            match read(&line) {
                Ok(value) => return Ok(value),
                Err(why) => self.write(&format!("  {why}"))?,
            }
        }
    }

    /// The same, where an empty line is no answer.
    ///
    /// # Errors
    ///
    /// As of [`Asker::ask`].
    pub fn may_ask<T>(&mut self, question: &str, read: impl Fn(&str) -> Result<T, String>) -> Result<Option<T>, Error> {
        self.ask(question, |line| if line.is_empty() { Ok(None) } else { read(line).map(Some) })
    }

    fn line(&mut self, question: &str) -> Result<String, Error> {
        write!(self.to, "{}: ", shown(question)).and_then(|()| self.to.flush()).map_err(unwritten)?;
        let mut line = String::new();
        match self.from.read_line(&mut line) {
            Ok(0) => Err(Error::request("the answers ended; nothing was written", None)),
            Ok(_) => Ok(line.trim().to_owned()),
            Err(e) => Err(Error::Data(format!("cannot read the answer: {e}"))),
        }
    }
}

fn unwritten(error: io::Error) -> Error {
    Error::Data(format!("cannot write to the terminal: {error}"))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
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
