unknown x[2];
for a in 1..2, b in 1..2, c in 1..2, d in 1..2, e in 1..2,
    f in 1..2, g in 1..2, h in 1..2, k in 1..2 { x[a] = 1; }
minimize sum(a in 1..2, b in 1..2, c in 1..2, d in 1..2, e in 1..2, f in 1..2,
             g in 1..2, h in 1..2, i in 1..2, j in 1..2: x[a]^2);
