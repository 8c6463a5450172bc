file = ../../../shared/problems/programs/04-quadratic-nadam.eq
verdict = STEPS_DONE
