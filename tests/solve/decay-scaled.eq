# examples/decay.eq with the sigmas as relative weights: errors scaled by the scatter.
data t, y, s from "../../examples/decay.csv";
unknown a = 1, k = 0.5 in [0, inf], c = 0;

y ~ a*exp(-k*t) + c weight 1/s^2;

show log(2)/k as half_life;
