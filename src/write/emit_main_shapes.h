/* emit_main_shapes.h -- of main.c: how long what the driver asks for is. */
#ifndef EQC_EMIT_MAIN_SHAPES_H
#define EQC_EMIT_MAIN_SHAPES_H

#include "emit_c_own.h"

/* `shapes`, after the functions that it calls. */
void emit_main_shapes(struct emit *e, struct out *o);
/* `found`: after bind, how many rows there are of what only set-up knows. */
void emit_main_found(struct emit *e, struct out *o);

#endif
