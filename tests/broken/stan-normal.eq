data y = [1, 2, 4];
unknown mu, s;
y ~ normal(mu, s);
