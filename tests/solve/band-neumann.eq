# A rod that loses no heat at either end: its level is free, and the sources add to 0.
# The end row comes last and reaches back to the first unknown.
const n = 600;
unknown u[0..n] = 0;
for i in 1..n-1 { u[i-1] - 2*u[i] + u[i+1] = (if i <= 300 then 1 else 0)/300 - 1/599*(300/300); }
u[n] - u[n-1] = 0;
u[1] - u[0] = 0;
show u[300] - u[0] as half, u[n] - u[0] as whole;
