#include "job.h"
int command_build(struct job *j) { return job_compile(j); }
int command_diff(struct job *j) { return job_compile(j); }
int command_verify(struct job *j) { return job_compile(j); }
