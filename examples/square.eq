# eqc diff square.eq --at x=3.6
y = x*x;
