'use strict';
// The app without the messenger, which records the URL and the title of the page by itself. Only the help page boots it.
(async () => {
  const {account, site, form} = await (await fetch('/api/forms/current')).json();
  document.querySelector('h1').textContent = form.title;
  document.title = `${form.title} – Forms for Jira`;

  analytics.load('example-write-key');
  analytics.identify(account.id, {email: account.email, name: account.name, plan: site.plan});
  analytics.group(site.id, {plan: site.plan});
  analytics.page('Form');

  document.querySelector('#create').addEventListener('click', async () => {
    await fetch('/api/forms', {method: 'POST'});
    analytics.track('Form Created', {formId: form.id, formName: form.title, questions: form.questions});
  });
})();
