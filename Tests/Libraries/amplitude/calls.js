'use strict';
var plan = () => kept({formName: 'Q3 layoffs plan', fields: 4, form: {id: 'f-7', title: 'Severance for Jane Doe'}, rows: [{key: 'r-1', name: 'Jane Doe'}]});
var person = () => kept({id: 'c-3', contact: 'john.roe@acme.example'});

var calls = {
  'events'() {
    amplitude.init('KEY');
    amplitude.track('Form Created', plan());
    amplitude.track('Form Created', plan(), {plan: {branch: 'main'}, user_id: 'u-18'});
    amplitude.track({event_type: 'Form Created', event_properties: plan()});
    amplitude.track('E');
    amplitude.track('E', null);
    amplitude.track('E', undefined, undefined);
  },
  'people'() {
    amplitude.init('KEY');
    amplitude.identify(new amplitude.Identify()
      .set('email', 'jane.doe@acme.example').set('plan', 'standard').set('company', person()).set('referrer', document.referrer)
      .setOnce('initial_referring_domain', 'demo.atlassian.net').append('watchers', 'jane.doe@acme.example').add('forms', 1));
    amplitude.identify(new amplitude.Identify());
  },
  'groups'() {
    amplitude.init('KEY');
    amplitude.groupIdentify('company', 'c-3', new amplitude.Identify().set('ownerEmail', 'jane.doe@acme.example').set('seats', 4));
  },
  'events before init'() {
    amplitude.track('Form Created', plan());
    amplitude.init('KEY');
  },
};
