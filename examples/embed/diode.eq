# A supply of V volts, a resistor and a diode in series.
param V = 5, R = 1000;                         # volts, ohms
const Is = 1e-12, Vt = 0.02585;                # the diode: amperes, volts
unknown current = 0.001, drop = 0.6;           # of the diode

drop + R*current = V;
current = Is*(exp(drop/Vt) - 1);
