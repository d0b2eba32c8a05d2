// Writes the table of bodies as TypeScript, so that the compiler holds each of them against its type.
import { readFileSync, writeFileSync } from 'node:fs';

const rows = readFileSync(new URL('../bodies.jsonl', import.meta.url), 'utf8').trim().split('\n').map(JSON.parse);
// A type names the values of its day; one that is newer passes at run time only.
const typed = rows.filter((row) => !row.newer);
const schemas = [...new Set(typed.map((row) => row.schema))].join(', ');
const constant = (name, schema, body) => `export const ${name}: ${schema} = ${JSON.stringify(body)};\n`;
const wrong = { model: 'm', messages: [{ role: 'bot', content: 'Hi' }] };

writeFileSync(
    new URL('../target/bodies.ts', import.meta.url),
    `import type { ${schemas} } from './generated/typescript/src/index';\n` +
        typed.map((row, i) => constant(`body${i}`, row.schema, row.body)).join('') +
        `// @ts-expect-error There is no such role.\n${constant('wrong', 'ChatCompletionRequest', wrong)}`,
);
