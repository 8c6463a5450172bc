/* status.c -- names, texts and exit codes of the verdicts. */
#include "status.h"

EQR_API const char *eqr_status_text(int status)
{
    switch (status) {
#define STATUS(name, value, exit, text) case value: return text;
#include "status.def"
#undef STATUS
    default: return "no such status";
    }
}

EQR_API const char *eqr_status_name(int status)
{
    switch (status) {
#define STATUS(name, value, exit, text) case value: return #name;
#include "status.def"
#undef STATUS
    default: return "UNKNOWN";
    }
}

EQR_API int eqr_status_exit(int status)
{
    switch (status) {
#define STATUS(name, value, exit, text) case value: return exit;
#include "status.def"
#undef STATUS
    default: return 70;     /* EX_SOFTWARE: a bug in whoever asks */
    }
}
