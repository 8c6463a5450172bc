# in with weight sigma from as: names where they are no words
in + with + weight + sigma = from - as;
let in = 1, from[as] = 2;
y ~ sigma*x sigma sigma weight weight with with(1);
unknown in in [0, 1];
for in in 1..2 { weight(in) = as[in]; }
show in as as;
