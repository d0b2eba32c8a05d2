'use strict';

/* Draws the contract of this server. What is tried out goes to this server, whatever servers the contract names. */
async function draw() {
  const answer = await fetch('openapi.json');
  if (!answer.ok) {
    throw new Error(`openapi.json: ${answer.status} (expected: 200)`);
  }
  const contract = await answer.json();
  contract.servers = [{ url: new URL('.', document.baseURI).href.replace(/\/$/, ''), description: 'This server.' }];
  window.SwaggerUIBundle({
    spec: contract,
    dom_id: '#docs',
    presets: [window.SwaggerUIBundle.presets.apis],
    layout: 'BaseLayout',
    validatorUrl: null,
    deepLinking: true,
    tryItOutEnabled: true,
    displayRequestDuration: true,
    docExpansion: 'list',
    defaultModelsExpandDepth: 0,
    persistAuthorization: false,
  });
}

draw().catch((failure) => {
  const note = document.createElement('p');
  note.className = 'failed';
  note.textContent = `The docs could not be drawn: ${failure.message}`;
  document.getElementById('docs').replaceChildren(note);
});
