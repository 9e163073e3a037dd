'use strict';
var plan = () => kept({formName: 'Q3 layoffs plan', owner: 'jane.doe@acme.example', fields: '4'});

var calls = {
  'events'() {
    client.logEvent('form_created', 4, plan());
    client.logEvent('form_created', null, null);
    client.logEvent('form_created');
    client.logEvent(kept({eventName: 'form_created', value: 'x', metadata: plan()}));
    client.logEvent(kept({eventName: 'form_created'}));
  },
  async 'users'() {
    await client.initializeAsync();
    client.logEvent('form_created');
    client.updateUserSync(kept({userID: 'u-18', email: 'john.roe@acme.example', customIDs: {companyID: 'c-3'}}));
    client.logEvent('form_created');
    await client.updateUserAsync(kept({userID: 'u-19', ip: '67.43.156.19'}), {timeoutMs: 100});
    client.updateUserSync(null);
    client.logEvent('form_created');
  },
  'automatic events'() { view(); },
};
