def plan():
    return kept({'formName': 'Q3 layoffs plan', 'fields': 4, 'form': {'id': 'f-7', 'title': 'Severance for Jane Doe'},
                 'rows': [{'key': 'r-1', 'owner': 'jane.doe@acme.example'}], 'watchers': ['john.roe@acme.example']})


def person():
    return kept({'email': 'jane.doe@acme.example', 'name': 'Jane Doe', 'plan': 'standard'})


def request():
    return kept({'ip': '67.43.156.19', 'page': {'url': 'https://forms.app.example/forms?q=divorce+leave#top', 'title': 'Forms'},
                 'traits': person()})


def track():
    analytics.track('u-17', 'Form Created', plan())
    analytics.track('u-17', 'Form Created', plan(), request(), integrations=kept({'All': False}))
    analytics.track(user_id='u-17', event='Form Created', properties=plan(), context=request())
    analytics.track('u-17', 'E')
    analytics.track('u-17', 'E', None, None, None, 'a-1', {'All': False})
    analytics.track(anonymous_id='a-1', event='E', properties={}, integrations={'All': False})


def page_and_screen():
    analytics.page('u-17', 'Admin', 'Forms', kept({'url': 'https://forms.app.example/forms?q=divorce+leave', 'title': 'Forms'}))
    analytics.page('u-17', properties=None, context=request(), integrations={'All': False})
    analytics.screen('u-17', None, 'Forms', plan())


def people_and_groups():
    analytics.identify('u-17', person(), request())
    analytics.identify('u-17', integrations={'All': False})
    analytics.group('u-17', 'c-3', kept({'ownerEmail': 'jane.doe@acme.example', 'seats': 4}))
    analytics.alias('u-17', 'u-18', integrations={'All': False})


calls = {'track': track, 'page and screen': page_and_screen, 'people and groups': people_and_groups}
