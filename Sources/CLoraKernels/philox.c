#ifndef LEVEL
#define KERNELS "philox.c"
#include "levels.h"

void lora_dropout(lora_level level, const float *x, float *out, ptrdiff_t first, ptrdiff_t count,
                  const uint32_t key[2], const uint32_t stream[2], uint32_t threshold,
                  float scale) {
  LORA_AT_LEVEL(level, dropout, x, out, first, count, key, stream, threshold, scale)
}

void lora_philox(const uint32_t counter[4], const uint32_t key[2], uint32_t words[4]) {
  uint32_t c0 = counter[0], c1 = counter[1], c2 = counter[2], c3 = counter[3];
  uint32_t k0 = key[0], k1 = key[1];
  for (int round = 0; round < 10; round++) {
    uint64_t p0 = (uint64_t)c0 * 0xD2511F53u, p1 = (uint64_t)c2 * 0xCD9E8D57u;
    c0 = (uint32_t)(p1 >> 32) ^ c1 ^ k0;
    c2 = (uint32_t)(p0 >> 32) ^ c3 ^ k1;
    c1 = (uint32_t)p1;
    c3 = (uint32_t)p0;
    k0 += 0x9E3779B9u;
    k1 += 0xBB67AE85u;
  }
  words[0] = c0, words[1] = c1, words[2] = c2, words[3] = c3;
}

#else

typedef uint32_t AT(u32x16) __attribute__((vector_size(64)));
typedef uint64_t AT(u64x16) __attribute__((vector_size(128)));
#define U32 AT(u32x16)
#define U64 AT(u64x16)

/// Sixteen Philox blocks whose counters' low words are n, n+1, …, n+15.
INLINE void AT(philox_block)(uint64_t n, const uint32_t key[2], const uint32_t stream[2],
                             U32 words[4]) {
  U32 lane = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
  // n is a multiple of 16, so that the low word cannot carry inside a block.
  U32 c0 = lane + (uint32_t)n, c1 = (uint32_t)(n >> 32) - (U32){};
  U32 c2 = stream[0] - (U32){}, c3 = stream[1] - (U32){};
  uint32_t k0 = key[0], k1 = key[1];
  for (int round = 0; round < 10; round++) {
    U64 p0 = __builtin_convertvector(c0, U64) * 0xD2511F53u;
    U64 p1 = __builtin_convertvector(c2, U64) * 0xCD9E8D57u;
    U32 next0 = __builtin_convertvector(p1 >> 32, U32) ^ c1 ^ k0;
    U32 next2 = __builtin_convertvector(p0 >> 32, U32) ^ c3 ^ k1;
    c1 = __builtin_convertvector(p1, U32);
    c3 = __builtin_convertvector(p0, U32);
    c0 = next0;
    c2 = next2;
    k0 += 0x9E3779B9u;
    k1 += 0xBB67AE85u;
  }
  words[0] = c0, words[1] = c1, words[2] = c2, words[3] = c3;
}

static void AT(dropout)(const float *x, float *out, ptrdiff_t first, ptrdiff_t count,
                        const uint32_t key[2], const uint32_t stream[2], uint32_t threshold,
                        float scale) {
  for (ptrdiff_t i = 0; i < count; i += 64) {
    U32 words[4];
    AT(philox_block)((uint64_t)(first + i) / 4, key, stream, words);
    uint32_t drawn[64];
    __builtin_memcpy(drawn, words, sizeof drawn);
    ptrdiff_t n = count - i < 64 ? count - i : 64;
    for (ptrdiff_t j = 0; j < n; j++) out[i + j] = drawn[j] < threshold ? 0 : x[i + j] * scale;
  }
}

#undef U32
#undef U64
#endif
