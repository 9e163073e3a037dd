'use strict';
// What `telltale fix` printed for the capture of the leaking app. It runs after analytics.js loads and before the first call.
analytics.addSourceMiddleware(({payload, next}) => {
  const event = payload.obj;
  const context = (event.context ??= {});
  const pages = [context.page ?? {}, event.type === 'page' ? event.properties ?? {} : {}]; // page calls have a copy
  for (const page of pages) if (page.url) page.url = page.url.split(/[?#]/)[0];
  for (const page of pages) delete page.search;
  for (const page of pages) delete page.referrer;
  for (const page of pages) delete page.title;
  context.ip = '0.0.0.0'; // without it, Segment records the IP address of the connection
  for (const name of ['formName']) delete event.properties?.[name];
  for (const traits of [event.traits, context.traits]) for (const name of ['email', 'name']) delete traits?.[name];
  next(payload);
});
