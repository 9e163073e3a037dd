'use strict';
// Amplitude's Browser SDK 2: amplitude/Amplitude-TypeScript, packages/analytics-core/src (2026-11-29).
var plugins = [];
var context = {
  type: 'before',
  execute: async (event) => ({...event, device_id: 'd-1', user_id: 'u-17', ip: '$remote', language: 'en-GB', library: 'amplitude-ts/2.33.0', insert_id: 'i-1'}),
};
var waiting = [];
// Each plugin is handed a copy of the event whose properties are the app's own objects.
async function dispatch(event) {
  if (!amplitude.isReady) { waiting.push(event); return; }
  for (const plugin of [context, ...plugins]) {
    event = await plugin.execute({...event});
    if (event === null) return;
  }
  send({url: 'https://api.eu.amplitude.com/2/httpapi', body: JSON.stringify({api_key: 'test', events: [event], options: {}})});
}

class Identify {
  operations = {};
  act(operation, name, value) { (this.operations[operation] ??= {})[name] = value; return this; }
  set(name, value) { return this.act('$set', name, value); }
  setOnce(name, value) { return this.act('$setOnce', name, value); }
  append(name, value) { return this.act('$append', name, value); }
  add(name, value) { return this.act('$add', name, value); }
}

var amplitude = {
  Identify,
  isReady: false,
  add(plugin) { plugins.push(plugin); },
  init() {
    this.isReady = true;
    const properties = {'[Amplitude] Page Location': location.href, '[Amplitude] Page Title': document.title, '[Amplitude] Page URL': location.href, referrer: document.referrer};
    dispatch({event_type: '[Amplitude] Page Viewed', event_properties: properties});
    for (const event of waiting.splice(0)) dispatch(event);
  },
  track(event, properties, options) {
    return dispatch({...(typeof event === 'string' ? {event_type: event} : event), ...options, ...(properties && {event_properties: properties})});
  },
  identify(identify, options) { return dispatch({...options, event_type: '$identify', user_properties: identify.operations}); },
  groupIdentify(type, name, identify) {
    return dispatch({event_type: '$groupidentify', group_properties: identify.operations, groups: {[type]: name}});
  },
};
