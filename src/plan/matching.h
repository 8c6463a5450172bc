/*
 * matching.h -- which equation can be solved for which unknown: maximum
 * matching of a sparse pattern, its Dulmage-Mendelsohn parts, and the blocks
 * of the part that is neither over- nor under-determined.
 */
#ifndef EQC_MATCHING_H
#define EQC_MATCHING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Row r has the columns column[start[r]] .. column[start[r + 1] - 1]. */
struct pattern {
    uint32_t rows, columns;
    const uint32_t *start, *column;
};

#define MATCHING_NONE UINT32_MAX

enum matching_part {
    PART_SQUARE,             /* as many rows as columns */
    PART_OVER,               /* more rows than columns */
    PART_UNDER               /* more columns than rows */
};

struct matching {
    uint32_t *row_column;    /* per row: its column, or MATCHING_NONE */
    uint32_t *column_row;
    uint8_t *row_part, *column_part;         /* enum matching_part */
    uint32_t size;
    uint32_t blocks;         /* of the square part */
    uint32_t *block_rows;    /* its rows, block by block: each needs only
                                columns of its own block and earlier ones, and
                                of the over-determined part */
    uint32_t *block_start;   /* blocks + 1 places in block_rows */
};

/* Free with matching_free.  O(edges * sqrt(rows)) at worst. */
void matching_make(struct matching *m, const struct pattern *p);
void matching_free(struct matching *m);

#endif
