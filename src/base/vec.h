/*
 * vec.h -- growable arrays, malloc'ed, with checked growth.
 *
 *     struct { VEC(double) v; } s = {0};
 *     vec_push(&s.v, 1.0);   s.v.at[0];   s.v.n;   vec_free(&s.v);
 */
#ifndef EQC_VEC_H
#define EQC_VEC_H

#include <stddef.h>
#include <stdint.h>

#define VEC(T) struct { T *at; size_t n, cap; }

/* Make room for `more`; base_no_memory (arena.h) when there is none. */
void *vec_grow(void *at, size_t *cap, size_t n, size_t more, size_t size);

/* Ascending. */
void sort_numbers(uint32_t *at, size_t n);

#define vec_push(v, ...)                                                     \
    ((v)->n == (v)->cap                                                      \
         ? (void)((v)->at = vec_grow((v)->at, &(v)->cap, (v)->n, 1,          \
                                     sizeof *(v)->at))                       \
         : (void)0,                                                          \
     (v)->at[(v)->n++] = (__VA_ARGS__))
/* Room for `more` elements, which are then written without asking. */
#define vec_reserve(v, more)                                                 \
    ((v)->cap - (v)->n < (more)                                              \
         ? (void)((v)->at = vec_grow((v)->at, &(v)->cap, (v)->n, (more),     \
                                     sizeof *(v)->at))                       \
         : (void)0)
#define vec_free(v) (free((v)->at), (v)->at = NULL, (v)->n = (v)->cap = 0)

#endif
