# From x = y the Jacobian is singular, and stays so.  z plays another part.
x + y = 3.1 - z/20;
x*y = 2;
z^3 = x*y*4;
