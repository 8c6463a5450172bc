/* option.c -- which method takes which option; see solvers.h. */
#include <string.h>

#include "solvers.h"

/* Is `word` one of the words of `list`, which blanks separate? */
static int option_in(const char *list, const char *word)
{
    size_t n = strlen(word);

    while (*list) {
        size_t length = strcspn(list, " ");

        if (length == n && strncmp(list, word, n) == 0)
            return 1;
        list += length + (list[length] == ' ');
    }
    return 0;
}

EQR_API int eqr_takes_option(const char *method, unsigned honours,
                             const char *whose)
{
    return strcmp(whose, "all") == 0 ||
           (strcmp(whose, "steps") == 0 && (honours & EQR_STEPS)) ||
           (strcmp(whose, "rate") == 0 && (honours & EQR_RATE)) ||
           (strcmp(whose, "batches") == 0 && (honours & EQR_BATCHES)) ||
           option_in(whose, method);
}
