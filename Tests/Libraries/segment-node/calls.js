'use strict';
var plan = () => kept({formName: 'Q3 layoffs plan', fields: 4, form: {id: 'f-7', title: 'Severance for Jane Doe'}, rows: [{key: 'r-1', owner: 'jane.doe@acme.example'}]});
var person = () => kept({email: 'jane.doe@acme.example', name: 'Jane Doe', plan: 'standard'});
var nowhere = () => kept({All: false, Intercom: true});
var done = () => {};
var request = () => kept({ip: '67.43.156.19', page: {url: 'https://forms.app.example/forms?q=divorce+leave', title: 'Forms'}, traits: person()});

var calls = {
  'track'() {
    analytics.track(kept({userId: 'u-17', event: 'Form Created', properties: plan()}));
    analytics.track(kept({userId: 'u-17', event: 'Form Created', properties: plan(), context: request(), integrations: nowhere()}), done);
    analytics.track({anonymousId: 'a-1', event: 'E', timestamp: new Date(0)});
    analytics.track({userId: 'u-17', event: 'E', properties: null, context: null, integrations: nowhere()});
  },
  'page and screen'() {
    analytics.page(kept({userId: 'u-17', name: 'Forms', properties: {url: 'https://forms.app.example/forms?q=divorce+leave', ...plan()}}), done);
    analytics.screen(kept({userId: 'u-17', name: 'Forms', properties: plan(), integrations: nowhere()}));
    analytics.page({userId: 'u-17'});
  },
  'people and groups'() {
    analytics.identify(kept({userId: 'u-17', traits: person(), context: request()}));
    analytics.identify({userId: 'u-17', integrations: nowhere()}, done);
    analytics.group(kept({userId: 'u-17', groupId: 'c-3', traits: {ownerEmail: 'jane.doe@acme.example', seats: 4}}));
    analytics.alias({userId: 'u-18', previousId: 'u-17', integrations: nowhere()}, done);
  },
};
