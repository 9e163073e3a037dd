'use strict';
// Statsig's JavaScript SDK 3.31: statsig-io/js-client-monorepo, packages/{client-core,js-client,web-analytics}/src (2026-11-29).
var copied = (value) => JSON.parse(JSON.stringify(value));
var metadata = {sdkType: 'javascript-client', sdkVersion: '3.31.0', stableID: 'd-1', sessionID: 's-1'};

class StatsigClient {
  constructor(key, user, options) {
    this.options = options ?? {};
    this.user = user;
    clients.push(this);
  }
  async initializeAsync() {
    send({url: 'https://featureassets.org/v1/initialize?k=client-test', body: JSON.stringify({user: this.user, hash: 'djb2', statsigMetadata: metadata})});
  }
  updateUserSync(user) { this.user = user; return {success: true}; }
  async updateUserAsync(user) { this.user = user; await this.initializeAsync(); }
  logEvent(event, value, given) {
    const logged = copied(typeof event === 'string' ? {eventName: event, value: value ?? null, metadata: given ?? null} : event);
    const user = this.user ? {...this.user} : null;
    if (user) delete user.privateAttributes;
    const page = this.options.includeCurrentPageUrlWithEvents === false ? {} : {statsigMetadata: {currentPage: location.href}};
    const events = [{...logged, user, time: 1763631000000, ...page}];
    send({url: 'https://events.statsigapi.net/v1/rgstr?k=client-test', body: JSON.stringify({events, statsigMetadata: metadata})});
  }
}
var clients = [];
// What the plug-in for web analytics logs when a page is viewed.
var view = () => clients[0].logEvent({
  eventName: 'auto_capture::page_view', value: 'https://forms.app.example/forms', metadata: {sessionID: 's-1', page_url: location.href, title: document.title},
});
var USER = kept({userID: 'u-17', email: 'jane.doe@acme.example', custom: {plan: 'standard', contact: 'john.roe@acme.example'}, privateAttributes: {phone: '+49 30 901820'}});
