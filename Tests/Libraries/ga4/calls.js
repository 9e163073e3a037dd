'use strict';
var calls = {
  'page views'() {},
  'events'() {
    gtag('event', 'form_created', {fields: 4});
    gtag('event', 'form_created', undefined);
    gtag('set', {plan: 'standard'});
    gtag('event', 'form_saved');
  },
};
