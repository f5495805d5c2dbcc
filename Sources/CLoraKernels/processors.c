#define _GNU_SOURCE
#include <dlfcn.h>
#include <sched.h>

#include "include/CLoraKernels.h"

// What glibc hides from Swift without _GNU_SOURCE.

int lora_allowed_processors(void) {
  cpu_set_t mask;
  return sched_getaffinity(0, sizeof mask, &mask) == 0 ? CPU_COUNT(&mask) : 1;
}

const char *lora_library_of(const char *symbol) {
  Dl_info info;
  void *address = dlsym(RTLD_DEFAULT, symbol);
  return address && dladdr(address, &info) ? info.dli_fname : NULL;
}
