// A Segment source insert function. It keeps a copy of each event as the destinations behind Segment will get it.
// Settings: logUrl says where copies are kept, logToken is the secret for it.

async function keep(event, settings) {
  const request = {
    method: 'POST',
    headers: {'Content-Type': 'application/json', Authorization: `Bearer ${settings.logToken}`},
    body: JSON.stringify(event),
  };
  try {
    await fetch(settings.logUrl, request);
  } catch (error) {
    console.log(`A copy was not kept: ${error.message}`); // the event goes on without it
  }
  return event;
}

async function onTrack(event, settings) { return keep(event, settings); }
async function onPage(event, settings) { return keep(event, settings); }
async function onScreen(event, settings) { return keep(event, settings); }
async function onIdentify(event, settings) { return keep(event, settings); }
async function onGroup(event, settings) { return keep(event, settings); }
async function onAlias(event, settings) { return keep(event, settings); }
