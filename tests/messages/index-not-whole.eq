# What an index is made of is said, once for each index.
const N = 5, M = 5;
data from_i[M] = [1,2,3,4,5], to_i[M] in 1..N = [2,3,4,5,2];
param p = 1;
unknown px[N];
for k in 1..M {
  let i = from_i[k], j = to_i[k];
  let q = p + 1; let u = px[1];
  px[j]-px[i] + px[i] ~ k + px[q] + px[u];
  let h = k/2;
  px[h] ~ px[h + 1];
}
