// Compiles the file named KERNELS once per instruction set. Inside, AT(name) is the name with the
// level appended; outside, LORA_AT_LEVEL(level, name, arguments) calls the variant of a level.

#include "include/CLoraKernels.h"

// Vectors wider than the plain instruction set's registers never cross a call here: all inlined.
#pragma clang diagnostic ignored "-Wpsabi"

#define JOIN_(a, b) a##_##b
#define JOIN(a, b) JOIN_(a, b)
#define AT(name) JOIN(name, LEVEL)

#define LEVEL plain
#include "lanes.h"
#include KERNELS
#undef LEVEL

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#define LEVEL avx2
#include "lanes.h"
#include KERNELS
#undef LEVEL
#pragma clang attribute pop

#pragma clang attribute push( \
    __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx2,fma"))), apply_to = function)
#define LEVEL avx512
#include "lanes.h"
#include KERNELS
#undef LEVEL
#pragma clang attribute pop

#define LORA_AT_LEVEL(level, name, ...)             \
  switch (level) {                                  \
    case LORA_AVX512:                               \
      return name##_avx512(__VA_ARGS__);            \
    case LORA_AVX2:                                 \
      return name##_avx2(__VA_ARGS__);              \
    default:                                        \
      return name##_plain(__VA_ARGS__);             \
  }
#else
#define LORA_AT_LEVEL(level, name, ...) \
  (void)level;                          \
  return name##_plain(__VA_ARGS__);
#endif
