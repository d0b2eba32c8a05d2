/** Every named example is shown by a request or a response, and is therefore executed. */
export default (contract) => {
  const used = new Set();
  const seek = (value) => {
    if (value === null || typeof value !== 'object') {
      return;
    }
    if (typeof value.$ref === 'string') {
      used.add(value.$ref);
    }
    Object.values(value).forEach(seek);
  };
  seek(contract.components?.requestBodies);
  seek(contract.components?.responses);
  seek(contract.paths);
  return Object.keys(contract.components?.examples ?? {})
    .filter((name) => !used.has(`#/components/examples/${name}`))
    .map((name) => ({
      message: `The example ${name} is used nowhere`,
      path: ['components', 'examples', name],
    }));
};
