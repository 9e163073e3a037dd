gtag('config', 'G-XXXXXXXXXX');
