//! The ceremonies from outside: published vectors, the threat table, hostile input.
#![cfg(test)]

mod actors;
mod attestation;
mod handed_on;
mod hostile_certificates;
mod hostile_input;
mod metadata;
mod mutation;
mod options;
mod policy;
mod soft_key;
mod threats;
mod vectors;
