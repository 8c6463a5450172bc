# A limit ends it at a saddle of a sum of squares: x = 0 is no answer, whatever the
# slope says.
minimize (x^2-1)^2 + y^2;
unknown x = 0, y=0.5;
solve with lm(max_evaluations = 6);
