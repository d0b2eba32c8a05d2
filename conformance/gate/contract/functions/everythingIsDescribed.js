import { visitSchemas } from './schemas.js';

/** Every schema, property, parameter, header, body, response and operation says in a sentence what it is. */
export default (contract) => {
  const findings = [];
  const check = (thing, path) => {
    if (!thing.$ref && !isSentence(thing.description)) {
      findings.push({ message: 'There is no description (expected: a sentence with a full stop)', path });
    }
  };
  visitSchemas(contract, ({ schema, path, named, property, branch }) => {
    if (property && !isSentence(schema.description)) {
      findings.push({ message: 'A property has no description (expected: a sentence with a full stop)', path });
    } else if (named || (branch && schema.title)) {
      check(schema, path);
    }
  });
  for (const kind of ['parameters', 'headers', 'requestBodies', 'responses', 'securitySchemes']) {
    for (const [name, thing] of Object.entries(contract.components?.[kind] ?? {})) {
      check(thing, ['components', kind, name]);
    }
  }
  for (const [path, item] of Object.entries(contract.paths ?? {})) {
    for (const [method, operation] of Object.entries(item)) {
      check(operation, ['paths', path, method]);
    }
  }
  return findings;
};

function isSentence(text) {
  return typeof text === 'string' && /[.!?]\s*$/.test(text);
}
