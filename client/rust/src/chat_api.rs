//! The example of the client's README, against a server on loopback.

use plugsky::apis::{chat_api, configuration::Configuration, Error};
use plugsky::models::{ChatCompletion, ChatCompletionRequest, Message, UserContent, UserMessage};
use std::io::{Read, Write};
use std::net::TcpListener;
use std::thread;

const ANSWER: &str = r#"{"id": "c", "object": "chat.completion", "created": 0, "model": "plugsky-pro", "choices": [{"index": 0, "logprobs": null,
    "message": {"role": "assistant", "content": "Hi 😀", "refusal": null}, "finish_reason": "stop"}]}"#;
const REFUSAL: &str = r#"{"error": {"message": "No API key", "type": "invalid_request_error", "param": null, "code": "invalid_api_key"}}"#;
const BODY: &str = r#"{"model":"plugsky-pro","messages":[{"role":"user","content":"Hello!"}]}"#;

#[test]
fn asks_and_reads_the_answer() {
    let (answer, received) = ask("sk-live-test");

    assert_eq!(answer.unwrap().choices[0].message.content.as_deref(), Some("Hi 😀"));
    assert!(received.starts_with("POST /v1/chat/completions "), "{received}");
    assert!(received.ends_with(BODY), "{received}");
}

#[test]
fn returns_what_the_server_refuses() {
    match ask("sk-live-wrong").0 {
        Err(Error::ResponseError(response)) => assert_eq!((response.status.as_u16(), response.content.as_str()), (401, REFUSAL)),
        outcome => panic!("{outcome:?}"),
    }
}

type Outcome = Result<ChatCompletion, Error<chat_api::CreateChatCompletionError>>;

fn ask(key: &str) -> (Outcome, String) {
    let server = TcpListener::bind("127.0.0.1:0").unwrap();
    let base_path = format!("http://{}", server.local_addr().unwrap());
    let serving = thread::spawn(move || serve_one(&server));

    let configuration = Configuration { base_path, bearer_access_token: Some(key.into()), ..Configuration::new() };
    let user = UserMessage::new(plugsky::models::user_message::Role::User, UserContent::Text("Hello!".into()));
    let request = ChatCompletionRequest::new("plugsky-pro".into(), vec![Message::User(user)]);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let answer = runtime.block_on(chat_api::create_chat_completion(&configuration, request, None));
    (answer, serving.join().unwrap())
}

/// Answers one request, and returns its head and body.
fn serve_one(server: &TcpListener) -> String {
    let (mut connection, _) = server.accept().unwrap();
    let mut received = String::new();
    let mut buffer = [0; 4096];
    while !received.ends_with(BODY) {
        let n = connection.read(&mut buffer).unwrap();
        assert!(n > 0, "the request ended early: {received}");
        received += std::str::from_utf8(&buffer[..n]).unwrap();
    }
    let (status, body) = if received.contains("Bearer sk-live-test\r\n") { ("200 OK", ANSWER) } else { ("401 Unauthorized", REFUSAL) };
    let length = body.len();
    write!(connection, "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}").unwrap();
    received
}
