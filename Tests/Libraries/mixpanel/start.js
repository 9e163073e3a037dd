mixpanel.init('YOUR_TOKEN');
