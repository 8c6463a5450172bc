#include "job.h"
int command_build(struct job *j) { return job_compile(j); }
