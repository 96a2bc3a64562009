//! Values and rows: the four types that both engines share.

use crate::error::StoreError;
use crate::hash::Hash;
use std::vec;
use stepgate_core::{CredentialId, SubjectId, Timestamp};

/// A parameter or a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// `BIGINT`: numbers, milliseconds since the epoch, and 0 or 1 for truth.
    I64(i64),
    /// Text, JSON among it.
    Text(String),
    /// Bytes.
    Blob(Vec<u8>),
    /// Nothing.
    Null,
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::I64(number)
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::I64(number.into())
    }
}

impl From<bool> for Value {
    fn from(truth: bool) -> Self {
        Self::I64(truth.into())
    }
}

impl From<Timestamp> for Value {
    fn from(time: Timestamp) -> Self {
        Self::I64(time.millis())
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&SubjectId> for Value {
    fn from(id: &SubjectId) -> Self {
        id.as_str().into()
    }
}

impl From<&CredentialId> for Value {
    fn from(id: &CredentialId) -> Self {
        id.as_str().into()
    }
}

impl From<Hash> for Value {
    fn from(hash: Hash) -> Self {
        Self::Blob(hash.as_bytes().to_vec())
    }
}

impl From<&[u8]> for Value {
    fn from(bytes: &[u8]) -> Self {
        Self::Blob(bytes.to_vec())
    }
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// A row, read column by column in the order of its statement.
#[derive(Clone, Debug)]
pub struct Row(vec::IntoIter<Value>);

impl Row {
    /// A row of these columns; engines make them.
    #[must_use]
    pub fn new(columns: Vec<Value>) -> Self {
        Self(columns.into_iter())
    }

    fn next(&mut self) -> Result<Value, StoreError> {
        self.0.next().ok_or(StoreError::Corrupt("fewer columns than the statement has"))
    }

    /// The next column, a number.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], as for all of these: it is something else.
    pub fn i64(&mut self) -> Result<i64, StoreError> {
        self.opt_i64()?.ok_or(StoreError::Corrupt("null for a number"))
    }

    /// The next column, a number or null.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`]
    pub fn opt_i64(&mut self) -> Result<Option<i64>, StoreError> {
        match self.next()? {
            Value::I64(number) => Ok(Some(number)),
            Value::Null => Ok(None),
            Value::Text(_) | Value::Blob(_) => Err(StoreError::Corrupt("not a number")),
        }
    }

    /// The next column, a number from 0 to 2³² − 1.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`]
    pub fn u32(&mut self) -> Result<u32, StoreError> {
        u32::try_from(self.i64()?).map_err(|_| StoreError::Corrupt("a number out of range"))
    }

    /// The next column, 0 or 1.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`]
    pub fn truth(&mut self) -> Result<bool, StoreError> {
        match self.i64()? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(StoreError::Corrupt("neither 0 nor 1")),
        }
    }

    /// The next column, text.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`]
    pub fn text(&mut self) -> Result<String, StoreError> {
        self.opt_text()?.ok_or(StoreError::Corrupt("null for text"))
    }

    /// The next column, text or null.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`]
    pub fn opt_text(&mut self) -> Result<Option<String>, StoreError> {
        match self.next()? {
            Value::Text(text) => Ok(Some(text)),
            Value::Null => Ok(None),
            Value::I64(_) | Value::Blob(_) => Err(StoreError::Corrupt("not text")),
        }
    }

    /// The next column, bytes.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`]
    pub fn blob(&mut self) -> Result<Vec<u8>, StoreError> {
        match self.next()? {
            Value::Blob(bytes) => Ok(bytes),
            Value::I64(_) | Value::Text(_) | Value::Null => Err(StoreError::Corrupt("not bytes")),
        }
    }

    /// The next column, the 32 bytes of a hash.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`]
    pub fn hash(&mut self) -> Result<Hash, StoreError> {
        let bytes = <[u8; 32]>::try_from(self.blob()?).map_err(|_| StoreError::Corrupt("not 32 bytes"))?;
        Ok(Hash::new(bytes))
    }

    /// The next column, a moment.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`]
    pub fn time(&mut self) -> Result<Timestamp, StoreError> {
        self.i64().map(Timestamp::from_millis)
    }

    /// The next column, a moment or null.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`]
    pub fn opt_time(&mut self) -> Result<Option<Timestamp>, StoreError> {
        Ok(self.opt_i64()?.map(Timestamp::from_millis))
    }
}
