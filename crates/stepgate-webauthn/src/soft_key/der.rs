//! Just enough DER (X.690) to write certificates with, including wrong ones.

pub(super) const SEQUENCE: u8 = 0x30;
pub(super) const SET: u8 = 0x31;
pub(super) const BOOLEAN: u8 = 0x01;
pub(super) const INTEGER: u8 = 0x02;
pub(super) const BIT_STRING: u8 = 0x03;
pub(super) const OCTET_STRING: u8 = 0x04;
pub(super) const OID: u8 = 0x06;
pub(super) const UTF8_STRING: u8 = 0x0c;
pub(super) const PRINTABLE_STRING: u8 = 0x13;
/// GeneralName's dNSName, IMPLICIT (RFC 5280 §4.2.1.6).
pub(super) const DNS_NAME: u8 = 0x82;
pub(super) const UTC_TIME: u8 = 0x17;
pub(super) const GENERALIZED_TIME: u8 = 0x18;

/// Context-specific, constructed: EXPLICIT tags.
pub(super) const fn explicit(number: u8) -> u8 {
    0xa0 | number
}

/// Tag, length, and the parts one after the other.
pub(super) fn element(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let content = parts.concat();
    let length = content.len().to_be_bytes();
    let significant: Vec<u8> = length.iter().copied().skip_while(|byte| *byte == 0).collect();
    let head = match significant.as_slice() {
        [] => vec![tag, 0],
        [short] if *short < 0x80 => vec![tag, *short],
        // No certificate is so long that the count of its length bytes would not fit.
        long => [&[tag, 0x80 | u8::try_from(long.len()).unwrap_or(0)], long].concat(),
    };
    [head, content].concat()
}

/// A BIT STRING of whole bytes.
pub(super) fn bits(bytes: &[u8]) -> Vec<u8> {
    element(BIT_STRING, &[&[0], bytes])
}

/// A BIT STRING of up to eight named bits, without trailing zeros (X.690 §11.2.2).
pub(super) fn flags(byte: u8) -> Vec<u8> {
    // Of eight bits, at most seven can be unused.
    let unused = u8::try_from(byte.trailing_zeros().min(7)).unwrap_or(0);
    element(BIT_STRING, &[&[unused, byte]])
}

/// `YYYYMMDDHHMMSSZ`, as RFC 5280 §4.1.2.5 has it: with two digits for the year until 2049.
pub(super) fn time(text: &str) -> Vec<u8> {
    match text.split_at_checked(2) {
        Some((century, rest)) if century == "19" && rest >= "50" || century == "20" && rest < "50" => {
            element(UTC_TIME, &[rest.as_bytes()])
        }
        _ => element(GENERALIZED_TIME, &[text.as_bytes()]),
    }
}
