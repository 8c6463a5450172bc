# What a least and a greatest send back: to the turn that won, of one index, of two, of ranges
# that grow, through a sum, and one inside the other; 20 turns tie, and the first one counts. A
# number that an unknown is compared with is none of a turn.
data p[i in 1..40, a in 1..3] = if i > 20 then cos(2*i + a) else 0.5;
unknown c[k in 1..4, a in 1..3] = 0.2*a;
unknown s[k in 1..4, r in 1..5] = 0.1*k - 0.3*r, v[k in 1..9] = cos(k), w = 1.5;
minimize sum(i in 1..40: min(k in 1..4: sum(a in 1..3: (p[i, a] - c[k, a])^2)))
    - sum(i in 1..40: max(k in 1..4, r in 1..5: s[k, r]*sin(i*k + r) - s[k, r]^2))
    + sum(i in 1..9: max(k in 1..i: v[k]*cos(i - k)))^2
    + sum(i in 1..40: max(k in 1..4: min(r in 1..5: (s[k, r] - p[i, 1])^2 + c[k, 1]*r)))
    + sum(i in 1..40: min(k in 1..4 if mod(i + k, 3) > 0: exp(c[k, 2]*p[i, 2])*s[k, 1]))
    + sum(j in 0..3: if j == w then v[j + 1]^2 else 0);
