# Times between failures: the rate of the largest likelihood is 1 / mean.
data t = [0.3, 1.2, 0.7, 2.1, 0.2];
unknown rate = 5 in [0, inf];
minimize sum(k in 1..5: rate*t[k] - log(rate));
