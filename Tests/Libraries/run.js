'use strict';
// Runs calls of an app against a library, with a snippet or without one, and prints what would be sent.
//
//   node run.js FOLDER < {"calls": {"NAME": "SNIPPET" or null, …}}
//
// FOLDER holds three scripts of a page, which run one after the other: `library.js` is the library, as far as it decides what is sent, and
// hands each request to `send`; `start.js` starts it without a snippet, and the snippet stands in its place; `calls.js` says in `calls`,
// by name, what an app does. Nothing is shared between two of them. Objects that an app keeps are `kept(…)`: changing them is an error.
const fs = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');

const script = (name) => fs.readFileSync(path.join(process.argv[2], name), 'utf8');
const sources = {library: script('library.js'), start: script('start.js'), calls: script('calls.js')};
const address = 'https://forms.app.example/people/jane.doe@acme.example?jwt=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1LTE3In0.c2ln#step-2';

const prelude = `'use strict';
var window = globalThis;
var location = new URL(${JSON.stringify(address)});
var document = {
  title: 'Salary review: Platform team', referrer: 'https://demo.atlassian.net/browse/HR-42', links: [],
  querySelector(selector) { return this.links.find((link) => selector === 'link[rel="canonical"]') ?? null; },
};
var kept = (value) => {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(kept);
  return value;
};`;

async function run(name, snippet) {
  const sent = [];
  const context = vm.createContext({Buffer, URL, URLSearchParams, setTimeout, queueMicrotask});
  context.send = (request) => sent.push({method: 'POST', ...JSON.parse(JSON.stringify(request))});
  vm.runInContext(prelude, context);
  vm.runInContext(sources.library, context, {filename: 'library.js'});
  vm.runInContext(snippet === null ? sources.start : `'use strict';\n${snippet}`, context, {filename: 'snippet.js'});
  vm.runInContext(`${sources.calls}\n;globalThis.calls = calls;`, context, {filename: 'calls.js'});
  await vm.runInContext('calls', context)[name]();
  await new Promise((done) => setTimeout(done, 5));
  return sent;
}

async function main() {
  const {calls} = JSON.parse(fs.readFileSync(0, 'utf8'));
  const names = Object.keys(vm.runInContext(`${prelude}\n${sources.calls}\n;calls`, vm.createContext({URL})));
  const results = {};
  for (const name of calls ? Object.keys(calls) : names) results[name] = await run(name, calls ? calls[name] : null);
  console.log(JSON.stringify(results));
}

main();
