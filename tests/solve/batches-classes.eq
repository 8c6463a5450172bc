# Softmax regression on rows of a file; the penalty is in every batch.
data u[n], v[n], label[n] in 1..3 from "batches-classes.csv";
unknown W[k in 1..3, j in 1..3] = 0.1*(j - k);
loss mean(i in 1..n: logsumexp(k in 1..3: W[k, 1]*u[i] + W[k, 2]*v[i] + W[k, 3])
          - (W[label[i], 1]*u[i] + W[label[i], 2]*v[i] + W[label[i], 3]));
loss 0.01*sum(W^2);
solve with sgd(lr = 0.1, momentum = 0.9, batch = 8, epochs = 12);
