'use strict';
// Segment's library for Node: segmentio/analytics-next, packages/node/src (2026-11-29).
var plugins = [];
var registered = Promise.resolve();

async function dispatch(event) {
  await registered;
  let context = {event};
  for (const plugin of plugins) context = (await plugin[event.type]?.(context)) ?? context;
  const sent = {...context.event, context: {...context.event.context, library: {name: '@segment/analytics-node', version: '2.3.0'}}};
  send({url: 'https://api.segment.io/v1/batch', body: JSON.stringify({batch: [sent], writeKey: 'test', sentAt: '2026-11-20T09:30:00.000Z'})});
}

var analytics = {
  register(...added) {
    registered = Promise.all(added.map((plugin) => plugin.load())).then(() => { plugins.push(...added); });
    return registered;
  },
};
var members = {
  track: ['event', 'properties'], page: ['name', 'category', 'properties'], screen: ['name', 'category', 'properties'],
  identify: ['traits'], group: ['groupId', 'traits'], alias: ['previousId'],
};
for (const [type, names] of Object.entries(members)) {
  analytics[type] = (message, callback) => {
    const event = {type, messageId: 'm-1', timestamp: new Date(0), integrations: message.integrations ?? {}, context: message.context};
    for (const name of ['userId', 'anonymousId', ...names]) if (message[name] !== undefined) event[name] = message[name];
    dispatch(event).then(() => callback?.());
  };
}
