Sentry.init({dsn: 'YOUR_DSN'});
