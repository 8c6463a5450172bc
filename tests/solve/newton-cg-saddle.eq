# A limit ends it on the saddle: no minimum is claimed.
unknown x = 0, y = 0;
minimize x^2 - y^2 + y^4;
solve with newton_cg(max_evaluations = 4);
