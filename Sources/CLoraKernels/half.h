// What the block formats' kernels share.

#include "include/CLoraKernels.h"

/// The half-precision number at `p`, which need not be aligned, widened exactly.
///
/// A normal number is moved into Float32's range of exponents and scaled by 2^-112; a subnormal one
/// is put into the fraction of 0.5, from which 0.5 is then taken. Not every level has F16C.
static inline float half_at(const uint8_t *p) {
  uint32_t bits = (uint32_t)(p[0] | p[1] << 8) << 16, magnitude = bits + bits;
  int is_normal = magnitude >= 1u << 27;
  uint32_t moved = is_normal ? (magnitude >> 4) + (0xE0u << 23) : (magnitude >> 17) | (126u << 23);
  float value;
  __builtin_memcpy(&value, &moved, sizeof value);
  value = is_normal ? value * 0x1.0p-112f : value - 0.5f;
  return bits >> 31 ? -value : value;
}

static inline uint32_t word_at(const uint8_t *p) {
  uint32_t word;
  __builtin_memcpy(&word, p, sizeof word);
  return word;
}

/// Defines lora_widen_<format>, which calls the variant of its level.
#define WIDENING(format)                                                                         \
  void lora_widen_##format(lora_level level, const void *source, ptrdiff_t blocks, float *out) { \
    LORA_AT_LEVEL(level, format, source, blocks, out)                                            \
  }
