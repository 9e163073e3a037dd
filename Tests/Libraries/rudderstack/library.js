'use strict';
// RudderStack's JavaScript SDK 3.31: rudderlabs/rudder-sdk-js, packages/analytics-js (2026-11-29).
var stored = {userId: '', userTraits: {}, groupId: '', groupTraits: {}};
var isPlain = (value) => Object.prototype.toString.call(value) === '[object Object]';
var copied = (value) => value === undefined || typeof value === 'function' ? value : JSON.parse(JSON.stringify(value));

function merged(left, right) {
  if (!isPlain(left) || !isPlain(right)) return copied(right);
  const result = {...left};
  for (const [key, value] of Object.entries(right)) result[key] = key in left ? merged(left[key], value) : copied(value);
  return result;
}

function takenPage() {
  const {href, search, pathname} = location;
  const canonical = document.links[0]?.getAttribute('href');
  const page = canonical && URL.canParse(canonical) ? new URL(canonical) : null;
  return {
    path: page ? page.pathname : pathname,
    referrer: document.referrer || '$direct',
    referring_domain: document.referrer ? new URL(document.referrer).hostname : '',
    search,
    title: document.title,
    url: (page ? (page.search ? canonical : canonical + search) : href).split('#')[0],
    tab_url: href,
  };
}
var initial = {initial_referrer: 'https://demo.atlassian.net/', initial_referring_domain: 'demo.atlassian.net'};

function enrich(event, options, pageProperties) {
  const page = {};
  for (const [key, value] of Object.entries({...takenPage(), ...initial})) page[key] = pageProperties?.[key] || value;
  const sent = {
    channel: 'web', ...event, userId: event.userId || stored.userId, anonymousId: 'a-1', messageId: 'm-1',
    integrations: {All: true},
    context: {traits: copied(stored.userTraits), library: {name: 'RudderLabs JavaScript SDK', version: '3.31.6'}, page},
  };
  if (isPlain(options)) {
    if (typeof options.anonymousId === 'string') sent.anonymousId = options.anonymousId;
    if (isPlain(options.integrations) && Object.keys(options.integrations).length > 0) sent.integrations = options.integrations;
    for (const [key, value] of Object.entries(options)) {
      if (['integrations', 'anonymousId', 'originalTimestamp', 'library', 'userAgent', 'screen'].includes(key)) continue;
      if (key !== 'context') sent.context = merged(sent.context, {[key]: value});
      else if (isPlain(value)) sent.context = merged(sent.context, value);
    }
  }
  return sent;
}

function post(event) {
  send({url: 'https://acme.dataplane.rudderstack.com/v1/' + event.type, headers: {AnonymousId: 'YS0x'}, body: JSON.stringify(event)});
}

// What the methods make of their arguments: a function is the callback wherever it stands, and nothing behind it counts.
function read(args, names) {
  const values = args.map(copied);
  const at = values.findIndex((value) => typeof value === 'function');
  const given = at < 0 ? values : values.slice(0, at);
  return {callback: at < 0 ? undefined : values[at], ...Object.fromEntries(names.map((name, index) => [name, given[index]]))};
}

var core = {
  page(...args) {
    let {category, name, properties, options, callback} = read(args, ['category', 'name', 'properties', 'options']);
    if (isPlain(category)) [category, name, properties, options] = [undefined, undefined, category, name];
    else if (isPlain(name)) [name, properties, options] = [undefined, name, properties];
    if (typeof category === 'string' && typeof name !== 'string') [category, name] = [undefined, category];
    properties = {...(isPlain(properties) ? properties : {}), ...(name && {name}), ...(category && {category})};
    for (const [key, value] of Object.entries({...takenPage(), ...initial})) {
      if (properties[key] === undefined) properties[key] = options?.page?.[key] || value;
    }
    post(enrich({type: 'page', name, category, properties}, options, properties));
    callback?.();
  },
  track(...args) {
    const {name, properties, options, callback} = read(args, ['name', 'properties', 'options']);
    post(enrich({type: 'track', event: name, properties: properties ?? {}}, options));
    callback?.();
  },
  identify(...args) {
    let {userId, traits, options, callback} = read(args, ['userId', 'traits', 'options']);
    if (isPlain(userId) || userId === null) [userId, traits, options] = [null, userId, traits];
    if (userId !== null) stored.userId = String(userId);
    if (isPlain(traits)) stored.userTraits = merged(stored.userTraits, traits);
    post(enrich({type: 'identify'}, options));
    callback?.();
  },
  alias(...args) {
    let {to, from, options, callback} = read(args, ['to', 'from', 'options']);
    if (isPlain(from) || from === null) [from, options] = [undefined, from];
    post({...enrich({type: 'alias', previousId: from ?? (stored.userId || 'a-1')}, options), userId: String(to)});
    callback?.();
  },
  group(...args) {
    let {groupId, traits, options, callback} = read(args, ['groupId', 'traits', 'options']);
    if (isPlain(groupId) || groupId === null) [groupId, traits, options] = [null, groupId, traits];
    if (groupId !== null) stored.groupId = String(groupId);
    if (isPlain(traits)) stored.groupTraits = merged(stored.groupTraits, traits);
    post(enrich({type: 'group', groupId: stored.groupId, traits: copied(stored.groupTraits)}, options));
    callback?.();
  },
};

class RudderAnalytics {
  constructor() {
    for (const name of Object.keys(core)) this[name] = (...args) => core[name](...args);
    const waiting = Array.isArray(window.rudderanalytics) ? [...window.rudderanalytics] : [];
    this.load = (key, plane, options) => {
      for (const [name, ...args] of waiting.splice(0)) core[name]?.(...args);
      this.leave = () => options?.autoTrack?.enabled && this.track('Page Unloaded', {timeOnPage: 5}, {...options.autoTrack.options});
    };
    const load = waiting.findIndex(([name]) => name === 'load');
    if (load >= 0) this.load(...waiting.splice(load, 1)[0].slice(1));
    window.rudderanalytics = this;
  }
}

// The loading snippet: a list with methods that put their calls into it.
var loader = () => {
  window.rudderanalytics = [];
  for (const name of ['load', ...Object.keys(core)]) {
    window.rudderanalytics[name] = (...args) => {
      if (Array.isArray(window.rudderanalytics)) window.rudderanalytics.push([name, ...args]);
      else window.rudderanalytics[name](...args);
    };
  }
};
// The script of the SDK arrives.
var arrive = () => new RudderAnalytics();
// The SDK meets an ad blocker, and says so with a page call of its own.
var meetBlocker = () => core.page('RudderJS-Initiated', 'ad-block page request', {path: '/ad-blocked'}, undefined);
