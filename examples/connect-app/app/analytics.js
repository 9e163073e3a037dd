'use strict';
// A small library with the calls of Segment's analytics.js. It sends the same events, with the same context of the page.
window.analytics = (() => {
  const middlewares = [];
  const user = {id: null, anonymousId: crypto.randomUUID(), traits: {}};
  const letters = {identify: 'i', group: 'g', page: 'p', track: 't'};
  let writeKey;

  // Every call records where it was made.
  const page = () => ({
    path: location.pathname,
    referrer: document.referrer,
    search: location.search,
    title: document.title,
    url: location.href.split('#')[0],
  });

  async function send(type, members) {
    let event = {
      timestamp: new Date().toISOString(),
      type,
      ...members,
      userId: user.id,
      anonymousId: user.anonymousId,
      messageId: `ajs-next-${crypto.randomUUID()}`,
      integrations: {},
      context: {
        page: page(),
        userAgent: navigator.userAgent,
        locale: navigator.language,
        library: {name: 'analytics.js', version: 'example'},
      },
    };
    for (const middleware of middlewares) {
      let passed = null;
      await middleware({payload: {obj: event}, integrations: {}, next: (payload) => { passed = payload; }});
      if (!passed) return;
      event = passed.obj;
    }
    const body = JSON.stringify({...event, writeKey, sentAt: new Date().toISOString()});
    const url = `https://api.segment.io/v1/${letters[type]}`;
    await fetch(url, {method: 'POST', headers: {'Content-Type': 'text/plain'}, body, keepalive: true});
  }

  return {
    load(key) { writeKey = key; },
    addSourceMiddleware(middleware) { middlewares.push(middleware); },
    identify(id, traits = {}) {
      user.id = id;
      user.traits = {...user.traits, ...traits};
      return send('identify', {traits: user.traits});
    },
    group: (groupId, traits = {}) => send('group', {groupId, traits}),
    page: (name, properties = {}) => send('page', {name, properties: {...page(), ...properties, name}}),
    track: (event, properties = {}) => send('track', {event, properties}),
  };
})();
