'use strict';
// RudderStack's SDK for Node: rudderlabs/rudder-sdk-node, src/index.js (2026-11-29).
class Analytics {
  enqueue(type, message, callback) {
    const event = JSON.parse(JSON.stringify(message));
    if (type === 'identify' && event.traits) event.context = {...event.context, traits: event.traits};
    event.type = type;
    event.context = {...event.context, library: {name: 'analytics-node', version: '3.0.0'}};
    event.channel = 'server';
    event.messageId ??= 'm-1';
    send({url: 'https://acme.dataplane.rudderstack.com/v1/batch', body: JSON.stringify({batch: [event], sentAt: '2026-11-20T09:30:00.000Z'})});
    callback?.();
  }
  track(message, callback) { this.enqueue('track', message, callback); return this; }
  page(message, callback) { this.enqueue('page', message, callback); return this; }
  screen(message, callback) { this.enqueue('screen', message, callback); return this; }
  identify(message, callback) { this.enqueue('identify', message, callback); return this; }
  group(message, callback) { this.enqueue('group', message, callback); return this; }
  alias(message, callback) { this.enqueue('alias', message, callback); return this; }
}
var analytics = new Analytics();
