'use strict';
var plan = () => kept({formName: 'Q3 layoffs plan', fields: 4, url: 'https://forms.app.example/?q=severance+package', form: {id: 'f-7', title: 'Severance for Jane Doe'}, rows: [{key: 'r-1', name: 'Jane Doe'}]});
var person = () => kept({email: 'jane.doe@acme.example', name: 'Jane Doe', plan: 'standard', company: {id: 'c-3', contact: 'john.roe@acme.example'}});
var nowhere = () => kept({integrations: {All: false, Intercom: true}});
var done = () => {};

var calls = {
  'track'() {
    arrive();
    analytics.track('Form Created', plan());
    analytics.track('Form Created', plan(), nowhere(), done);
    analytics.track('Form Created', plan(), {...nowhere(), context: {page: {title: 'Forms'}, traits: person()}});
    analytics.track('Form Created', plan(), done);
    analytics.track('E');
    analytics.track('E', done);
    analytics.track('E', null, nowhere());
    analytics.track('E', undefined, nowhere(), done);
  },
  'page'() {
    arrive();
    analytics.page();
    analytics.page(done);
    analytics.page('Forms');
    analytics.page('Admin', 'Forms', plan(), nowhere(), done);
    analytics.page('Forms', {assignee: 'Jane Doe', title: 'Forms', search: ''}, nowhere());
    analytics.page(null, 'Forms', {path: '/forms'}, nowhere());
    analytics.page(plan(), nowhere());
  },
  'identify'() {
    arrive();
    analytics.identify('u-17', person());
    analytics.identify('u-17', person(), nowhere(), done);
    analytics.identify(person(), nowhere());
    analytics.identify('u-17', null, nowhere());
    analytics.identify(17, done);
    analytics.identify('u-17', {}, {context: {traits: person(), ip: '67.43.156.19'}});
  },
  'group and alias'() {
    arrive();
    analytics.group('c-3', kept({ownerEmail: 'jane.doe@acme.example', seats: 4}), nowhere());
    analytics.group('c-3');
    analytics.alias('u-18', 'u-17', nowhere(), done);
    analytics.alias('u-18');
  },
  'calls that wait for the script'() {
    analytics.page();
    analytics.track('Form Created', plan(), nowhere());
    analytics.push(['identify', 'u-17', person()]);
    arrive();
    analytics.track('Form Saved', plan());
  },
};
