# torch 1.13, NAdam in its published form, float64, the same inputs.
verdict = STEPS_DONE
iterations = 1000
a = 1.0492310717152598 +- 1e-9
b = 1.549113508002845 +- 1e-9
c = 2.283593124290263 +- 1e-9
loss = 4.179070263538735 +- 1e-8
start.a = -0.8919953107833862
