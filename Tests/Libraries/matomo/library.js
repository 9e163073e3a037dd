'use strict';
// Matomo's tracker 5: matomo-org/matomo, js/piwik.js (2026-11-29). A request is text, which the hook sees last.
var settings = {};
var tracker = {
  setCustomRequestProcessing(hook) { settings.hook = hook; },
  setUserId(id) { settings.user = id; },
  setRequestMethod(method) { settings.method = method; },
  setCustomDimension(number, value) { settings[`dimension${number}`] = value; },
  trackPageView(title) { track({action_name: title ?? document.title}); },
  trackEvent(category, action, name, value) { track({e_c: category, e_a: action, e_n: name, e_v: value}); },
  trackSiteSearch(keyword, category, count) { track({search: keyword, search_cat: category, search_count: count}); },
  trackLink(address, type) { track({[type]: address}); },
};
function track(members) {
  const {hook, user, method, ...dimensions} = settings;
  const all = {...members, idsite: 3, rec: 1, r: 123456, h: 9, m: 30, s: 0, url: location.href, urlref: document.referrer, uid: user, _id: '0123456789abcdef', send_image: 0, ...dimensions};
  const pairs = Object.entries(all).filter(([, value]) => value !== undefined && value !== null);
  let request = pairs.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  if (hook) request = hook(request);
  const address = 'https://acme.matomo.cloud/matomo.php';
  if (method === 'POST') send({url: address, body: request, headers: {'Content-Type': 'application/x-www-form-urlencoded'}});
  else send({method: 'GET', url: `${address}?${request}`});
}
// The list of calls, which the script takes over.
var _paq = [];
var arrive = () => {
  const waiting = _paq;
  _paq = {push: (...calls) => { for (const [name, ...args] of calls) tracker[name](...args); }};
  _paq.push(...waiting);
};
