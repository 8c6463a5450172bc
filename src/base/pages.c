/*
 * pages.c -- the hints of pages.h, for glibc on Linux.
 *
 * The heap grows at once by what is expected, and that part is given large
 * pages.  None of it is touched, so what is not used costs nothing.
 */
#define _DEFAULT_SOURCE 1
#include "pages.h"

#include <stdlib.h>

#if defined __linux__ && defined __GLIBC__
#include <limits.h>
#include <malloc.h>
#include <stdint.h>
#include <sys/mman.h>

enum { PAGE = 2 << 20 };

void pages_keep(void)
{
    mallopt(M_MMAP_MAX, 0);
    mallopt(M_TRIM_THRESHOLD, INT_MAX);
}

void pages_expect(size_t size)
{
    char *room = size < 4 * PAGE ? NULL : malloc(size);

    if (room != NULL)
        (void)madvise(room + PAGE - (uintptr_t)room % PAGE, size - PAGE,
                      MADV_HUGEPAGE);
    free(room);
}
#else
void pages_keep(void)
{
}

void pages_expect(size_t size)
{
    (void)size;
}
#endif
