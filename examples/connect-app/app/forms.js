'use strict';
// The app: shows a customer's form, and sends events about it to vendors.
(async () => {
  const {account, site, form} = await (await fetch('/api/forms/current')).json();
  document.querySelector('h1').textContent = form.title;
  document.title = `${form.title} – Forms for Jira`;

  analytics.load('example-write-key');
  analytics.identify(account.id, {email: account.email, name: account.name, plan: site.plan});
  analytics.group(site.id, {plan: site.plan});
  analytics.page('Form');
  Intercom('boot', {app_id: 'frms0001', user_id: account.id, email: account.email, name: account.name});

  document.querySelector('#create').addEventListener('click', async () => {
    await fetch('/api/forms', {method: 'POST'});
    analytics.track('Form Created', {formId: form.id, formName: form.title, questions: form.questions});
  });
})();
