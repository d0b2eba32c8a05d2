const MEMBERS = ['example', 'body', 'text', 'bytes', 'key', 'method', 'path', 'headers'];

/** Every example of an answer or an error says with `x-request` which real request gives it. */
export default (contract) => {
  const findings = [];
  const examples = contract.components?.examples ?? {};
  for (const name of answers(contract)) {
    const request = examples[name]?.['x-request'];
    if (request === null || typeof request !== 'object') {
      findings.push({
        message: `The example ${name} has no x-request (expected: the request that gives it)`,
        path: ['components', 'examples', name],
      });
      continue;
    }
    for (const member of Object.keys(request)) {
      if (!MEMBERS.includes(member)) {
        findings.push({
          message: `x-request.${member} is not known (expected: one of ${MEMBERS.join(', ')})`,
          path: ['components', 'examples', name, 'x-request'],
        });
      }
    }
    if (request.example !== undefined && !examples[request.example]) {
      findings.push({
        message: `x-request.example names no example: ${request.example}`,
        path: ['components', 'examples', name, 'x-request', 'example'],
      });
    }
  }
  return findings;
};

/** The names of the examples that responses refer to. */
function answers(contract) {
  const names = new Set();
  for (const response of Object.values(contract.components?.responses ?? {})) {
    for (const media of Object.values(response.content ?? {})) {
      for (const example of Object.values(media.examples ?? {})) {
        names.add((example.$ref ?? '').replace('#/components/examples/', ''));
      }
    }
  }
  return names;
}
