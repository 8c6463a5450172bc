# Neither exp(1000) nor exp(-2000) is a number that helps.
data t = [1000, 998, -2000];
unknown x = 0.5;
x = logsumexp(t) - 1000;
show logsumexp(i in 1..4: -i) as small;
