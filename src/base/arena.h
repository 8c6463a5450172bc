/*
 * arena.h -- memory of one compilation: everything lives until arena_free.
 * Out of memory ends the process through base_no_memory, the one exit below
 * the door: there is nothing useful left to do, and no caller has to ask.
 */
#ifndef EQC_ARENA_H
#define EQC_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena;

struct arena *arena_make(void);              /* NULL when there is no memory */
void arena_free(struct arena *a);
/* Zeroed, aligned for any type; never NULL (see arena_make for the first). */
void *arena_alloc(struct arena *a, size_t size);
/* count * size, checked. */
void *arena_array(struct arena *a, size_t count, size_t size);
char *arena_strndup(struct arena *a, const char *s, size_t n);
char *arena_printf(struct arena *a, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *a, const char *fmt, va_list args)
    __attribute__((format(printf, 2, 0)));

/* Says so on standard error and exits with 2. */
void base_no_memory(void) __attribute__((noreturn));

#endif
