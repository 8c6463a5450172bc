# eqc diff slope.eq --at x=5 --at w=4 --at b=2
y = x*w + b;
