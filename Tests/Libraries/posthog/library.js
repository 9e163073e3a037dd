'use strict';
// PostHog's JavaScript SDK: PostHog/posthog-js, packages/browser/src/posthog-core.ts (2026-11-29).
var copied = (value) => JSON.parse(JSON.stringify(value));

var posthog = {
  config: {},
  super: {},
  distinct: 'd-1',
  init(key, config = {}) { this.config = config; },
  register(properties) { Object.assign(this.super, properties); },
  capture(event, properties, options = {}) {
    const {pathname, href} = location;
    let data = copied({
      uuid: 'u-1', event,
      properties: {
        token: 'phc_test', distinct_id: this.distinct, $device_id: 'd-1', $lib: 'web', $current_url: href, $pathname: pathname,
        $referrer: document.referrer, $referring_domain: 'demo.atlassian.net', $session_entry_url: 'https://forms.app.example/?q=divorce+leave',
        $initial_person_info: {r: '$direct'}, title: document.title, ...this.super, ...properties,
      },
      ...(options.$set && {$set: options.$set}),
      $set_once: {$initial_current_url: href, $initial_referrer: document.referrer, ...options.$set_once},
    });
    // A list of hooks is one after the other.
    for (const hook of [this.config.before_send].flat().filter(Boolean)) {
      data = hook(data);
      if (!data) return;
    }
    send({url: 'https://eu.i.posthog.com/e/?ip=0', body: JSON.stringify(data)});
  },
  identify(id, set, setOnce) {
    const previous = this.distinct;
    this.distinct = id;
    if (id !== previous) this.capture('$identify', {$anon_distinct_id: previous}, {$set: set ?? {}, $set_once: setOnce ?? {}});
    else if (set || setOnce) this.setPersonProperties(set, setOnce);
  },
  setPersonProperties(set, setOnce) { this.capture('$set', {$set: set ?? {}, $set_once: setOnce ?? {}}); },
  alias(alias) { this.capture('$create_alias', {alias, distinct_id: this.distinct}); },
  group(type, key, set) { if (set) this.capture('$groupidentify', {$group_type: type, $group_key: key, $group_set: set}); },
};
