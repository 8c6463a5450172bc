# A line through the readings of one station before an hour; smoothed pairs.
data station[n] in 1..2, hours[n], level[n] from "rows-found.csv";
param which = 1, until = 8;
unknown a = 1, b = 0, apart = 1;
for i in 1..n if station[i] == which and hours[i] < until { level[i] ~ a*hours[i] + b; }
for i in 1..n, j in 1..i - 1 if station[i] == station[j] and hours[i] < until {
    apart ~ level[i] - level[j];
}
