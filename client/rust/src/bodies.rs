//! The table of bodies, each read into the Rust client's model and written again.

use plugsky::models;
use serde::{de::DeserializeOwned, Serialize};
use serde_json::{json, Value};

#[test]
fn reads_and_writes_the_same() {
    let mut wrong = Vec::new();
    for line in include_str!("../../bodies.jsonl").lines() {
        let row: Value = serde_json::from_str(line).unwrap();
        let written = match row["schema"].as_str().unwrap() {
            "ChatCompletionRequest" => again::<models::ChatCompletionRequest>(&row["body"]),
            "ChatCompletion" => again::<models::ChatCompletion>(&row["body"]),
            "ChatCompletionChunk" => again::<models::ChatCompletionChunk>(&row["body"]),
            "ChatCompletionEvent" => again::<models::ChatCompletionEvent>(&row["body"]),
            "ErrorResponse" => again::<models::ErrorResponse>(&row["body"]),
            "ModelList" => again::<models::ModelList>(&row["body"]),
            "RouteDecision" => again::<models::RouteDecision>(&row["body"]),
            "RequestLogPage" => again::<models::RequestLogPage>(&row["body"]),
            unknown => panic!("{unknown}: not in this list"),
        };
        match written {
            Ok(written) if same(&written, &expected(&row)) => {}
            outcome => wrong.push(format!("{}: {outcome:?}", row["name"])),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn again<T: DeserializeOwned + Serialize>(body: &Value) -> Result<Value, serde_json::Error> {
    serde_json::to_value(serde_json::from_value::<T>(body.clone())?)
}

/// The body as Rust writes it: a value newer than the contract has lost its name.
fn expected(row: &Value) -> Value {
    let mut body = row["body"].clone();
    for at in row["newer"].as_array().into_iter().flatten() {
        *body.pointer_mut(at.as_str().unwrap()).unwrap() = json!("unknown_default_open_api");
    }
    body
}

/// Whether two values are equal, numbers by value: 1 and 1.0 are the same.
fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => a == b || a.as_f64() == b.as_f64(),
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(name, value)| b.get(name).is_some_and(|other| same(value, other)))
        }
        _ => a == b,
    }
}
