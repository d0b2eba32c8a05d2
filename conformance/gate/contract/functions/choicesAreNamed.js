import { isNullableReference, typesOf, visitSchemas } from './schemas.js';

/** A union or an enum has a name of its own; the branches of a union have a name or a title. */
export default (contract) => {
  const findings = [];
  visitSchemas(contract, ({ schema, path, named, branch }) => {
    const isUnion = schema.oneOf || schema.anyOf || schema.allOf || typesOf(schema).length > 1;
    if (isUnion && !named && !isNullableReference(schema)) {
      findings.push({ message: 'A union stands inline (expected: a schema of its own and a reference)', path });
    }
    if (schema.enum && !named) {
      findings.push({ message: 'An enum stands inline (expected: a schema of its own and a reference)', path });
    }
    if (branch && !schema.$ref && !schema.title && schema.type !== 'null') {
      findings.push({ message: 'A branch has no name (expected: a reference or a title)', path });
    }
  });
  return findings;
};
