# A range of its own in each reduction.
data t = [0.5, 1, 1.5, 2, 3];
unknown w = 0.7, b = 0.2;
loss sum(i in 2..4: sin(w*t[i] + b)*t[i-1]) + mean(i in 1..5: (b*t[i])^4);
