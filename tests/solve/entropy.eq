# The distribution on 1..6 with the most entropy and a mean near 4.5, held
# there by a stiff penalty; a loss that is no sum of squares, with bounds.
unknown p[6] = 1/6 in [1e-12, 1];
loss sum(k in 1..6: p[k]*log(p[k])) + 100*(sum(p) - 1)^2
     + 100*(sum(k in 1..6: k*p[k]) - 4.5)^2;
