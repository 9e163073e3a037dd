'use strict';
// The same test for node: it records a HAR capture and lets nothing reach a vendor.
const {test} = require('node:test');
const {chromium} = require('playwright');

const {CAPTURES = 'captures', PORT = '8443', CHROMIUM} = process.env;

// The app itself. The test responds to all other requests.
const APP = /^https:\/\/(acme\.atlassian\.net|forms\.app\.example)\//;

// This machine serves the example app. Leave this out if DNS knows your app.
const LOCAL = `MAP acme.atlassian.net 127.0.0.1:${PORT}, MAP forms.app.example 127.0.0.1:${PORT}, MAP * ~NOTFOUND`;

/** Responds in place of a vendor. The request is recorded as if it had been sent. */
const respond = (route) => route.fulfill({status: 200, headers: {'Access-Control-Allow-Origin': '*'}, json: {success: true}});

test('create form', async (t) => {
  const browser = await chromium.launch({executablePath: CHROMIUM, args: [`--host-resolver-rules=${LOCAL}`]});
  t.after(() => browser.close());
  const context = await browser.newContext({
    recordHar: {path: `${CAPTURES}/forms.har`, content: 'embed'}, // keep bodies in the capture
    serviceWorkers: 'block', // their requests bypass routes
    ignoreHTTPSErrors: true, // the example's certificate is self-signed
  });
  await context.route((url) => !APP.test(url.href), respond);
  const page = await context.newPage();
  const opened = page.waitForResponse('https://api.segment.io/v1/p');
  await page.goto('https://acme.atlassian.net/browse/HR-42');
  await opened;
  // A capture without events passes every gate: make sure that some were sent.
  const created = page.waitForResponse('https://api.segment.io/v1/t');
  await page.frameLocator('[name=forms]').getByRole('button', {name: 'Create form'}).click();
  await created;
  await context.close(); // writes the capture
});
