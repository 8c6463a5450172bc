# A tank is drained to a level, by a valve that opens so far and no farther: the
# cheapest way, as 500 steps of one system. 1001 unknowns and 502 constraints of
# three unknowns each, of which the solver keeps no more than that.
const n = 500;
const h = 2/n;                     # seconds a step

unknown level[i in 0..n] = 1 in [0, 2];
unknown valve[i in 0..n-1] = 0 in [-1, 1];

level[0] = 1;
for i in 0..n-1 {
    level[i+1] = level[i] + h*(valve[i] - level[i]^3);
}
level[n] = 0.2;

minimize sum(i in 0..n-1: h*(level[i]^2 + 0.1*valve[i]^2));
