//! A password on an archive: AES-256 as WinZip introduced it (AE-2), which 7-Zip, WinRAR and most others open.
//!
//! Each entry has a salt of its own. From password and salt come the key of the cipher, the key of the checksum and two bytes by
//! which a wrong password is noticed. What the archive tells without the password are names, sizes and dates.

use aes::Aes256;
use aes::cipher::{Block, BlockCipherEncrypt, KeyInit};
use hmac::{Hmac, Mac};
use sha1::Sha1;

/// What makes the keys of an entry its own; random bytes.
pub type Salt = [u8; 16];

/// How many bytes an entry grows: salt and check before it, the code that proves it whole after it.
pub const GROWTH: u64 = 16 + CHECK as u64 + CODE as u64;

/// The bytes by which a wrong password is noticed.
const CHECK: usize = 2;
/// The bytes of the code that proves an entry whole.
const CODE: usize = 10;
/// The rounds that turn a password into keys; the format sets them.
const ROUNDS: u32 = 1000;
/// The bytes of a key of AES-256.
const KEY: usize = 32;
/// The bytes of a block of AES.
const BLOCK: usize = 16;
/// How many blocks are worked out at a time, which is faster than one by one.
const AT_ONCE: usize = 32;

/// An entry being sealed.
pub struct Sealing {
    cipher: Aes256,
    code: Hmac<Sha1>,
    /// The number of the last block of the pad, from 1.
    block: u64,
    /// What the next bytes are combined with.
    pad: [u8; AT_ONCE * BLOCK],
    /// How many bytes of the pad are used.
    used: usize,
}

impl Sealing {
    /// Starts an entry; also what stands before its content: the salt and the check.
    #[must_use]
    pub fn new(password: &str, salt: &Salt) -> (Sealing, Vec<u8>) {
        let mut keys = [0; KEY + KEY + CHECK];
        pbkdf2::pbkdf2::<Hmac<Sha1>>(password.as_bytes(), salt, ROUNDS, &mut keys).expect("an HMAC takes keys of every length");
        let cipher = Aes256::new_from_slice(&keys[..KEY]).expect("a key of 32 bytes");
        let code = <Hmac<Sha1> as KeyInit>::new_from_slice(&keys[KEY..2 * KEY]).expect("an HMAC takes keys of every length");
        let head = [&salt[..], &keys[2 * KEY..]].concat();
        (Sealing { cipher, code, block: 0, pad: [0; AT_ONCE * BLOCK], used: AT_ONCE * BLOCK }, head)
    }

    /// Seals the next bytes of the content in their place.
    pub fn seal(&mut self, bytes: &mut [u8]) {
        let mut rest = &mut *bytes;
        while !rest.is_empty() {
            if self.used == self.pad.len() {
                self.next_pad();
            }
            let count = rest.len().min(self.pad.len() - self.used);
            let (now, later) = rest.split_at_mut(count);
            now.iter_mut().zip(&self.pad[self.used..]).for_each(|(byte, pad)| *byte ^= pad);
            self.used += count;
            rest = later;
        }
        self.code.update(bytes);
    }

    /// What stands after the content.
    #[must_use]
    pub fn finish(self) -> Vec<u8> {
        self.code.finalize().into_bytes()[..CODE].to_vec()
    }

    /// The counter is written with its lowest byte first, unlike other uses of the cipher.
    fn next_pad(&mut self) {
        let mut blocks = [Block::<Aes256>::default(); AT_ONCE];
        for block in &mut blocks {
            self.block += 1;
            block[..8].copy_from_slice(&self.block.to_le_bytes());
        }
        self.cipher.encrypt_blocks(&mut blocks);
        self.pad.chunks_exact_mut(BLOCK).zip(&blocks).for_each(|(pad, block)| pad.copy_from_slice(block));
        self.used = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealed(password: &str, salt: Salt, pieces: &[&[u8]]) -> Vec<u8> {
        let (mut sealing, mut bytes) = Sealing::new(password, &salt);
        for piece in pieces {
            let mut piece = piece.to_vec();
            sealing.seal(&mut piece);
            bytes.extend(piece);
        }
        bytes.extend(sealing.finish());
        bytes
    }

    #[test]
    fn an_entry_grows_by_what_is_said() {
        assert_eq!(sealed("密码", [7; 16], &[b"one"]).len() as u64, 3 + GROWTH);
        assert_eq!(sealed("密码", [7; 16], &[]).len() as u64, GROWTH);
    }

    #[test]
    fn pieces_do_not_show() {
        let whole: Vec<u8> = (0..1000_u32).map(|at| at as u8).collect();
        let (first, rest) = whole.split_at(333);
        assert_eq!(sealed("a", [1; 16], &[&whole]), sealed("a", [1; 16], &[first, rest]));
    }

    #[test]
    fn sealing_twice_gives_the_content_back() {
        let content = b"\x00\x01 content of more than one block".to_vec();
        let mut bytes = content.clone();
        Sealing::new("a", &[2; 16]).0.seal(&mut bytes);
        assert_ne!(bytes, content);
        Sealing::new("a", &[2; 16]).0.seal(&mut bytes);
        assert_eq!(bytes, content);
    }

    #[test]
    fn password_and_salt_decide() {
        let of = |password, salt| sealed(password, [salt; 16], &[b"content"])[16..].to_vec();
        assert_ne!(of("a", 1), of("b", 1));
        assert_ne!(of("a", 1), of("a", 2));
        assert_eq!(of("a", 1), of("a", 1));
    }
}
