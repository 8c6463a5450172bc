# An exponential decay on a background, each point with its own error bar.
data t, y, s from "decay.csv";
unknown a = 1, k = 0.5 in [0, inf], c = 0;

y ~ a*exp(-k*t) + c sigma s;

show log(2)/k as half_life;
