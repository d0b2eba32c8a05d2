// The table of bodies, each through the compiled TypeScript client and a server on loopback: nothing is added, lost or changed on the way.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { ChatApi, Configuration, ModelsApi, PlugskyApi, ResponseError } from '../target/typescript/generated/typescript/src/index.js';

const rows = readFileSync(new URL('../bodies.jsonl', import.meta.url), 'utf8').trim().split('\n').map(JSON.parse);
const hello = { model: 'm', messages: [{ role: 'user', content: 'Hi' }] };

let received;
let answer;
let configuration;
const server = createServer(async (request, response) => {
    let body = '';
    for await (const piece of request) {
        body += piece;
    }
    received = { path: request.url, authorization: request.headers.authorization, body: body && JSON.parse(body) };
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
});

before(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    configuration = new Configuration({ basePath: `http://127.0.0.1:${server.address().port}`, accessToken: 'sk-live-test' });
});
after(() => server.close());

const reads = {
    ChatCompletion: () => new ChatApi(configuration).createChatCompletion({ chatCompletionRequest: hello }),
    ModelList: () => new ModelsApi(configuration).listModels(),
    RouteDecision: () => new PlugskyApi(configuration).previewRoute({ chatCompletionRequest: hello }),
    RequestLogPage: () => new PlugskyApi(configuration).listRequests({ limit: 10 }),
};

for (const row of rows) {
    if (row.schema === 'ChatCompletionRequest') {
        test(`sends ${row.name}`, async () => {
            answer = { status: 200, body: {} };
            await new ChatApi(configuration).createChatCompletion({ chatCompletionRequest: row.body });
            assert.deepEqual(received, { path: '/v1/chat/completions', authorization: 'Bearer sk-live-test', body: row.body });
        });
    } else if (row.schema === 'ErrorResponse') {
        test(`throws ${row.name}`, async () => {
            answer = { status: 400, body: row.body };
            await assert.rejects(reads.ModelList, (error) => error instanceof ResponseError && error.response.status === 400);
        });
    } else if (reads[row.schema]) {
        test(`reads ${row.name}`, async () => {
            answer = { status: 200, body: row.body };
            assert.deepEqual(await reads[row.schema](), row.body);
        });
    }
}
