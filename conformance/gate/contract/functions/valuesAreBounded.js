import { typesOf, visitSchemas } from './schemas.js';

const STRING_BOUNDS = ['maxLength', 'enum', 'const', 'pattern', 'format', 'x-bounded-by'];

/** Every value has a bound: without one, nobody can say what a server must survive. */
export default (contract) => {
  const findings = [];
  visitSchemas(contract, ({ schema, path, request }) => {
    for (const missing of missingBounds(schema, request)) {
      findings.push({ message: `A bound is missing (expected: ${missing})`, path });
    }
  });
  return findings;
};

function missingBounds(schema, request) {
  const missing = [];
  for (const type of typesOf(schema)) {
    if (type === 'string' && !STRING_BOUNDS.some((bound) => bound in schema)) {
      missing.push(STRING_BOUNDS.join(' or '));
    }
    if ((type === 'integer' || type === 'number') && !('const' in schema)) {
      if (!('minimum' in schema)) {
        missing.push('minimum');
      }
      if (request && !('maximum' in schema)) {
        missing.push('maximum, as it is part of a request');
      }
    }
    if (type === 'array' && !('maxItems' in schema)) {
      missing.push('maxItems');
    }
    if (type === 'object' && typeof schema.additionalProperties === 'object' && !('maxProperties' in schema)) {
      missing.push('maxProperties');
    }
  }
  return missing;
}
