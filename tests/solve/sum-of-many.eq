# A million terms: adding them up loses more than a row of few terms may be off by.
unknown x = 1;
sum(i in 1..1000000: x*0.1) = 7;
