'use strict';
// The same test for node: it leaves a HAR capture behind, and lets nothing reach a vendor.
const {test} = require('node:test');
const {chromium} = require('playwright');

const {CAPTURES = 'captures', PORT = '8443', CHROMIUM} = process.env;

// The app itself. Whatever else a page asks for is answered here.
const APP = /^https:\/\/(acme\.atlassian\.net|forms\.app\.example)\//;

// The example app is served by this machine. Leave this out where yours has an address of its own.
const LOCAL = `MAP acme.atlassian.net 127.0.0.1:${PORT}, MAP forms.app.example 127.0.0.1:${PORT}, MAP * ~NOTFOUND`;

/** Answers in place of a vendor. The request is recorded as if it had been sent. */
const answer = (route) => route.fulfill({status: 200, headers: {'Access-Control-Allow-Origin': '*'}, json: {success: true}});

test('create form', async (t) => {
  const browser = await chromium.launch({executablePath: CHROMIUM, args: [`--host-resolver-rules=${LOCAL}`]});
  t.after(() => browser.close());
  const context = await browser.newContext({
    recordHar: {path: `${CAPTURES}/forms.har`, content: 'embed'}, // bodies stand in the capture itself
    serviceWorkers: 'block', // their requests would pass routes by
    ignoreHTTPSErrors: true, // the example's certificate is its own
  });
  await context.route((url) => !APP.test(url.href), answer);
  const page = await context.newPage();
  const opened = page.waitForResponse('https://api.segment.io/v1/p');
  await page.goto('https://acme.atlassian.net/browse/HR-42');
  await opened;
  // A capture without events passes every gate: be sure that some were sent.
  const created = page.waitForResponse('https://api.segment.io/v1/t');
  await page.frameLocator('[name=forms]').getByRole('button', {name: 'Create form'}).click();
  await created;
  await context.close(); // which writes the capture
});
