"""A language model of the llama family that has learnt nothing: two layers of random weights over a vocabulary of our own.

The same seed gives the same bytes. It talks nonsense, but a server does with it all that it does with a real one: templates, grammars, stops,
log probabilities, a context that is full at some time.
"""

import random

import gguf_file as gguf

SEED = 20_261_126
NAME = "interop-tiny"
CONTEXT = 32_768
WIDTH, INNER, LAYERS, HEADS = 64, 192, 2, 4

UNKNOWN, BEGIN, END, TURN, TURN_END, CALL = "<unk>", "<s>", "</s>", "<|im_start|>", "<|im_end|>", "<tool_call>"
TURN_END_NUMBER, CALL_NUMBER = 4, 5
NORMAL, UNKNOWN_TYPE, CONTROL, OWN, BYTE = 1, 2, 3, 4, 6
SPACE = "\u2581"
PIECES = ["th", "he", "in", "er", "an", "re", "on", "at", "en", "nd", "the", "ing", "and", "you", "is", "it", "or", "st", "ll", "ve"]

# Refuses roles that it does not know, as many a real one does, and has calls of tools between marks.
TEMPLATE = """\
{%- if tools -%}
{{ '<|im_start|>system\\nTools:' }}
{%- for tool in tools -%}{{ '\\n' + (tool | tojson) }}{%- endfor -%}
{{ '\\nA call: <tool_call>{"name": NAME, "arguments": {...}}</tool_call><|im_end|>\\n' }}
{%- endif -%}
{%- for message in messages -%}
{%- if message.role not in ['system', 'user', 'assistant', 'tool'] -%}
{{ raise_exception('Unknown role: ' + message.role) }}
{%- endif -%}
{{ '<|im_start|>' + message.role + '\\n' + (message.content or '') }}
{%- for call in message.tool_calls or [] -%}
{{ '<tool_call>{"name": "' + call.function.name + '", "arguments": ' + (call.function.arguments | tojson) + '}</tool_call>' }}
{%- endfor -%}
{{ '<|im_end|>\\n' }}
{%- endfor -%}
{%- if add_generation_prompt -%}
{{ '<|im_start|>assistant\\n' }}
{%- endif -%}
"""


def vocabulary():
    """(token, score, type) of each token: a byte each for what has no character, then characters, then pieces of words."""
    tokens = [(UNKNOWN, 0.0, UNKNOWN_TYPE), (BEGIN, 0.0, CONTROL), (END, 0.0, CONTROL), (TURN, 0.0, CONTROL), (TURN_END, 0.0, CONTROL)]
    tokens += [(CALL, 0.0, OWN)]
    tokens += [(f"<0x{byte:02X}>", 0.0, BYTE) for byte in range(256)]
    words = [SPACE] + [chr(code) for code in range(0x21, 0x7F)] + PIECES + [SPACE + piece for piece in PIECES]
    # A longer piece has the better score, so that it is put together.
    tokens += [(word, 10.0 * len(word) - 100 - place / 100, NORMAL) for place, word in enumerate(words)]
    return tokens


def metadata(tokens):
    number = {token: place for place, (token, _, _) in enumerate(tokens)}
    return {
        "general.architecture": gguf.value(gguf.STRING, "llama"),
        "general.name": gguf.value(gguf.STRING, NAME),
        "general.file_type": gguf.value(gguf.UINT32, 0),
        "llama.context_length": gguf.value(gguf.UINT32, CONTEXT),
        "llama.embedding_length": gguf.value(gguf.UINT32, WIDTH),
        "llama.block_count": gguf.value(gguf.UINT32, LAYERS),
        "llama.feed_forward_length": gguf.value(gguf.UINT32, INNER),
        "llama.attention.head_count": gguf.value(gguf.UINT32, HEADS),
        "llama.attention.head_count_kv": gguf.value(gguf.UINT32, HEADS),
        "llama.attention.layer_norm_rms_epsilon": gguf.value(gguf.FLOAT, 1e-5),
        "llama.rope.dimension_count": gguf.value(gguf.UINT32, WIDTH // HEADS),
        "llama.vocab_size": gguf.value(gguf.UINT32, len(tokens)),
        "tokenizer.ggml.model": gguf.value(gguf.STRING, "llama"),
        "tokenizer.ggml.tokens": gguf.values(gguf.STRING, [token for token, _, _ in tokens]),
        "tokenizer.ggml.scores": gguf.values(gguf.FLOAT, [score for _, score, _ in tokens]),
        "tokenizer.ggml.token_type": gguf.values(gguf.INT32, [kind for _, _, kind in tokens]),
        "tokenizer.ggml.unknown_token_id": gguf.value(gguf.UINT32, number[UNKNOWN]),
        "tokenizer.ggml.bos_token_id": gguf.value(gguf.UINT32, number[BEGIN]),
        "tokenizer.ggml.eos_token_id": gguf.value(gguf.UINT32, number[TURN_END]),
        "tokenizer.ggml.add_bos_token": gguf.value(gguf.BOOL, True),
        "tokenizer.ggml.add_space_prefix": gguf.value(gguf.BOOL, False),
        "tokenizer.chat_template": gguf.value(gguf.STRING, TEMPLATE),
    }


def tensors(tokens):
    chance = random.Random(SEED)

    def noise(wide, high, scale):
        return (wide, high), [chance.gauss(0, scale) for _ in range(wide * high)]

    ones = (WIDTH,), [1.0] * WIDTH
    inner, scale = WIDTH**-0.5, INNER**-0.5
    named = {"token_embd.weight": noise(WIDTH, len(tokens), 1.0), "output_norm.weight": ones}
    named["output.weight"] = spoken(noise(WIDTH, len(tokens), 3 * inner), tokens)
    for layer in range(LAYERS):
        at = f"blk.{layer}."
        named[at + "attn_norm.weight"] = named[at + "ffn_norm.weight"] = ones
        for name in ("attn_q", "attn_k", "attn_v", "attn_output"):
            named[f"{at}{name}.weight"] = noise(WIDTH, WIDTH, inner)
        named[at + "ffn_gate.weight"] = noise(WIDTH, INNER, inner)
        named[at + "ffn_up.weight"] = noise(WIDTH, INNER, inner)
        named[at + "ffn_down.weight"] = noise(INNER, WIDTH, scale)
    return named


def spoken(weights, tokens):
    """What is no text gets no weight, so that the others nearly always win: answers are long, and characters whole."""
    sizes, floats = weights
    for place, (_, _, kind) in enumerate(tokens):
        if kind != NORMAL:
            floats[place * WIDTH : (place + 1) * WIDTH] = [0.0] * WIDTH
    return sizes, floats


def write(path):
    tokens = vocabulary()
    gguf.write(path, metadata(tokens), tensors(tokens))
