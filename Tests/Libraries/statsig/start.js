const client = new StatsigClient('YOUR_CLIENT_KEY', USER);
