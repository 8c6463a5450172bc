# Each camera's heading is the mean of its angles; nc is the greatest number.
data cam[m] in 1..nc, angle[m] from "headings.csv";
unknown heading[nc];
for k in 1..m { angle[k] ~ heading[cam[k]]; }
show sum(k in 1..m, j in 1..k-1 if cam[k] == cam[j]: angle[k] - angle[j]) as apart;
show sum(j in 1..nc: j*sum(k in 1..m if cam[k] == j: heading[j])) as weighed;
