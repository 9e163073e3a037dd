'use strict';
// Segment's analytics.js: segmentio/analytics-next, packages/browser/src (2026-11-29).
var copied = (value) => value === undefined ? undefined : JSON.parse(JSON.stringify(value));
var isPlain = (value) => Object.prototype.toString.call(value) === '[object Object]';

// The loading snippet: a list with methods that put their calls into it.
var analytics = [];
for (const name of ['load', 'track', 'page', 'identify', 'group', 'alias', 'addSourceMiddleware']) {
  analytics[name] = (...args) => { analytics.push([name, ...args]); };
}

var middlewares = [];
var user = {id: null, traits: {}};
var paths = {track: 't', page: 'p', identify: 'i', group: 'g', alias: 'a'};

async function dispatch(type, members, options, callback) {
  const {integrations, anonymousId, timestamp, context, ...rest} = isPlain(options) ? options : {};
  const {pathname, search, href} = location;
  const page = {path: pathname, referrer: document.referrer, search, title: document.title, url: href.split('#')[0]};
  let event = {type, ...members, userId: user.id, anonymousId: anonymousId ?? 'a-1', messageId: 'm-1', integrations: integrations ?? {}};
  event.context = {library: {name: 'analytics.js', version: 'next-1.81.0'}, ...rest, ...context};
  const own = {};
  if (type === 'page') {
    for (const name of Object.keys(page)) if (name in event.properties) own[name] = event.properties[name];
    event.properties = {...page, ...event.properties, ...(event.name ? {name: event.name} : {})};
  }
  event.context.page = {...page, ...own, ...event.context.page};
  for (const middleware of middlewares) {
    let isPassed = false;
    await middleware({payload: {obj: copied(event)}, integrations: {}, next: (payload) => {
      isPassed = true;
      if (payload) event = payload.obj;
    }});
    if (!isPassed) return;
  }
  send({url: 'https://api.segment.io/v1/' + paths[type], body: JSON.stringify(event)});
  callback?.();
}

// What the methods make of their arguments.
var read = (args, isName) => {
  const callback = args.find((value) => typeof value === 'function');
  const given = args.filter((value) => typeof value !== 'function');
  const names = given.filter(isName);
  const rest = given.slice(given.findIndex((value) => !isName(value) && (isPlain(value) || names.length > 0)));
  const [data, options] = given.every(isName) ? [] : rest;
  return {callback, names, data: data ?? {}, options: options ?? {}};
};
var isString = (value) => typeof value === 'string';

var methods = {
  track(...args) {
    const {callback, names, data, options} = read(args, isString);
    return dispatch('track', {event: names[0], properties: data}, options, callback);
  },
  page(...args) {
    const {callback, names, data, options} = read(args, (value) => isString(value) || value === null || value === undefined);
    const given = names.filter(isString);
    return dispatch('page', {name: given.at(-1), category: given.length > 1 ? given[0] : null, properties: data}, options, callback);
  },
  identify(...args) {
    const {callback, names, data, options} = read(args, (value) => isString(value) || typeof value === 'number');
    if (names.length > 0) user.id = String(names[0]);
    user.traits = {...user.traits, ...data};
    return dispatch('identify', {traits: user.traits}, options, callback);
  },
  group(...args) {
    const {callback, names, data, options} = read(args, isString);
    return dispatch('group', {groupId: names[0], traits: data}, options, callback);
  },
  alias(...args) {
    const {callback, names, options, data} = read(args, isString);
    return dispatch('alias', {previousId: names[1] ?? user.id}, Object.keys(options).length > 0 ? options : data, callback);
  },
  addSourceMiddleware(middleware) { middlewares.push(middleware); },
};

// The script arrives: middlewares of the list come before its other calls.
var arrive = () => {
  const waiting = analytics;
  analytics = methods;
  for (const [name, ...args] of waiting) if (name === 'addSourceMiddleware') methods[name](...args);
  for (const [name, ...args] of waiting) if (name !== 'addSourceMiddleware') methods[name]?.(...args);
};
