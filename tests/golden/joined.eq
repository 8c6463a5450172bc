# Two rows of one turn share an exponential.
data x[n], y[n] from "fit.csv";
unknown a = 1, b = 0.5;
for i in 1..n {
    let e = exp(b*x[i]);
    a*e ~ y[i];
    a - e ~ 0;
}
