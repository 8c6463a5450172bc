# Through a recurrence, whose pairs are not pushed: a Hessian from columns; no rows.
const steps = 12, h = 0.1;
unknown q0 = 1, p0 = 0.2, g = 1;
let q[i in 0..steps] = if i == 0 then q0 else q[i-1] + h*p[i-1];
let p[i in 0..steps] = if i == 0 then p0 else p[i-1] - h*g*sin(q[i-1] + h*p[i-1]);
minimize (q[steps] - 0.5)^2 + exp(p[steps]) + g^4;
-1 <= q0*p0 <= 2;
