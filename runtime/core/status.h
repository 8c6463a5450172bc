/* status.h -- the verdicts: names, texts and exit codes from status.def. */
#ifndef EQR_STATUS_H
#define EQR_STATUS_H

#include "real.h"

enum eqr_status {
#define STATUS(name, value, exit, text) EQR_##name = value,
#include "status.def"
#undef STATUS
    EQR_STATUS_END = 100
};

/* "every equation holds"; never NULL. */
EQR_API const char *eqr_status_text(int status);
/* "ROOT"; never NULL. */
EQR_API const char *eqr_status_name(int status);
/* The process exit code that goes with a verdict; 70 for no verdict at all. */
EQR_API int eqr_status_exit(int status);

#endif
