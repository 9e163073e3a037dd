'use strict';
var created = 'iglu:example.acme/form_created/jsonschema/1-0-0';
var plan = () => kept({formName: 'Q3 layoffs plan', fields: 4, form: {id: 'f-7', owner: 'jane.doe@acme.example'}, rows: [{key: 'r-1', who: 'john.roe@acme.example'}]});

var calls = {
  'page views'() {
    trackPageView();
    trackPageView({title: 'Salary review: Jane Doe'});
    trackPageView({context: [{schema: created, data: {plan: 'standard'}}]});
  },
  'structured events'() {
    trackStructEvent({category: 'jane.doe@acme.example', action: 'created', label: 'john.roe@acme.example', property: 'richard.roe@acme.example', value: 4});
    trackStructEvent({category: 'form', action: 'created'});
  },
  'events of a schema'() {
    trackSelfDescribingEvent({event: {schema: created, data: plan()}});
    trackSelfDescribingEvent({event: {schema: created, data: plan()}, context: [{schema: created, data: {plan: 'standard', contact: 'john.roe@acme.example'}}]});
    trackSelfDescribingEvent({event: {schema: created, data: {}}});
  },
  'events of a schema without base64'() {
    trackers.forEach((tracker) => { tracker.encodeBase64 = false; });
    trackSelfDescribingEvent({event: {schema: created, data: plan()}});
  },
};
