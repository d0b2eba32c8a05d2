/** Every operation lists the errors that it can answer, each as a reference to a shared response. */
export default (contract) => {
  const findings = [];
  for (const [path, item] of Object.entries(contract.paths ?? {})) {
    for (const [method, operation] of Object.entries(item)) {
      const responses = operation.responses ?? {};
      for (const status of expected(operation)) {
        if (!responses[status]?.$ref?.startsWith('#/components/responses/')) {
          findings.push({
            message: `The response ${status} is missing (expected: a reference to a shared response)`,
            path: ['paths', path, method, 'responses'],
          });
        }
      }
    }
  }
  return findings;
};

function expected(operation) {
  const statuses = ['400', '401', '403', '405', '500', '503', 'default'];
  if (operation.requestBody) {
    statuses.push('404', '413', '415', '429');
  }
  if ((operation.parameters ?? []).some((parameter) => parameter.in === 'path' || /ModelId$/.test(parameter.$ref ?? ''))) {
    statuses.push('404');
  }
  return statuses;
}
