'use strict';
// Sentry's JavaScript SDK 10.63 and the defaults of 11: getsentry/sentry-javascript, packages/{core,browser}/src (2026-11-29).
var copied = (value) => JSON.parse(JSON.stringify(value));
var version = 10;

function envelope(type, item) {
  const {infer_ip} = Sentry;
  const header = {event_id: item.event_id, sent_at: '2026-11-20T09:30:00.000Z', sdk: {name: 'sentry.javascript.browser', version: `${version}.0.0`}};
  const settings = {settings: {infer_ip}};
  const body = type === 'session' ? item : {...item, sdk: {...header.sdk, ...settings}};
  send({
    url: 'https://o1234.ingest.us.sentry.io/api/1234567/envelope/?sentry_version=7&sentry_key=0123456789abcdef0123456789abcdef',
    body: [header, {type}, body].map((line) => JSON.stringify(line)).join('\n') + '\n',
  });
}

var Sentry = {
  init(options) {
    this.options = options;
    const {dataCollection, sendDefaultPii} = options;
    // Up to 10.56 there is no dataCollection, from 11 on there is no sendDefaultPii; in between the former decides where it is given.
    const isKnown = version >= 10.57;
    const isAsked = isKnown && dataCollection ? dataCollection.userInfo ?? true : version >= 11 ? true : sendDefaultPii ?? false;
    this.infer_ip = isAsked ? 'auto' : 'never';
    this.isAsked = isAsked;
    this.user = {};
    this.breadcrumbs = [
      {category: 'navigation', data: {from: '/forms?q=divorce+leave', to: '/forms?jwt=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1LTE3In0.c2ln'}},
      {category: 'fetch', data: {url: 'https://forms.app.example/api?q=divorce+leave', method: 'GET'}},
      {category: 'console', message: 'saved'},
    ];
    this.scope = {extra: {}, tags: {}, contexts: {}};
  },
  setUser(user) { this.user = user ?? {}; },
  setExtra(name, value) { this.scope.extra[name] = value; },
  setTag(name, value) { this.scope.tags[name] = value; },
  setContext(name, value) { this.scope.contexts[name] = value; },
  prepared(event) {
    const user = {...this.user, ...(this.isAsked && this.user.ip_address === undefined ? {ip_address: '{{auto}}'} : {})};
    return copied({
      event_id: '4f0c1d2e4f0c1d2e4f0c1d2e4f0c1d2e', platform: 'javascript', timestamp: 1763631002,
      request: {url: location.href, headers: {Referer: document.referrer, 'User-Agent': 'Mozilla/5.0 (X11)'}},
      user, breadcrumbs: this.breadcrumbs, ...this.scope, contexts: {trace: {trace_id: '0123'}, ...this.scope.contexts}, ...event,
    });
  },
  captureEvent(event) {
    const prepared = this.prepared(event);
    const sent = this.options.beforeSend ? this.options.beforeSend(prepared, {}) : prepared;
    if (sent) envelope('event', sent);
  },
  captureMessage(message) { this.captureEvent({message}); },
  captureException(error) { this.captureEvent({exception: {values: [{type: error.name, value: error.message}]}}); },
  finishTransaction(transaction, spans) {
    const prepared = this.prepared({
      type: 'transaction', transaction, spans, contexts: {trace: {trace_id: '0123', data: {url: location.href}}},
    });
    const sent = this.options.beforeSendTransaction ? this.options.beforeSendTransaction(prepared, {}) : prepared;
    if (sent) envelope('transaction', sent);
  },
  // Sessions, replays and feedback pass the hooks for errors and transactions by.
  startSession() {
    const ip = this.user.ip_address ?? (this.isAsked ? '{{auto}}' : undefined);
    envelope('session', {sid: 's-1', init: true, did: this.user.id, status: 'ok', attrs: {ip_address: ip, user_agent: 'Mozilla/5.0 (X11)'}});
  },
  replay() { envelope('replay_event', {...this.prepared({type: 'replay_event'}), breadcrumbs: undefined, urls: [location.href]}); },
  feedback(message) { envelope('feedback', this.prepared({type: 'feedback', contexts: {feedback: {message, name: 'Jane Doe'}}})); },
};
