const MEMBERS = [
  'example', 'with', 'body', 'text', 'bytes', 'method', 'path', 'version', 'headers', 'key',
  'first', 'server', 'event', 'whole', 'needs',
];

/** Every example of an answer, an event or an error says with `x-request` which real request gives it. */
export default (contract) => {
  const findings = [];
  const named = contract.components?.examples ?? {};
  for (const { name, example, path } of answers(contract, named)) {
    const request = example?.['x-request'];
    if (request === null || typeof request !== 'object') {
      findings.push({ message: `The example ${name} has no x-request (expected: the request that gives it)`, path });
      continue;
    }
    for (const member of Object.keys(request)) {
      if (!MEMBERS.includes(member)) {
        findings.push({
          message: `x-request.${member} is not known (expected: one of ${MEMBERS.join(', ')})`,
          path: [...path, 'x-request'],
        });
      }
    }
    for (const member of ['example', 'first']) {
      if (request[member] !== undefined && !named[request[member]]) {
        findings.push({
          message: `x-request.${member} names no example: ${request[member]}`,
          path: [...path, 'x-request', member],
        });
      }
    }
  }
  return findings;
};

/** The examples of responses, where they stand or where they are referred to. */
function answers(contract, named) {
  const found = [];
  for (const [response, { content }] of Object.entries(contract.components?.responses ?? {})) {
    for (const [type, media] of Object.entries(content ?? {})) {
      for (const [key, example] of Object.entries(media.examples ?? {})) {
        const name = example.$ref?.replace('#/components/examples/', '');
        const inline = ['components', 'responses', response, 'content', type, 'examples', key];
        found.push({
          name: name ?? key,
          example: name ? named[name] : example,
          path: name ? ['components', 'examples', name] : inline,
        });
      }
    }
  }
  return found;
}
