//! Detached signatures in the form of minisign: Ed25519 over BLAKE2b, with a signed comment.

use std::io::Cursor;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use minisign::{PublicKey, PublicKeyBox, SecretKey, SecretKeyBox, SignatureBox};
use thiserror::Error;

/// Why something could not be signed, or a signature does not hold.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum SignatureError {
    /// The key is encrypted.
    #[error("the key needs its password")]
    NeedsPassword,
    /// Anything else.
    #[error("{0}")]
    Refused(String),
}

fn refused(e: impl std::fmt::Display) -> SignatureError {
    SignatureError::Refused(e.to_string())
}

/// Signs some bytes.
///
/// # Arguments
///
/// `key` is the text of a secret key as `minisign -G` writes it; `comment` is signed as well.
///
/// # Errors
///
/// [`SignatureError`] where the key is encrypted and there is no password or a wrong one, or the text is no key.
pub fn sign(key: &str, password: Option<String>, bytes: &[u8], comment: &str) -> Result<String, SignatureError> {
    // Below a line of comment. A key without a password is read as it is: minisign gives it no checksum.
    let digits = key.lines().nth(1).ok_or_else(|| refused("this is no secret key of minisign"))?;
    let stored = SecretKey::from_bytes(&STANDARD.decode(digits.trim()).map_err(refused)?).map_err(refused)?;
    let key = match (stored.is_encrypted(), password) {
        (false, _) => stored,
        // The library would ask for a password on its own: that is not for a library to do.
        (true, None) => return Err(SignatureError::NeedsPassword),
        (true, Some(password)) => {
            let boxed = SecretKeyBox::from_string(key).map_err(refused)?;
            boxed.into_secret_key(Some(password)).map_err(refused)?
        }
    };
    let public = PublicKey::from_secret_key(&key).map_err(refused)?;
    let untrusted = "signature from marz, in the form of minisign";
    let signed = minisign::sign(Some(&public), &key, Cursor::new(bytes), Some(comment), Some(untrusted));
    Ok(signed.map_err(refused)?.into_string())
}

/// Whether a text is a public key: the text of its file, or the key alone in base64.
#[must_use]
pub fn is_public_key(text: &str) -> bool {
    public_key(text).is_ok()
}

fn public_key(text: &str) -> Result<PublicKey, SignatureError> {
    let read = match text.trim().contains('\n') {
        true => PublicKeyBox::from_string(text).and_then(PublicKeyBox::into_public_key),
        false => PublicKey::from_base64(text.trim()),
    };
    read.map_err(refused)
}

/// Checks a signature of some bytes; returns its signed comment.
///
/// # Arguments
///
/// `key` is the text of a file with a public key, or the key alone in base64.
///
/// # Errors
///
/// [`SignatureError`] where it does not hold, or something is no key or no signature.
pub fn verify(key: &str, signature: &str, bytes: &[u8]) -> Result<String, SignatureError> {
    let (key, signature) = (public_key(key)?, SignatureBox::from_string(signature).map_err(refused)?);
    minisign::verify(&key, &signature, Cursor::new(bytes), true, false, false).map_err(refused)?;
    signature.trusted_comment().map_err(refused)
}

#[cfg(test)]
mod tests {
    use super::*;
    use minisign::KeyPair;

    #[test]
    fn a_signature_holds_for_its_bytes_its_key_and_its_comment_alone() {
        let pair = || KeyPair::generate_unencrypted_keypair().unwrap();
        let (one, other) = (pair(), pair());
        let secret = one.sk.to_box(None).unwrap().into_string();
        let public = one.pk.to_box().unwrap().into_string();
        let signature = sign(&secret, None, b"manifest", "marz seal 1").unwrap();
        assert_eq!(verify(&public, &signature, b"manifest").unwrap(), "marz seal 1");
        assert_eq!(verify(&one.pk.to_base64(), &signature, b"manifest").unwrap(), "marz seal 1");
        // Another implementation of the format agrees.
        let outside = minisign_verify::PublicKey::from_base64(&one.pk.to_base64()).unwrap();
        let read = minisign_verify::Signature::decode(&signature).unwrap();
        outside.verify(b"manifest", &read, false).unwrap();

        assert!(verify(&public, &signature, b"manifesT").is_err());
        assert!(verify(&other.pk.to_box().unwrap().into_string(), &signature, b"manifest").is_err());
        assert!(verify(&public, &signature.replace("seal 1", "seal 2"), b"manifest").is_err());
        for nonsense in ["", "\n", "untrusted comment: x\nAAAA\n", "é"] {
            assert!(sign(nonsense, None, b"", "").is_err());
            assert!(verify(nonsense, &signature, b"manifest").is_err() && verify(&public, nonsense, b"").is_err());
        }
    }
}
