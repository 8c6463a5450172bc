# A cup of tea cools: from readings of its temperature, how fast?
# The caller gives the readings; `room` may be set for another place.
param room = 20;
data  t[n], y[n];                        # minutes, degrees
unknown start = 90, k = 0.1 in [0, inf];

y ~ room + (start - room)*exp(-k*t) sigma 0.5;

show log(2)/k as half_life;
