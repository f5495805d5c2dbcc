#ifndef LEVEL
#include "half.h"

// GGUF's blocks of 32 elements: a half-precision scale, perhaps a minimum, then 4, 5 or 8 bits an
// element. Element i's low four bits stand in byte i, element 16 + i's in the same byte's upper
// half. In the order of the reference (gguf's quants.py) and never contracted: the bits agree.
#pragma STDC FP_CONTRACT OFF

/// IQ4_NL's sixteen levels, denser around zero.
static const int8_t iq4_levels[16] = {-127, -104, -83, -65, -49, -35, -22, -10,
                                      1,    13,   25,  38,  53,  69,  89,  113};

#define KERNELS "blocks.c"
#include "levels.h"

WIDENING(q4_0)
WIDENING(q4_1)
WIDENING(q5_0)
WIDENING(q5_1)
WIDENING(q8_0)
WIDENING(iq4_nl)

#else

/// Bits i, …, i + 15 of `bits` as sixteen numbers that are 16 or 0.
INLINE WORDS AT(fifths)(uint32_t bits) {
  WORDS lane = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
  return ((((int32_t)bits - (WORDS){}) >> lane) & 1) << 4;
}

static void AT(q4_0)(const uint8_t *block, ptrdiff_t blocks, float *out) {
  for (; blocks > 0; blocks--, block += 18, out += 32) {
    float scale = half_at(block);
    WORDS packed = AT(load_bytes)(block + 2);
    AT(store)(out, scale * AT(floats)((packed & 15) - 8));
    AT(store)(out + 16, scale * AT(floats)((packed >> 4) - 8));
  }
}

static void AT(q4_1)(const uint8_t *block, ptrdiff_t blocks, float *out) {
  for (; blocks > 0; blocks--, block += 20, out += 32) {
    float scale = half_at(block), minimum = half_at(block + 2);
    WORDS packed = AT(load_bytes)(block + 4);
    AT(store)(out, scale * AT(floats)(packed & 15) + minimum);
    AT(store)(out + 16, scale * AT(floats)(packed >> 4) + minimum);
  }
}

// Fifth bits stand before the nibbles, element i's at bit i of four bytes.

static void AT(q5_0)(const uint8_t *block, ptrdiff_t blocks, float *out) {
  for (; blocks > 0; blocks--, block += 22, out += 32) {
    float scale = half_at(block);
    uint32_t fifths = word_at(block + 2);
    WORDS packed = AT(load_bytes)(block + 6);
    AT(store)(out, scale * AT(floats)(((packed & 15) | AT(fifths)(fifths)) - 16));
    AT(store)(out + 16, scale * AT(floats)(((packed >> 4) | AT(fifths)(fifths >> 16)) - 16));
  }
}

static void AT(q5_1)(const uint8_t *block, ptrdiff_t blocks, float *out) {
  for (; blocks > 0; blocks--, block += 24, out += 32) {
    float scale = half_at(block), minimum = half_at(block + 2);
    uint32_t fifths = word_at(block + 4);
    WORDS packed = AT(load_bytes)(block + 8);
    AT(store)(out, scale * AT(floats)((packed & 15) | AT(fifths)(fifths)) + minimum);
    AT(store)(out + 16, scale * AT(floats)((packed >> 4) | AT(fifths)(fifths >> 16)) + minimum);
  }
}

static void AT(q8_0)(const uint8_t *block, ptrdiff_t blocks, float *out) {
  for (; blocks > 0; blocks--, block += 34, out += 32) {
    float scale = half_at(block);
    for (int i = 0; i < 32; i += 16)
      AT(store)(out + i, scale * AT(floats)(AT(load_signed_bytes)(block + 2 + i)));
  }
}

static void AT(iq4_nl)(const uint8_t *restrict block, ptrdiff_t blocks, float *restrict out) {
  for (; blocks > 0; blocks--, block += 18, out += 32) {
    float scale = half_at(block);
    for (int i = 0; i < 16; i++) out[i] = scale * (float)iq4_levels[block[2 + i] & 15];
    for (int i = 0; i < 16; i++) out[16 + i] = scale * (float)iq4_levels[block[2 + i] >> 4];
  }
}

#endif
