# The last elements of arrays that take turns: nobody reads them.
unknown x = 0.4, u[4] = 0.3, w[2..4] = 0.7;
let h[0] = x;
let h[1] = if x > w[2] then 1 else 2;
let g[0] = 2 + u[3]^0.5;
let g[1] = 0.5*x;
let h[i in 2..2] = x + g[i-1];
let g[i in 2..2] = max(w) + h[i]/3*0.5;
w = 0.5*h[0]*x;
u = g[0]/2;
x = 0.2;
