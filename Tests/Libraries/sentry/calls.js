'use strict';
var person = () => kept({id: 'u-17', email: 'jane.doe@acme.example', plan: 'standard', company: {id: 'c-3', contact: 'john.roe@acme.example'}});
// The app starts the SDK again as another version of it.
var as = (number) => { version = number; Sentry.init(Sentry.options); };

function scope() {
  Sentry.setUser(person());
  Sentry.setExtra('formName', 'Q3 layoffs plan');
  Sentry.setExtra('form', {id: 'f-7', title: 'Severance for Jane Doe'});
  Sentry.setTag('plan', 'standard');
  Sentry.setTag('assignee', 'jane.doe@acme.example');
  Sentry.setContext('ticket', {number: 42, reporter: 'jane.doe@acme.example'});
}

var calls = {
  'errors'() {
    scope();
    Sentry.captureMessage('failed');
    Sentry.captureException(new TypeError('fixed text'));
    Sentry.captureEvent({message: 'failed', request: {url: location.href, query_string: 'q=divorce+leave'}});
    Sentry.captureEvent({message: 'failed', request: undefined, breadcrumbs: undefined, user: undefined, extra: undefined, contexts: undefined});
  },
  'transactions'() {
    scope();
    Sentry.finishTransaction('/forms/:id', [{op: 'http.client', data: {url: 'https://forms.app.example/api?q=divorce+leave'}}, {op: 'ui'}]);
    Sentry.finishTransaction('/forms/:id', undefined);
  },
  'what passes the hooks by'() {
    scope();
    Sentry.startSession();
    Sentry.replay();
    Sentry.feedback('It hangs');
  },
  'version 10.56'() {
    as(10.56);
    scope();
    Sentry.captureMessage('failed');
    Sentry.startSession();
  },
  'version 11'() {
    as(11);
    scope();
    Sentry.captureMessage('failed');
    Sentry.startSession();
  },
  'an address that the app gave'() {
    Sentry.setUser({id: 'u-17', ip_address: '67.43.156.19'});
    Sentry.captureMessage('failed');
    Sentry.startSession();
  },
};
