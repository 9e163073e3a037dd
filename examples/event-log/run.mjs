// Runs a function as the platform would, on events of a file: node run.mjs FUNCTION.js EVENTS.json LOG_URL LOG_TOKEN
// Prints the events that the function returns or sends on, as JSON. The names that a platform provides are defined here, on top of node's fetch.
import {readFileSync} from 'node:fs';
import vm from 'node:vm';

const [file, events, logUrl, logToken] = process.argv.slice(2);
const settings = {logUrl, logToken};
const handed = [];

const platform = {
  console: {log: console.error}, crypto, fetch,
  Segment: {track: (event) => handed.push(event)},
  log: console.error,
  getCredential: (name) => settings[name],
  async fetchV2(url, {timeout, ...options}) {
    const response = await fetch(url, {...options, signal: AbortSignal.timeout(timeout)});
    return {url, status: response.status, body: await response.text()};
  },
};
const handlers = ['onRequest', 'onTrack', 'onPage', 'onScreen', 'onIdentify', 'onGroup', 'onAlias', 'transformEvent'];
const source = readFileSync(file, 'utf8').replace(/^export /gm, '');
const found = vm.runInNewContext(
  `${source}\n;({${handlers.map((name) => `${name}: typeof ${name} === 'function' ? ${name} : null`)}})`, platform, {filename: file});

for (const event of JSON.parse(readFileSync(events, 'utf8'))) {
  if (found.onRequest) {
    await found.onRequest({json: () => event}, settings);
  } else if (found.transformEvent) {
    handed.push(await found.transformEvent(event, () => ({destinationType: 'AM'})));
  } else {
    const {type} = event;
    handed.push(await found[`on${type[0].toUpperCase()}${type.slice(1)}`](event, settings));
  }
}
console.log(JSON.stringify(handed));
