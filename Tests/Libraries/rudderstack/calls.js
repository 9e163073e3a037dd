'use strict';
var plan = () => kept({formName: 'Q3 layoffs plan', fields: 4, form: {id: 'f-7', title: 'Severance for Jane Doe'}, rows: [{key: 'r-1', name: 'Jane Doe'}]});
var person = () => kept({email: 'jane.doe@acme.example', name: 'Jane Doe', plan: 'standard', company: {id: 'c-3', contact: 'john.roe@acme.example'}});
var nowhere = () => kept({integrations: {All: false}});
var done = () => {};
var loaded = () => { loader(); rudderanalytics.load('KEY', 'https://acme.dataplane.rudderstack.com'); arrive(); };

var calls = {
  'track'() {
    loaded();
    rudderanalytics.track('Form Created', plan());
    rudderanalytics.track('Form Created', plan(), nowhere());
    rudderanalytics.track('Form Created', plan(), {...nowhere(), page: {title: 'Forms'}, context: {page: {referrer: 'https://acme.example/'}}}, done);
    rudderanalytics.track('Form Created', plan(), done);
  },
  'track without properties'() {
    loaded();
    rudderanalytics.track('E');
    rudderanalytics.track('E', done);
    rudderanalytics.track('E', null, nowhere());
    rudderanalytics.track('E', undefined, nowhere(), done);
    rudderanalytics.track('E', {}, null);
    rudderanalytics.track('E', null, null, done);
  },
  'page'() {
    loaded();
    rudderanalytics.page();
    rudderanalytics.page(done);
    rudderanalytics.page('Forms');
    rudderanalytics.page('Forms', done);
    rudderanalytics.page('Admin', 'Forms');
    rudderanalytics.page('Admin', 'Forms', plan());
    rudderanalytics.page('Admin', 'Forms', plan(), nowhere());
    rudderanalytics.page('Admin', 'Forms', null, nowhere(), done);
    rudderanalytics.page('Admin', null, plan(), nowhere());
    rudderanalytics.page(undefined, 'Forms', undefined, nowhere());
    rudderanalytics.page('Forms', plan(), nowhere());
    rudderanalytics.page('Forms', plan(), done);
    rudderanalytics.page(plan(), nowhere(), done);
    rudderanalytics.page(plan());
    rudderanalytics.page(null, null, null, nowhere());
  },
  'page with a page of its own'() {
    loaded();
    rudderanalytics.page('Forms', {url: 'https://forms.app.example/forms?q=divorce+leave', title: 'Forms', search: '', referrer: ''});
    rudderanalytics.page('Forms', {path: '/forms'}, {page: {url: 'https://forms.app.example/forms', title: 'Forms'}});
  },
  'page with a canonical address'() {
    document.links.push({getAttribute: () => 'https://forms.app.example/forms'});
    loaded();
    rudderanalytics.page('Forms');
    rudderanalytics.track('E');
  },
  'identify'() {
    loaded();
    rudderanalytics.identify('u-17', person());
    rudderanalytics.identify('u-17', person(), nowhere());
    rudderanalytics.identify('u-17', null, nowhere(), done);
    rudderanalytics.identify('u-17', done);
    rudderanalytics.identify('u-17');
    rudderanalytics.identify(17, person(), done);
    rudderanalytics.identify(person(), nowhere(), done);
    rudderanalytics.identify(null, nowhere());
    rudderanalytics.track('E', {}, {traits: person(), context: {traits: person()}});
  },
  'group'() {
    loaded();
    rudderanalytics.group('c-3', {ownerEmail: 'jane.doe@acme.example', seats: 4});
    rudderanalytics.group('c-3', {ownerEmail: 'jane.doe@acme.example', seats: 4}, nowhere(), done);
    rudderanalytics.group({ownerEmail: 'jane.doe@acme.example'}, nowhere());
    rudderanalytics.group('c-3', undefined, nowhere());
    rudderanalytics.group(null, nowhere(), done);
    rudderanalytics.group(3, done);
  },
  'alias'() {
    loaded();
    rudderanalytics.alias('u-18');
    rudderanalytics.alias('u-18', 'u-17');
    rudderanalytics.alias('u-18', 'u-17', nowhere());
    rudderanalytics.alias('u-18', 'u-17', null, done);
    rudderanalytics.alias('u-18', nowhere(), done);
    rudderanalytics.alias('u-18', null, nowhere());
    rudderanalytics.alias('u-18', undefined, nowhere());
    rudderanalytics.alias('u-18', done);
  },
  'calls that wait for the SDK'() {
    loader();
    const early = rudderanalytics;
    rudderanalytics.page('Forms', plan());
    rudderanalytics.push(['track', 'Form Created', plan(), nowhere()], ['identify', 'u-17', person()]);
    rudderanalytics.load('KEY', 'https://acme.dataplane.rudderstack.com');
    arrive();
    rudderanalytics.track('Form Saved', plan());
    early.track('Form Closed', plan());
  },
  'the SDK from a package'() {
    arrive();
    rudderanalytics.load('KEY', 'https://acme.dataplane.rudderstack.com');
    rudderanalytics.track('Form Created', plan(), nowhere());
  },
  'what the SDK sends by itself'() {
    loader();
    rudderanalytics.load('KEY', 'https://acme.dataplane.rudderstack.com', {autoTrack: {enabled: true, options: nowhere()}});
    arrive();
    rudderanalytics.leave();
    meetBlocker();
  },
  'an address that was cleaned'() {
    loaded();
    rudderanalytics.page('Forms', {}, {page: {url: '', title: null}, ip: '203.0.113.7'});
    rudderanalytics.track('E', {}, {ip: '203.0.113.7', context: {ip: '203.0.113.7'}});
  },
};
