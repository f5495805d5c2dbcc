#define _GNU_SOURCE
#include <sched.h>

#include "include/CLoraKernels.h"

// CPU_COUNT and sched_getaffinity are hidden from Swift without _GNU_SOURCE.
int lora_allowed_processors(void) {
  cpu_set_t mask;
  return sched_getaffinity(0, sizeof mask, &mask) == 0 ? CPU_COUNT(&mask) : 1;
}
