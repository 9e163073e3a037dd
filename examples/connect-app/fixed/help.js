'use strict';
// This page shows no content of the customer, and its URL and referrer hold no token: the messenger may run here.
Intercom('boot', {app_id: 'frms0001'});
