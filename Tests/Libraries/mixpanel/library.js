'use strict';
// Mixpanel's JavaScript SDK 2.82: mixpanel/mixpanel-js, src (2026-11-29).
var copied = (value) => JSON.parse(JSON.stringify(value));

class Mixpanel {
  init(token, config = {}) {
    this.config = {property_blacklist: [], hooks: {}, ip: true, batch_requests: true, ...config};
    this.super = {};
    this.waiting = [];
    this.distinct = '$device:d-1';
  }
  hooked(type, item) {
    const hook = this.config.hooks['before_send_' + type];
    return hook ? hook(item) : item;
  }
  // Requests are batched, and then hooks see every item; those that go at once may pass them by.
  post(type, route, item, {send_immediately = false, skip_hooks = false} = {}) {
    const isBatched = this.config.batch_requests && !send_immediately;
    const kept = isBatched || !skip_hooks ? this.hooked(type, copied(item)) : copied(item);
    if (!kept) return;
    send({url: `https://api-eu.mixpanel.com/${route}/?verbose=1&ip=${this.config.ip ? 1 : 0}`, body: JSON.stringify([kept])});
  }
  register(properties) { Object.assign(this.super, properties); }
  track(event, properties, options, callback) {
    if (typeof options === 'function') [callback, options] = [options, undefined];
    const sent = {
      token: 'test', $device_id: 'd-1', mp_lib: 'web', $insert_id: 'i-1', time: 1763631002, distinct_id: this.distinct,
      $current_url: location.href, $referrer: document.referrer, $initial_referring_domain: 'demo.atlassian.net',
      ...this.super, ...properties,
    };
    for (const name of this.config.property_blacklist) delete sent[name];
    this.post('events', 'track', {event, properties: sent}, options ?? {});
    callback?.(1);
  }
  track_pageview(properties, options) {
    this.track('$mp_web_page_view', {current_page_title: document.title, current_url_search: location.search, ...properties}, options);
  }
  identify(id) {
    const previous = this.distinct;
    this.distinct = id;
    for (const update of this.waiting.splice(0)) this.post('people', 'engage', {...update, $distinct_id: id});
    this.isIdentified = true;
    this.track('$identify', {distinct_id: id, $anon_distinct_id: previous}, {skip_hooks: true});
  }
  alias(alias) {
    this.track('$create_alias', {alias, distinct_id: this.distinct}, {skip_hooks: true});
    this.identify(alias);
  }
  get people() {
    const update = (action) => (name, value) => {
      const bag = typeof name === 'object' ? name : {[name]: value};
      const item = {[action]: bag, $token: 'test', $device_id: 'd-1'};
      if (this.isIdentified) this.post('people', 'engage', {...item, $distinct_id: this.distinct});
      else this.waiting.push(item);
    };
    return {set: update('$set'), set_once: update('$set_once'), append: update('$append'), union: update('$union'), increment: update('$add')};
  }
  get_group(key, id) {
    const update = (action) => (name, value) => this.post(
      'groups', 'groups', {[action]: typeof name === 'object' ? name : {[name]: value}, $group_key: key, $group_id: id, $token: 'test'});
    return {set: update('$set'), set_once: update('$set_once'), union: update('$union')};
  }
}
var mixpanel = new Mixpanel();
