unknown u = 0.5;
for i in 0..0 { logsumexp(j in 1..3: u) ~ 0.5*0.5/2; }
