/**
 * Walks every schema of a contract that a caller can meet, and tells each visitor where it stands.
 *
 * A visit has `schema`, `path` (segments from the root), `named` (stands directly under components/schemas),
 * `branch` (a branch of a named union), `property` (the value of a property) and `request` (reached from a request).
 * Below `if`, `then`, `else` and `dependentSchemas` stand conditions, not shapes; they are not visited.
 */
export function visitSchemas(contract, visit) {
  const asked = requestSchemas(contract);
  const walk = (schema, path, where) => {
    if (schema === null || typeof schema !== 'object') {
      return;
    }
    visit({ schema, path, named: false, branch: false, property: false, ...where });
    const below = { request: where.request };
    for (const [name, property] of Object.entries(schema.properties ?? {})) {
      walk(property, [...path, 'properties', name], { ...below, property: true });
    }
    for (const keyword of ['items', 'additionalProperties', 'propertyNames', 'not', 'contains']) {
      walk(schema[keyword], [...path, keyword], below);
    }
    for (const keyword of ['oneOf', 'anyOf', 'allOf', 'prefixItems']) {
      (schema[keyword] ?? []).forEach((branch, index) => {
        walk(branch, [...path, keyword, String(index)], { ...below, branch: where.named === true });
      });
    }
  };
  for (const [name, schema] of Object.entries(contract.components?.schemas ?? {})) {
    walk(schema, ['components', 'schemas', name], { named: true, request: asked.has(name) });
  }
  for (const { schema, path, request } of loose(contract)) {
    walk(schema, path, { request });
  }
}

/** The schemas outside components/schemas: of parameters, headers and bodies. */
function loose(contract) {
  const found = [];
  const seek = (value, path, request) => {
    if (value === null || typeof value !== 'object') {
      return;
    }
    for (const [key, child] of Object.entries(value)) {
      if (key === 'schema' || key === 'itemSchema') {
        found.push({ schema: child, path: [...path, key], request });
      } else if (!['schemas', 'examples', 'example', 'value'].includes(key) && !key.startsWith('x-')) {
        seek(child, [...path, key], request || key === 'parameters' || key === 'requestBodies' || key === 'requestBody');
      }
    }
  };
  seek(contract.paths, ['paths'], false);
  seek(contract.components, ['components'], false);
  return found;
}

/** The names of the schemas that a request reaches. */
function requestSchemas(contract) {
  const reached = new Set();
  const follow = (value) => {
    if (value === null || typeof value !== 'object') {
      return;
    }
    const reference = typeof value.$ref === 'string' && value.$ref.match(/^#\/components\/schemas\/([^/]+)$/);
    if (reference && !reached.has(reference[1])) {
      reached.add(reference[1]);
      follow(contract.components?.schemas?.[reference[1]]);
    }
    Object.values(value).forEach(follow);
  };
  loose(contract)
    .filter(({ request }) => request)
    .forEach(({ schema }) => follow(schema));
  return reached;
}

/** The JSON types that a schema allows, `null` left out. */
export function typesOf(schema) {
  return [schema.type].flat().filter((type) => type !== undefined && type !== 'null');
}

/** Whether a schema is `anyOf: [a reference, null]`, the way in which this contract says that a reference may be null. */
export function isNullableReference(schema) {
  return (
    schema.anyOf?.length === 2 && typeof schema.anyOf[0].$ref === 'string' && schema.anyOf[1].type === 'null'
  );
}
