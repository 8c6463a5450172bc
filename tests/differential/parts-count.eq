# A count that goes on from one part of a long function to the next.
data w1[4] = [1, 0.7, 1.3, 0.4], k2[4] in 1..4 = [2, 3, 1, 4];
unknown a1 = 0.5, c2 = 0.4, q3[4] = 0.3;
fn f11(s1, r2) { let z10[0] = s1; let z10[i in 1..3] = (if a1 > a1 then (r2
    + q3[2]) else z10[i-1]) + sum(j in 1..3: w1[j]*a1*tanh(q3[2]))/8 + z10[i-1]/3; z10[3]
    + sum(z10)/5 }
let z12[0] = a1; let z12[i in 1..3] = 0.7*0.5*exp(-(c2)^2) + z12[i-1]/3;
z12[3] ~ c2;
let z13[3] = c2; let z13[i in 1..2] = c2*exp(-(f11(a1, z13[i+1]))^2) + z13[i+1]/3;
z13[1] + sum(z13)/5 ~ q3[2];
for k in 1..4 { let z14[0] = c2; let z14[i in 1..3] = 0.5*sin(0.7) + z14[i-1]/3; z14[3]
    + sum(z14)/5 ~ w1[k]; }
for k in 1..4 { q3[k] ~ 0.2*a1 + c2 + sum(w1)*k2[k]/99; }
