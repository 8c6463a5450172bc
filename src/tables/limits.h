/* limits.h -- LIMIT_FILE_SIZE and the others, for every floor above. */
#ifndef EQC_LIMITS_H
#define EQC_LIMITS_H

enum {
#define LIMIT(name, value, text) LIMIT_##name = value,
#include "limits.def"
#undef LIMIT
};

#endif
