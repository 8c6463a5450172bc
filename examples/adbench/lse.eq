# The logarithm of a sum of exponentials, and its gradient, the softmax.
data start[n] from "lse.csv";
unknown x[n] = start;
minimize logsumexp(x);
