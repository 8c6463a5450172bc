/*
 * pages.h -- how malloc gets its memory from the system.  All of it hints:
 * without them everything is the same, but slower.
 */
#ifndef EQC_PAGES_H
#define EQC_PAGES_H

#include <stddef.h>

/* Large arrays in the heap too, and what is given back stays in it: pages that
   one pass touched serve the next. */
void pages_keep(void);

/*
 * About `size` bytes more will be used: in pages of 2 MB, if that is much.
 * 50,000 equations write to a third of a GB, and in pages of 4 kB the faults and
 * the misses of the TLB were half of their time.
 */
void pages_expect(size_t size);

#endif
