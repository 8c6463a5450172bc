# A pump's head, in metres, at a flow in m^3/h.
const shut_off = 40;
fn head(q) = shut_off - 0.02*q^2;
