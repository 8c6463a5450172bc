# A diamond, a path from another folder, and names that stay apart.
use "used/fall.eq";
use "used/physics.eq";
unknown x = 1, i = 2;
fallen(x) = 100;
powers(i, 3) = 3.5;
show g as gravity, half(g) as half_of_it;
