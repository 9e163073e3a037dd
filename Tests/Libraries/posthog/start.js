posthog.init('YOUR_KEY');
