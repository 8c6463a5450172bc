# All nodes on one point: hypot(0, 0) has no derivative, and that is said.
file = ../../../shared/problems/programs/35-chain.eq
exit = 5
verdict = DOMAIN
