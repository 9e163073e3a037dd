'use strict';
var calls = {
  'pages'() {
    _paq.push(['trackPageView']);
    arrive();
    _paq.push(['trackPageView', 'Forms of jane.doe@acme.example']);
    _paq.push(['trackLink', 'https://vendor.example/?to=jane.doe@acme.example', 'link'], ['trackLink', 'https://forms.app.example/a.pdf?q=divorce+leave', 'download']);
  },
  'events'() {
    arrive();
    _paq.push(['setUserId', 'u-17']);
    _paq.push(['trackEvent', 'form', 'created', 'jane.doe@acme.example', 4]);
    _paq.push(['trackEvent', 'form', 'created']);
    _paq.push(['trackSiteSearch', 'john.roe@acme.example', 'people', 0]);
    _paq.push(['setCustomDimension', 1, 'jane.doe@acme.example'], ['trackPageView', 'Forms']);
  },
  'requests with a body'() {
    arrive();
    _paq.push(['setRequestMethod', 'POST'], ['trackPageView'], ['trackEvent', 'form', 'created', 'jane.doe@acme.example']);
  },
};
