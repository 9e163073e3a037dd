'use strict';
var plan = () => kept({formName: 'Q3 layoffs plan', fields: 4, form: {id: 'f-7', title: 'Severance for Jane Doe'}, rows: [{key: 'r-1', name: 'Jane Doe'}]});
var person = () => kept({email: 'jane.doe@acme.example', plan: 'standard', company: {id: 'c-3', contact: 'john.roe@acme.example'}});

var calls = {
  'events'() {
    posthog.capture('Form Created', plan());
    posthog.capture('Form Created', plan(), {$set: person(), $set_once: {invitedBy: 'john.roe@acme.example'}});
    posthog.capture('E');
    posthog.capture('E', null);
    posthog.capture('$pageview', undefined, {});
  },
  'super properties'() {
    posthog.register(kept({ownerEmail: 'jane.doe@acme.example'}));
    posthog.capture('E');
  },
  'people'() {
    posthog.identify('u-17', person(), kept({invitedBy: 'john.roe@acme.example'}));
    posthog.identify('u-17', person());
    posthog.identify('u-17');
    posthog.setPersonProperties(null, person());
    posthog.alias('u-18');
  },
  'groups'() {
    posthog.group('company', 'c-3', kept({ownerEmail: 'jane.doe@acme.example', seats: 4, contact: {id: 'p-1', name: 'Jane Doe'}}));
    posthog.group('company', 'c-3');
  },
};
