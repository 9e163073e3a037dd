'use strict';
// Snowplow's browser tracker 4: snowplow/snowplow-javascript-tracker, libraries/{tracker-core,browser-tracker-core}/src (2026-11-29).
// The base64url of a text, of which a page's own encoder makes the same.
var encoded = (text) => Buffer.from(text, 'utf8').toString('base64url');

function builder(members) {
  const payload = {};
  const json = [];
  const add = (name, value) => { if (value !== undefined && value !== null && value !== '') payload[name] = value; };
  for (const [name, value] of Object.entries(members)) add(name, value);
  return {add, getPayload: () => payload, getJson: () => json, addJson: (keyIfEncoded, keyIfNotEncoded, value) => json.push({keyIfEncoded, keyIfNotEncoded, json: value})};
}

var trackers = [];
function newTracker(name, collector, {plugins = [], encodeBase64 = true} = {}) {
  const own = {beforeTrack(event) { event.add('url', location.href); event.add('refr', document.referrer); event.add('duid', 'd-1'); }};
  trackers.push({plugins: [own, ...plugins], encodeBase64});
}

function track(event, context) {
  for (const {plugins, encodeBase64} of trackers) {
    for (const [name, value] of Object.entries({tv: 'js-4.6.0', p: 'web', aid: 'forms', eid: 'e-1'})) event.add(name, value);
    for (const plugin of plugins) {
      // A plugin that fails is passed over.
      try { plugin.beforeTrack?.(event); } catch (error) { throw new Error(`a plugin failed: ${error.message}`); }
    }
    if (context) event.addJson('cx', 'co', {schema: 'iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-0', data: context});
    for (const {keyIfEncoded, keyIfNotEncoded, json} of event.getJson()) {
      const text = JSON.stringify(json);
      event.add(encodeBase64 ? keyIfEncoded : keyIfNotEncoded, encodeBase64 ? encoded(text) : text);
    }
    const data = {schema: 'iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4', data: [event.getPayload()]};
    send({url: 'https://acme.collector.snplow.net/com.snowplowanalytics.snowplow/tp2', body: JSON.stringify(data)});
  }
}
function trackPageView({title, context} = {}) {
  track(builder({e: 'pv', url: location.href, page: title ?? document.title, refr: document.referrer}), context);
}
function trackStructEvent({category, action, label, property, value, context}) {
  track(builder({e: 'se', se_ca: category, se_ac: action, se_la: label, se_pr: property, se_va: value}), context);
}
function trackSelfDescribingEvent({event: {schema, data}, context}) {
  const event = builder({e: 'ue'});
  event.addJson('ue_px', 'ue_pr', {schema: 'iglu:com.snowplowanalytics.snowplow/unstruct_event/jsonschema/1-0-0', data: {schema, data}});
  track(event, context);
}
