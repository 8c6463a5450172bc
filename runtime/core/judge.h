/* judge.h -- the verdict of solvers that work on rows; see verdict.h. */
#ifndef EQR_JUDGE_H
#define EQR_JUDGE_H

#include "run.h"

EQR_API int eqr_verdict_rows(eqr_run *run);

#endif
