# Softmax of scores: a maximum, a sum of exponentials, their gradient in place.
unknown s[50] = uniform(-1, 2, seed = 3), temper = 0.7;
minimize logsumexp(i in 1..50: s[i]/temper)*temper + 0.1*sum(i in 1..50: (s[i] - i/50)^2)
    + temper^2;
