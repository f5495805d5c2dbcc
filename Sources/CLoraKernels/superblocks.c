#ifndef LEVEL
#include "half.h"

// GGUF's "K" blocks of 256 elements: sub-blocks of 16 or 32 with small integer scales (and minima)
// under one half-precision scale. In the order of the reference (gguf's quants.py) and never
// contracted: the bits agree.
#pragma STDC FP_CONTRACT OFF

/// The 6-bit scale and minimum of sub-block `group` of eight, packed into 12 bytes.
static inline void scale_and_minimum(const uint8_t *packed, int group, int *scale, int *minimum) {
  if (group < 4) {
    *scale = packed[group] & 63, *minimum = packed[group + 4] & 63;
  } else {
    int shared = packed[group + 4];
    *scale = (shared & 15) + (packed[group - 4] >> 6) * 16;
    *minimum = (shared >> 4) + (packed[group] >> 6) * 16;
  }
}

#define KERNELS "superblocks.c"
#include "levels.h"

WIDENING(q2_k)
WIDENING(q3_k)
WIDENING(q4_k)
WIDENING(q5_k)
WIDENING(q6_k)

#else

/// Sixteen two-bit values, numbers 16 · group and on of 256: each 32 bytes hold 128 of them, a
/// quarter at each shift.
INLINE WORDS AT(two_bits)(const uint8_t *packed, int group) {
  return (AT(load_bytes)(packed + group / 8 * 32 + group % 2 * 16) >> group / 2 % 4 * 2) & 3;
}

/// 16 bytes of scale (low nibble) and minimum (high nibble), 64 of 2-bit values, scale, minimum.
static void AT(q2_k)(const uint8_t *block, ptrdiff_t blocks, float *out) {
  for (; blocks > 0; blocks--, block += 84) {
    float scale = half_at(block + 80), minimum = half_at(block + 82);
    for (int group = 0; group < 16; group++, out += 16) {
      float group_scale = scale * (float)(block[group] & 15);
      float group_minimum = minimum * (float)(block[group] >> 4);
      WORDS value = AT(two_bits)(block + 16, group);
      AT(store)(out, group_scale * AT(floats)(value) - group_minimum);
    }
  }
}

/// 32 bytes of inverted third bits, 64 of 2-bit values, 12 of 6-bit scales, scale.
static void AT(q3_k)(const uint8_t *block, ptrdiff_t blocks, float *out) {
  for (; blocks > 0; blocks--, block += 110) {
    float scale = half_at(block + 108);
    for (int group = 0; group < 16; group++, out += 16) {
      int low = block[96 + group % 8] >> group / 8 * 4 & 15;
      int high = block[104 + group % 4] >> group / 4 * 2 & 3;
      float group_scale = scale * (float)(low + high * 16 - 32);
      WORDS third = (AT(load_bytes)(block + group % 2 * 16) >> group / 2) & 1;
      WORDS value = AT(two_bits)(block + 32, group) - (1 - third) * 4;
      AT(store)(out, group_scale * AT(floats)(value));
    }
  }
}

/// Scale, minimum, 12 bytes of 6-bit scales and minima, 128 of 4-bit values: two sub-blocks share
/// 32 bytes, the even one the low half.
static void AT(q4_k)(const uint8_t *block, ptrdiff_t blocks, float *out) {
  for (; blocks > 0; blocks--, block += 144) {
    float scale = half_at(block), minimum = half_at(block + 2);
    for (int part = 0; part < 16; part++, out += 16) {
      int group = part / 2, place = part % 2 * 16, s, m;
      scale_and_minimum(block + 4, group, &s, &m);
      WORDS packed = AT(load_bytes)(block + 16 + group / 2 * 32 + place);
      WORDS value = (packed >> group % 2 * 4) & 15;
      AT(store)(out, scale * (float)s * AT(floats)(value) - minimum * (float)m);
    }
  }
}

/// As q4_k, with 32 bytes of fifth bits before the nibbles.
static void AT(q5_k)(const uint8_t *block, ptrdiff_t blocks, float *out) {
  for (; blocks > 0; blocks--, block += 176) {
    float scale = half_at(block), minimum = half_at(block + 2);
    for (int part = 0; part < 16; part++, out += 16) {
      int group = part / 2, place = part % 2 * 16, s, m;
      scale_and_minimum(block + 4, group, &s, &m);
      WORDS packed = AT(load_bytes)(block + 48 + group / 2 * 32 + place);
      WORDS fifth = (AT(load_bytes)(block + 16 + place) >> group) & 1;
      WORDS value = ((packed >> group % 2 * 4) & 15) + fifth * 16;
      AT(store)(out, scale * (float)s * AT(floats)(value) - minimum * (float)m);
    }
  }
}

/// 128 bytes of low nibbles, 64 of upper two bits, 16 signed scales, scale.
static void AT(q6_k)(const uint8_t *block, ptrdiff_t blocks, float *out) {
  for (; blocks > 0; blocks--, block += 210) {
    float scale = half_at(block + 208);
    for (int group = 0; group < 16; group++, out += 16) {
      float group_scale = scale * (float)(int8_t)block[192 + group];
      WORDS packed = AT(load_bytes)(block + group / 8 * 64 + group % 4 * 16);
      WORDS low = (packed >> group / 4 % 2 * 4) & 15;
      WORDS value = low + AT(two_bits)(block + 128, group) * 16;
      AT(store)(out, group_scale * AT(floats)(value - 32));
    }
  }
}

#endif
