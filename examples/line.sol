# torch 1.13, SGD in float64
verdict = STEPS_DONE
w = 20.0854716 +- 5e-8
b = 0.3308067 +- 5e-8
