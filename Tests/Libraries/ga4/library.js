'use strict';
// Google's tag: its documentation of the config, set and event commands (2026-11-29). The parameters of an event come before those of
// config, and those before what set gave for all.
var defaults = {};
var configured = {};
function collect(name, parameters) {
  const {page_location, page_referrer, page_title, ...rest} = {
    page_location: location.href, page_referrer: document.referrer, page_title: document.title, ...defaults, ...configured, ...parameters,
  };
  const query = {v: '2', tid: 'G-TEST', cid: '1.2', en: name, dl: page_location, dr: page_referrer, dt: page_title};
  for (const [key, value] of Object.entries(rest)) query[`${typeof value === 'number' ? 'epn' : 'ep'}.${key}`] = String(value);
  send({method: 'GET', url: `https://region1.google-analytics.com/g/collect?${new URLSearchParams(query)}`});
}
var gtag = (command, target, parameters = {}) => {
  if (command === 'set') Object.assign(defaults, target);
  if (command === 'event') collect(target, parameters);
  if (command !== 'config') return;
  configured = parameters;
  collect('page_view', {});
};
