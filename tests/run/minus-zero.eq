# -0.0 reads back from JSON; to people it is 0.
param a = -0.0;
unknown x = -0.0;
x + a = -0.0;
show -0.0 as z, 1/a as i, atan2(-0.0, -1) as at;
