// Goes into cypress/support/e2e.js. Responds in place of vendors, and writes their requests to captures/SPEC.har.

// The app itself. This file responds to all other requests.
const APP = /^https:\/\/(acme\.atlassian\.net|forms\.app\.example)\//;

const entries = [];

const text = (body) => typeof body === 'string' ? body : body instanceof ArrayBuffer ? new TextDecoder().decode(body) : JSON.stringify(body);

const entry = ({method, url, headers, body}) => ({
  startedDateTime: new Date().toISOString(),
  request: {
    method,
    url,
    headers: Object.entries(headers).map(([name, value]) => ({name, value: String(value)})),
    ...(body ? {postData: {mimeType: headers['content-type'] ?? '', text: text(body)}} : {}),
  },
  response: {status: 200, content: {size: 0}},
});

beforeEach(() => {
  cy.intercept('**', (request) => {
    if (APP.test(request.url)) return;
    entries.push(entry(request));
    request.reply({statusCode: 200, headers: {'Access-Control-Allow-Origin': '*'}, body: {success: true}});
  });
});

after(() => {
  // A capture without events passes every gate: make sure that some were sent.
  expect(entries, 'requests to vendors').not.to.be.empty;
  cy.writeFile(`captures/${Cypress.spec.name}.har`, {log: {version: '1.2', creator: {name: 'Cypress', version: Cypress.version}, entries}});
});
