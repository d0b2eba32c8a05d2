import { visitSchemas } from './schemas.js';

/** No member carries the keyword `default`: generated clients would send what their caller did not write. */
export default (contract) => {
  const findings = [];
  visitSchemas(contract, ({ schema, path }) => {
    if ('default' in schema) {
      findings.push({ message: 'The keyword default stands here (expected: the default in words)', path });
    }
  });
  return findings;
};
