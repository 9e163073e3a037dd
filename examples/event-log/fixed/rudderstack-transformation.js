// A RudderStack transformation. It removes what `telltale fix` names, and keeps a copy of each event as the destination will get it.

export async function transformEvent(event, metadata) {
  const context = event.context ?? {};
  for (const name of ['formTitle']) delete event.properties?.[name];
  for (const traits of [event.traits, context.traits]) for (const name of ['email', 'name']) delete traits?.[name];
  // The snippet leaves IP addresses to the SDK and to a proxy. For what is behind RudderStack this will do.
  delete context.ip;
  delete event.request_ip;
  const request = {
    method: 'POST',
    headers: {'Content-Type': 'application/json', Authorization: `Bearer ${getCredential('logToken')}`},
    body: JSON.stringify(event),
    timeout: 500,
  };
  try {
    await fetchV2(getCredential('logUrl'), request);
  } catch (error) {
    log(`A copy was not kept: ${error.message}`); // the event goes on without it
  }
  return event;
}
