import { typesOf, visitSchemas } from './schemas.js';

/** An object has a name of its own, so that every generator gives it the same one. */
export default (contract) => {
  const findings = [];
  visitSchemas(contract, ({ schema, path, named }) => {
    const isObject = typesOf(schema).includes('object') || schema.properties || schema.additionalProperties;
    if (isObject && !named) {
      findings.push({ message: 'An object stands inline (expected: a schema of its own and a reference)', path });
    }
  });
  return findings;
};
