//! The tests of the generated Rust client.
#![cfg(test)]

mod bodies;
mod chat_api;
