# no bound of one unknown keeps this away: the rule of the function is said
unknown a = 1, b = -5;
log(a*b) = 1;
a = 2;
