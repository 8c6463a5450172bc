# Arrays of three subscripts, inline and unknown; slices of them.
data a[0..1, 2, 3] = [[[1, 2, 3], [4, 5, 6]], [[7, 8, 9], [10, 11, 12]]];
unknown u[0..1, 2, 3];
u[0..1, 1, 1..3] = a[0..1, 2, 1..3];
for i in 0..1 { u[i, 2, 1..3] = a[i, 1, 1..3] @ [[1, 1, 0], [0, 1, 1], [0, 0, 1]]; }
show u[1, 1..2, 3], sum(u[0..1, 2, 1..2]) as part, mean(u), a[0, 1..2, 2..3]' as t;
