'use strict';
// This page shows nothing of the customer's, and its URL and referrer hold no token: here the messenger may run.
Intercom('boot', {app_id: 'frms0001'});
