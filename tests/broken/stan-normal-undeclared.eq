data y = [1, 2, 4];
y ~ normal(mu, s);
