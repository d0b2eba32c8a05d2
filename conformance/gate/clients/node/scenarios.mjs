// OpenAI's own client for Node, unmodified, against the running server: prints a line for each scenario.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import OpenAI from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
import { z } from 'zod';

const client = new OpenAI({
  baseURL: process.env.PLUGSKY_BASE_URL,
  apiKey: process.env.PLUGSKY_API_KEY,
  maxRetries: 0,
});
const model = 'plugsky-pro';
const messages = [{ role: 'user', content: 'Hello!' }];
const image =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';
const weather = {
  type: 'function',
  function: {
    name: 'get_weather',
    description: 'Tells the weather of a city.',
    parameters: {
      type: 'object',
      properties: { city: { type: 'string' } },
      required: ['city'],
      additionalProperties: false,
    },
    strict: true,
  },
};

async function caught(kind, call) {
  const error = await call().then(
    () => assert.fail(`no ${kind.name}`),
    (failure) => failure,
  );
  assert.equal(error.constructor, kind);
  assert.match(error.requestID, /^req_/);
  return error;
}

// How the request of this user ended, as the server's log says; undefined if it is not there in time.
async function outcome(user, patience = 5000) {
  for (const deadline = Date.now() + patience; Date.now() < deadline; await setTimeout(50)) {
    const page = await client.get('/plugsky/requests', { query: { limit: 100 } });
    const entry = page.data.find((one) => one.user === user);
    if (entry) {
      return entry.outcome;
    }
  }
}

// Waits for a model that never answers, and leaves; once more and longer if the server had not read the request yet.
async function leave(kind, stream, way) {
  for (const patience of [500, 2000, 8000]) {
    const user = `left-${randomUUID()}`;
    const request = { model: 'mock/stall', messages, user, stream };
    await assert.rejects(client.chat.completions.create(request, way(patience)), kind);
    const ended = await outcome(user);
    if (ended) {
      return ended;
    }
  }
  assert.fail('the server read none of the requests');
}

const scenarios = {
  async chat() {
    const answer = await client.chat.completions.create({ model, messages, temperature: 0.7, max_tokens: 64 });
    assert.equal(answer.choices[0].message.role, 'assistant');
    assert.ok(answer.choices[0].message.content);
    assert.equal(answer.usage.total_tokens, answer.usage.prompt_tokens + answer.usage.completion_tokens);
    assert.match(answer._request_id, /^req_/);
  },

  async stream() {
    let text = '';
    let usage;
    const chunks = await client.chat.completions.create({
      model,
      messages,
      stream: true,
      stream_options: { include_usage: true },
    });
    for await (const chunk of chunks) {
      text += chunk.choices[0]?.delta.content ?? '';
      usage = chunk.usage ?? usage;
    }
    assert.ok(text);
    assert.ok(usage.completion_tokens > 0);
  },

  async streamWithAccumulator() {
    let text = '';
    const stream = client.chat.completions.stream({ model, messages });
    stream.on('content', (delta) => (text += delta));
    const final = await stream.finalChatCompletion();
    assert.equal(final.choices[0].message.content, text);
    assert.equal(final.choices[0].message.role, 'assistant');
  },

  async toolsRoundTrip() {
    const asked = [];
    const runner = client.chat.completions.runTools({
      model,
      messages: [{ role: 'user', content: 'What is the weather in Paris?' }],
      tools: [
        {
          type: 'function',
          function: {
            ...weather.function,
            parse: JSON.parse,
            function: ({ city }) => {
              asked.push(city);
              return '{"celsius": 21}';
            },
          },
        },
      ],
      tool_choice: 'auto',
    });
    const first = await client.chat.completions.create({ model, messages, tools: [weather], tool_choice: 'required' });
    assert.equal(first.choices[0].finish_reason, 'tool_calls');
    const call = first.choices[0].message.tool_calls[0];
    assert.equal(typeof JSON.parse(call.function.arguments).city, 'string');
    const second = await client.chat.completions.create({
      model,
      messages: [...messages, first.choices[0].message, { role: 'tool', tool_call_id: call.id, content: '{"celsius": 21}' }],
      tools: [weather],
    });
    assert.ok(second.choices[0].message.content);
    assert.ok(await runner.finalContent());
    assert.ok(asked.every((city) => typeof city === 'string'));
  },

  async streamedToolCall() {
    const stream = client.chat.completions.stream({
      model,
      messages,
      tools: [weather],
      tool_choice: { type: 'function', function: { name: 'get_weather' } },
    });
    const final = await stream.finalChatCompletion();
    const call = final.choices[0].message.tool_calls[0];
    assert.equal(call.function.name, 'get_weather');
    assert.equal(typeof JSON.parse(call.function.arguments).city, 'string');
  },

  async jsonSchema() {
    const City = z.object({ name: z.string(), population: z.number().int(), capital: z.boolean() });
    const answer = await client.chat.completions.parse({
      model,
      messages: [{ role: 'user', content: 'Name a city.' }],
      response_format: zodResponseFormat(City, 'city'),
    });
    assert.equal(typeof answer.choices[0].message.parsed.name, 'string');
  },

  async vision() {
    const content = [
      { type: 'text', text: 'What is this?' },
      { type: 'image_url', image_url: { url: image } },
    ];
    const answer = await client.chat.completions.create({ model: 'plugsky-vision', messages: [{ role: 'user', content }] });
    assert.ok(answer.choices[0].message.content);
  },

  async twoChoices() {
    const answer = await client.chat.completions.create({ model, messages, n: 2 });
    assert.deepEqual(
      answer.choices.map((choice) => choice.index),
      [0, 1],
    );
    const final = await client.chat.completions.stream({ model, messages, n: 2 }).finalChatCompletion();
    assert.equal(final.choices.length, 2);
  },

  async errors() {
    const bad = await caught(OpenAI.BadRequestError, () =>
      client.chat.completions.create({ model, messages, temperature: 2.1 }),
    );
    assert.deepEqual([bad.code, bad.param, bad.type], ['decimal_above_max_value', 'temperature', 'invalid_request_error']);
    const unknown = await caught(OpenAI.NotFoundError, () =>
      client.chat.completions.create({ model: 'gpt-none', messages }),
    );
    assert.equal(unknown.code, 'model_not_found');
    const stranger = client.withOptions({ apiKey: 'sk-live-wrong' });
    await caught(OpenAI.AuthenticationError, () => stranger.chat.completions.create({ model, messages }));
  },

  async cancellation() {
    const chunks = await client.chat.completions.create({ model, messages, stream: true });
    for await (const chunk of chunks) {
      assert.ok(chunk.id);
      break;
    }
    assert.equal(await leave(OpenAI.APIUserAbortError, true, (patience) => ({ signal: AbortSignal.timeout(patience) })), 'cancelled');
    assert.equal(await leave(OpenAI.APIConnectionTimeoutError, false, (patience) => ({ timeout: patience })), 'cancelled');
    await scenarios.chat();
  },

  async models() {
    const ids = [];
    for await (const one of client.models.list()) {
      ids.push(one.id);
    }
    assert.equal(ids[0], 'plugsky-fusion');
    assert.equal((await client.models.retrieve(model)).id, model);
  },
};

for (const [name, scenario] of Object.entries(scenarios)) {
  try {
    await scenario();
    console.log('ok', name);
  } catch (failure) {
    process.exitCode = 1;
    console.log('failed', name);
    console.log(failure);
  }
}
