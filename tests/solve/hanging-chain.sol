# Ipopt 3.11.9: -4.57654656
engines = vm
verdict = MINIMUM
loss = -4.57654656 +- 1e-8
