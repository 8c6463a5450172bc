# Arrays written in expressions, as values of functions, as starts.
unknown a = 0.4, v[3] = [0.1, 0.7, -0.3], m[2, 2] = [[1, 0.2], [0.3, 1.5]];
fn axis(u, s) { let w = [sin(s), cos(s), s]; cross(w, u) + u*dot(w, u) }
let k = [[0, -v[3], v[2]], [v[3], 0, -v[1]], [-v[2], v[1], 0]];
let r = axis(v, a) + k @ [1, 2, 3];
let pick[i in 1..3] = ([a, a^2, a^3])[i] + ([10, 20, 30])[4 - i]/10;
loss norm(r)^2 + sum(pick*v) + sum(m @ [a, 1]) + sum(i in 1..3: k[i, 2]*r[i]);
loss sum((if m > a then m else m^2)) + norm([[a, 1], [v[1], v[2]]]);
show r, pick, (k @ k)[1, 1..3] as row, cross([1, 0, 0], [0, 1, 0]) as c;
