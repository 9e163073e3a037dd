# Segment's library for Python: segmentio/analytics-python, segment/analytics (2026-11-29).
import datetime
import json
import sys
import types


class Client:
    def _enqueue(self, message):
        message['context'] = {**message['context'], 'library': {'name': 'analytics-python', 'version': '2.3.4'}}
        message['timestamp'] = (message['timestamp'] or datetime.datetime.fromtimestamp(0)).isoformat()
        message['messageId'] = 'm-1'
        body = json.dumps({'batch': [message], 'sentAt': '2026-11-20T09:30:00.000Z'})
        send({'method': 'POST', 'url': 'https://api.segment.io/v1/batch', 'body': body})
        return True, message

    def track(self, user_id=None, event=None, properties=None, context=None, timestamp=None, anonymous_id=None, integrations=None,
              message_id=None):
        return self._enqueue({'type': 'track', 'userId': user_id, 'anonymousId': anonymous_id, 'event': event, 'timestamp': timestamp,
                              'properties': properties or {}, 'context': context or {}, 'integrations': integrations or {}})

    def page(self, user_id=None, category=None, name=None, properties=None, context=None, timestamp=None, anonymous_id=None,
             integrations=None, message_id=None):
        return self._enqueue({'type': 'page', 'userId': user_id, 'anonymousId': anonymous_id, 'category': category, 'name': name,
                              'timestamp': timestamp, 'properties': properties or {}, 'context': context or {},
                              'integrations': integrations or {}})

    def screen(self, user_id=None, category=None, name=None, properties=None, context=None, timestamp=None, anonymous_id=None,
               integrations=None, message_id=None):
        return self._enqueue({'type': 'screen', 'userId': user_id, 'anonymousId': anonymous_id, 'category': category, 'name': name,
                              'timestamp': timestamp, 'properties': properties or {}, 'context': context or {},
                              'integrations': integrations or {}})

    def identify(self, user_id=None, traits=None, context=None, timestamp=None, anonymous_id=None, integrations=None, message_id=None):
        return self._enqueue({'type': 'identify', 'userId': user_id, 'anonymousId': anonymous_id, 'timestamp': timestamp,
                              'traits': traits or {}, 'context': context or {}, 'integrations': integrations or {}})

    def group(self, user_id=None, group_id=None, traits=None, context=None, timestamp=None, anonymous_id=None, integrations=None,
              message_id=None):
        return self._enqueue({'type': 'group', 'userId': user_id, 'anonymousId': anonymous_id, 'groupId': group_id, 'timestamp': timestamp,
                              'traits': traits or {}, 'context': context or {}, 'integrations': integrations or {}})

    def alias(self, previous_id=None, user_id=None, context=None, timestamp=None, integrations=None, message_id=None):
        return self._enqueue({'type': 'alias', 'userId': user_id, 'previousId': previous_id, 'timestamp': timestamp,
                              'context': context or {}, 'integrations': integrations or {}})


# The module's own functions make a client when they are first called.
analytics = types.ModuleType('segment.analytics')
client = types.ModuleType('segment.analytics.client')
client.Client = Client
for name in ('track', 'page', 'screen', 'identify', 'group', 'alias'):
    setattr(analytics, name, lambda *args, name=name, **kwargs: getattr(Client(), name)(*args, **kwargs))
sys.modules.update({'segment': types.ModuleType('segment'), 'segment.analytics': analytics, 'segment.analytics.client': client})
