# k centres for n points of d numbers: each point counts its nearest centre.
data p[n, d] from "kmeans_points.csv";
data start[k, d] from "kmeans_centres.csv";
unknown c[k, d] = start;
minimize sum(i in 1..n: min(j in 1..k: sum(a in 1..d: (p[i, a] - c[j, a])^2)));
