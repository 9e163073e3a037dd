'use strict';
var plan = () => kept({formName: 'Q3 layoffs plan', fields: 4, form: {id: 'f-7', title: 'Severance for Jane Doe'}, rows: [{key: 'r-1', name: 'Jane Doe'}]});
var person = () => kept({email: 'jane.doe@acme.example', plan: 'standard', company: {id: 'c-3', contact: 'john.roe@acme.example'}});

var calls = {
  'events'() {
    mixpanel.track('Form Created', plan());
    mixpanel.track('Form Created', plan(), {send_immediately: true}, () => {});
    mixpanel.track('Form Created', plan(), () => {});
    mixpanel.track('E');
    mixpanel.track('E', null, null);
    mixpanel.track_pageview();
    mixpanel.track_pageview({page: 'Forms'});
  },
  'super properties'() {
    mixpanel.register(kept({ownerEmail: 'jane.doe@acme.example', plan: 'standard'}));
    mixpanel.track('E');
    mixpanel.identify('u-17');
    mixpanel.alias('u-18');
  },
  'people'() {
    mixpanel.people.set(person());
    mixpanel.people.set('email', 'jane.doe@acme.example');
    mixpanel.identify('u-17');
    mixpanel.people.set_once(person());
    mixpanel.people.append('assignees', 'jane.doe@acme.example');
    mixpanel.people.union({watchers: ['jane.doe@acme.example']});
    mixpanel.people.increment('forms', 1);
  },
  'groups'() {
    mixpanel.get_group('company', 'c-3').set(kept({ownerEmail: 'jane.doe@acme.example', seats: 4}));
    mixpanel.get_group('company', 'c-3').set_once('contact', 'john.roe@acme.example');
    mixpanel.get_group('company', 'c-3').union('admins', kept(['jane.doe@acme.example']));
  },
};
