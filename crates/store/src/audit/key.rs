//! The key that signs checkpoints (签名密钥): Ed25519, made with the site, kept in the data folder.

use super::{hex, unhex};
use crate::files::write_durably;
use crate::outcome::Broken;
use ed25519_dalek::{Signer, SigningKey};
use sha2::{Digest, Sha256};
use std::path::Path;

/// The signing key of a site.
pub struct Key {
    signing: SigningKey,
}

impl Key {
    /// Reads the key; makes it where there is none. Readable by its owner only.
    pub(crate) fn open(path: &Path) -> Result<Key, Broken> {
        match std::fs::read_to_string(path) {
            Ok(text) => match unhex(text.trim()) {
                Some(secret) => {
                    let key = Key { signing: SigningKey::from_bytes(&secret) };
                    // the public half beside it, for those who verify
                    let public = path.with_extension("pub");
                    if !public.exists() {
                        let text = format!("{}\n", key.public_hex());
                        write_durably(&public, text.as_bytes(), false).map_err(|e| Broken::file(&public, &e))?;
                    }
                    Ok(key)
                }
                None => Err(Broken::file(path, &"not a key")),
            },
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
                let mut secret = [0u8; 32];
                getrandom::fill(&mut secret).map_err(|e| Broken::file(path, &e))?;
                write_durably(path, hex(&secret).as_bytes(), true).map_err(|e| Broken::file(path, &e))?;
                // whoever was first has made it
                Key::open(path)
            }
            Err(e) => Err(Broken::file(path, &e)),
        }
    }

    /// The public half.
    pub fn public(&self) -> [u8; 32] {
        self.signing.verifying_key().to_bytes()
    }

    /// The public half in hex: what an outside witness keeps.
    pub fn public_hex(&self) -> String {
        hex(&self.public())
    }

    /// A secret of the site for one purpose, in hex: the same in all its processes, and nothing that can be reckoned back.
    pub(crate) fn derived(&self, purpose: &str) -> String {
        let mut hash = Sha256::new();
        hash.update(b"junheng/derived/");
        hash.update(self.signing.to_bytes());
        hash.update(purpose.as_bytes());
        hex(&hash.finalize())
    }

    /// The signature of bytes, in hex.
    pub(crate) fn sign_bytes(&self, bytes: &[u8]) -> String {
        hex(&self.signing.sign(bytes).to_bytes())
    }

    /// The signature line's content: four bytes naming the key, then the signature (C2SP signed note).
    pub(crate) fn sign(&self, name: &str, text: &str) -> Vec<u8> {
        let mut id = Sha256::new();
        id.update(name.as_bytes());
        id.update([b'\n', 1]);
        id.update(self.public());
        let mut out: Vec<u8> = id.finalize().iter().take(4).copied().collect();
        out.extend(self.signing.sign(text.as_bytes()).to_bytes());
        out
    }
}
