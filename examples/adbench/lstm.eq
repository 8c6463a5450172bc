# A chain of gated memory cells, all weights elementwise: b cells in each of r/2 layers read t
# characters of b bits and predict the next one.
data main0[r, v] from "lstm_main.csv";         # row 2l-1: weights of layer l, row 2l: biases;
data extra0[three, b] from "lstm_extra.csv";   # forget, in, out, change: b columns each
data state[r, b] from "lstm_state.csv";        # rows 2l-1, 2l: h and c of layer l at first
data seq[t, b] from "lstm_seq.csv";
unknown w[r, v] = main0, extra[three, b] = extra0;

let h[0, 0, j in 1..b] = 0;
let h[0, l in 1..r/2, j in 1..b] = state[2*l - 1, j];
let c[0, l in 1..r/2, j in 1..b] = state[2*l, j];
let h[s in 1..t-1, 0, j in 1..b] = seq[s, j]*extra[1, j];            # what layer 1 reads
let f[s in 1..t-1, l in 1..r/2, j in 1..b] = sigmoid(h[s, l-1, j]*w[2*l-1, j] + w[2*l, j]);
let i[s in 1..t-1, l in 1..r/2, j in 1..b] = sigmoid(h[s-1, l, j]*w[2*l-1, b+j] + w[2*l, b+j]);
let o[s in 1..t-1, l in 1..r/2, j in 1..b] = sigmoid(h[s, l-1, j]*w[2*l-1, 2*b+j] + w[2*l, 2*b+j]);
let g[s in 1..t-1, l in 1..r/2, j in 1..b] = tanh(h[s-1, l, j]*w[2*l-1, 3*b+j] + w[2*l, 3*b+j]);
let c[s in 1..t-1, l in 1..r/2, j in 1..b] = c[s-1, l, j]*f[s, l, j] + i[s, l, j]*g[s, l, j];
let out[s in 1..t-1, l in 1..r/2, j in 1..b] = tanh(c[s, l, j]);
let h[s in 1..t-1, l in 1..r/2, j in 1..b] = o[s, l, j]*out[s, l, j];

let y[s in 1..t-1, j in 1..b] = h[s, r/2, j]*extra[2, j] + extra[3, j];
let e[s in 1..t-1, j in 1..b] = exp(y[s, j]);
let z[s in 1..t-1] = log(2 + sum(j in 1..b: e[s, j]));
minimize -sum(s in 1..t-1, j in 1..b: seq[s+1, j]*(y[s, j] - z[s]))/((t - 1)*b);
